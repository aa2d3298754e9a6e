"""Lines and paragraphs are broken where the source breaks them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adaptkit.checks import Passage, closer_check
from adaptkit.checks.closer._pairs import told
from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.document import BlockKind

# In Markdown, two blanks or a backslash before the line's end.
_HARD = re.compile(r"(?: {2,}|\\)\n|<br ?/?>", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


@closer_check("line_breaks", signs="\n<", either=True)
def line_breaks(passage: Passage) -> Iterator[Diagnostic]:
    """Addresses and poems lose their lines, or a paragraph becomes two."""
    if passage.kind in (BlockKind.CODE, BlockKind.HTML) or passage.source == passage.translation:
        return
    for pattern, named in ((_PARAGRAPH, "empty line"), (_HARD, "line break")):
        before = len(pattern.findall(passage.source.strip()))
        after = len(pattern.findall(passage.translation.strip()))
        if before != after:
            yield told(
                passage,
                "line-breaks-differ",
                f"has {_many(after, named)} where the source has {_many(before, named)}",
                "break the lines where the source does, and nowhere else",
            )
            return


def _many(count: int, named: str) -> str:
    return f"{count or 'no'} {named}{'' if count == 1 else 's'}"
