"""A translation keeps every placeholder of its source, and has none that nobody fills."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from adaptkit.checks import Passage, check
from adaptkit.model.diagnostic import Diagnostic, error
from adaptkit.texts.near_placeholders import braced, nearest
from adaptkit.texts.placeholders import placeholder, placeholders_in


@check("placeholders", spoils=True)
def placeholders(passage: Passage) -> Iterator[Diagnostic]:
    """Readers would get a text without, say, the number to call, or curly brackets instead."""
    names = placeholders_in(passage.source, passage.placeholders)
    missing = [shown for shown in map(placeholder, names) if shown not in passage.translation]
    if missing:
        yield error(
            "placeholder-missing",
            passage.position,
            f"the translation of {passage.called} has lost {', '.join(missing)}",
            f"type {missing[0]} exactly as in the source; it is filled in later",
            unit=passage.unit_id,
        )
        return
    for shown in _unknown(passage, names):
        known = passage.placeholders
        near = nearest(shown, names) or (nearest(shown, known) if known is not None else "")
        yield error(
            "placeholder-unknown",
            passage.position,
            f"readers would see {shown} as it stands in the translation of {passage.called}",
            f"did you mean {placeholder(near)}? Only that is filled in"
            if near
            else "take it out, or type a placeholder of the source exactly as it stands there",
            unit=passage.unit_id,
        )


def _unknown(passage: Passage, names: Collection[str]) -> Iterator[str]:
    """What stands in brackets like a placeholder, and neither is one nor stands in the source."""
    known = passage.placeholders
    if known is not None and not known:
        return
    fine = {placeholder(name) for name in (names if known is None else known)}
    for shown in braced(passage.translation):
        if shown not in fine and shown not in passage.source:
            yield shown
