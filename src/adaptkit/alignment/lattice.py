"""The likeliest way, in order, through two rows of passages, and how sure each step of it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import exp, log

from adaptkit.records import Record

_NEVER = float("-inf")
# (guide passages, document passages) that one step takes.
STEPS = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1))
Score = Callable[[int, int, int, int], float]


class Move(Record, frozen=True):
    """``ours`` and ``theirs``: where it begins; ``take``: how many of each; ``sure``: 0 to 1."""

    ours: int
    theirs: int
    take: tuple[int, int]
    sure: float


class Costs(Record, frozen=True):
    """Logarithms of how often each step is taken."""

    pair: float = log(0.88)
    missing: float = log(0.05)
    added: float = log(0.05)
    joined: float = log(0.01)

    def of(self, take: tuple[int, int]) -> float:
        match take:
            case (1, 1):
                return self.pair
            case (1, 0):
                return self.missing
            case (0, 1):
                return self.added
            case _:
                return self.joined


def best_way(
    size: tuple[int, int], score: Score, costs: Costs, *, band: int, cool: float = 0.7
) -> list[Move]:
    """Every step that takes a pair, in order.

    ``score(i, j, a, b)``: the log-odds that passages i…i+a and j…j+b say the same; −inf: cannot be.
    Only cells within ``band`` of the diagonal are looked at, so cost grows with the longer side.
    ``sure`` is the step's share of all ways (forward–backward), at odds to the power of ``cool``,
    since what the score adds up is not independent.
    """
    n, m = size
    rows = [_row(i, n, m, band) for i in range(n + 1)]
    moves: dict[tuple[int, int], list[tuple[tuple[int, int], float]]] = {}
    for i, j in _cells(rows):
        found = []
        for take in STEPS:
            a, b = take
            if i + a > n or not rows[i + a][0] <= j + b < rows[i + a][1]:
                continue
            gain = costs.of(take) + (score(i, j, a, b) if a and b else 0.0)
            if gain > _NEVER:
                found.append((take, gain))
        moves[i, j] = found
    chosen = _viterbi(moves, rows, (n, m))
    before, after = _forward(moves, rows, cool), _backward(moves, rows, (n, m), cool)
    whole = after[0, 0]
    out = []
    for i, j, take, gain in chosen:
        if take[0] and take[1]:
            shared = before[i, j] + cool * gain + after[i + take[0], j + take[1]] - whole
            out.append(Move(i, j, take, min(1.0, exp(shared))))
    return out


def _row(i: int, n: int, m: int, band: int) -> tuple[int, int]:
    """The half-open range of columns looked at in row ``i``; always a way through."""
    middle = i * m / n if n else 0
    width = band + (m / n if n else m)
    low = 0 if i == 0 else max(0, int(middle - width))
    high = m + 1 if i == n else min(m + 1, int(middle + width) + 2)
    return low, high


def _cells(rows: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for i, (low, high) in enumerate(rows):
        for j in range(low, high):
            yield i, j


_Moves = dict[tuple[int, int], list[tuple[tuple[int, int], float]]]


def _viterbi(
    moves: _Moves, rows: list[tuple[int, int]], end: tuple[int, int]
) -> list[tuple[int, int, tuple[int, int], float]]:
    best: dict[tuple[int, int], float] = {(0, 0): 0.0}
    came: dict[tuple[int, int], tuple[tuple[int, int], tuple[int, int], float]] = {}
    for cell in _cells(rows):
        here = best.get(cell)
        if here is None:
            continue
        for take, gain in moves[cell]:
            to = (cell[0] + take[0], cell[1] + take[1])
            if here + gain > best.get(to, _NEVER):
                best[to] = here + gain
                came[to] = (cell, take, gain)
    out = []
    at = end
    while at in came:
        cell, take, gain = came[at]
        out.append((*cell, take, gain))
        at = cell
    return out[::-1]


def _plus(one: float, other: float) -> float:
    """log(exp(one) + exp(other))."""
    high, low = (one, other) if one > other else (other, one)
    return high if low == _NEVER or high - low > 40 else high + log(1 + exp(low - high))


def _forward(
    moves: _Moves, rows: list[tuple[int, int]], cool: float
) -> dict[tuple[int, int], float]:
    sums = dict.fromkeys(_cells(rows), _NEVER)
    sums[0, 0] = 0.0
    for cell in _cells(rows):
        here = sums[cell]
        if here == _NEVER:
            continue
        for take, gain in moves[cell]:
            to = (cell[0] + take[0], cell[1] + take[1])
            sums[to] = _plus(sums[to], here + cool * gain)
    return sums


def _backward(
    moves: _Moves, rows: list[tuple[int, int]], end: tuple[int, int], cool: float
) -> dict[tuple[int, int], float]:
    sums: dict[tuple[int, int], float] = {}
    for cell in reversed(list(_cells(rows))):
        total = 0.0 if cell == end else _NEVER
        for take, gain in moves[cell]:
            to = (cell[0] + take[0], cell[1] + take[1])
            total = _plus(total, cool * gain + sums[to])
        sums[cell] = total
    return sums
