"""The heights of a spreadsheet's rows: enough for every text, and not much more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.exchange._heights import EDGE, HIGHEST, LINE, TALL_LINE, height

WORDS = st.text(alphabet="ab -é字\n", max_size=120)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 1),
        ("0123456789", 1),
        ("01234 6789 ", 1),
        ("01234 67890", 2),
        ("01234-6789-12", 2),
        ("0123456789" * 3, 3),
        ("short\nlines", 2),
        ("ends with one\n", 3),
        ("n\u0303" * 10, 1),
    ],
)
def test_a_line_ends_where_the_next_word_has_no_room(text: str, lines: int) -> None:
    assert height([(text, 10)]) == lines * LINE + EDGE


def test_chinese_letters_are_as_wide_as_two_and_higher() -> None:
    assert height([("字" * 5, 10)]) == TALL_LINE + EDGE
    assert height([("字" * 6, 10)]) == 2 * TALL_LINE + EDGE


def test_a_foreign_word_does_not_stretch_a_text() -> None:
    assert height([("In Lebanon they say معالج here", 60)]) == LINE + EDGE


def test_the_longest_text_decides() -> None:
    assert height([("a", 10), ("a\nb\nc", 10), ("", 10)]) == 3 * LINE + EDGE
    assert height([]) == LINE + EDGE


def test_a_text_that_no_row_can_show() -> None:
    assert height([("a " * 16_000, 10)]) == HIGHEST
    assert height([("a\n" * 16_000, 10)]) == HIGHEST


@given(WORDS, WORDS, st.integers(3, 60))
def test_more_words_are_never_lower(text: str, more: str, width: int) -> None:
    latin = text.replace("字", "y"), more.replace("字", "y")
    assert height([(latin[0] + latin[1], width)]) >= height([(latin[0], width)])


@given(WORDS, st.integers(3, 60), st.integers(0, 20))
def test_a_wider_column_is_never_higher(text: str, width: int, wider: int) -> None:
    assert height([(text, width + wider)]) <= height([(text, width)])


@given(WORDS, st.integers(3, 60))
def test_all_letters_have_room(text: str, width: int) -> None:
    lines = height([(text, width)]) / LINE
    letters = sum(2 if c == "字" else 1 for c in "".join(text.split()))
    assert lines * width >= letters or height([(text, width)]) == HIGHEST
