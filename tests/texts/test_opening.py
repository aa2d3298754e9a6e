"""Opening hours in one line: read, written again, refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.texts.opening import (
    DAYS,
    Opening,
    is_always,
    is_round_the_clock,
    parse_opening,
    render_opening,
)

MINUTES = st.integers(0, 24 * 60)


@st.composite
def spans(draw: st.DrawFn) -> tuple[tuple[str, str], ...]:
    """One to three times of a day, none of which overlaps another; the last may pass midnight."""
    count = draw(st.integers(1, 3))
    times = sorted(draw(st.lists(MINUTES, min_size=2 * count, max_size=2 * count, unique=True)))
    written = [f"{minute // 60:02}:{minute % 60:02}" for minute in times]
    found = list(zip(written[::2], written[1::2], strict=True))
    begin, end = found[-1]
    if draw(st.booleans()) and (count == 1 or found[-2][1] <= end) and end != "24:00":
        found[-1] = (end, begin) if count == 1 else found[-1]
    return tuple(found)


@st.composite
def weeks(draw: st.DrawFn) -> tuple[Opening, ...]:
    days = draw(st.permutations(range(7)))
    cut = sorted(draw(st.lists(st.integers(1, 7), min_size=1, max_size=3, unique=True)))
    parts = [tuple(sorted(days[a:b])) for a, b in zip([0, *cut], cut, strict=False)]
    return tuple(sorted((Opening(p, draw(spans())) for p in parts), key=lambda one: one.days))


@given(weeks())
def test_what_is_written_is_read_again(week: tuple[Opening, ...]) -> None:
    if not is_always(week):
        assert parse_opening(render_opening(week)) == week


@given(st.text(alphabet="MoTuWeThFrSaSu0123456789:-,; /", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = parse_opening(text)
    if found is not None:
        assert parse_opening(render_opening(found)) == found or is_always(found)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Mo-Fr 09:00-17:00", "Mo-Fr 09:00-17:00"),
        ("Sa 10:00-14:00;Mo-Fr  09:00 - 13:00, 15:00-19:00", None),
        ("18:30-21:30", "18:30-21:30"),
        ("Mo-Su 08:00-24:00", "08:00-24:00"),
        ("Fr-Mo 09:00-12:00", "Mo,Fr-Su 09:00-12:00"),
        ("22:00-06:00", "22:00-06:00"),
        ("Mo–Fr 09:00–17:00", "Mo-Fr 09:00-17:00"),
        ("24/7", "24/7"),
        ("00:00-24:00", "24/7"),
    ],
)
def test_one_way_of_writing(text: str, written: str | None) -> None:
    found = parse_opening(text)
    assert found is not None
    assert render_opening(found) == (written or "Mo-Fr 09:00-13:00,15:00-19:00; Sa 10:00-14:00")


@pytest.mark.parametrize(
    "text",
    [
        *("", "weekdays", "Mo-Fr", "9:00-17:00", "Mo-Fr 09:00", "09:00-09:00", "24:00-06:00"),
        *(
            "Mo 09:00-12:00; Mo 13:00-14:00",
            "09:00-13:00,12:00-15:00",
            "25:00-26:00",
            "Mo-Xx 09:00",
        ),
        *("22:00-06:00,08:00-09:00", "Mo-Fr 09:00-17:00 and later", "PH off", "8 am to 5 pm"),
    ],
)
def test_what_is_no_opening_hours(text: str) -> None:
    assert parse_opening(text) is None


def test_a_claim_of_day_and_night_is_seen() -> None:
    for text, always, clock in [
        ("24/7", True, True),
        ("Mo-Fr 00:00-24:00", False, True),
        ("08:00-24:00", False, False),
    ]:
        found = parse_opening(text)
        assert found is not None
        assert (is_always(found), is_round_the_clock(found)) == (always, clock)
    assert len(DAYS) == 7
