"""Where an adapted text stands: by which operation, and instead of what. It is signed with it.

The same words elsewhere say something else: "take it twice a day" below another heading, or instead
of a warning. So a word about an overlay's text counts for the text in this place alone.
"""

from __future__ import annotations

import re

from adaptkit.model.review import text_hash
from adaptkit.records import Record

_PLACE = re.compile(r"(\w+) ([0-9a-f]{16}) (\S(?:.*\S)?)", re.ASCII | re.DOTALL)


class Place(Record, frozen=True):
    """``operation``: its kind (``replace``); ``instead_of``: ``text_hash`` of what the guide says
    there; ``target``: what it aims at (``plan.costs``, ``slot help``)."""

    operation: str
    instead_of: str
    target: str

    def __str__(self) -> str:
        return f"{self.operation} {self.instead_of} {self.target}"


def place_of(operation: str, target: str, before: str) -> str:
    """The place as a line of the ledger has it. ``before``: what the guide says there."""
    return str(Place(operation, text_hash(before), " ".join(target.split())))


def parse_place(text: str) -> Place | None:
    """None of what is none."""
    found = _PLACE.fullmatch(text)
    return Place(found[1], found[2], found[3]) if found else None


def what_moved(then: str, now: str) -> str:
    """Why a word about the same text does not count in this place, for people. ``then``: the place
    that it was said of, ``""`` where that was not written down yet."""
    if not then:
        return "before its place was part of that"
    old, new = parse_place(then), parse_place(now)
    if old is None or new is None or old.target != new.target:
        return f"where it stood at {old.target}" if old else "where it stood elsewhere"
    if old.operation != new.operation:
        return f"where it stood by {old.operation}"
    return "when the guide said something else there"
