"""A line that is seen from left to right, in the order in which it is read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from adaptkit.writers.pdf.reading_order import logical

RUNS = st.lists(st.sampled_from(("rtl", "ltr")), max_size=12)
Line = list[tuple[int, int]]


def seen(levels: list[int]) -> list[int]:
    """Rule L2 of Unicode's bidirectional algorithm, as it is written there: from the highest level
    to the lowest odd one, whatever stands together at that level or above is turned."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end + 1 if end == start else end
    return order


@given(RUNS)
def test_a_line_from_right_to_left_is_put_in_order(directions: list[str]) -> None:
    line: Line = [(0, n) for n in seen([1 if d == "rtl" else 2 for d in directions])]
    found = logical(line, lambda run: directions[run[1]] == "rtl", True)
    assert found == [(0, n) for n in range(len(directions))]


@given(RUNS)
def test_a_line_from_left_to_right_is_put_in_order(directions: list[str]) -> None:
    line: Line = [(0, n) for n in seen([1 if d == "rtl" else 0 for d in directions])]
    found = logical(line, lambda run: directions[run[1]] == "rtl", False)
    assert found == [(0, n) for n in range(len(directions))]
