"""A country's (region's, organisation's) ordered changes to what the guide says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from adaptkit.model.diagnostic import Position
from adaptkit.model.document import Chapter, Contact
from adaptkit.model.locale import Locale


@dataclass(frozen=True, slots=True)
class Target:
    """What an operation aims at: a unit or section by id, or a slot by name."""

    id: str = ""
    slot: str = ""

    def __str__(self) -> str:
        return f"slot {self.slot}" if self.slot else self.id


@dataclass(frozen=True, slots=True)
class Because:
    nature: str = ""
    reason: str = ""
    decided_by: tuple[str, ...] = ()
    on: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
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


@dataclass(frozen=True, slots=True)
class BaseRecord:
    """One entry of ``base.yaml``: the source text that an operation on ``target`` was made
    against; ``accepted_*`` say who looked at a newer text and kept the operation, and when."""

    target: str
    text: str
    accepted_by: str = ""
    accepted_on: str = ""


@dataclass(frozen=True, slots=True)
class Overlay:
    """``prose`` maps a file name under the overlay's folder to its parsed text;
    ``native`` maps (file name, language) to a native version (``costs.en.md`` beside ``costs.md``).
    ``base`` maps an operation's id to the source text that it was made against;
    ``base_records`` is all of ``base.yaml``, entries of operations that are gone included.
    """

    name: str
    path: str
    language: Locale
    operations: tuple[Operation, ...] = ()
    prose: Mapping[str, Chapter] = field(default_factory=dict)
    native: Mapping[tuple[str, str], Chapter] = field(default_factory=dict)
    directory: tuple[Contact, ...] = ()
    base: Mapping[str, str] = field(default_factory=dict)
    country: str = ""
    base_records: Mapping[str, BaseRecord] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drift:
    """The guide's text under an operation is no longer what the operation was made against."""

    overlay: str
    operation: str
    name: str
    target: str
    then: str
    now: str
    ours: str
    position: Position

    @property
    def stops_release(self) -> bool:
        return self.name in ("replace", "remove")
