"""Letters that have no bold or no italics of their own.

A font's bold face may hold the letters of its regular one, and one that has no italics falls back
to what it has, without a word. What is to stand out would then look like what stands around it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from adaptkit.records import Record
from adaptkit.writers.pdf.font_files import read
from adaptkit.writers.pdf.fonts import book, families

_REGULAR, _BOLD = 400, 700
# What is read: letters, their marks, digits; not blanks, signs and what parts sentences.
_READ = ("L", "M", "N")
_BESIDE = r"\p{M}\x{200c}\x{200d}"
"""Marks of a letter, and what joins letters or keeps them apart: no letter is parted from its."""


class Lacking(Record, frozen=True):
    """``thin``: the characters whose bold is their regular; ``upright``: those without italics."""

    thin: str
    upright: str


def lacking(text: Iterable[str], script: str) -> Lacking:
    """Of the characters of a text in this script's fonts. It holds for words of other scripts in it
    too: their fonts stand in another order, and no letter has a bold in one font alone."""
    names = families(script)
    own = {c for c in text if unicodedata.category(c).startswith(_READ)}
    placed = [(c, _family(c, names)) for c in sorted(own)]
    return Lacking(
        "".join(c for c, family in placed if family and not _has_bold(c, family)),
        "".join(c for c, family in placed if family and not _has_italics(c, family)),
    )


def runs_of(characters: Iterable[str]) -> str:
    """A pattern for the typesetter: as many of these as follow each other, with the blanks between
    them; ``""`` for none."""
    first = {c for c in characters if not unicodedata.category(c).startswith("M")}
    if not first:
        return ""
    letters = "".join(rf"\x{{{ord(c):x}}}" for c in sorted(first))
    return rf"[{letters}](?: *[{letters}{_BESIDE}])*"


def _family(character: str, names: Sequence[str]) -> str:
    """The first that has it."""
    found = (n for n in names for p in _faces(n) if ord(character) in read(p).glyphs)
    return next(found, "")


def _has_bold(character: str, family: str) -> bool:
    bold, regular = _faces(family, _BOLD), _faces(family, _REGULAR)
    if any(read(path).varies_in_weight for path in regular):
        return True
    drawn = {read(path).outline(character) for path in bold}
    return bool(drawn - {read(path).outline(character) for path in regular} or drawn == {None})


def _has_italics(character: str, family: str) -> bool:
    return any(ord(character) in read(path).glyphs for path in _faces(family, italic=True))


@cache
def _faces(family: str, weight: int = _REGULAR, *, italic: bool = False) -> tuple[str, ...]:
    style = "italic" if italic else "normal"
    found = (f for f in book().fonts() if f.family == family)
    alike = (f.path for f in found if (f.weight, f.style) == (weight, style))
    return tuple(sorted(path for path in alike if path))
