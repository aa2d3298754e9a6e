"""Interface words in their own language."""

from __future__ import annotations

from adaptkit.model.edition import Edition
from adaptkit.writers.html.inlines import language_attributes


def words_attributes(edition: Edition) -> str:
    """``lang`` and ``dir`` where interface words are in another language than the pages."""
    language = edition.words_language
    if language.same_language(edition.spec.locale):
        return ""
    return language_attributes(language)
