"""Interface words in their own language."""

from __future__ import annotations

from adaptkit.model.edition import Edition
from adaptkit.model.locale import Locale
from adaptkit.writers.html.inlines import language_attributes

_ENGLISH = Locale("en")


def words_attributes(edition: Edition) -> str:
    """``lang`` and ``dir`` where interface words are in another language than the pages."""
    return _attributes(edition, edition.words_language)


def english_attributes(edition: Edition) -> str:
    """The same of a word that has no translation, and so is English."""
    return _attributes(edition, _ENGLISH)


def _attributes(edition: Edition, language: Locale) -> str:
    if language.same_language(edition.spec.locale):
        return ""
    return language_attributes(language)
