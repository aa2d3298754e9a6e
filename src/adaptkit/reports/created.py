"""What ``init`` and ``add`` began, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.records import Record
from adaptkit.reports.problems import Json
from adaptkit.reports.words import safe

_MOST = 25


class Created(Record, frozen=True):
    """What ``init`` and ``add`` wrote, what to do next, and what was ``found`` in a folder that
    a guide was made of. ``notes``: what of it nobody has typed."""

    files: tuple[str, ...]
    next_steps: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def created_lines(report: Created) -> Iterator[str]:
    yield from (safe(line) for line in report.found)
    if report.found:
        yield ""
    yield "Created:"
    shown = report.files if len(report.files) <= _MOST else report.files[: _MOST - 1]
    yield from (f"  {safe(path)}" for path in shown)
    if len(shown) < len(report.files):
        yield f"  and {len(report.files) - len(shown)} more"
    yield from (safe(note) for note in report.notes)
    if report.next_steps:
        yield ""
        yield "Next:"
        yield from (f"  {step}" for step in report.next_steps)


def created_json(report: Created) -> Json:
    told: Json = {"files": list(report.files), "next_steps": list(report.next_steps)}
    more = {"found": list(report.found), "notes": list(report.notes)}
    return told | {name: value for name, value in more.items() if value}
