"""What is opened is closed: brackets and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adaptkit.checks import Passage, closer_check
from adaptkit.checks.closer._pairs import told
from adaptkit.language_data.tokens import read
from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.document import BlockKind

_PAIRS = (
    ("(（﴾", ")）﴿", "round brackets"),
    ("[［【", "]］】", "square brackets"),
    ("«‹", "»›", "quotation marks"),
    ("「『", "」』", "quotation marks"),
    ("《〈", "》〉", "title marks"),
)
_ANY = '(（﴾)）﴿[]［］【】«»‹›「」『』《》〈〉“”„"'
_LIST_MARK = re.compile(
    r"(?:(?<=\s)|\A|(?<=[,;،]))(?:\d{1,2}|[a-zA-Z]|[\u0621-\u064a])[)）]|[:;]-?\)"
)
_ESCAPED = re.compile(r"\\.")


@closer_check("brackets", signs=_ANY)
def brackets(passage: Passage) -> Iterator[Diagnostic]:
    """Told only where the source's own are whole."""
    if passage.kind is BlockKind.CODE:
        return
    theirs = _open(passage.translation)
    if not theirs:
        return
    ours = _open(passage.source)
    for named in theirs:
        if named not in ours:
            yield told(
                passage,
                "bracket-not-closed",
                f"has {named} that are opened and not closed, or the other way",
                "write both, or neither",
            )
            return


def _unless_open(found: re.Match[str]) -> str:
    """1) begins a list, and (up to 9) closes what was opened."""
    before = found.string[: found.start()]
    is_open = sum(map(before.count, "(（")) > sum(map(before.count, ")）"))
    return found[0] if is_open else " "


def _open(text: str) -> list[str]:
    text = read(text).shown
    if "\\" in text:
        text = _ESCAPED.sub(" ", text)
    if ")" in text or "）" in text:
        text = _LIST_MARK.sub(_unless_open, text)
    found = [
        named
        for opens, closes, named in _PAIRS
        if sum(map(text.count, opens)) != sum(map(text.count, closes))
    ]
    if text.count('"') % 2:
        found.append("quotation marks")
    # German closes with what English opens with, and Swedish opens with what English closes with.
    curly = text.count("“") + text.count("”") + text.count("„")
    if curly % 2:
        found.append("quotation marks")
    return found
