"""An update before it is written: what has been read, and what would change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from adaptkit.model.catalogue import Catalogue, PassageChange
from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.locale import Locale
from adaptkit.records import Record, field
from adaptkit.reports.updated import CatalogueChange
from adaptkit.workspace import Workspace
from adaptkit.workspace.proven import proven

if TYPE_CHECKING:
    from adaptkit.loading.memory import Given
    from adaptkit.readiness.kept_clean import KeptClean


class UpdatePlan(Record):
    """``now``: as catalogues write it; ``notes``: whether they say what checks find (None: those
    that do); ``given``: translations to suggest; ``rules``: plural rules that people decided on.

    ``files``: to be written; ``changes``: of each catalogue; ``found``: what is wrong; ``left``:
    catalogues that stay as they are; ``passages``: what changed in each domain.
    """

    workspace: Workspace
    now: str
    dry_run: bool = False
    notes: bool | None = None
    given: Given = field(default_factory=dict)
    rules: Mapping[Locale, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    changes: list[CatalogueChange] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    passages: dict[str, tuple[PassageChange, ...]] = field(default_factory=dict)

    def clean(self) -> KeptClean:
        from adaptkit.readiness.kept_clean import KeptClean

        return self.workspace.once("kept clean", lambda: KeptClean(self.workspace))

    def put(self, path: str, content: bytes) -> None:
        """Plan to write what is not there already."""
        if not (self.workspace.exists(path) and self.workspace.read_bytes(path) == content):
            self.files[path] = content

    def put_catalogue(self, path: str, catalogue: Catalogue, known: Catalogue | None) -> bool:
        """Plan to write; False when the file holds exactly that already."""
        planned = proven(self.workspace, path, catalogue, known)
        self.files |= planned
        return bool(planned)
