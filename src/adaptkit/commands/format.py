"""``adaptkit format``: every catalogue in its one canonical form."""

from __future__ import annotations

from pathlib import PurePosixPath

from adaptkit.catalogues.mend import mend_po
from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.locale import Locale
from adaptkit.reports.formatted import FormatReport
from adaptkit.workspace import Problems, Workspace
from adaptkit.workspace.proven import proven


def format_catalogues(workspace: Workspace, *, check: bool = False) -> FormatReport:
    """Rewrite what is not canonical, and mend what needs no person. Raises ProblemsFound, before
    anything is written."""
    problems = Problems()
    changed: dict[str, bytes] = {}
    clean: list[str] = []
    mended: list[Diagnostic] = []
    for path in workspace.catalogue_files():
        found = problems.attempt(_canonical, workspace, path)
        if found is None:
            continue
        planned, notes = found
        mended += notes
        changed |= planned
        if not planned:
            clean.append(path)
    problems.stop_if_any()
    if not check:
        workspace.write(changed)
    return FormatReport(tuple(changed), tuple(clean), check, tuple(mended))


def _canonical(workspace: Workspace, path: str) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """The file as it should be, if it is not so yet, and what is mended by that."""
    name = PurePosixPath(path)
    locale = None if name.suffix == ".pot" else _language(name.parent.name)
    catalogue, mended = mend_po(workspace.read_bytes(path), path=path, locale=locale)
    return proven(workspace, path, catalogue), mended


def _language(folder: str) -> Locale:
    """Which it is plays no part but in a hint; what is not a language is formatted all the same."""
    try:
        return Locale.parse(folder)
    except ValueError:
        return Locale("en")
