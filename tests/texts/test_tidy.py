"""Signs are put right without reading a text, and nothing but signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.texts.tidy import tidied

CASES = Path(__file__).parent / "cases" / "tidy.md"
_ROW = re.compile(r"^\| (?!---|language )(.*) \|$", re.M)
LANGUAGES = ("ar", "en", "es", "fa", "fr", "ja", "ta", "th", "ur", "zh")
PIECES = st.sampled_from(
    [
        *"ab ,;:?!.\n\t«»()[]{}`*_<>&#\\",
        *("  ", "آ", "س", "،", "休", "息", "，", "1", "é", "e\u0301", "க்"),
        *("\u200b", "\u200c", "\u200e", "\u202e", "\u202c", "\ufeff", "\u00a0", "\u0000", "\ue000"),
        *("{helpline}", "](a,b)", "https://e.org/a,b?c", "`س, س`", "<b>", "[^1]", "س, س", "休, 休"),
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)


def _meant(cell: str) -> str:
    cell = cell.strip().replace("␣", " ").replace("⏎", "\n")
    return re.sub(r"<U\+([0-9A-F]{4})>", lambda found: chr(int(found[1], 16)), cell)


def cases() -> Iterator[tuple[str, str, str, str]]:
    _, found, silent = re.split(r"^## .*$", CASES.read_text("utf-8"), flags=re.M)
    for row in _ROW.findall(found):
        language, *texts = map(_meant, row.split("|"))
        assert texts[1] != texts[2]
        yield language, texts[0], texts[1], texts[2]
    for row in _ROW.findall(silent):
        language, source, text = map(_meant, row.split("|"))
        yield language, source, text, text


@pytest.mark.parametrize(("language", "source", "text", "becomes"), list(cases()))
def test_case(language: str, source: str, text: str, becomes: str) -> None:
    found = tidied(text, source, language)
    assert found.text == becomes
    assert bool(found.done) == (text != becomes)


@given(TEXTS, TEXTS, st.sampled_from(LANGUAGES))
def test_what_is_put_right_is_right(text: str, source: str, language: str) -> None:
    once = tidied(text, source, language)
    assert tidied(once.text, source, language).text == once.text
    assert bool(once.done) == (once.text != text)


@given(TEXTS, TEXTS, st.sampled_from(LANGUAGES))
def test_no_letter_digit_or_bracket_is_touched(text: str, source: str, language: str) -> None:
    def core(of: str) -> str:
        return "".join(c for c in of if c.isalnum() or c in "{}[]()<>*_`#&\\\u200c\u200e")

    assert core(tidied(text, source, language).text) == core(text)


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_what_stands_in_the_source_is_meant(text: str, language: str) -> None:
    """Of a text that is its own source only the language's marks change."""
    assert set(tidied(text, text, language).done) <= {"punctuation"}
