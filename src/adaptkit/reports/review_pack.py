"""What ``review pack`` wrote: for people, and for machines."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.model.pack import Pack
from adaptkit.records import Record
from adaptkit.reports.problems import Json
from adaptkit.reports.words import as_name, counted, size

_REASONS = {
    "core": "safety passages",
    "error": "passages with errors",
    "dose": "passages with doses or durations",
    "changed": "passages that have changed since they were signed",
    "negation": "passages that say not, no or never",
    "finding": "passages with warnings",
    "adapted": "passages of this country's own",
    "number": "passages with numbers",
    "other": "others",
}


class PackReport(Record, frozen=True):
    """``path`` as the person who typed the command sees it; ``size`` in bytes."""

    pack: Pack
    path: str
    size: int
    format: str


def pack_lines(report: PackReport) -> Iterator[str]:
    pack = report.pack
    read = [one for one in pack.units if not one.aside]
    asked = sum(one.asked for one in read)
    yield f"Wrote {as_name(report.path)} ({size(report.size)})"
    if pack.cut:
        yield f"In it, for {counted(pack.cut.minutes, 'minute')}: {_counts(pack.cut.shown)}"
        yield f"Left out: {_counts(pack.cut.left_out)}"
    else:
        yield f"In it: {counted(len(read), 'passage')}, {asked:,} of them to sign off"
    if not read:
        yield "There is nothing in it to read: all that could be asked has been answered."
    if not pack.people:
        yield "Nobody may sign anything yet: write who may into reviews/people.yaml first."
    if report.format == "sheet":
        yield "Print it. What was written on it goes in with: adaptkit review sign"
    else:
        yield "Send it to the reviewer. What comes back goes in with: adaptkit review apply FILE"


def _counts(found: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{number:,} {_REASONS[reason]}" for reason, number in found) or "nothing"


def pack_json(report: PackReport) -> Json:
    pack, read = report.pack, [one for one in report.pack.units if not one.aside]
    return {
        "edition": pack.edition,
        "path": report.path,
        "format": report.format,
        "size": report.size,
        "pack": pack.hash,
        "role": pack.role,
        "reviewer": pack.reviewer,
        "passages": len(read),
        "to_sign": sum(one.asked for one in read),
        "of": pack.whole,
        "minutes": pack.cut.minutes if pack.cut else 0,
        "shown": dict(pack.cut.shown) if pack.cut else {},
        "left_out": dict(pack.cut.left_out) if pack.cut else {},
    }
