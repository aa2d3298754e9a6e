"""Dictionary order. ``tests/clients/test_collation.py`` asks ICU about all of these languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.texts.collation import sort_key

WORDS = st.text(max_size=8)
LANGUAGES = st.sampled_from(
    ["en", "es", "ms", "ar", "ta", "zh", "sv", "cs", "tr", "fa", "uk", "xx"]
)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "10 co co-operate cooperate Éclair eclipse zebra"),
        ("es", "autonomía ayuda nube ñame oído"),
        ("sv", "ask zoo ås äta öl"),
        ("cs", "cíl čas duha hlava chůze"),
        ("hu", "cél csont dal"),
        ("tr", "ısı iş jel"),
        ("ru", "боль ёж жар йод клей"),
        ("ar", "أهل بيت تاج ثمن جبل MS"),
        ("fa", "پا تب چشم ژن کار گام ورم هدف یار"),
        ("ta", "அறை ஆடை க் கண் கை நல்ல வலி ழகரம் ளகரம் னகரம் MS"),
        ("zh", "复发 护理 康复 目标 疲劳 障碍 MS"),
    ],
)
def test_the_order_of_a_dictionary(language: str, words: str) -> None:
    ordered = words.split()
    backwards = list(reversed(ordered))
    assert sorted(backwards, key=lambda word: sort_key(word, language)) == ordered


@given(WORDS, WORDS, LANGUAGES)
def test_words_that_differ_have_a_place_each(one: str, other: str, language: str) -> None:
    assert (sort_key(one, language) == sort_key(other, language)) == (one == other)


@given(st.lists(WORDS), LANGUAGES)
def test_the_order_does_not_depend_on_what_it_was(words: list[str], language: str) -> None:
    def key(word: str) -> object:
        return sort_key(word, language)

    assert sorted(words, key=key) == sorted(sorted(words), key=key)  # type: ignore[type-var]
