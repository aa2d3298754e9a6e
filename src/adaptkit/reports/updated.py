"""What ``update`` did, for people and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from adaptkit.model.diagnostic import Diagnostic, Severity
from adaptkit.records import Record, field
from adaptkit.reports.drift import all_drift_lines, drift_json
from adaptkit.reports.edit_costs import (
    costs_json,
    costs_of,
    passage_cost_json,
    passage_cost_lines,
    total_lines,
)
from adaptkit.reports.problems import Json, diagnostics_json
from adaptkit.reports.words import as_name, counted, one_line, safe

if TYPE_CHECKING:
    from adaptkit.model.catalogue import Changes, PassageChange, Work
    from adaptkit.model.overlay import Drift

CHANGES = {
    "new": "new",
    "edited": "edited (now fuzzy)",
    "trivial": "only punctuation, capitals or a link changed (now fuzzy)",
    "respelt": "only mark-up written in another way (translations stay)",
    "moved": "moved (translations stay)",
    "split": "split (now fuzzy)",
    "merged": "merged (now fuzzy)",
    "removed": "removed (kept as obsolete)",
    "returned": "returned",
    "suggested": "suggested from memory (fuzzy)",
    "adopted": "taken over from an older entry",
}


# So many passages are listed one by one, besides all safety passages; --json has all.
MOST_LISTED = 20


class CatalogueChange(Record, frozen=True):
    """What an update did (or would do) to one catalogue. ``path`` relative to the project;
    ``work``: what waits by it, of a dry run alone; ``notes``: how many of checks
    stand in it; None where nobody wants any."""

    path: str
    language: str
    domain: str
    changes: Changes
    created: bool = False
    written: bool = False
    translated: int = 0
    fuzzy: int = 0
    untranslated: int = 0
    work: tuple[Work, ...] = ()
    notes: int | None = None


class UpdateReport(Record, frozen=True):
    """``files`` are all paths that were (or with --check, --dry-run: would be) written; ``left``
    the catalogues that stay as they are, since they say that they are in another language;
    ``drifting``: of a dry run, the id of a passage → the operations of overlays that were made
    against it as it was; ``fallen``: by language, whose sign-offs of it fall."""

    catalogues: tuple[CatalogueChange, ...] = ()
    files: tuple[str, ...] = ()
    guide_changes: Mapping[str, int] | None = None
    passages: tuple[PassageChange, ...] = ()
    drift: tuple[Drift, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    dry_run: bool = False
    check: bool = False
    left: tuple[str, ...] = ()
    drifting: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fallen: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether every catalogue that was asked for could be brought up to date."""
        return not self.left

    @property
    def wrong(self) -> bool:
        """Whether something could not be read, and was left as it is."""
        return any(one.severity is Severity.ERROR for one in self.diagnostics)


def update_lines(report: UpdateReport) -> Iterator[str]:
    would = report.check or report.dry_run
    guide = _changes(report.guide_changes or {})
    if guide:
        yield f"Guide: {', '.join(guide)}"
    yield from _passage_lines(report)
    for change in report.catalogues:
        yield from _catalogue_lines(change, would)
    for path in report.left:
        yield f"{safe(path)} stays as it is."
    yield from all_drift_lines(report.drift)
    if would:
        yield from total_lines(report)
    if report.drift:
        yield ""
    yield from _written_lines(report, would)


def _written_lines(report: UpdateReport, would: bool) -> Iterator[str]:
    """Whether anything was written, last of all."""
    if would and report.files:
        yield "Would be written:"
        yield from (f"  {safe(path)}" for path in report.files)
        yield "Nothing was written."
    elif report.files:
        yield f"{counted(len(report.files), 'file')} written."
    elif report.left or report.wrong:
        yield "Nothing was written."
    else:
        yield "Everything is up to date; nothing was written."


def counts_of(passages: Iterable[PassageChange]) -> Mapping[str, int]:
    """How many passages of each kind of change, in the order of ``CHANGES``."""
    counts = Counter(one.kind for one in passages)
    return {kind: counts[kind] for kind in CHANGES if counts[kind]}


def _passage_lines(report: UpdateReport) -> Iterator[str]:
    """One line for each passage, unless there was nothing but new ones: a guide's first update."""
    found = report.passages
    if all(one.kind == "new" and not one.safety for one in found):
        return
    safety = [one for one in found if one.safety]
    others = [one for one in found if not one.safety]
    costs = costs_of(report) if report.dry_run else {}
    for one in (*safety, *others[:MOST_LISTED]):
        yield _passage_line(one)
        yield from passage_cost_lines(one, costs)
    if len(others) > MOST_LISTED:
        more = len(others) - MOST_LISTED
        yield f"  and {more:,} more; --json lists all of them"


def _passage_line(one: PassageChange) -> str:
    where = as_name(one.position.path) + (f":{one.position.line}" if one.position.line else "")
    told = f"  {'SAFETY PASSAGE ' if one.safety else ''}{one.kind}: {where} {safe(one.unit_id)}"
    if one.kind == "split":
        told += f", cut off: {', '.join(map(safe, one.others))}"
    elif one.kind == "merged":
        told += f", with: {', '.join(map(safe, one.others))}"
    elif one.kind == "removed":
        text = one_line(one.then)
        told += f": {text[:60].rstrip()}…" if len(text) > 60 else f": {text}"
    return told


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
    if change.notes:
        yield f"  {counted(change.notes, 'note')} of checks for its translators"
    elif change.notes is not None:
        yield "  no notes of checks: they find nothing that a translator must look at"


def update_json(report: UpdateReport) -> Json:
    """``files``: what was written; with ``dry_run`` or ``check`` what would be. ``left``: what
    could not be brought up to date. ``costs``: what the edit asks of people, of a dry run alone."""
    costs = costs_of(report) if report.dry_run else None
    listed = report.passages
    return {
        "dry_run": report.dry_run,
        "check": report.check,
        "files": list(report.files),
        "left": list(report.left),
        "guide_changes": dict(report.guide_changes or {}),
        "passages": [{**_passage_json(one), **passage_cost_json(one, costs)} for one in listed],
        "costs": costs_json(report) if report.dry_run else None,
        "catalogues": [_catalogue_json(change) for change in report.catalogues],
        "drift": [drift_json(one) for one in report.drift],
        "diagnostics": diagnostics_json(report.diagnostics),
    }


def _passage_json(one: PassageChange) -> Json:
    """``line`` is null for what was removed; ``others``: ids cut off, or that went into it."""
    return {
        "id": one.unit_id,
        "kind": one.kind,
        "file": one.position.path,
        "line": one.position.line or None,
        "safety": one.safety,
        "others": list(one.others),
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
        "notes": change.notes or 0,
        "changes": {name: list(units) for name, units in change.changes.units.items()},
        "adopted": adopted
        and {
            "held": adopted.held,
            "kept": adopted.kept,
            "suggested": adopted.suggested,
            "obsolete": adopted.obsolete,
        },
    }
