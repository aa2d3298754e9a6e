"""What somebody gets who translates back, what they answer, and what stands beside the source."""

from __future__ import annotations

from adaptkit.model.diagnostic import Position
from adaptkit.model.locale import Locale
from adaptkit.model.pack import Piece
from adaptkit.records import Record

FORMAT = "adaptkit back-translation 1"
"""What a file of back-translations says of itself first."""


class BackPassage(Record, frozen=True):
    """One passage without its source. ``key``: 16 hexadecimal digits that stand for its unit, whose
    name may hold words of the source. ``words``: as readers see them, plain where ``html`` is
    empty; ``hash``: of what was seen. ``asked``: to be translated back; else it is there for what
    stands around it."""

    key: str
    chapter: int
    kind: str
    words: str
    hash: str
    html: str = ""
    level: int = 0
    asked: bool = True


class BackPack(Record, frozen=True):
    """``language``, ``direction``: of the words; ``into``: what they are translated back into.
    ``people``: (key, name) of those who may answer. ``hash``: of all that is seen."""

    edition: str
    label: str
    language: Locale
    direction: str
    into: Locale
    passages: tuple[BackPassage, ...]
    made: str
    hash: str
    people: tuple[tuple[str, str], ...] = ()
    by: str = ""

    @property
    def asked(self) -> int:
        return sum(one.asked for one in self.passages)


class BackAnswer(Record, frozen=True):
    """``target``: hash of the words that they saw. ``words``: what these say; ``""``: nobody could
    tell."""

    passage: str
    target: str
    on: str
    words: str
    position: Position = Position("")


class BackAnswers(Record, frozen=True):
    """One file. ``by``: a key of ``people.yaml``."""

    path: str
    edition: str
    by: str
    answered: tuple[BackAnswer, ...]


class Beside(Record, frozen=True):
    """A back-translation beside the source. ``what``: ``new``, ``already`` (on record), ``stale``
    (of earlier words), ``later`` (the same person has answered since) or ``gone``. ``source``: as
    readers of the guide see it; ``back``: ``""`` where nobody could tell. ``differs``: what the
    checks say; ``changes``: from the source to what was written. ``path``, ``line``: of the
    words."""

    what: str
    unit: str
    by: str
    on: str
    source: str = ""
    words: str = ""
    back: str = ""
    differs: tuple[str, ...] = ()
    changes: tuple[Piece, ...] = ()
    path: str = ""
    line: int = 0

    @property
    def unclear(self) -> bool:
        return not self.back
