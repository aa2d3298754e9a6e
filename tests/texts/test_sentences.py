"""Sentences, and texts that are cut as others were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.texts.sentences import cut_alike, is_whole, sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ask first. Then rest! Why?", 3),
        ("Take 2.5 mg at www.example.org now", 1),
        ("先问护士。为什么？带上卡。", 3),
        ("「水を飲む。」休む。", 2),
        ("اسأل أولاً. لماذا؟ استرح.", 3),
        ("पहले पूछें। फिर आराम करें।", 2),
        ("ሐኪም ይጠይቁ። ይረፉ።", 2),
        ("**Ask.** (Rest.) «Go.»", 3),
        ("Wait … and see... Go", 3),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_cut_as_the_source_was() -> None:
    assert cut_alike("A. B. C.", ("A.", "B. C."), "Uno. Dos. Tres.") == ("Uno.", "Dos. Tres.")
    assert cut_alike("A. B.", ("A", "B."), "一。二。") == ("一。", "二。")


@pytest.mark.parametrize(
    ("whole", "pieces", "words"),
    [
        ("A. B.", ("A.", "B."), "Uno y dos."),
        ("A. B.", ("A.", "B."), "Uno. Dos. Tres."),
        ("A. B.", ("A.", "B. C."), "Uno. Dos."),
        ("A. B.", ("A.", "B."), "**Uno. Dos.**"),
        ("A. B.", ("A.", "B."), "(Uno. Dos.)"),
        ("A. B.", ("A.", "B."), "[Uno. Dos.](u.md)"),
        ("A and B", ("A", "B"), "Uno y dos"),
        ("A. B.", ("A.", "B."), ""),
    ],
)
def test_what_does_not_answer_one_by_one_is_not_cut(
    whole: str, pieces: tuple[str, ...], words: str
) -> None:
    assert cut_alike(whole, pieces, words) == ()


TEXT = st.lists(st.sampled_from(["Uno", ".", " ", "。", "?", "**", "(", ")"]), max_size=9).map(
    "".join
)


@given(TEXT, TEXT, TEXT)
def test_nothing_is_lost_or_added(one: str, other: str, words: str) -> None:
    parts = cut_alike(f"{one} {other}", (one, other), words)
    if parts:
        assert "".join("".join(parts).split()) == "".join(words.split())
        assert all(parts)
        assert all(map(is_whole, parts))
