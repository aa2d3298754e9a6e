"""One field, or one item of a list, out of a file that people write: all else stays to the byte."""

from __future__ import annotations

import re
from collections.abc import Callable

from adaptkit.model.diagnostic import Position

_DASH = re.compile(r"( *)-(?: |$)")


def without_item(text: str, at: Position, ours: Callable[[str], bool]) -> str | None:
    """The text without the item of a list whose first field stands ``at``; None where it does not
    stand on lines of its own, behind a dash. ``ours``: whether a comment above it goes too."""
    lines = text.split("\n")
    number = at.line - 1
    while number >= 0:
        found = _DASH.match(lines[number].rstrip("\r"))
        if found and len(found[1]) < at.column - 1:
            return _cut(lines, number, len(found[1]), ours)
        indent = len(lines[number]) - len(lines[number].lstrip(" "))
        if lines[number].strip() and not _is_comment(lines[number]) and indent < at.column - 1:
            within = number == at.line - 1  # further fields of an item in brackets
            if not within:
                return None
        number -= 1
    return None


def without_field(text: str, at: Position, ours: Callable[[str], bool]) -> str:
    """The text without the field whose key stands ``at``, and all that belongs to it."""
    return _cut(text.split("\n"), at.line - 1, at.column - 1, ours)


def _cut(lines: list[str], start: int, indent: int, ours: Callable[[str], bool]) -> str:
    end = start + 1
    for number in range(start + 1, len(lines)):
        bare = lines[number].lstrip(" ")
        if not bare.strip():
            continue
        if len(lines[number]) - len(bare) > indent:
            end = number + 1
        elif not bare.startswith("#"):
            break
    above = start
    while above and _is_comment(lines[above - 1]):
        above -= 1
    kept = [line for line in lines[above:start] if not ours(line)]
    rest = lines[end:]
    before = [*lines[:above], *kept]
    # Between two paragraphs of the file one empty line is left, not two.
    if before and rest and not before[-1].strip() and not rest[0].strip() and len(rest) > 1:
        rest = rest[1:]
    return "\n".join([*before, *rest])


def _is_comment(line: str) -> bool:
    return line.lstrip(" ").startswith("#")
