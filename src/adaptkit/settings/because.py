"""``because:`` of an operation → data: why an overlay changes something."""

from __future__ import annotations

from adaptkit.model.diagnostic import Position
from adaptkit.model.frame import FAITHFUL, NATURES, WHATS, Because
from adaptkit.settings import values as shared
from adaptkit.yaml_text import Fields


def read_because(around: Fields) -> Because:
    """What the operation's ``because:`` says; problems go to the reader. ``reason`` is a text, or
    a mapping of language code to text."""
    fields = around.fields("because")
    if fields is None:
        return Because()
    places: dict[str, Position] = {}
    reasons = shared.by_language(fields.get("reason"), "reason", places)
    deciders, tried = fields.located_texts("decided_by"), fields.located_texts("tried_with")
    return Because(
        nature=fields.choice("nature", NATURES),
        reason=reasons.get("") or next(iter(reasons.values()), ""),
        decided_by=tuple(text for text, _ in deciders),
        on=fields.date("on"),
        position=fields.value_at("reason"),
        decided_by_at=tuple(where for _, where in deciders),
        what=fields.choice("what", WHATS),
        reasons={tag: text for tag, text in reasons.items() if tag and text},
        planned=shared.answer(fields, "planned"),
        faithful=shared.answer(fields, "faithful", *FAITHFUL[2:]),
        tried_with=tuple(text for text, _ in tried),
        tried_with_at=tuple(where for _, where in tried),
    )
