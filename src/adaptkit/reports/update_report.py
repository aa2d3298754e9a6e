"""What an update did: alone in its file, since ``update`` should load nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adaptkit.model.diagnostic import Diagnostic

if TYPE_CHECKING:
    from adaptkit.model.catalogue import Changes
    from adaptkit.model.overlay import Drift


@dataclass(frozen=True, slots=True)
class CatalogueChange:
    """What an update did (or would do) to one catalogue. ``path`` relative to the project."""

    path: str
    language: str
    domain: str
    changes: Changes
    created: bool = False
    written: bool = False
    translated: int = 0
    fuzzy: int = 0
    untranslated: int = 0


@dataclass(frozen=True, slots=True)
class UpdateReport:
    """``files`` are all paths that were (or with --check, --dry-run: would be) written."""

    catalogues: tuple[CatalogueChange, ...] = ()
    files: tuple[str, ...] = ()
    guide_changes: Mapping[str, int] | None = None
    drift: tuple[Drift, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    dry_run: bool = False
    check: bool = False
