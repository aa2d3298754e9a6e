"""How far something is as a bar of characters, with its numbers beside it.

Each part has a character of its own: neither colour nor a bar alone ever says anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from adaptkit.records import Record
from adaptkit.reports.words import width

# Signed off; finished, and signed off by nobody yet; fuzzy; untranslated.
PARTS = ("signed off", "not signed off", "fuzzy", "untranslated")
ASCII = "#=~."
BLOCKS = "█▓▒░"
# A bar is no longer than can be taken in, and no shorter than that its parts can be seen.
_LEAST, _MOST = 8, 40


class Bar(Record, frozen=True):
    """``parts``: how many passages are in each of the states ``PARTS``; ``says``: the same in
    words."""

    name: str
    parts: tuple[int, int, int, int]
    says: str


def cells(parts: Sequence[int], columns: int) -> tuple[int, ...]:
    """How many of so many columns each part takes. Their sum is ``columns``; what is there is seen,
    however little it is, and what is not there is not (``columns`` at the least as many as parts).
    All are 0 where there is nothing."""
    whole = sum(parts)
    if not whole:
        return (0,) * len(parts)
    found = [max(1, part * columns // whole) if part else 0 for part in parts]
    # Whoever is furthest from their share gives or takes a column.
    while (left := columns - sum(found)) != 0:
        step = 1 if left > 0 else -1
        open_ = [n for n, one in enumerate(found) if (one if step > 0 else one > 1)]
        at = max(open_, key=lambda n: step * (parts[n] * columns - found[n] * whole))
        found[at] += step
    return tuple(found)


def drawn(bar: Bar, columns: int, characters: str = ASCII) -> tuple[str, ...]:
    """The bar as one text for each of its parts."""
    shares = zip(characters, cells(bar.parts, columns), strict=True)
    return tuple(character * number for character, number in shares)


def room(bars: Sequence[Bar], columns: int) -> int:
    """How long bars can be in a window of so many columns; 0: what they say has no room beside
    them."""
    name = max((width(bar.name) for bar in bars), default=0)
    says = max((width(bar.says) for bar in bars), default=0)
    left = min(columns - name - says - len("  []  "), _MOST)
    return left if left >= _LEAST else 0


def bar_lines(bars: Sequence[Bar], columns: int = 80, characters: str = ASCII) -> Iterator[str]:
    """A line each, and what the characters mean."""
    for before, bar, parts, after in laid_out(bars, columns, characters):
        del bar
        yield from f"{before}{''.join(parts)}{after}".split("\n")
    if any(sum(bar.parts) for bar in bars):
        yield legend(characters)


def laid_out(
    bars: Sequence[Bar], columns: int, characters: str
) -> Iterable[tuple[str, Bar, tuple[str, ...], str]]:
    """Bar by bar: what stands before it, the bar, its parts as they are drawn, what comes after.
    In a narrow window what it says stands in the line below."""
    wide = max((width(bar.name) for bar in bars), default=0)
    long = room(bars, columns)
    for bar in bars:
        parts = drawn(bar, long or max(_LEAST, min(columns - wide - 4, _MOST)), characters)
        empty = "" if any(parts) else " " * long
        yield (
            f"{bar.name}{' ' * (wide - width(bar.name))}  [",
            bar,
            parts,
            f"{empty}]  {bar.says}" if long else f"]\n  {bar.says}",
        )


def legend(characters: str = ASCII) -> str:
    return ", ".join(f"{one} {part}" for one, part in zip(characters, PARTS, strict=True))
