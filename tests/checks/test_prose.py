"""The guide's own text: what is hard to read in it, and what hurts."""

from __future__ import annotations

import pytest

from adaptkit.checks.prose.plain import check_plain
from adaptkit.model.diagnostic import Position, Severity
from adaptkit.model.locale import Locale

LONG = "You may ask your team about it " * 3 + "at any time that suits you."


def said(text: str, language: str = "en") -> list[tuple[str, str]]:
    found = list(check_plain(text, Locale.parse(language), Position("a.md", 7), "x.1"))
    assert all((d.position, d.unit) == (Position("a.md", 7), "x.1") for d in found)
    return [(d.code, f"{d.message} · {d.hint}") for d in found]


@pytest.mark.parametrize(
    ("text", "language", "code", "words"),
    [
        ("Utilize a cane.", "en", "word-not-plain", '"Utilize" is not a plain word · say "use"'),
        ("Do it prior to lunch.", "en", "word-not-plain", 'say "before"'),
        (LONG, "en", "sentence-long", "a sentence has 27 words: You may ask your team about"),
        ("MS patients rest.", "en", "wording-discouraged", "say instead: person with MS"),
        ("Los minusválidos", "es", "wording-discouraged", "persona con discapacidad"),
    ],
)
def test_it_is_told(text: str, language: str, code: str, words: str) -> None:
    [(found, message)] = said(text, language)
    assert found == code
    assert words in message


@pytest.mark.parametrize(
    "text",
    [
        "Use a cane before lunch.",
        "We avoid words such as *wheelchair-bound*.",
        "Ask the Job Assistance Office.",
        "See [it](https://a.org/utilize).",
        "Rest. " * 40,
        "Take your glasses, your cane, your list of medicines, your questions, and someone who can "
        "listen with you and write things down for both.",
        "",
    ],
)
def test_it_stays_silent(text: str) -> None:
    assert said(text) == []


def test_of_a_language_without_data_nothing_is_known() -> None:
    assert said(LONG, "fi") == []


def test_only_what_hurts_is_a_warning() -> None:
    text = f"MS patients utilize it. {LONG}"
    found = list(check_plain(text, Locale("en"), Position("a.md")))
    assert {d.code: d.severity for d in found} == {
        "wording-discouraged": Severity.WARNING,
        "word-not-plain": Severity.INFO,
        "sentence-long": Severity.INFO,
    }
