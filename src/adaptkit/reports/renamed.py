"""What ``rename`` has changed, or would change, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adaptkit.records import Record
from adaptkit.reports.problems import Json
from adaptkit.reports.words import as_name, counted, safe

_MOST = 20


class Renamed(Record, frozen=True):
    """``ids``: every address that is another one now, before → after. ``moved``: a chapter's file,
    before and after. ``files``: what was (with ``dry_run``: would be) written."""

    old: str
    new: str
    ids: Mapping[str, str]
    files: tuple[str, ...]
    moved: tuple[str, str] | None = None
    dry_run: bool = False


def renamed_lines(report: Renamed) -> Iterator[str]:
    would = report.dry_run
    yield safe(f"{'Would be renamed' if would else 'Renamed'}: {report.old} → {report.new}")
    inside = [(old, new) for old, new in report.ids.items() if old != report.old]
    yield from (safe(f"  with it: {old} → {new}") for old, new in inside[:_MOST])
    if len(inside) > _MOST:
        yield f"  … and {len(inside) - _MOST:,} more; --json lists all of them"
    if report.moved:
        before, after = map(as_name, report.moved)
        yield f"{'Would move' if would else 'Moved'}: {before} → {after}"
    yield "Would be written:" if would else f"{counted(len(report.files), 'file')} written:"
    yield from (f"  {as_name(path)}" for path in report.files)
    if report.moved:
        now = "would have another address: then let" if would else "has another address now: let"
        yield f"The page {now} the old one lead there, where you publish."


def renamed_json(report: Renamed) -> Json:
    """``moved``: null unless a chapter's file has another name."""
    return {
        "old": report.old,
        "new": report.new,
        "dry_run": report.dry_run,
        "ids": dict(report.ids),
        "moved": list(report.moved) if report.moved else None,
        "files": list(report.files),
    }
