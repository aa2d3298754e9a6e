"""Opening hours in the reader's language, and in which zone."""

from __future__ import annotations

import pytest

from adaptkit.editions.hours import hours_text, zone_name
from adaptkit.model.document import GuideSettings
from adaptkit.model.edition import Edition, EditionSpec
from adaptkit.model.locale import Locale


def made(tag: str) -> Edition:
    locale = Locale.parse(tag)
    return Edition(
        EditionSpec(tag, locale),
        GuideSettings(),
        "T",
        (),
        words={"Every day": "(jeden)", "Day and night, every day": "(immer)"},
        words_language=locale.base,
    )


@pytest.mark.parametrize(
    ("written", "tag", "said"),
    [
        ("Mo-Fr 09:00-17:00", "en_GB", "Monday–Friday 9:00"),
        ("Mo-Fr 09:00-17:00", "de", "Montag–Freitag 09:00–17:00"),
        ("Mo,We 09:00-12:00,14:00-16:00", "de", "Montag, Mittwoch 09:00–12:00, 14:00–16:00"),
        ("Sa 10:00-12:00; Su 11:00-12:00", "de", "Samstag 10:00–12:00; Sonntag 11:00–12:00"),
        ("09:00-24:00", "de", "(jeden) 09:00–24:00"),
        ("24/7", "de", "(immer)"),
    ],
)
def test_days_and_times_are_said_in_the_readers_language(written: str, tag: str, said: str) -> None:
    assert hours_text(written, made(tag), checked=True).text.startswith(said)


@pytest.mark.parametrize(
    ("tag", "said"), [("en_US", "midnight"), ("ta", "நள்ளிரவு"), ("ms", "24:00"), ("de", "24:00")]
)
def test_midnight_is_not_twelve_o_clock(tag: str, said: str) -> None:
    """To many, "12:00 AM" is noon."""
    assert hours_text("20:00-24:00", made(tag), checked=True).text.endswith(f"–{said}")


@pytest.mark.parametrize("written", ["24/7", "Mo-Fr 00:00-24:00", "", "all day"])
def test_what_nobody_has_checked_is_not_said(written: str) -> None:
    assert hours_text(written, made("de"), checked=False).text == ""


def test_a_zone_is_named_where_there_are_two_clocks() -> None:
    assert zone_name("Europe/Berlin", made("de_DE")) == ""
    assert zone_name("Asia/Kuala_Lumpur", made("ms_MY")) == ""
    assert zone_name("Europe/Berlin", made("es_ES"))
    assert zone_name("America/Monterrey", made("es_MX")) == "hora central"
