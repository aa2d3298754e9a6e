"""How far an edition is: alone in its file, since ``status`` should load nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adaptkit.model.diagnostic import Diagnostic

if TYPE_CHECKING:
    from adaptkit.model.overlay import Drift


@dataclass(frozen=True, slots=True)
class EditionStatus:
    """One row of ``status``. ``blockers`` are what stops a release."""

    edition: str
    language: str
    overlays: tuple[str, ...]
    needed: int
    translated: int
    fuzzy: int
    untranslated: int
    reviewed: int
    open_adaptation_points: tuple[str, ...]
    drift: tuple[Drift, ...]
    unverified_contacts: tuple[str, ...]
    blockers: tuple[Diagnostic, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def ready(self) -> bool:
        return not self.blockers

    @property
    def percent(self) -> int:
        """Whole per cent translated, rounded down: 100 means all."""
        return 100 if not self.needed else self.translated * 100 // self.needed
