"""What ``export`` and ``import`` did: for people, and for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.exchange import Judged, Outcome
from adaptkit.reports import as_json
from adaptkit.reports.as_text import counted, one_line, safe

Json = dict[str, Any]
_LONGEST = 100
_MOST = 50


@dataclass(frozen=True, slots=True)
class Exported:
    """``files`` as the person who typed the command sees them. ``returns``: whether such a file
    can be imported again; ``units`` are terms where it holds the term list."""

    format: str
    files: tuple[str, ...]
    units: int
    returns: bool = True
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """One outcome per language that the file holds. ``refused``: rows that belong to none."""

    file: str
    outcomes: tuple[Outcome, ...]
    files: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    refused: tuple[Judged, ...] = ()
    dry_run: bool = False

    @property
    def ok(self) -> bool:
        """False when a person has something to decide."""
        return not self.refused and not any(outcome.left_over for outcome in self.outcomes)


# People ---------------------------------------------------------------------------------------


def export_lines(report: Exported) -> Iterator[str]:
    for file in report.files:
        yield f"Wrote {safe(file)}"
    if report.returns:
        yield f"{counted(report.units, 'unit')}. When it comes back: adaptkit import FILE"
    else:
        yield f"{counted(report.units, 'term')}."


def import_lines(report: ImportReport) -> Iterator[str]:
    for outcome in report.outcomes:
        yield from _outcome_lines(outcome)
    if report.refused:
        yield from _listed("Refused", report.refused)
    for file in report.files:
        yield f"{'Would write' if report.dry_run else 'Wrote'} {safe(file)}"
    if not report.files:
        yield "Nothing was written."


def _outcome_lines(outcome: Outcome) -> Iterator[str]:
    counts = [f"{len(outcome.taken):,} taken", f"{len(outcome.unchanged):,} unchanged"]
    if outcome.stale:
        counts.append(f"{len(outcome.stale):,} taken to be looked at")
    yield f"{outcome.language}: {', '.join(counts)}"
    if outcome.stale:
        yield from _listed("Taken as suggestions, for their source has changed", outcome.stale)
    if outcome.conflicts:
        yield from _listed("Changed on both sides; ours were kept", outcome.conflicts)
    if outcome.unknown:
        yield from _listed("Not in the guide; left out", outcome.unknown)
    if outcome.refused:
        yield from _listed("Refused", outcome.refused)


def _listed(title: str, found: Sequence[Judged]) -> Iterator[str]:
    yield f"{title} ({len(found):,}):"
    for one in found[:_MOST]:
        place = f"{safe(str(one.position))}: " if one.position.path else ""
        yield f"  {place}{safe(one.id) or '(no id)'}: {one_line(one.message)}"
        if one.ours:
            yield f"    ours:   {_short(one.ours)}"
        yield f"    theirs: {_short(one.theirs)}"
        if one.near:
            yield f"    alike:  {', '.join(safe(name) for name in one.near)}"
    if len(found) > _MOST:
        yield f"  … and {len(found) - _MOST:,} more; --json lists them all"


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


# Machines -------------------------------------------------------------------------------------


def exported_json(report: Exported) -> Json:
    return {
        "format": report.format,
        "files": list(report.files),
        "units": report.units,
        "diagnostics": as_json.diagnostics(report.diagnostics),
    }


def imported_json(report: ImportReport) -> Json:
    """``unchanged`` is a number; all else is listed with both texts."""
    return {
        "ok": report.ok,
        "file": report.file,
        "dry_run": report.dry_run,
        "files": list(report.files),
        "languages": [_outcome(outcome) for outcome in report.outcomes],
        "refused": [_judged(one) for one in report.refused],
        "diagnostics": as_json.diagnostics(report.diagnostics),
    }


def _outcome(outcome: Outcome) -> Json:
    return {
        "language": outcome.language,
        "taken": [_judged(one) for one in outcome.taken],
        "unchanged": len(outcome.unchanged),
        "stale": [_judged(one) for one in outcome.stale],
        "conflicts": [_judged(one) for one in outcome.conflicts],
        "unknown": [_judged(one) for one in outcome.unknown],
        "refused": [_judged(one) for one in outcome.refused],
    }


def _judged(one: Judged) -> Json:
    return {
        "id": one.id,
        "ours": one.ours,
        "theirs": one.theirs,
        "path": one.position.path,
        "line": one.position.line,
        "message": one.message,
        "near": list(one.near),
    }
