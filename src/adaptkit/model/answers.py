"""What a reviewer has answered, once it is understood."""

from __future__ import annotations

from adaptkit.model.diagnostic import Position
from adaptkit.model.review import Role
from adaptkit.records import Record

FORMAT = "adaptkit review answers 1"
"""What a file of answers says of itself first."""


class Answered(Record, frozen=True):
    """What somebody said of one unit. ``source`` and ``target``: ``text_hash`` of what they saw.
    ``verdict``: approved, objection or ``""``; ``note`` is the reason of an objection."""

    unit: str
    source: str
    target: str
    on: str
    verdict: str = ""
    note: str = ""
    comment: str = ""
    suggestion: str = ""
    position: Position = Position("")


class Answers(Record, frozen=True):
    """One file. ``by``: a key of ``people.yaml``."""

    path: str
    edition: str
    by: str
    role: Role
    answered: tuple[Answered, ...]


class Told(Record, frozen=True):
    """One thing that was done or left. ``what`` is one of ``LISTS``. ``core``: of a safety
    passage; ``lost``: the placeholders that a suggestion lacks."""

    what: str
    unit: str
    by: str
    role: str
    said: str = ""
    path: str = ""
    line: int = 0
    core: bool = False
    lost: tuple[str, ...] = ()


LISTS = (
    *("approved", "objection", "suggested", "noted"),
    *("already", "stale", "conflict", "later", "spoilt", "nowhere", "gone"),
)
"""Signed off; objected; a suggestion that waits in a catalogue; a comment that stands in one. And
then: known already; the text is another one now; reviewers say different things; the same person
has said something since; a check says that the words would harm a reader; no catalogue has the
passage; the edition does not have it any more."""
