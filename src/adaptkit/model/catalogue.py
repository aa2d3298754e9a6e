"""A gettext catalogue and its entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from adaptkit.model.diagnostic import Position
from adaptkit.model.locale import Locale
from adaptkit.records import Record, field


class EntryState(StrEnum):
    UNTRANSLATED = "untranslated"
    FUZZY = "fuzzy"
    TRANSLATED = "translated"
    OBSOLETE = "obsolete"


class Entry(Record, frozen=True):
    """One record. ``unit_id`` is the msgctxt (``""`` in catalogues keyed by text alone).

    ``flags`` hold everything after ``#,``; ``fuzzy`` stands in it also for an obsolete entry, so
    that one which returns is as fuzzy as it was. ``extracted`` are the ``#.`` lines, ``comment``
    the translator's own ``#`` lines, ``references`` the ``#:`` items.
    ``position`` is its first line, ``words_line`` that of its msgstr (0: nobody has read it).
    ``plural`` keeps msgid_plural and msgstr[n] of catalogues from elsewhere.
    """

    unit_id: str
    msgid: str
    msgstr: str = ""
    state: EntryState = EntryState.UNTRANSLATED
    flags: tuple[str, ...] = ()
    comment: str = ""
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    previous_msgid: str = ""
    previous_context: str = ""
    plural: tuple[str, tuple[tuple[int, str], ...]] | None = None
    position: Position = Position("")
    previous_plural: str = ""
    words_line: int = 0

    @property
    def live(self) -> bool:
        return self.state is not EntryState.OBSOLETE

    @property
    def words_position(self) -> Position:
        """Where its words stand."""
        return Position(self.position.path, self.words_line or self.position.line)

    @property
    def finished(self) -> str:
        """The words that may be published: never fuzzy, never obsolete, else ``""``."""
        return self.msgstr if self.state is EntryState.TRANSLATED else ""


class Catalogue(Record, frozen=True):
    """A PO file. ``locale`` is None for a template. ``header`` keeps the fields in file order."""

    locale: Locale | None
    domain: str
    entries: tuple[Entry, ...] = ()
    header: tuple[tuple[str, str], ...] = ()
    header_comment: str = ""
    header_flags: tuple[str, ...] = ()
    path: str = ""

    @property
    def live(self) -> Iterator[Entry]:
        return (entry for entry in self.entries if entry.live)

    def by_id(self) -> Mapping[str, Entry]:
        """Live entries by unit id."""
        return {entry.unit_id: entry for entry in self.live}

    def field(self, name: str) -> str:
        return dict(self.header).get(name, "")


class MatchKind(StrEnum):
    """How a unit of today was recognised in the template of yesterday."""

    EXACT = "exact"
    TRIVIAL = "trivial"
    EDITED = "edited"
    SPLIT = "split"
    MERGED = "merged"
    RETURNED = "returned"
    NEW = "new"


class Match(Record, frozen=True):
    """What became of one unit. ``origins`` are the old ids that it descends from (none if new):
    of a SPLIT tail the id of its head, of a MERGED unit all that went into it, its own first."""

    unit_id: str
    kind: MatchKind
    similarity: float = 1.0
    origins: tuple[str, ...] = ()


PART = " ¶ "


class Work(Record, frozen=True):
    """What one passage asks of a translator that waits now and did not before: ``words`` of its
    text to read, ``new_words`` of them to translate. ``state`` is fuzzy or untranslated."""

    unit_id: str
    state: EntryState
    words: int
    new_words: int


class PassageChange(Record, frozen=True):
    """What happened to one passage: ``kind`` is new, edited, trivial, respelt, moved, split,
    merged, returned or removed. ``position`` is its place today (of what was removed its former
    file, without a line), ``others`` are the ids that were cut off, or that went into it.
    ``then`` and ``text`` are what it says in the template and in the guide of today, the parts of
    what was cut or joined with ``PART`` between them; one of them is empty where there was, or is,
    no such passage."""

    unit_id: str
    kind: str
    position: Position
    text: str
    others: tuple[str, ...] = ()
    safety: bool = False
    then: str = ""


class Adopted(Record, frozen=True):
    """What became of the translations in a catalogue keyed by text: of those ``held``, so many
    were ``kept``, so many are now ``suggested`` (fuzzy), and all others obsolete."""

    held: int
    kept: int
    suggested: int
    obsolete: int


class Changes(Record, frozen=True):
    """What an update did to one catalogue: counts per kind of change, and unit ids for each;
    ``adopted`` where the catalogue was keyed by text until now."""

    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    adopted: Adopted | None = None

    def count(self, name: str) -> int:
        return len(self.units.get(name, ()))
