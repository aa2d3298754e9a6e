"""Colours and their contrast, beside a formula of its own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptkit.texts.colours import contrast, mixed, nearest, parse_colour

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def independent_contrast(one: str, other: str) -> float:
    """IEC 61966-2-1 and WCAG's 0.05 of stray light, written another way round."""

    def light(colour: str) -> float:
        channels = bytes.fromhex(colour[1:])
        linear = [
            (c / 255 / 12.92) if c <= 10 else ((c + 14.025) / 269.025) ** 2.4 for c in channels
        ]
        return sum(a * b for a, b in zip((21.26, 71.52, 7.22), linear, strict=True)) / 100

    first, second = light(one) + 0.05, light(other) + 0.05
    return max(first / second, second / first)


@given(COLOURS, COLOURS)
def test_it_is_the_contrast_of_wcag(one: str, other: str) -> None:
    assert contrast(one, other) == pytest.approx(independent_contrast(one, other), rel=1e-9)


@settings(max_examples=30)
@given(COLOURS, COLOURS, st.sampled_from([3.0, 4.5, 7.0]))
def test_the_nearest_colour_passes_and_none_between_does(
    colour: str, ground: str, needed: float
) -> None:
    def passes(one: str) -> bool:
        return contrast(one, ground) >= needed

    found = nearest(colour, passes)
    if not found:
        assert not passes("#000000")
        assert not passes("#ffffff")
        return
    assert independent_contrast(found, ground) >= needed - 1e-9
    if passes(colour):
        assert found == colour
        return
    for step in range(1, 256):
        for end in ("#000000", "#ffffff"):
            between = mixed(colour, end, step / 255)
            assert not passes(between) or apart(colour, between) >= apart(colour, found)


def apart(one: str, other: str) -> int:
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return sum((a - b) ** 2 for a, b in pairs)


@pytest.mark.parametrize(
    ("written", "read"),
    [("#ABC", "#aabbcc"), ("#0a5561", "#0a5561"), ("#0A5561", "#0a5561")],
)
def test_colours(written: str, read: str) -> None:
    assert parse_colour(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "",
        "red",
        "#",
        "#12",
        "#1234",
        "#12345",
        "#1234567",
        "#ggg",
        "#٠٠٠",
        "#abc\n",
        " #abc",
        "abc",
    ],
)
def test_what_is_none(written: str) -> None:
    assert parse_colour(written) == ""
