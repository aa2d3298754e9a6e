"""What ``init`` and ``add`` began, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.records import Record
from adaptkit.reports.problems import Json
from adaptkit.reports.words import safe


class Created(Record, frozen=True):
    """What ``init`` and ``add`` wrote, and what to do next."""

    files: tuple[str, ...]
    next_steps: tuple[str, ...] = ()


def created_lines(report: Created) -> Iterator[str]:
    yield "Created:"
    yield from (f"  {safe(path)}" for path in report.files)
    if report.next_steps:
        yield ""
        yield "Next:"
        yield from (f"  {step}" for step in report.next_steps)


def created_json(report: Created) -> Json:
    return {"files": list(report.files), "next_steps": list(report.next_steps)}
