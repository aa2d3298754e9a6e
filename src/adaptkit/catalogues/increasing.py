"""What kept its order in two lists: of catalogues, and of a guide and its translation."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable


def increasing(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that rise on both sides (patience sorting, O(n log n))."""
    pairs = list(pairs)
    tails: list[int] = []
    ends: list[int] = []
    before = [-1] * len(pairs)
    for i, (_, o) in enumerate(pairs):
        at = bisect_left(tails, o)
        before[i] = ends[at - 1] if at else -1
        tails[at : at + 1] = [o]
        ends[at : at + 1] = [i]
    run, i = [], ends[-1] if ends else -1
    while i >= 0:
        run.append(pairs[i])
        i = before[i]
    return run[::-1]
