"""Days in words of a language."""

from __future__ import annotations

import datetime
from functools import lru_cache

from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale
from adaptkit.model.telling import Day


@lru_cache(maxsize=256)
def day_in(iso: str, language: Locale) -> Day:
    """``2026-11-22`` in words of ``language``; anything else as it stands."""
    import babel
    from babel.dates import format_date

    try:
        parsed = datetime.date.fromisoformat(iso)
    except ValueError:
        return Day("", iso)
    for locale in language.parents():
        try:
            shown = format_date(parsed, "long", locale=locale.posix.partition("@")[0])
        except (babel.UnknownLocaleError, ValueError):
            continue
        return Day(iso, str(shown))
    return Day(iso, iso)


def day_inline(iso: str, language: Locale) -> Inline:
    day = day_in(iso, language)
    return Inline(InlineKind.DATE, day.text, target=day.iso)
