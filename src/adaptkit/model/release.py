"""An edition as it was published: what its readers got, who had read it, and each of its files.

``Released`` is ``edition.json`` of a release; ``Recorded`` is the line that a project keeps of it
in ``releases/EDITION.jsonl``. See decision 45.
"""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.records import Record, field

SCHEMA = 1
"""Of ``edition.json``: another number is not read."""
EDITION_JSON = "edition.json"


class ReadersValue(Record, frozen=True):
    """What filled a placeholder. ``kind``: telephone, url, email, date, text or term. ``safety``:
    whether it stands in a safety passage."""

    kind: str
    text: str
    safety: bool = False


class ReadersContact(Record, frozen=True):
    """``name``: as readers see it; ``numbers``: to dial; ``digest``: of all that they see of it."""

    name: str
    digest: str
    numbers: tuple[str, ...] = ()


class Content(Record, frozen=True):
    """What the readers of an edition get, as far as two editions have to be told apart.

    ``chapters``: id → title; ``passages``: unit → digest of its words and of what fills its
    placeholders; both in reading order. ``safety``: of the safety passages the heading above each.
    ``values``: the placeholders that stand in the text. ``stories``: a sign of each story → the
    chapter that it stands in. ``pictures``: name → digest. ``rest``: chapter → digest of what has
    no words to translate.
    """

    title: str = ""
    chapters: Mapping[str, str] = field(default_factory=dict)
    passages: Mapping[str, str] = field(default_factory=dict)
    safety: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, ReadersValue] = field(default_factory=dict)
    contacts: tuple[ReadersContact, ...] = ()
    stories: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)
    rest: Mapping[str, str] = field(default_factory=dict)


class GuideState(Record, frozen=True):
    """``digest``: SHA-256 over the ids and texts of all passages of the guide."""

    title: str
    version: str
    language: str
    digest: str


class ThemeState(Record, frozen=True):
    """The look of an edition: ``overlay`` is whose theme it has, ``""`` where it has none;
    ``parts``: what of it there is → digest."""

    overlay: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)


class Reading(Record, frozen=True):
    """Somebody has read ``passages`` of an edition as ``role``, the last on ``on``. ``name`` is
    empty where they do not want it printed."""

    role: str
    passages: int
    on: str
    name: str = ""


class Adapted(Record, frozen=True):
    """One operation of an overlay. ``reason`` is in ``reason_language`` (BCP 47). What nobody has
    said is empty."""

    overlay: str
    operation: str
    does: str
    target: str
    nature: str = ""
    reason: str = ""
    reason_language: str = ""
    decided_by: tuple[str, ...] = ()
    on: str = ""


class ReleasedFile(Record, frozen=True):
    """``path``: below the folder of the release, with ``/``. ``size`` in bytes; ``sha256`` as 64
    hexadecimal digits."""

    path: str
    size: int
    sha256: str


class Released(Record, frozen=True):
    """``edition.json``. ``release``: the day (ISO), and ``.2`` and so on for more of one day.
    ``since``: the release that the list of changes begins with; empty of the first. ``language``
    is BCP 47, ``country`` ISO 3166-1. ``to_sign`` and ``signed`` count passages and decisions.
    ``only``: what was left out ("reviewed", "translated"), else "all". ``theme`` is None where an
    adaptkit has written it that noted none; so is ``facts``, what readers are told of the edition
    beside its texts. Nothing in it is open: what is has no release."""

    schema: int
    adaptkit: str
    edition: str
    release: str
    date: str
    since: str
    title: str
    language: str
    country: str
    publisher: str
    dated: str
    next_review: str
    only: str
    overlays: tuple[str, ...]
    formats: tuple[str, ...]
    guide: GuideState
    to_sign: int
    signed: int
    reviews: tuple[Reading, ...]
    adaptations: tuple[Adapted, ...]
    files: tuple[ReleasedFile, ...]
    content: Content
    theme: ThemeState | None = None
    facts: Mapping[str, str] | None = None

    @property
    def name(self) -> str:
        """Of its folder, and of its archive before ``.zip``."""
        return f"{self.edition}-{self.release}"


class Recorded(Record, frozen=True):
    """One line of ``releases/EDITION.jsonl``. ``sha256``: of ``edition.json``, byte for byte;
    ``theme`` and ``facts`` as in ``Released``."""

    edition: str
    release: str
    date: str
    sha256: str
    adaptkit: str
    version: str
    guide: str
    formats: tuple[str, ...]
    to_sign: int
    signed: int
    content: Content
    theme: ThemeState | None = None
    facts: Mapping[str, str] | None = None
