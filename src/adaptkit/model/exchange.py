"""What goes out to other tools, what comes back from them, and what was made of it."""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.model.catalogue import Catalogue, EntryState
from adaptkit.model.contact import Contact, Plain
from adaptkit.model.diagnostic import Diagnostic, Position
from adaptkit.model.document import Term
from adaptkit.model.locale import Locale
from adaptkit.records import Record, field


class Parcel(Record, frozen=True):
    """One language on its way out: the catalogues of all its domains, ``guide`` first."""

    language: Locale
    source_language: Locale
    catalogues: tuple[Catalogue, ...]
    title: str = ""
    version: str = ""
    terms: Mapping[str, Term] = field(default_factory=dict)


class Returned(Record, frozen=True):
    """One unit as a file holds it. ``language`` is the tag that the file names.

    ``base`` is the digest of the translation as it was exported, None where the file does not
    say; ``base_state`` likewise. ``notes`` are the translator's lines. ``id`` is ``""`` where a
    file knows texts only, as memories do and PO files without ids.

    ``explicit``: the file itself says the state; it was not read out of its silence.
    ``previous`` is the text that unfinished words were made for. ``forms`` are the words of an
    entry with plural forms. ``aside``: the file keeps it, but has no use for it any more.
    """

    id: str
    source: str
    translation: str
    state: EntryState
    language: str
    base: str | None = None
    base_state: EntryState | None = None
    notes: tuple[str, ...] = ()
    position: Position = Position("")
    explicit: bool = False
    previous: str = ""
    forms: tuple[str, ...] = ()
    aside: bool = False


class Judged(Record, frozen=True):
    """A unit with both texts. ``ours`` is what the catalogue held before the import.
    ``message`` says why; ``near`` are ids that look alike."""

    id: str
    ours: str
    theirs: str
    position: Position = Position("")
    message: str = ""
    near: tuple[str, ...] = ()


class Delivery(Record, frozen=True):
    """A file that was read. ``refused``: what in it cannot be used, and why.
    ``memory``: texts without ids; they can only ever be suggestions."""

    units: tuple[Returned, ...] = ()
    refused: tuple[Judged, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    memory: bool = False


class Tally(Record, frozen=True):
    """How many a file holds, of what (``unit``, ``term``), and how many were left out: why →
    how many, in plain words."""

    written: int
    left_out: Mapping[str, int] = field(default_factory=dict)
    of_what: str = "unit"


class Outcome(Record, frozen=True):
    """What an import did to one language. ``stale`` were taken too, but as fuzzy, for they were
    made for another text; ``conflicts``, ``unknown`` and ``refused`` were left out.
    ``spare``: the units behind ``unknown``, as the file holds them. ``newer_helps``: of some
    conflicts all that is missing is what the words were at export. ``absent``: how many of the
    catalogues' ``passages`` the file does not hold."""

    language: str = ""
    taken: tuple[Judged, ...] = ()
    unchanged: tuple[Judged, ...] = ()
    stale: tuple[Judged, ...] = ()
    conflicts: tuple[Judged, ...] = ()
    unknown: tuple[Judged, ...] = ()
    refused: tuple[Judged, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    files: tuple[str, ...] = ()
    spare: tuple[Returned, ...] = ()
    newer_helps: bool = False
    absent: int = 0
    passages: int = 0

    @property
    def left_over(self) -> bool:
        """Whether there is something that a person must look at."""
        return bool(self.conflicts or self.unknown or self.refused)


class Difference(Record, frozen=True):
    """One text of a contact, before and after; ``""`` where there was or is none."""

    path: str
    before: str
    after: str


class ContactChange(Record, frozen=True):
    """What becomes of one contact. ``old``: None of a new one. ``reset``: what it is no longer
    verified by, since something of it is another than somebody has looked at."""

    name: str
    old: Contact | None
    said: Mapping[str, Plain]
    differences: tuple[Difference, ...]
    position: Position
    reset: str = ""
