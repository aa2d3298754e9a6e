"""How high a row must be for its texts, at 11 point: LibreOffice does not work that out
when it opens a file, and in a protected sheet it lets nobody change it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import category, east_asian_width

LINE = 15
"""A line of Calibri in Excel, and of what stands in for it elsewhere, in points."""
TALL_LINE = 18
"""A line of Arabic, Chinese, Hindi and the scripts of their neighbours, in points."""
EDGE = 2
"""The room that Calc leaves above and below a text, in points."""
HIGHEST = 409
"""Excel has no higher row."""
_TALL = re.compile("[\u0530-\u1dff\u2c00-\ud7ff\uf900-\ufdff\U00010000-\U0003ffff]")
# Letters that no row could show are not measured.
_MOST_LINES = HIGHEST // LINE + 1


def height(cells: Iterable[tuple[str, int]]) -> int:
    """In points, rather too much than too little, and at most HIGHEST. ``cells``: each text that
    is wrapped, and the width of its column in characters."""
    needed = (
        sum(_points(paragraph, width) for paragraph in text.split("\n"))
        for text, width in cells
        if text
    )
    return min(max(needed, default=LINE) + EDGE, HIGHEST)


def _points(paragraph: str, width: int) -> int:
    paragraph = paragraph[: 4 * _MOST_LINES * width]
    if paragraph.isascii():
        return LINE * _lines(paragraph, width)
    tall = len(_TALL.findall(paragraph)) * 3 > len(paragraph)
    return (TALL_LINE if tall else LINE) * _lines(paragraph.translate(_WIDTHS), width)


def _lines(letters: str, width: int) -> int:
    """A line ends after a space or a hyphen; in a word only if that fills a line alone."""
    letters, lines, start = letters.rstrip(), 1, 0
    while len(letters) - start > width:
        end = start + width
        cut = max(letters.rfind(" ", start, end + 1), letters.rfind("-", start, end)) + 1
        lines, start = lines + 1, cut or end
    return lines


class _Widths(dict[int, str]):
    """What to measure in place of each letter: Chinese, Japanese and Korean ones are as wide as
    two, marks above and below have no width."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        wide = "xx" if east_asian_width(letter) in "WF" else letter
        self[code] = "" if category(letter) == "Mn" else wide
        return self[code]


_WIDTHS = _Widths()
