"""Bars never lie: every part that is there is seen, in its share, and in letters of its own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from adaptkit.reports.bars import ASCII, BLOCKS, Bar, bar_lines, cells, drawn
from adaptkit.reports.words import width

COUNTS = st.tuples(*[st.integers(0, 10_000)] * 4)


@given(COUNTS, st.integers(4, 200))
def test_the_parts_fill_the_bar_and_what_is_there_is_seen(
    parts: tuple[int, int, int, int], columns: int
) -> None:
    found = cells(parts, columns)
    assert sum(found) == (columns if sum(parts) else 0)
    assert [bool(one) for one in found] == [bool(one) for one in parts]


@given(COUNTS, st.integers(40, 200))
def test_a_part_is_no_more_than_some_columns_from_its_share(
    parts: tuple[int, int, int, int], columns: int
) -> None:
    whole = sum(parts)
    for part, found in zip(parts, cells(parts, columns), strict=True):
        # Small parts that are to be seen may take from the others.
        assert not whole or abs(found - part * columns / whole) <= len(parts)


@given(st.lists(COUNTS, min_size=1, max_size=5), st.integers(30, 160))
def test_no_line_is_wider_than_the_window_where_words_have_room(
    counts: list[tuple[int, int, int, int]], columns: int
) -> None:
    bars = [
        Bar("e" * (n + 1), parts, f"{10 ** (5 - n)}% translated") for n, parts in enumerate(counts)
    ]
    lines = list(bar_lines(bars, columns))
    assert max(width(line) for line in lines[: -1 if any(map(sum, counts)) else None]) <= columns
    assert all(any(bar.says in line for line in lines) for bar in bars)


def test_each_part_has_a_character_of_its_own() -> None:
    for characters in (ASCII, BLOCKS):
        bar = drawn(Bar("x", (1, 1, 1, 1), ""), 8, characters)
        assert "".join(bar) == "".join(2 * one for one in characters)
        assert len(set(characters)) == 4
    assert ASCII.isascii()


def test_an_edition_without_passages_has_an_empty_bar() -> None:
    assert list(bar_lines([Bar("en", (0, 0, 0, 0), "100% translated")], 40)) == [
        "en  [" + " " * 17 + "]  100% translated"
    ]
