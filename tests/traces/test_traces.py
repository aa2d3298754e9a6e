"""Every kind of trace has a case file: what is found, and what must stay silent.

``cases/<kind>.md`` holds two tables. ``⏎`` stands for a line break. Of a text with several findings
the words and countries stand in a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.model.locale import Locale
from adaptkit.traces import of_value, traces
from adaptkit.traces._lists import KINDS, numbers, patterns, phrases, read_lists

CASES = Path(__file__).parent / "cases"
_ROW = re.compile(r"^\| (?!---|language )(.*) \|$", re.M)


def rows(text: str) -> Iterator[list[str]]:
    for row in _ROW.findall(text):
        yield [cell.strip().replace("⏎", "\n") for cell in row.split("|")]


def cases() -> Iterator[tuple[str, str, str, str, str]]:
    """(kind, language, text, words, whose)"""
    for path in sorted(CASES.glob("*.md")):
        _, found, silent = re.split(r"^## .*$", path.read_text("utf-8"), flags=re.M)
        assert len(list(rows(found))) > 2, f"{path.name}: nothing that is found"
        assert len(list(rows(silent))) > 2, f"{path.name}: nothing that must stay silent"
        for language, text, words, whose in rows(found):
            assert words, f"{path.name}: {text}"
            yield path.stem, language, text, words, whose
        for language, text in rows(silent):
            yield path.stem, language, text, "", ""


@pytest.mark.parametrize(("kind", "language", "text", "words", "whose"), list(cases()))
def test_case(kind: str, language: str, text: str, words: str, whose: str) -> None:
    found = traces(text, Locale.parse(language))
    if not words:
        assert not found
        return
    several = words.split(", ") if len(whose.split(", ")) > 1 else [words]
    assert [one.words for one in found] == several
    for one, country in zip(found, whose.split(", "), strict=True):
        assert one.kind == kind
        assert text[one.start : one.end] == one.words
        assert one.of(country), one


def test_every_kind_has_a_case_file() -> None:
    assert {path.stem for path in CASES.glob("*.md")} == set(KINDS)


def test_every_list_is_of_a_country_and_holds_known_kinds() -> None:
    assert {"us", "mx", "my", "lb", "gb", "es", "common"} <= set(read_lists())
    for name, data in read_lists().items():
        assert name == "common" or Locale("und", "", name.upper()).territory_exists
        assert set(data) <= {"trace", "currencies"}
        for entry in data["trace"]:
            assert entry["kind"] in KINDS, name
            assert entry.get("words") or entry.get("patterns"), name
            known = {"kind", "words", "patterns", "languages", "also", "countries", "currencies"}
            assert set(entry) <= known | {"elsewhere", "written"}, (name, entry)
            has_owner = "countries" in entry or "currencies" in entry
            assert has_owner is (name == "common"), (name, entry)
            for word in entry.get("also", {}):
                assert word == "*" or word in entry["words"], (name, word)


def test_every_word_and_pattern_of_the_lists_is_used() -> None:
    languages = ("en", "es", "ms", "ar", "fr", "de", "id", "it")
    used = sum(len(patterns(language)) for language in languages)
    assert used
    for language in languages:
        for first, listed in phrases(language).items():
            assert first == first.casefold()
            assert all(one.countries or one.elsewhere for one in listed)
    expression, whose = numbers()
    for digits, one in whose.items():
        assert expression.fullmatch(digits), digits
        assert one.countries


@pytest.mark.parametrize(
    ("text", "own", "found"),
    [
        ("Call 911.", ("US",), []),
        ("Call 911.", ("MX",), []),
        ("Call 911.", ("GB",), ["911"]),
        ("Call 911.", ("",), ["911"]),
        ("Pay $5.", ("LB",), []),
        ("Pay $5.", ("MY",), ["$5"]),
        ("Pay 5 €.", ("IT",), []),
        ("On 15/3/2026", ("IT",), []),
        ("On 15/3/2026", ("US",), ["15/3/2026"]),
        ("On 3/4/2026", ("US",), []),
        ("Call +39 06 1234 5678", ("IT",), []),
    ],
)
def test_what_a_country_has_of_its_own_is_no_trace(
    text: str, own: tuple[str, ...], found: list[str]
) -> None:
    assert [one.words for one in traces(text, Locale("en"), own)] == found


def test_a_text_is_written_in_its_own_countrys_way() -> None:
    """What it says is a trace all the same."""
    text = "A color for $5 by March 15, 2026"
    assert [one.words for one in traces(text, Locale("en"), (), "US")] == ["$5"]
    assert [one.words for one in traces("A colour", Locale("en"), (), "US")] == ["colour"]
    assert not traces("A colour", Locale("en"), (), "IE")


def test_a_number_that_stands_alone() -> None:
    assert [one.words for one in of_value("911", ("MY",))] == ["911"]
    assert of_value("911", ("MY",))[0].start == 0
    assert not of_value("999", ("MY",))
    assert [one.kind for one in of_value("+1 800 555 0100", ("MY",))] == ["toll-free"]
    assert not of_value("+60 3 7627 2929", ("MY",))
    assert not of_value("")


@pytest.mark.parametrize(
    "text", ["9" * 5000, "call " * 2000, "six " * 3000, "(" * 3000, "+1 " * 2000]
)
def test_no_text_takes_long(text: str) -> None:
    assert len(traces(text, Locale("en"))) < 10


PIECES = st.sampled_from(
    [
        "call 911",
        "٩١١",
        "Medicare",
        "$5",
        "25 feet",
        "color",
        "[a](tel:911)",
        "{x}",
        "`a`",
        "<b>",
        "\n",
        " ",
        ".",
        "3/15/2026",
        "+44 20 7946 0958",
        "800 911 2000",
        "في لبنان",
        "و",
        "ß",
        "İ",
        "٣",
        "²",
    ]
)


@given(
    st.one_of(st.lists(PIECES).map("".join), st.text()), st.sampled_from(["en", "es", "ar", "ms"])
)
def test_every_trace_is_a_place_in_the_text(text: str, language: str) -> None:
    """In reading order, never two over each other, and the words are what stands there."""
    found = traces(text, Locale(language))
    assert [one.start for one in found] == sorted(one.start for one in found)
    for one, after in pairwise(found):
        assert one.end <= after.start
    for one in found:
        assert one.words
        assert text[one.start : one.end] == one.words
        own = next(iter(one.countries), "") if not one.elsewhere else "DE"
        assert not [each for each in traces(text, Locale(language), (own,)) if each == one and own]
