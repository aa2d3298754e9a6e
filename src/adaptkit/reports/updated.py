"""What ``update`` did, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from adaptkit.model.diagnostic import Diagnostic
from adaptkit.records import Record
from adaptkit.reports.drift import all_drift_lines, drift_json
from adaptkit.reports.problems import Json, diagnostics_json
from adaptkit.reports.words import counted, safe

if TYPE_CHECKING:
    from adaptkit.model.catalogue import Changes
    from adaptkit.model.overlay import Drift

CHANGES = {
    "new": "new",
    "edited": "edited (now fuzzy)",
    "trivial": "only punctuation, capitals or a link changed (now fuzzy)",
    "moved": "moved",
    "split": "split",
    "merged": "merged (now fuzzy)",
    "removed": "removed (kept as obsolete)",
    "returned": "returned",
    "suggested": "suggested from memory (fuzzy)",
    "adopted": "taken over from an older entry",
}


class CatalogueChange(Record, frozen=True):
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


class UpdateReport(Record, frozen=True):
    """``files`` are all paths that were (or with --check, --dry-run: would be) written; ``left``
    the catalogues that stay as they are, since they say that they are in another language."""

    catalogues: tuple[CatalogueChange, ...] = ()
    files: tuple[str, ...] = ()
    guide_changes: Mapping[str, int] | None = None
    drift: tuple[Drift, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    dry_run: bool = False
    check: bool = False
    left: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every catalogue that was asked for could be brought up to date."""
        return not self.left


def update_lines(report: UpdateReport) -> Iterator[str]:
    would = report.check or report.dry_run
    guide = _changes(report.guide_changes or {})
    if guide:
        yield f"Guide: {', '.join(guide)}"
    for change in report.catalogues:
        yield from _catalogue_lines(change, would)
    if would and report.files:
        yield "Would be written:"
        yield from (f"  {safe(path)}" for path in report.files)
    elif report.files:
        yield f"{counted(len(report.files), 'file')} written."
    elif not report.left:
        yield "Everything is up to date."
    for path in report.left:
        yield f"{safe(path)} stays as it is."
    yield from all_drift_lines(report.drift)


def _changes(counts: Mapping[str, int]) -> list[str]:
    order = [*CHANGES, *sorted(set(counts) - set(CHANGES))]
    return [f"{counts[n]:,} {CHANGES.get(n, n)}" for n in order if counts.get(n)]


def _catalogue_lines(change: CatalogueChange, would: bool) -> Iterator[str]:
    made = "" if not change.created else (" (would be created)" if would else " (created)")
    counts = {name: len(units) for name, units in change.changes.units.items()}
    yield f"{change.language}, {safe(change.path)}{made}"
    adopted = change.changes.adopted
    if adopted:
        counts.pop("adopted", None)
        yield (
            f"  the file held {counted(adopted.held, 'translation')} without ids: "
            f"{adopted.kept:,} adopted by their text, "
            f"{adopted.suggested:,} as suggestions (fuzzy), "
            f"{adopted.obsolete:,} not needed by the guide (kept as obsolete)"
        )
    nothing = "nothing changed"
    if change.created:
        nothing = "nothing is translated yet"
    elif change.written:
        nothing = "no translation changed"
    yield f"  {', '.join(_changes(counts)) or nothing}"
    yield (
        f"  {change.translated:,} translated, {change.fuzzy:,} fuzzy, "
        f"{change.untranslated:,} untranslated"
    )


def update_json(report: UpdateReport) -> Json:
    """``files``: what was written; with ``dry_run`` or ``check`` what would be. ``left``: what
    could not be brought up to date."""
    return {
        "dry_run": report.dry_run,
        "check": report.check,
        "files": list(report.files),
        "left": list(report.left),
        "guide_changes": dict(report.guide_changes or {}),
        "catalogues": [_catalogue_json(change) for change in report.catalogues],
        "drift": [drift_json(one) for one in report.drift],
        "diagnostics": diagnostics_json(report.diagnostics),
    }


def _catalogue_json(change: CatalogueChange) -> Json:
    """``adopted`` is null unless the catalogue was keyed by text; its numbers add up to held."""
    adopted = change.changes.adopted
    return {
        "path": change.path,
        "language": change.language,
        "domain": change.domain,
        "created": change.created,
        "written": change.written,
        "translated": change.translated,
        "fuzzy": change.fuzzy,
        "untranslated": change.untranslated,
        "changes": {name: list(units) for name, units in change.changes.units.items()},
        "adopted": adopted
        and {
            "held": adopted.held,
            "kept": adopted.kept,
            "suggested": adopted.suggested,
            "obsolete": adopted.obsolete,
        },
    }
