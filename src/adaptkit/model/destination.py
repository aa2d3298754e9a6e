"""Where a link or a picture of a finished edition leads."""

from __future__ import annotations

from typing import TypeAlias

from adaptkit.records import Record


class ToChapter(Record, frozen=True):
    """A chapter of this edition, by its name (``part/one.md``).

    ``anchor``: of the block in it, ``""`` for its beginning; ``verbatim``: the id stands in the
    author's own HTML, so that no writer can change it. ``written``: the fragment, ``#`` and all, of
    a link to a place that is not there.
    """

    chapter: str
    anchor: str = ""
    verbatim: bool = False
    written: str = ""


class ToAsset(Record, frozen=True):
    """A file that the edition brings along, by its name; ``rest``: a fragment with its ``#``."""

    name: str
    rest: str = ""


class Outside(Record, frozen=True):
    """An address that is not of this edition; safe to open."""

    address: str


class Nowhere(Record, frozen=True):
    """What was ``written`` leads to nothing that the edition has; ``""`` where an address would
    run a program: then there must be no link at all."""

    written: str = ""


Destination: TypeAlias = ToChapter | ToAsset | Outside | Nowhere
