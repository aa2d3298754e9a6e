"""What ``overlay accept`` has noted, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from adaptkit.records import Record
from adaptkit.reports.drift import drift_json, drift_lines
from adaptkit.reports.problems import Json
from adaptkit.reports.words import one_line, safe

if TYPE_CHECKING:
    from adaptkit.model.overlay import Drift


class Accepted(Record, frozen=True):
    """``chains``: after which overlays the guide's text of today was accepted; none: there was
    nothing to accept. ``drift``: what had changed; nothing where the old text was lost."""

    overlay: str
    operation: str
    target: str
    chains: tuple[str, ...] = ()
    drift: tuple[Drift, ...] = ()
    by: str = ""
    why: str = ""
    on: str = ""
    files: tuple[str, ...] = ()


def accepted_lines(report: Accepted) -> Iterator[str]:
    name = f"{report.overlay}/{report.operation}"
    if not report.chains:
        yield f"Nothing to accept: the guide still says what {name} was made against."
        yield "Nothing was written."
        return
    for one in report.drift:
        yield from drift_lines(one)
    if report.drift:
        yield ""
    yield safe(f"Accepted by {report.by} on {report.on}: {one_line(report.why)}")
    yield "Written:"
    yield from (f"  {path}" for path in report.files)


def accepted_json(report: Accepted) -> Json:
    return {
        "overlay": report.overlay,
        "operation": report.operation,
        "target": report.target,
        "chains": list(report.chains),
        "drift": [drift_json(one) for one in report.drift],
        "accepted_by": report.by,
        "accepted_on": report.on,
        "accepted_why": report.why,
        "files": list(report.files),
    }
