"""What is said of a passage that is judged by all others."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from statistics import median

from adaptkit.checks import Passage, Placed
from adaptkit.checks.closer._pairs import told
from adaptkit.model.diagnostic import Diagnostic, warning
from adaptkit.model.document import BlockKind


def translated(passages: Sequence[Passage]) -> Iterable[tuple[int, Passage]]:
    """Those with words of their own, each with its place."""
    return (
        (n, one)
        for n, one in enumerate(passages)
        if one.translation and one.translation != one.source and one.kind is not BlockKind.CODE
    )


def has_letters(text: str, fewest: int) -> bool:
    """Whether it has so many: nearly always among its first signs."""
    first = sum(map(str.isalpha, text[: 2 * fewest]))
    return first >= fewest or first + sum(map(str.isalpha, text[2 * fewest :])) >= fewest


def placed(
    place: int,
    passage: Passage,
    code: str,
    what: str,
    hint: str,
    how: Callable[..., Diagnostic] = warning,
) -> Placed:
    return place, told(passage, code, what, hint, how)


def middle(values: Sequence[float]) -> tuple[float, float]:
    """(median, robust deviation): what a few wrong ones do not move (Rousseeuw and Croux, 1993)."""
    if not values:
        return 0.0, math.inf
    mid = median(values)
    return mid, 1.4826 * median(abs(one - mid) for one in values)
