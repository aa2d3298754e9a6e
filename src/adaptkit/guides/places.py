"""Where words of a passage stand in its file: translators see its lines joined."""

from __future__ import annotations

from adaptkit.model.diagnostic import Position
from adaptkit.model.document import Block
from adaptkit.texts.occurrences import Lines


def place_in(lines: Lines, block: Block, start: int, words: str) -> Position:
    """The line and column of ``words``, which stand ``start`` characters into ``block.msgid``; the
    passage's own place where they cannot be found. ``lines`` are those of the block's file."""
    span = block.span
    if span is None:
        return block.position
    begin, end = (span.start_line, span.start_column), (span.end_line, span.end_column)
    found = lines.find(begin, end, block.msgid, start, words)
    return Position(block.position.path, *found) if found else block.position
