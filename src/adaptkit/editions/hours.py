"""Opening hours in words of a language: days and times as CLDR has them."""

from __future__ import annotations

import datetime
from typing import Any

from adaptkit.model.between import between
from adaptkit.model.edition import Edition
from adaptkit.model.locale import Locale
from adaptkit.model.telling import Said, word
from adaptkit.texts.opening import Opening, is_always, is_round_the_clock, parse_opening, runs


def hours_text(written: str, edition: Edition, *, checked: bool) -> Said:
    """``Mo-Fr 09:00-17:00`` as readers say it. ``checked``: whether somebody has looked; until
    then nobody is told that a line is answered day and night."""
    found = parse_opening(written) if written else None
    if not found:
        return Said("")
    if is_round_the_clock(found) and not checked:
        return Said("")
    if is_always(found):
        return edition.said("Day and night, every day")
    every = edition.said("Every day")
    # One language for all of it: that of the word that has to be there.
    language = edition.language_of(word("Every day"))
    viewer = _viewer(language)
    marks = between(language)
    said = marks.semicolon.join(_rule(one, every.text, viewer, marks.comma) for one in found)
    return Said(said, every.language)


def _rule(one: Opening, every: str, viewer: Any, comma: str) -> str:
    days = every
    if len(one.days) < 7:
        names = viewer.days["stand-alone"]["wide"]
        days = comma.join(
            names[first] if first == last else f"{names[first]}–{names[last]}"
            for first, last in runs(one.days)
        )
    spans = comma.join("–".join(_time(each, viewer) for each in span) for span in one.spans)
    return f"{days} {spans}"


def _time(written: str, viewer: Any) -> str:
    from babel.dates import format_time

    hour, minute = map(int, written.split(":"))
    if hour == 24:
        # 0:00 would be the beginning of the day, and 12:00 AM is noon to many: whoever counts to
        # twelve says midnight, where CLDR has the word.
        if "a" not in viewer.time_formats["short"].pattern:
            return "24:00"
        periods = viewer.day_periods.get("format", {})
        names = (periods.get(width, {}).get("midnight") for width in ("wide", "abbreviated"))
        return str(next(filter(None, names), "24:00"))
    return str(format_time(datetime.time(hour % 24, minute), "short", locale=viewer))


def zone_name(zone: str, edition: Edition) -> str:
    """The name of the time zone, where its country has several clocks or is not the reader's."""
    from babel.core import get_global
    from babel.dates import get_timezone, get_timezone_name

    country = get_global("zone_territories").get(zone, "")
    others = get_global("territory_zones").get(country, ())
    if country == edition.spec.locale.territory and len(others) < 2:
        return ""
    try:
        found = get_timezone(zone)
        clocks = {_clock(get_timezone(one)) for one in others}
    except LookupError:
        return zone  # a system without the tz database
    if country == edition.spec.locale.territory and len(clocks) < 2:
        return ""
    return str(get_timezone_name(found, "long", locale=_viewer(edition.words_language)))


def _clock(zone: datetime.tzinfo) -> tuple[datetime.timedelta | None, ...]:
    """How far it is from UTC in January and in July."""
    return tuple(zone.utcoffset(datetime.datetime(2026, month, 1)) for month in (1, 7))


def _viewer(language: Locale) -> Any:
    import babel

    for locale in language.parents():
        try:
            return babel.Locale.parse(locale.posix.partition("@")[0])
        except (babel.UnknownLocaleError, ValueError):
            continue
    return babel.Locale.parse("en")
