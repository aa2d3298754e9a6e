"""Reports as plain data: what ``--json`` prints. Keys are only ever added."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.overlay import Drift
from adaptkit.reports.edition_status import EditionStatus
from adaptkit.reports.results import (
    BuildReport,
    BuiltEdition,
    Created,
    ExplainedStep,
    Explanation,
    FormatReport,
)
from adaptkit.reports.update_report import CatalogueChange, UpdateReport

Json = dict[str, Any]


def diagnostic(found: Diagnostic) -> Json:
    """``edition`` and ``unit`` only where the finding is about one."""
    about = {"edition": found.edition, "unit": found.unit}
    return {
        "code": found.code,
        "severity": found.severity.value,
        "path": found.position.path,
        "line": found.position.line,
        "column": found.position.column,
        "message": found.message,
        "hint": found.hint,
    } | {name: value for name, value in about.items() if value}


def diagnostics(found: Iterable[Diagnostic]) -> list[Json]:
    return [diagnostic(one) for one in found]


def problems(found: Iterable[Diagnostic]) -> Json:
    """What any command prints when it could not do its work."""
    return {"ok": False, "diagnostics": diagnostics(found)}


def drift(found: Drift) -> Json:
    return {
        "overlay": found.overlay,
        "operation": found.operation,
        "name": found.name,
        "target": found.target,
        "then": found.then,
        "now": found.now,
        "ours": found.ours,
        "path": found.position.path,
        "line": found.position.line,
        "stops_release": found.stops_release,
        "chain": found.chain,
    }


def status(rows: Iterable[EditionStatus]) -> list[Json]:
    """One object per edition. ``open_adaptation_points`` are addresses, ``drift`` objects."""
    return [
        {
            "edition": row.edition,
            "language": row.language,
            "overlays": list(row.overlays),
            "needed": row.needed,
            "translated": row.translated,
            "fuzzy": row.fuzzy,
            "untranslated": row.untranslated,
            "reviewed": row.reviewed,
            "percent": row.percent,
            "open_adaptation_points": list(row.open_adaptation_points),
            "drift": [drift(one) for one in row.drift],
            "unverified_contacts": list(row.unverified_contacts),
            "ready": row.ready,
            "blockers": diagnostics(row.blockers),
            "diagnostics": diagnostics(row.diagnostics),
        }
        for row in rows
    ]


def update(report: UpdateReport) -> Json:
    """``files``: what was written; with ``dry_run`` or ``check`` what would be."""
    return {
        "dry_run": report.dry_run,
        "check": report.check,
        "files": list(report.files),
        "guide_changes": dict(report.guide_changes or {}),
        "catalogues": [_catalogue(change) for change in report.catalogues],
        "drift": [drift(one) for one in report.drift],
        "diagnostics": diagnostics(report.diagnostics),
    }


def _catalogue(change: CatalogueChange) -> Json:
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


def build(report: BuildReport) -> Json:
    return {
        "ok": report.ok,
        "to": report.to,
        "index": report.index,
        "editions": [_built(edition) for edition in report.editions],
        "diagnostics": diagnostics(report.diagnostics),
        "blockers": diagnostics(report.blockers),
    }


def _built(edition: BuiltEdition) -> Json:
    """``folder`` is below the report's ``to``; ``size`` is in bytes."""
    return {
        "edition": edition.edition,
        "language": edition.language,
        "percent": edition.percent,
        "shown_in_source": edition.shown_in_source,
        "formats": [
            {"name": one.name, "folder": one.folder, "files": one.files, "size": one.size}
            for one in edition.formats
        ],
        "diagnostics": diagnostics(edition.diagnostics),
    }


def explanation(found: Explanation) -> Json:
    trace = found.trace
    return {
        "edition": found.edition,
        "unit": trace.unit,
        "chapter": trace.chapter,
        "path": trace.path,
        "line": trace.line,
        "source": found.source,
        "steps": [_step(step) for step in found.steps],
        "outcome": trace.outcome,
        "state": trace.state.value if trace.state else "",
        "answered_by": trace.answered_by,
        "language": trace.language,
        "note": trace.note,
        "catalogue": found.catalogue,
        "catalogue_line": found.catalogue_line,
        "drift": [drift(one) for one in found.drift],
        "reviewed": found.reviewed,
        "page": found.page,
        "shown": found.shown,
    }


def _step(step: ExplainedStep) -> Json:
    because = step.because
    return {
        "overlay": step.overlay,
        "operation": step.operation,
        "name": step.name,
        "path": step.path,
        "line": step.line,
        "because": {
            "nature": because.nature,
            "reason": because.reason,
            "decided_by": list(because.decided_by),
            "on": because.on,
        },
    }


def formatted(report: FormatReport) -> Json:
    return {
        "check": report.check,
        "changed": list(report.changed),
        "clean": list(report.clean),
        "mended": diagnostics(report.mended),
    }


def created(report: Created) -> Json:
    return {"files": list(report.files), "next_steps": list(report.next_steps)}
