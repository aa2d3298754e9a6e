"""The rows of ``status`` for machines: as JSON, and as a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from adaptkit.records import as_data
from adaptkit.reports.because import process_json, recorded_json
from adaptkit.reports.drift import drift_json
from adaptkit.reports.problems import Json, diagnostics_json
from adaptkit.reports.status import EditionStatus, next_step, verdict
from adaptkit.reports.to_do import to_do_json

_COLUMNS = (
    *("edition", "language", "needed", "translated", "fuzzy", "untranslated", "reviewed"),
    *("unsigned", "percent"),
)


def status_rows(rows: Sequence[EditionStatus]) -> list[tuple[str, ...]]:
    """The rows of a table, its header first. Of what could not be made no number is given."""
    more = ("open_adaptation_points", "drift", "contacts_due", "ready", "next_step")
    table: list[tuple[str, ...]] = [(*_COLUMNS, *more)]
    for row in rows:
        counts = [str(getattr(row, name)) for name in _COLUMNS[2:]]
        lists = (row.open_adaptation_points, row.drift, row.contacts_due)
        counts += [str(len(one)) for one in lists]
        known = counts if row.made else [""] * len(counts)
        ready = "yes" if row.ready else "no"
        table.append((row.edition, row.language, *known, ready, next_step(row)))
    return table


def status_json(rows: Iterable[EditionStatus]) -> list[Json]:
    """One object per edition. ``to_do``: who has what to do next, the most urgent first.
    ``open_adaptation_points`` are addresses, ``drift`` objects;
    ``blockers`` come with the most urgent first, and ``next_step`` is what to do about the first;
    ``waiting`` the first ten passages without finished words, with --all all of them;
    ``words`` all terms and words around the guide without a translation; ``operations`` and
    ``process`` are the adaptation record. Of what is not ``made``
    the counts say nothing."""
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
            "unsigned": row.unsigned,
            "back_translated": {"passages": row.back_translated, "unclear": row.unclear},
            "percent": row.percent,
            "tried": as_data(row.tried),
            "open_adaptation_points": list(row.open_adaptation_points),
            "drift": [drift_json(one) for one in row.drift],
            "unverified_contacts": list(row.unverified_contacts),
            "contacts_due": _contacts_due(row),
            "made": row.made,
            "ready": row.ready,
            "verdict": verdict(row),
            "next_step": next_step(row),
            "to_do": to_do_json(row),
            "waiting": _waiting(row),
            "words": _words(row),
            "operations": recorded_json(row.operations),
            "process": process_json(row.process),
            "blockers": diagnostics_json(row.blockers),
            "diagnostics": diagnostics_json(row.diagnostics),
        }
        for row in rows
    ]


def _contacts_due(row: EditionStatus) -> list[Json]:
    return [
        {"contact": one.contact, "verify_by": one.by, "path": one.path, "line": one.line}
        for one in row.contacts_due
    ]


def _waiting(row: EditionStatus) -> list[Json]:
    return [
        {
            "unit": one.unit,
            "path": one.path,
            "line": one.line,
            "state": one.state,
            "source": one.text,
        }
        for one in row.waiting
    ]


def _words(row: EditionStatus) -> list[Json]:
    return [
        {
            "kind": one.kind,
            "source": one.text,
            "state": one.state,
            "path": one.path,
            "line": one.line,
        }
        for one in row.words
    ]
