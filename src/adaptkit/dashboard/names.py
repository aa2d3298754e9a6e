"""Names in their own languages, and texts of strangers, as the page shows them."""

from __future__ import annotations

from adaptkit.model.locale import Locale
from adaptkit.model.overview import Member
from adaptkit.reports.words import one_line
from adaptkit.writers.html.inlines import attributes, escape


def named(member: Member) -> str:
    """The edition as its readers' menus call it."""
    marks = attributes(lang=member.locale.tag, dir=member.direction)
    return f"<bdi{marks}>{html_text(member.label)}</bdi>"


def language_name(locale: Locale) -> str:
    """In its own words, and in English."""
    own, english = locale.language_name(), locale.language_name(Locale("en"))
    beside = "" if own == english else f" · {html_text(english)}"
    return f"{in_language(own, locale)}{beside}"


def in_language(text: str, locale: Locale) -> str:
    marks = attributes(lang=locale.tag, dir=locale.direction)
    return f"<bdi{marks}>{html_text(text)}</bdi>"


def html_text(text: str) -> str:
    return escape(plain_text(text))


def plain_text(text: str) -> str:
    """On one line, and nothing in it turns the line around."""
    return one_line(text)
