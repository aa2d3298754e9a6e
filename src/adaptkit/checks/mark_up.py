"""Marks such as ``**`` that a translation opens are closed, so that readers do not see them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adaptkit.checks import Passage, check
from adaptkit.guides.broken_texts import (
    language_not_read,
    markup_too_deep,
    shown_language_mark,
)
from adaptkit.guides.emphasis import mended
from adaptkit.guides.inline_trees import walk_inlines
from adaptkit.guides.inlines import Context, parse_inlines, too_deep
from adaptkit.guides.language_marks import DIALECTS
from adaptkit.guides.plain_marks import is_closed
from adaptkit.model.diagnostic import Diagnostic, error
from adaptkit.model.document import BlockKind
from adaptkit.model.inline import InlineKind
from adaptkit.texts.open_marks import open_mark, whole_mark

_NOWHERE = Context({})
_MAY_HOLD = re.compile(r"[*`~]|\]\s?\(|(?<!\w)_|_(?!\w)")
_ESCAPED = re.compile(r"\\[*_`~\[\]()]")
# No link, whatever stands behind the blank.
_NOTE = re.compile(r"\[\^[^\[\]\s]+\](?=\s)")
# Two asterisks before one: what is found is taken out of the text.
_MARKS = (
    ("**", re.compile(r"\*\*")),
    ("*", re.compile(r"(?<=\S)\*|\*(?=\S)")),
    ("__", re.compile(r"(?<!\w)__|__(?!\w)")),
    ("_", re.compile(r"(?<![\w_])_(?=\w)|(?<=\w)_(?![\w_])")),
    ("~~", re.compile(r"~~")),
    ("`", re.compile(r"`")),
    ("](", re.compile(r"\]\s?\(")),
)
_NOT_MARKDOWN = frozenset({BlockKind.HTML, BlockKind.FIELD, BlockKind.CAPTION, BlockKind.CODE})


@check("mark_up", spoils=True, signs="*_`~[]{}<")
def mark_up(passage: Passage) -> Iterator[Diagnostic]:
    """What a Markdown reader does not take for a mark, readers see."""
    markdown = passage.kind not in _NOT_MARKDOWN
    if passage.dialect in DIALECTS:
        mark = shown_language_mark(passage.translation, _NOWHERE, markdown=markdown)
        if mark and mark not in passage.source:
            what = f"the translation of {passage.called}"
            yield language_not_read(
                mark, what, passage.position, markdown=markdown, unit=passage.unit_id
            )
            return
    if not markdown:
        return
    if too_deep(passage.translation, _NOWHERE) and not too_deep(passage.source, _NOWHERE):
        what = f"the translation of {passage.called}"
        yield markup_too_deep(passage.position, what, passage.unit_id)
        return
    shown = open_mark(passage.translation) or whole_mark(passage.translation)
    if shown and shown not in passage.source:
        yield error(
            "mark-not-closed",
            passage.position,
            f"readers would see {shown} in the translation of {passage.called}: such a mark "
            "belongs into the guide, and not into a translation",
            "take it out; where the brackets themselves are meant, write \\ before the first",
            unit=passage.unit_id,
        )
        return
    if not _MAY_HOLD.search(passage.translation) or is_closed(passage.translation):
        return
    # What is shown is what is looked at: marks beside full-width signs are made good.
    now = _left(mended(passage.translation, passage.source, _NOWHERE))
    if not now:
        return
    before = _left(passage.source)
    for mark, count in now.items():
        if count > before.get(mark, 0):
            yield error(
                "mark-not-closed",
                passage.position,
                f"readers would see {mark} in the translation of {passage.called}: {_WHY[mark]}",
                f"{_HOW if mark in _OF_LINKS else _AS_THERE.format(mark)}; "
                "where the sign itself is meant, write \\ before it",
                unit=passage.unit_id,
            )
            return


_NOWHERE_TO = "]()"
_OF_LINKS = ("](", _NOWHERE_TO)
_HOW = "write it as [words](address), with no space between ] and ( or in the address"
_AS_THERE = "write it as in the source, with no space beside {} on the inner side"
_PAIR = "it is opened and never closed, or has a space on its inner side"
_WHY = {
    **dict.fromkeys(("**", "*", "__", "_", "~~", "`"), _PAIR),
    "](": "a link is not closed, or has a space before its address",
    _NOWHERE_TO: "the link has lost its address",
}


def _left(text: str) -> dict[str, int]:
    """The marks that stand in the text as it is shown, and how often."""
    if not _MAY_HOLD.search(text):
        return {}
    pieces = parse_inlines(_NOTE.sub(".", _ESCAPED.sub("x", text)), _NOWHERE)
    shown = "\0".join(p.text for p in walk_inlines(pieces) if p.kind is InlineKind.TEXT)
    found: dict[str, int] = {}
    if nowhere := text.count(_NOWHERE_TO):
        found[_NOWHERE_TO] = nowhere
    for mark, pattern in _MARKS:
        shown, times = pattern.subn(" ", shown)
        if times:
            found[mark] = times
    return found
