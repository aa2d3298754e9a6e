"""A country's (region's, organisation's) ordered changes to what the guide says."""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.model.consent import Consents, is_story
from adaptkit.model.contact import Contact
from adaptkit.model.diagnostic import Position
from adaptkit.model.document import Chapter
from adaptkit.model.frame import Because
from adaptkit.model.locale import Locale
from adaptkit.records import Record, field

VARIABLE_TARGET = "variable"  # ``Target.of`` of a variable's name


class Target(Record, frozen=True):
    """What an operation aims at: a unit or section by id, or a slot by name. ``of``: what else
    ``id`` is the name of, such as a variable; ``""`` where it is a place in the text."""

    id: str = ""
    slot: str = ""
    of: str = ""

    def __str__(self) -> str:
        return f"slot {self.slot}" if self.slot else self.id


class Operation(Record, frozen=True):
    """``name`` is the registered operation; ``prose`` the file of ``with:`` relative to the
    overlay's folder, or ``"directory"``; ``arguments`` the rest (set_variable: its value)."""

    id: str
    name: str
    target: Target
    prose: str = ""
    arguments: Mapping[str, str] = field(default_factory=dict)
    because: Because = Because()
    order: int | None = None
    position: Position = Position("")


class Seen(Record, frozen=True):
    """A text that an operation was made against. ``chains``: after which overlays the guide said
    so (``guide > region``); none: in all that no other ``Seen`` of the operation names.
    ``accepted_*`` say who looked at a newer text and kept the operation, when and why."""

    text: str
    chains: tuple[str, ...] = ()
    accepted_by: str = ""
    accepted_on: str = ""
    accepted_why: str = ""


class BaseRecord(Record, frozen=True):
    """One entry of ``base.yaml``: what an operation on ``target`` was made against. Without any
    ``seen``, ``accepted_*`` say who has looked at the text of today: the next update notes it."""

    target: str
    seen: tuple[Seen, ...]
    accepted_by: str = ""
    accepted_on: str = ""
    accepted_why: str = ""

    def after(self, chain: str) -> Seen | None:
        """What was seen in that chain; None where nobody has looked there yet."""
        named = next((seen for seen in self.seen if chain in seen.chains), None)
        return named or next((seen for seen in self.seen if not seen.chains), None)


class Noted(Record, frozen=True):
    """What else of a project remembers that an operation was noted.

    ``digests``: (operation, target) → those of its texts; None where the project has no such list.
    Only then are needed: ``extracted``, the operations whose prose the overlay's template has
    (None: it has none), and ``guide_texts`` of the guide's template, folded.
    """

    digests: Mapping[tuple[str, str], frozenset[str]] | None = field(default_factory=dict)
    extracted: frozenset[str] | None = None
    guide_texts: frozenset[str] | None = None


class Overlay(Record, frozen=True):
    """``prose`` maps a file name under the overlay's folder to its parsed text;
    ``native`` maps (file name, language) to a native version (``costs.en.md`` beside ``costs.md``),
    ``native_languages`` are all that any has. ``base`` is all of ``base.yaml`` by operation id,
    entries of operations that are gone included; ``former`` are those, by target. ``consents``: on
    what ground its stories are told.
    """

    name: str
    path: str
    language: Locale
    operations: tuple[Operation, ...] = ()
    prose: Mapping[str, Chapter] = field(default_factory=dict)
    native: Mapping[tuple[str, str], Chapter] = field(default_factory=dict)
    directory: tuple[Contact, ...] = ()
    base: Mapping[str, BaseRecord] = field(default_factory=dict)
    country: str = ""
    noted: Noted = Noted()
    native_languages: tuple[Locale, ...] = ()
    former: Mapping[str, BaseRecord] = field(default_factory=dict)
    consents: Consents = Consents()

    @property
    def tells_stories(self) -> bool:
        """Whether anybody's consent is asked for, or is on record."""
        told = (operation.prose for operation in self.operations)
        return bool(self.consents.records) or any(map(is_story, told))

    def seen(self, operation: Operation, chain: str) -> Seen | None:
        """What an operation of this overlay was made against in that chain, if that is known."""
        record = self.record(operation)
        return None if record is None else record.after(chain)

    def record(self, operation: Operation) -> BaseRecord | None:
        """Its entry in the base; that of its former id where somebody has renamed it, for a name
        is no reason to take the guide's text of today as read."""
        target = str(operation.target)
        own = self.base.get(operation.id)
        if own is not None:
            return own if own.target == target else None
        return self.former.get(target)


class Drift(Record, frozen=True):
    """The guide's text under an operation is no longer what the operation was made against.

    ``chain``: after which overlays it says so. ``does``: what the overlay does to the text
    ("replaces"). ``stops_release``: somebody must look before the edition is published.
    """

    overlay: str
    operation: str
    name: str
    target: str
    then: str
    now: str
    ours: str
    position: Position
    does: str
    stops_release: bool
    chain: str = "guide"
