"""Placeholders, and when two texts count as the same."""

from __future__ import annotations

import pytest

from adaptkit.texts.placeholders import ENCODED, PLACEHOLDER, is_name, placeholders_in
from adaptkit.texts.sameness import digest, folded, nfc


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ()),
        ("Call {helpline}.", ("helpline",)),
        ("{b} {a} {b}", ("b", "a")),
        ("{term.pt} and {helpline_2}", ("term.pt", "helpline_2")),
        ("{{helpline}}", ("helpline",)),
        ("{Helpline} {2nd} {_x} {a b} {} {a.} {.a} {a.b.c} {a-b} { a }", ()),
        ("{a", ()),
    ],
)
def test_placeholders(text: str, names: tuple[str, ...]) -> None:
    assert placeholders_in(text) == names
    assert placeholders_in(text, ()) == ()
    assert placeholders_in(text, names[:1]) == names[:1]
    assert tuple(dict.fromkeys(PLACEHOLDER.findall(text))) == names


def test_a_name_in_an_address() -> None:
    assert ENCODED.findall("tel:%7Bhelpline%7D?%7bother%7d&%7B2%7D") == ["helpline", "other"]


@pytest.mark.parametrize(
    ("name", "right"),
    [("a", True), ("a_1", True), ("", False), ("1a", False), ("A", False), ("a\n", False)],
)
def test_names(name: str, right: bool) -> None:
    assert is_name(name) is right


def test_sameness() -> None:
    assert nfc("e\u0301") == "\u00e9"
    assert folded(" e\u0301\r\n\t x ") == "\u00e9 x"
    assert folded("a\u00a0b") == "a\u00a0b"
    assert digest("e\u0301") == digest("\u00e9") != digest("e")
    # Two texts are not one that is put together of them, nor the same turned round.
    assert len({digest("a", "b"), digest("ab"), digest("b", "a"), digest("a b")}) == 4
    assert len(digest("\ud800")) == 16
