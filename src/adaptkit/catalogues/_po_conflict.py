"""The marks that git leaves where two versions of a file were not brought together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_MARKS = frozenset("<=>|")
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)")


def may_conflict(text: str) -> bool:
    """Whether a line begins like a mark; most files need no closer look."""
    return any(f"\n{mark * 7}" in f"\n{text}" for mark in _MARKS)


def own_side(lines: Sequence[str]) -> Iterator[tuple[int, str | None]]:
    """The lines with their numbers, from 1; of a conflict only our own side: the rest would be
    noise. None in place of a line is where a conflict begins, or a mark that has lost its
    companions; that one hides nothing."""
    inside = theirs = False
    for number, line in enumerate(lines, 1):
        mark = _mark(line)
        if mark == "<" or (mark and not inside):
            yield number, None
        if mark:
            # Without its end a conflict would hide the rest of the file.
            inside = mark != ">" and (inside or mark == "<") and _closed(lines, number)
            theirs = inside and mark in "|="
        elif not theirs:
            yield number, line


def sides(lines: Sequence[str]) -> tuple[list[str], list[str], list[str]] | None:
    """Of a file with marks the version that both were made from, ours and theirs. Where git has
    not written the first, it is empty: what lies around the marks may be half of an entry, and is
    like neither. None where marks lack companions."""
    whole = True
    base: list[str] = []
    ours: list[str] = []
    theirs: list[str] = []
    at = ""
    for line in lines:
        mark = _mark(line)
        if mark:
            follows = {"<": ("",), "|": ("<",), "=": ("<", "|"), ">": ("=",)}
            if at not in follows[mark]:
                return None
            whole = whole and not (mark == "=" and at == "<")
            at = "" if mark == ">" else mark
            continue
        for side, shown in ((base, ("", "|")), (ours, ("", "<")), (theirs, ("", "="))):
            if at in shown:
                side.append(line)
    return None if at else (base if whole else [], ours, theirs)


def _closed(lines: Sequence[str], number: int) -> bool:
    """Whether the conflict around this line has its last line before the next one begins."""
    for at in range(number, len(lines)):
        mark = _mark(lines[at])
        if mark in ("<", ">"):
            return mark == ">"
    return False


def _mark(line: str) -> str:
    return line[0] if line[:1] in _MARKS and _CONFLICT.match(line) else ""
