"""Which chapter one is: said in front of its title, in every format alike."""

from __future__ import annotations

from collections.abc import Sized


def chapter_number(place: int, chapters: Sized) -> str:
    """``place``: of the chapter, from 1. Nothing where there is no other: ``""``.

    The digits are those that the texts of all our languages have themselves, also in Arabic: lists,
    pages and telephone numbers show no others."""
    return f"{place}." if len(chapters) > 1 else ""


def numbered(title: str, place: int, chapters: Sized) -> str:
    """A chapter's title with its number, where there are others."""
    number = chapter_number(place, chapters)
    return f"{number} {title}" if number else title
