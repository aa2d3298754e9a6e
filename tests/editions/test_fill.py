"""Filling: values take their places, and what says that nothing has to be filled is right."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from adaptkit.editions.fill import fill, is_filled
from adaptkit.guides.inlines import Context, parse_inlines
from adaptkit.model.document import Reference
from adaptkit.model.edition import Value
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale

VALUES = {"n": Value("112"), "line": Value("+34 900 100 036", "telephone")}
REFERENCES = {
    "R": Reference("https://example.org/%7Bn%7D", "call {n}"),
    "P": Reference("plan.md"),
}
# What numbers, placeholders and links are made of, and how else their signs may be written.
_PARTS = st.sampled_from(
    [
        *("{n}", "{line}", "{", "}", "%7Bn%7D", "&#123;", "n}", "&#53;", "\\{", "\\-", "<!-- -->"),
        *("555", "900 100 036", "1-800-", "-", " ", "\n", ".", "(", ")", "+", "/", "*", "_", "**"),
        *("[R]", "[P]", "[a](x.md)", '[a](b "{n}")', "[", "]", "`", "~~", "!", "<b>", "</b>"),
        *("word", "Call ", "é", "\u0665\u0665\u0665"),
    ]
)


@given(parts=st.lists(_PARTS, max_size=14), linked=st.booleans())
@example(parts=["[R]"], linked=True)
@example(parts=["555", "\\-", "900 100 036"], linked=False)
@example(parts=["555", "<!-- -->", "-", "555", "&#53;"], linked=False)
def test_what_has_nothing_to_fill_is_as_it_was(parts: list[str], linked: bool) -> None:
    text, references = "".join(parts), REFERENCES if linked else {}
    assume(is_filled(text, references))
    pieces = parse_inlines(text, Context(references))
    filled = fill(pieces, VALUES, country="ES", rtl=False, language=Locale("es"))
    assert filled == tuple(pieces)


def test_most_of_a_guide_has_nothing_to_fill() -> None:
    assert is_filled("Rest is *part* of the [plan](05-plan.md#rest).", {})
    assert not is_filled("Call {n}.", {})
    assert not is_filled("Call 900 100 036.", {})
    assert not is_filled("See [R].", REFERENCES)


@pytest.mark.parametrize(
    ("text", "isolated"),
    [
        ("חם, -5 °C", ["-5 °C"]),
        ("(−5 °C)", ["−5 °C"]),
        ("ב-5 °C", ["5 °C"]),  # the hyphen joins the word and the number
        ("أقلّ من -5 اليوم", ["-5"]),
        ("(03) 123-4567", ["(03) 123-4567"]),
        ("(2024) 15 שנים", []),  # no telephone number: each stays where it is
        ("+961 (1) 234567", ["+961 (1) 234567"]),
        ("X12-3", ["X12-3"]),
        ("COVID-19 ו-SARS-CoV-2", ["COVID-19", "SARS-CoV-2"]),
        ("10 mg/day, 3.5 km/h", ["10 mg/day", "3.5 km/h"]),
        ("5-10 دقائق", ["5-10"]),
        ("44 µg 10% 37.5 °C", ["44 µg", "10%", "37.5 °C"]),
        ("29.11.2026 08:30", ["29.11.2026 08:30"]),
        ("MS ו-MRI", []),
        ("https://a.example/x-1, b@a.example", ["https://a.example/x-1", "b@a.example"]),
    ],
)
def test_what_must_run_from_left_to_right_is_isolated_whole(text: str, isolated: list[str]) -> None:
    pieces = [Inline(InlineKind.TEXT, text)]
    filled = fill(pieces, {}, country="", rtl=True, language=Locale("he"))
    assert [one.text for one in filled if one.kind is InlineKind.ISOLATE] == isolated
    assert "".join(one.text for one in filled) == text


@pytest.mark.parametrize("part", ["a", "a-", "a1-", "1 ", "(1", "+1", "1/a", "a@", "-", "1("])
def test_a_long_run_of_anything_is_read_once(part: str) -> None:
    """Read anew from each sign, as an address once was, this takes minutes."""
    pieces = [Inline(InlineKind.TEXT, part * 30_000)]
    filled = fill(pieces, {}, country="", rtl=True, language=Locale("he"))
    assert sum(len(one.text) for one in filled) == len(part) * 30_000
