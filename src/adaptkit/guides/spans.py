"""Where a unit's text stands in its file. markdown-it gives whole lines; columns are ours.

All work is on the normalised text's lines (``\\n`` only, NUL as U+FFFD): they are as long as the
file's own lines, so the columns hold there too. White space that markdown-it takes from a text's
ends (a no-break space too) stays outside the span.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.common.utils import MD_TRIM_CHARS

from adaptkit.model.document import Span

_BLANK = " \t"


def text_span(content: str, where: tuple[int, int], lines: Sequence[str]) -> Span | None:
    """The span of a paragraph-like text whose lines are the tails of consecutive file lines, in
    the half-open line range ``where``: its first lines may hold nothing but white space."""
    if not content:
        return None
    parts = content.split("\n")
    for line in range(where[0], max(where[0], where[1] - len(parts)) + 1):
        span = _at_line(parts, line, lines)
        if span is not None:
            return span
    return None


def _at_line(parts: Sequence[str], first_line: int, lines: Sequence[str]) -> Span | None:
    content = parts[0]
    last_line = first_line + len(parts) - 1
    first, last = lines[first_line], lines[min(last_line, len(lines) - 1)]
    if len(parts) == 1:
        for trimmed in (first.rstrip(MD_TRIM_CHARS), first.rstrip()):
            if trimmed.endswith(content):
                end = len(trimmed)
                return Span(first_line, end - len(content), first_line, end)
        return None
    if last_line >= len(lines):
        return None
    start = len(first) - len(parts[0])
    tail = parts[-1].lstrip(_BLANK)
    end = len(last.rstrip(MD_TRIM_CHARS))
    if first[start:] != parts[0] or not last[:end].endswith(tail):
        return None
    return Span(first_line, start, last_line, end)


def heading_span(content: str, line: int, lines: Sequence[str]) -> Span | None:
    """The span of an ATX heading's text: closing ``#`` marks stand outside."""
    if not content:
        return None
    text = lines[line].rstrip(_BLANK)
    end = len(re.sub(r"(?:^|(?<=[ \t]))#+$", "", text).rstrip(MD_TRIM_CHARS))
    start = end - len(content)
    if start < 0 or text[start:end] != content:
        return None
    return Span(line, start, line, end)


def cell_spans(line: int, start: int, lines: Sequence[str]) -> tuple[Span, ...]:
    """The spans of a table row's cells, as markdown-it's ``escapedSplit`` cuts them."""
    text = lines[line]
    end = len(text.rstrip(MD_TRIM_CHARS))
    start += len(text[start:]) - len(text[start:].lstrip(MD_TRIM_CHARS))
    cells: list[tuple[int, int]] = []
    at = last = start
    escaped = False
    while at < end:
        if text[at] == "|" and not escaped:
            cells.append((last, at))
            last = at + 1
        escaped = text[at] == "\\"
        at += 1
    cells.append((last, end))
    if cells and cells[0][0] == cells[0][1]:
        cells.pop(0)
    if cells and cells[-1][0] == cells[-1][1]:
        cells.pop()
    return tuple(_trimmed(line, a, b, text) for a, b in cells)


def _trimmed(line: int, start: int, end: int, text: str) -> Span:
    while start < end and text[start] in MD_TRIM_CHARS:
        start += 1
    while end > start and text[end - 1] in MD_TRIM_CHARS:
        end -= 1
    return Span(line, start, line, end)


def html_span(content: str, first_line: int, lines: Sequence[str]) -> Span | None:
    """The span of an HTML block, whole lines after whatever container marks stand before."""
    parts = content.rstrip("\n").split("\n")
    last_line = first_line + len(parts) - 1
    start = len(lines[first_line]) - len(parts[0])
    if start < 0 or lines[first_line][start:] != parts[0]:
        return None
    return Span(first_line, start, last_line, len(lines[last_line]))


def inner(span: Span, content: str, start: int, end: int) -> Span:
    """The part [start, end) of a one-line text that stands at ``span``."""
    assert span.start_line == span.end_line, content
    return Span(
        span.start_line, span.start_column + start, span.start_line, span.start_column + end
    )


def without_first_line(span: Span, lines: Sequence[str], content: str) -> Span:
    """The span less its first line; ``content`` is what is left of the text."""
    line = span.start_line + 1
    first = content.split("\n", 1)[0]
    start = len(lines[line]) - len(first)
    if span.end_line == line:
        start = span.end_column - len(first)
    return Span(line, start, span.end_line, span.end_column)
