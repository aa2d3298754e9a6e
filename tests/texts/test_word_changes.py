"""What changed between two texts, word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from adaptkit.texts.word_changes import word_changes

TEXT = st.text(alphabet="ab \n\u0e01\u4e00.é", max_size=40).map(str.lstrip)


@given(TEXT, TEXT)
def test_together_they_are_both_texts(then: str, now: str) -> None:
    found = list(word_changes(then, now))
    assert "".join("".join(one.gone) for one in found) == then
    assert "".join("".join(one.there) for one in found) == now
    for one in found:
        same = [word.strip() for word in one.gone] == [word.strip() for word in one.there]
        assert one.same == same


def test_a_character_is_a_word_where_none_are_written_apart() -> None:
    (first, second, third) = word_changes("吃药两次", "吃药三次")
    assert (first.there, second.gone, second.there, third.there) == (
        *(("吃", "药"), ("两",)),
        *(("三",), ("次",)),
    )
