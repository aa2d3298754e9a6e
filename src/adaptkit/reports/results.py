"""The outcome of each command. ``console`` shows them; ``as_json`` gives what ``--json`` prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adaptkit.model.diagnostic import Diagnostic, Severity

if TYPE_CHECKING:
    from adaptkit.model.edition import UnitTrace
    from adaptkit.model.overlay import Because, Drift


@dataclass(frozen=True, slots=True)
class BuiltFormat:
    name: str
    folder: str
    files: int
    size: int


@dataclass(frozen=True, slots=True)
class BuiltEdition:
    edition: str
    language: str
    formats: tuple[BuiltFormat, ...]
    percent: int
    shown_in_source: int
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class BuildReport:
    """``to`` is the output folder as given. ``ok`` is False when something is wrong or, with
    ``--release``, when something must not be published (then nothing of it was written)."""

    editions: tuple[BuiltEdition, ...]
    to: str
    index: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    blockers: tuple[Diagnostic, ...] = ()

    @property
    def ok(self) -> bool:
        found = (*self.diagnostics, *(d for e in self.editions for d in e.diagnostics))
        return not self.blockers and not any(d.severity is Severity.ERROR for d in found)


@dataclass(frozen=True, slots=True)
class ExplainedStep:
    """An operation on the unit's way. ``line`` is worked out now; the trace holds none."""

    overlay: str
    operation: str
    name: str
    path: str
    line: int
    because: Because


@dataclass(frozen=True, slots=True)
class Explanation:
    edition: str
    trace: UnitTrace
    source: str
    shown: str
    steps: tuple[ExplainedStep, ...]
    catalogue: str
    catalogue_line: int
    drift: tuple[Drift, ...]
    reviewed: bool
    page: str


@dataclass(frozen=True, slots=True)
class FormatReport:
    """``changed`` catalogues are now canonical (with --check: are not). ``mended`` says what was
    (with --check: would be) put right in them beside their form."""

    changed: tuple[str, ...]
    clean: tuple[str, ...]
    check: bool = False
    mended: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Created:
    """What ``init`` and ``add`` wrote, and what to do next."""

    files: tuple[str, ...]
    next_steps: tuple[str, ...] = ()
