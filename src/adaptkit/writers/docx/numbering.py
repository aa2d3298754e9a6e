"""Lists as Word counts them (ECMA-376, part 1, 17.9): what each kind looks like at each depth, and
one list for each that stands in the document, so that every one begins anew."""

from __future__ import annotations

from collections.abc import Sequence

DEEPEST = 8
STEP = 360
"""How much further in the words of each depth stand, in twentieths of a point."""

# What stands before an item, by kind; numbers are told by their delimiter.
_SIGNS = {"bullet": "•◦▪", "open": "☐", "done": "☒"}
KINDS = (*_SIGNS, ".", ")")


def render_numbering(lists: Sequence[tuple[str, int, int]]) -> str:
    """``lists``: kind (one of ``KINDS``), depth and first number of each. The children of
    ``w:numbering``."""
    abstract = "".join(_abstract(number, kind) for number, kind in enumerate(KINDS))
    return abstract + "".join(_list(number, *one) for number, one in enumerate(lists, 1))


def _abstract(number: int, kind: str) -> str:
    levels = "".join(_level(kind, depth) for depth in range(DEEPEST + 1))
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )


def _level(kind: str, depth: int) -> str:
    signs = _SIGNS.get(kind)
    shown = signs[depth % len(signs)] if signs else f"%{depth + 1}{kind}"
    look = "bullet" if signs else "decimal"
    symbol = "Segoe UI Symbol" if kind in ("open", "done") else "Arial"
    font = f'<w:rPr><w:rFonts w:ascii="{symbol}" w:hAnsi="{symbol}"/></w:rPr>' if signs else ""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{look}"/>'
        f'<w:lvlText w:val="{shown}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{(depth + 1) * STEP}" w:hanging="{STEP}"/></w:pPr>{font}</w:lvl>'
    )


def _list(number: int, kind: str, depth: int, start: int) -> str:
    begins = "" if kind in _SIGNS else _beginning(depth, start)
    return (
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{KINDS.index(kind)}"/>{begins}</w:num>'
    )


def _beginning(depth: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
