"""Text in code that an author gives to translators: a fence that says ``{.translate}``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from adaptkit.model.document import Block, BlockKind, Span

TRANSLATED = "{.translate}"
_BLANK = " \t\n"
_INDENTED = re.compile(r"(?m)^[ ]*\t[ \t]*")


def is_translated(block: Block) -> bool:
    """Whether the code in a fence is for translation."""
    if block.kind is not BlockKind.CODE or block.markup[:3] not in ("```", "~~~"):
        return False
    return TRANSLATED in block.info.split()


def with_code_texts(blocks: Sequence[Block], lines: Sequence[str]) -> tuple[Block, ...]:
    """The blocks, in which such code is a passage. ``lines``: the file's."""
    return tuple(
        block.map_leaves(lambda leaf: _text(leaf, lines) if is_translated(leaf) else leaf)
        for block in blocks
    )


def _text(block: Block, lines: Sequence[str]) -> Block:
    """What stands between the first sign and the last one. One of which a line is not as it stands
    in the file (a tab, cut in two by what holds it) is no passage, nor one that begins on the line
    of a footnote's label, whose width is not that of what stands before the other lines."""
    if "[^" in prefix_of(block, lines[block.lines[0]]):
        return block
    words = block.text.strip(_BLANK)
    first = block.lines[0] + 1
    there = block.text.removesuffix("\n").split("\n")
    whole = all(
        first + number < len(lines) and lines[first + number].endswith(line)
        for number, line in enumerate(there)
    )
    if not whole or not any(char.isalnum() for char in words):
        return block
    lead, _, _ = block.text.partition(words)
    at = lead.count("\n")
    end = at + words.count("\n")
    start_line, end_line = lines[first + at], lines[first + end]
    indent = len(lead.rpartition("\n")[2])
    behind = len(there[end]) - len(there[end].rstrip(_BLANK))
    span = Span(
        first + at,
        len(start_line) - len(there[at]) + indent,
        first + end,
        len(end_line) - behind,
    )
    return block.changed(msgid=words, span=span)


# What ends a container ends it inside of code too.
_CONTAINER = re.compile(r"[ \t]*:{3,}[ \t]*")


def settled_code(msgstr: str, block: Block) -> str:
    """The code with these words. The source's own where one of the lines would end it, or the
    ``:::`` that the code may stand in: nothing in code can be escaped."""
    words = msgstr.strip(_BLANK)
    if "\t" not in block.msgid:
        words = _INDENTED.sub(lambda found: found[0].replace("\t", "    "), words)
    lead, _, behind = block.text.partition(block.msgid)
    text = lead + words + behind
    mark, size = block.markup[0], len(block.markup)
    closing = re.compile(rf"[ \t]*{re.escape(mark)}{{{size},}}[ \t]*")
    ends = (closing.fullmatch(line) or _CONTAINER.fullmatch(line) for line in text.split("\n"))
    if not words or any(ends):
        return block.text
    return text


def prefix_of(block: Block, fence: str) -> str:
    """What stands before the fence on its line, and so before every line of the code."""
    return fence.partition(block.markup)[0]
