"""No blanks at the edges, and one between words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adaptkit.checks import Passage, closer_check
from adaptkit.checks.closer._pairs import told
from adaptkit.language_data.tokens import read
from adaptkit.model.diagnostic import Diagnostic, info, warning
from adaptkit.model.document import BlockKind

_DOUBLED = re.compile(r"(?<=\S)(?:  +|\u00a0{2,}|[ \u00a0]{2,}|\t)(?=[^\s\\])")
_NO_BLANK = re.compile(r"[,;،؛](?<=[^\W\d_]{3}[,;،؛])(?=[^\W\d_]{2})")


@closer_check("spaces")
def spaces(passage: Passage) -> Iterator[Diagnostic]:
    """At the edges they may become part of another program's layout; inside they are a slip."""
    if passage.kind is BlockKind.CODE:
        return
    source, text = passage.source, passage.translation
    for edge, mine, theirs in (("begins", source[:1], text[:1]), ("ends", source[-1:], text[-1:])):
        if mine.isspace() != theirs.isspace():
            which = (
                f"{edge} with a blank"
                if theirs.isspace()
                else f"{edge} without the blank of its source"
            )
            hint = "take it out" if theirs.isspace() else "write it as in the source"
            yield told(passage, "edge-blank", which, hint, warning)
            return
    if _twice(text) and not _twice(source):
        yield told(passage, "blanks-doubled", "has two blanks in one place", "leave one", info)
        return
    found = _NO_BLANK.search(read(text).shown)
    if found and not _NO_BLANK.search(read(source).shown):
        what = f'has no blank behind "{found[0]}"'
        yield told(passage, "blanks-doubled", what, "write one", info)


def _twice(text: str) -> bool:
    may = "  " in text or "\u00a0" in text or "\t" in text
    return may and _DOUBLED.search(read(text).shown) is not None
