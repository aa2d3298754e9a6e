"""Small things that every page says: sizes, interface words in their own language."""

from __future__ import annotations

from adaptkit.model.edition import Edition
from adaptkit.writers.html.inlines import language_attributes


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
    return language_attributes(language)
