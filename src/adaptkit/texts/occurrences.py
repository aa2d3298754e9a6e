"""Where in a file words stand that were found in a text as translators see it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from adaptkit.records import Record

_LINE_END = re.compile(r"\r\n|\n|\r")
_QUOTED = re.compile(r'^(?:msgstr(?:\[\d+\])?\s*)?"(.*)"\s*$')


Place = tuple[int, int]
"""A line and a column."""


class Lines(Record):
    """A file's text; its lines are looked for when the first place is asked for."""

    source: str
    _lines: list[str] | None = None

    def find(self, begin: Place, end: Place, text: str, start: int, words: str) -> Place | None:
        """Line and column, from 1, of the ``words`` that begin at ``start`` of the ``text`` which
        stands from ``begin`` to ``end``, both from 0; None where the file writes them otherwise."""
        if self._lines is None:
            self._lines = _LINE_END.split(self.source)
        lines = self._lines[begin[0] : end[0] + 1]
        if not lines:
            return None
        lines[-1] = lines[-1][: end[1]]
        before = begin[1]
        region = "\n".join(lines)[before:]
        at = _nth(region, words, _number(text, start, words))
        if at is None:
            return None
        above = region[:at]
        line = above.count("\n")
        column = len(above) - above.rfind("\n") - 1 + (0 if line else before)
        return begin[0] + line + 1, column + 1


def placed(lines: Sequence[str], first: int, text: str, start: int, words: str) -> Place:
    """The same in the ``msgstr`` of the PO entry that begins in line ``first``; where the words are
    written otherwise there, or over a line's end, the line in which the translation begins."""
    at = first - 1
    while at < len(lines) and not lines[at].startswith("msgstr"):
        at += 1
    number = _number(text, start, words)
    for line in range(at, len(lines)):
        if not (found := _QUOTED.match(lines[line])):
            break
        said = found[1]
        here = len(_spread(words).findall(said))
        if number < here:
            inside = _nth(said, words, number)
            assert inside is not None
            return line + 1, found.start(1) + inside + 1
        number -= here
    return at + 1, 0


def _spread(words: str) -> re.Pattern[str]:
    return re.compile(r"[\s>]+".join(map(re.escape, words.split())) or r"(?!)")


def _number(text: str, start: int, words: str) -> int:
    """How many of the same stand before it."""
    return sum(found.start() < start for found in _spread(words).finditer(text))


def _nth(text: str, words: str, number: int) -> int | None:
    for count, found in enumerate(_spread(words).finditer(text)):
        if count == number:
            return found.start()
    return None


_OPENING = re.compile(r'msgstr(?:\[\d+\])?\s*"(?!"$)|msgid\s*"|\s*"?')


def begins(line: str) -> int:
    """The column, from 1, in which the words of a line begin: behind what a PO file, or the way
    it is set in, puts before them."""
    found = _OPENING.match(line)
    return (found.end() if found else 0) + 1
