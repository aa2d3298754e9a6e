"""Words as a line of what readers are told around the chapters."""

from __future__ import annotations

from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale
from adaptkit.model.telling import Said

Line = tuple[Inline, ...]
Kind = InlineKind


def words_of(words: str) -> Line:
    return (Inline(Kind.TEXT, words),) if words else ()


def in_language(words: str, language: Locale | None) -> Line:
    direction = language.direction if language else ""
    return (Inline(Kind.SPAN, children=words_of(words), language=language, direction=direction),)


def say(words: Said) -> Line:
    """Words, with their language where it is not the edition's."""
    return in_language(words.text, words.language) if words.language else words_of(words.text)
