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
_NEXT = r"(?=[¿¡]?[A-ZÀ-ÖØ-Þ][^\W\d_A-ZÀ-ÖØ-Þ])"
TOUCHING = re.compile(rf"[.?!](?<=[^\W\d_]{{3}}[.?!]){_NEXT}")
"""The mark of a sentence, where the next one begins directly behind it."""
_NO_BLANK = re.compile(
    rf"[,;،؛.?!](?<=[^\W\d_]{{3}}.)(?:(?<=[,;،؛])(?=[^\W\d_]{{2}})|(?<=[.?!]){_NEXT})"
)
_HARD_BREAK = re.compile(r" {2,}\n")


@closer_check("spaces")
def spaces(passage: Passage) -> Iterator[Diagnostic]:
    """At the edges they may become part of another program's layout; inside they are a slip."""
    if passage.kind is BlockKind.CODE:
        return
    source, text = passage.source, passage.translation
    for edge, mine, theirs in (("begins", source[:1], text[:1]), ("ends", source[-1:], text[-1:])):
        if mine.isspace() != theirs.isspace():
            named = "a line break" if "\n" in (mine, theirs) else "a space"
            if theirs.isspace():
                which, hint = f"{edge} with {named}", "take it out"
            else:
                hint = "write one there too"
                which = f"does not {edge[:-1]} with {named}, as its source does"
            yield told(passage, "edge-blank", which, hint, warning)
            return
    if _twice(text) and not _twice(source):
        yield told(passage, "blanks-doubled", "has two spaces in one place", "leave one", info)
        return
    found = _NO_BLANK.search(read(text).shown)
    if found and not _NO_BLANK.search(read(source).shown):
        what = f'has no space behind "{found[0]}"'
        yield told(passage, "blanks-doubled", what, "write one", info)


def _twice(text: str) -> bool:
    may = "  " in text or "\u00a0" in text or "\t" in text
    if not may:
        return False
    # Two blanks at the end of a line are a line break.
    return _DOUBLED.search(read(_HARD_BREAK.sub("\n", text)).shown) is not None
