"""Small things that every page says: dates, sizes, interface words in their own language."""

from __future__ import annotations

import datetime

from adaptkit.model.edition import Edition
from adaptkit.model.locale import Locale
from adaptkit.writers.html.inlines import attributes, escape


def date_text(day: str, language: Locale) -> str:
    """``2026-11-22`` in words of ``language``; anything else as it stands."""
    import babel
    from babel.dates import format_date

    try:
        parsed = datetime.date.fromisoformat(day)
    except ValueError:
        return day
    for locale in language.parents():
        try:
            return str(format_date(parsed, "long", locale=locale.posix.partition("@")[0]))
        except (babel.UnknownLocaleError, ValueError):
            continue
    return day


def date_html(day: str, language: Locale) -> str:
    shown = escape(date_text(day, language))
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        return f"<bdi>{shown}</bdi>"
    return f'<time datetime="{escape(day)}"><bdi>{shown}</bdi></time>'


def size_text(size: int) -> str:
    """``1.2 MB``; never less than 1 kB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB"


def words_attributes(edition: Edition) -> str:
    """``lang`` and ``dir`` where interface words are in another language than the pages."""
    language = edition.words_language
    if language.same_language(edition.spec.locale):
        return ""
    return attributes(lang=language.tag, dir=language.direction)
