"""What ``export`` and ``import`` did: for people, and for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.exchange import Judged, Outcome, Tally
from adaptkit.records import Record
from adaptkit.reports.problems import Json, diagnostics_json
from adaptkit.reports.words import counted, one_line, safe, typed

_LONGEST = 100
_MOST = 50


class Exported(Record, frozen=True):
    """``files`` as the person who typed the command sees them, each with what it holds.
    ``returns``: whether such a file can be imported again."""

    format: str
    files: tuple[str, ...]
    tallies: tuple[Tally, ...]
    returns: bool = True
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def units(self) -> int:
        return sum(one.written for one in self.tallies)


class ImportReport(Record, frozen=True):
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
    for file, tally in zip(report.files, report.tallies, strict=True):
        yield f"Wrote {safe(file)}: {_held(tally)}"
    if report.returns:
        yield "When it comes back: adaptkit import FILE"


def _held(tally: Tally) -> str:
    """``3 translations; left out: 2 not translated``; terms go out without a translation too."""
    said = counted(tally.written, tally.of_what)
    why = ", ".join(f"{number:,} {reason}" for reason, number in tally.left_out.items())
    if not why:
        return said
    return f"{said}; left out: {why}" if tally.of_what != "term" else f"{said}, {why}"


def import_lines(report: ImportReport) -> Iterator[str]:
    for outcome in report.outcomes:
        yield from _outcome_lines(outcome)
    if report.refused:
        yield from _listed("Refused", report.refused)
    for file in report.files:
        yield f"{'Would write' if report.dry_run else 'Wrote'} {safe(file)}"
    if not report.files:
        empty = not report.outcomes and not report.refused
        yield f"{'The file holds no translations. ' if empty else ''}Nothing was written."
    if any(outcome.newer_helps for outcome in report.outcomes):
        yield (
            "If nobody has worked on the catalogue since this file was made from it: "
            f"adaptkit import {typed(report.file)} --newer"
        )


def _outcome_lines(outcome: Outcome) -> Iterator[str]:
    counts = [
        (outcome.taken, "taken"),
        (outcome.stale, "taken as suggestions"),
        (outcome.unchanged, "unchanged"),
        (outcome.conflicts, "left to you"),
        (outcome.unknown, "not in the guide"),
        (outcome.refused, "refused"),
    ]
    said = [f"{len(found):,} {what}" for found, what in counts if found]
    yield f"{outcome.language}: {', '.join(said) or 'nothing to do'}"
    if said and outcome.absent:
        verb = "is" if outcome.absent == 1 else "are"
        of_all = f"{outcome.absent:,} of {counted(outcome.passages, 'passage')}"
        yield f"  {of_all} {verb} not in this file"
    if outcome.stale:
        yield from _listed("Taken as suggestions (fuzzy), to be looked at", outcome.stale)
    if outcome.conflicts:
        yield from _listed("Left to you; the words here were kept", outcome.conflicts)
    if outcome.unknown:
        yield from _listed("Not in the guide; not taken", outcome.unknown)
    if outcome.refused:
        yield from _listed("Refused; the words here were kept", outcome.refused)


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
        "left_out": _left_out(report),
        "diagnostics": diagnostics_json(report.diagnostics),
    }


def _left_out(report: Exported) -> dict[str, int]:
    out: dict[str, int] = {}
    for tally in report.tallies:
        for reason, number in tally.left_out.items():
            out[reason] = out.get(reason, 0) + number
    return out


def imported_json(report: ImportReport) -> Json:
    """``unchanged`` is a number; all else is listed with both texts."""
    return {
        "ok": report.ok,
        "file": report.file,
        "dry_run": report.dry_run,
        "files": list(report.files),
        "languages": [_outcome(outcome) for outcome in report.outcomes],
        "refused": [_judged(one) for one in report.refused],
        "diagnostics": diagnostics_json(report.diagnostics),
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
        "newer_helps": outcome.newer_helps,
        "absent": outcome.absent,
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
