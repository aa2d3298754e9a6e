"""Lists as Word counts them (ECMA-376, part 1, 17.9): what each kind looks like at each depth, and
one list for each that stands in the document, so that every one begins anew."""

from __future__ import annotations

from collections.abc import Sequence

from adaptkit.records import Record

DEEPEST = 8
STEP = 360
"""How much further in the words of each depth stand, in twentieths of a point."""

# What stands before an item, by kind; numbers are told by their delimiter.
_SIGNS = {"bullet": "•◦▪", "open": "☐", "done": "☒"}
TITLES = "titles"
"""The kind of the one list that all chapters' titles are items of."""
KINDS = (*_SIGNS, ".", ")", TITLES)


# One and a half of the size of the letters: about a step.
_SHIFT = "\u2003\u2002"


class Numbered(Record, frozen=True):
    """A list: its ``kind`` (one of ``KINDS``), how deep in others it stands, its first number, and
    whether it stands in a frame: there the marks of all depths begin at one edge."""

    kind: str
    depth: int = 0
    start: int = 1
    framed: bool = False


def render_numbering(lists: Sequence[Numbered]) -> str:
    """The children of ``w:numbering``; of the lists each has its place, from 1, as its number."""
    abstract = "".join(
        _abstract(number, kind, framed) for number, (framed, kind) in enumerate(_LOOKS)
    )
    return abstract + "".join(_list(number, one) for number, one in enumerate(lists, 1))


_LOOKS = [(framed, kind) for framed in (False, True) for kind in KINDS]


def _abstract(number: int, kind: str, framed: bool) -> str:
    levels = "".join(_level(kind, depth, framed) for depth in range(DEEPEST + 1))
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )


def _level(kind: str, depth: int, framed: bool) -> str:
    if kind == TITLES:
        return _title_level(depth)
    signs = _SIGNS.get(kind)
    shown = signs[depth % len(signs)] if signs else f"%{depth + 1}{kind}"
    # Of a mark with blanks before it a program may show the first blank alone.
    look = "decimal" if not signs else "none" if framed and depth else "bullet"
    symbol = "Segoe UI Symbol" if kind in ("open", "done") else "Arial"
    font = f'<w:rPr><w:rFonts w:ascii="{symbol}" w:hAnsi="{symbol}"/></w:rPr>' if signs else ""
    left = (depth + 1) * STEP
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{look}"/>'
        f'<w:lvlText w:val="{_SHIFT * depth if framed else ""}{shown}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{left if framed else STEP}"/></w:pPr>'
        f"{font}</w:lvl>"
    )


def _title_level(depth: int) -> str:
    """As far out as titles without a number stand."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:suff w:val="space"/><w:lvlText w:val="%{depth + 1}."/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
    )


def _list(number: int, one: Numbered) -> str:
    begins = "" if one.kind in _SIGNS else _beginning(one.depth, one.start)
    look = _LOOKS.index((one.framed, one.kind))
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{look}"/>{begins}</w:num>'


def _beginning(depth: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
