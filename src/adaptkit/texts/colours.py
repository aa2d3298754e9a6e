"""Colours as ``#rrggbb``, and how well one is seen upon another.

Contrast is that of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio): from 1, the same,
to 21, black and white.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

BLACK, WHITE = "#000000", "#ffffff"
_WRITTEN = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})\Z", re.IGNORECASE | re.ASCII)
_STEPS = 255


def parse_colour(text: str) -> str:
    """``#abc`` or ``#AABBCC`` → ``#aabbcc``; ``""`` where it is no such colour."""
    if not _WRITTEN.match(text):
        return ""
    digits = text[1:].lower()
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))


def contrast(one: str, other: str) -> float:
    """From 1 to 21, whichever of the two is the lighter."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """``share`` of ``other`` (0 to 1) in ``colour``."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def nearest(colour: str, passes: Callable[[str], bool]) -> str:
    """The colour itself where it passes; else the one that differs least from it of those with more
    black or more white in it; ``""`` where none of them passes."""
    if passes(colour):
        return colour
    ways = (
        next((c for step in range(1, _STEPS + 1) if passes(c := _step(colour, end, step))), "")
        for end in (BLACK, WHITE)
    )
    return min(filter(None, ways), key=lambda found: _distance(colour, found), default="")


def _step(colour: str, end: str, step: int) -> str:
    return mixed(colour, end, step / _STEPS)


def _distance(one: str, other: str) -> int:
    return sum((a - b) ** 2 for a, b in zip(_parts(one), _parts(other), strict=True))


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@lru_cache(maxsize=1 << 12)
def _luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance: sRGB made linear, and weighed as eyes do."""
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
