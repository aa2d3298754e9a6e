"""What a reviewer gets of an edition, and what they answer."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from adaptkit.model.locale import Locale
from adaptkit.model.signing import Demand
from adaptkit.records import Record, field


class PackState(StrEnum):
    """``OWN``: the text needs no translation. ``REMOVED``: an overlay has taken it out.
    ``DECISION``: no text, but what an overlay does with one, as somebody has to sign it off.
    ``CONTACT``: a support network, which is signed off by whoever has verified it."""

    UNTRANSLATED = "untranslated"
    FUZZY = "fuzzy"
    TRANSLATED = "translated"
    OWN = "own"
    REMOVED = "removed"
    DECISION = "decision"
    CONTACT = "contact"


class Piece(Record, frozen=True):
    """Some words of a change: ``sign`` is ``-`` gone, ``+`` new, ``""`` the same."""

    sign: str
    text: str


class Adapted(Record, frozen=True):
    """What an overlay has done to a passage. ``said``: what the guide says there."""

    overlay: str
    operation: str
    name: str
    said: tuple[str, ...] = ()
    reason: str = ""
    decided: str = ""


class Finding(Record, frozen=True):
    """What a check says of a passage. ``severity`` is error, warning or info."""

    code: str
    severity: str
    message: str
    hint: str = ""


class Earlier(Record, frozen=True):
    """What somebody has said of a passage before. ``by``: their key, ``name`` as people know
    them. ``stands``: it was of exactly these texts."""

    by: str
    role: str
    on: str
    verdict: str
    note: str = ""
    stands: bool = True
    name: str = ""


class PackTerm(Record, frozen=True):
    """``name`` in the guide's language, ``words`` in the edition's."""

    name: str
    words: str = ""
    definition: str = ""


class PackUnit(Record, frozen=True):
    """One passage as a reviewer sees it.

    ``source`` and ``words`` are raw texts, as a catalogue holds them (``words`` of an own text are
    its source); ``source_html`` and ``words_html`` the same as readers see them, safe and without
    links that open. ``kind`` is that of its block, or another word. ``asked``: somebody has to sign
    it off. ``aside``: it stands there only for what is around it. ``source_hash`` and
    ``words_hash`` say what was seen. ``path``, ``line``: of the source; ``catalogue``,
    ``catalogue_line``: of the words. ``previous``: from the text that fuzzy words were made for to
    that of today. ``pictures``: paths of the pictures that it is about; ``instead_of``: of those of
    the guide that they stand in for in this language.
    """

    id: str
    domain: str
    chapter: int
    kind: str
    state: PackState
    source: str
    words: str
    headings: tuple[str, ...] = ()
    level: int = 0
    place: tuple[int, int] | None = None
    source_html: str = ""
    words_html: str = ""
    source_language: Locale = Locale("en")
    words_language: Locale = Locale("en")
    core: bool = False
    local: bool = False
    adapted: tuple[Adapted, ...] = ()
    previous: tuple[Piece, ...] = ()
    terms: tuple[PackTerm, ...] = ()
    findings: tuple[Finding, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    path: str = ""
    line: int = 0
    catalogue: str = ""
    catalogue_line: int = 0
    source_hash: str = ""
    words_hash: str = ""
    note: str = ""
    asked: bool = False
    aside: bool = False
    pictures: tuple[str, ...] = ()
    instead_of: tuple[str, ...] = ()


class Signatory(Record, frozen=True):
    """Somebody who may sign: their ``key`` in ``people.yaml``, and in which roles."""

    key: str
    name: str
    roles: tuple[str, ...]


class Cut(Record, frozen=True):
    """What was chosen for a reviewer with ``minutes``. ``shown`` and ``left_out``: how many
    passages by what makes them urgent (``core``, ``dose``, …), the most urgent first."""

    minutes: int
    shown: tuple[tuple[str, int], ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()


class Pack(Record, frozen=True):
    """``chapters``: their titles, as units number them from 0. ``hash``: of all that was seen.
    ``made``: the day (ISO). ``reviewer``, ``role``: whom it is for, where that was said.
    ``whole``: how many passages the edition has. ``pictures``: path → ``data:`` address, ``""`` of
    one that is too large. ``demand``: who has to read a passage of it."""

    edition: str
    label: str
    title: str
    language: Locale
    direction: str
    source_language: Locale
    chapters: tuple[str, ...]
    units: tuple[PackUnit, ...]
    made: str
    hash: str
    people: tuple[Signatory, ...] = ()
    reviewer: str = ""
    role: str = ""
    cut: Cut | None = None
    whole: int = 0
    pictures: Mapping[str, str] = field(default_factory=dict)
    demand: Demand = Demand()

    def asks(self, unit: PackUnit) -> bool:
        """Whether the passage waits for somebody in the pack's role: for everybody, where several
        have to read it or nobody has said who reads; the page asks in the same way."""
        required, core = self.demand.required, self.demand.core
        whoever = self.demand.people > 1 or self.role not in (*required, *core)
        return unit.asked and (whoever or self.role in required or unit.core)
