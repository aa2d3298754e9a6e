"""What ``overlay withdraw`` takes out, or has taken out, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.records import Record
from adaptkit.reports.problems import Json
from adaptkit.reports.words import safe

_MOST = 20


class Withdrawn(Record, frozen=True):
    """``operation``: ``""`` where none put the text in any more. ``removed``: its texts and
    pictures; ``changed``: the other files that held something of it. ``left``: files that hold
    words of it and that nobody but a person may change. ``editions``: to be published again.
    ``in_git``: the project has a history. ``done``: whether all this has happened."""

    overlay: str
    operation: str
    file: str
    on: str
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    in_git: bool = False
    done: bool = False


def withdrawn_lines(report: Withdrawn) -> Iterator[str]:
    """The plan, or what was done."""
    done = report.done
    what = f"{report.overlay}/{report.operation or report.file}"
    yield safe(f"Withdrawn: {what}" if done else f"To be withdrawn: {what}")
    yield from _listed("Deleted:" if done else "Would be deleted:", report.removed)
    yield from _listed("Changed:" if done else "Would be changed:", report.changed)
    kept = "what adaptkit keeps between runs, on this computer"
    yield f"Forgotten: {kept}" if done else f"Would be forgotten: {kept}"
    if report.left:
        yield from _listed("Look here too, for words of it stand there:", report.left)
        yield "  (pages: build again, then publish; exports and releases: delete them)"
    if report.editions:
        yield f"Publish again: {', '.join(report.editions)}"
    if report.in_git:
        yield "git still holds it in its history, and so does every copy of the repository:"
        yield "  once all have handed in their work, one person rewrites it with git filter-repo"
        yield '  ("When somebody withdraws a story", in the how-to for member organisations)'


def _listed(head: str, paths: tuple[str, ...]) -> Iterator[str]:
    if not paths:
        return
    yield head
    yield from (safe(f"  {path}") for path in paths[:_MOST])
    if len(paths) > _MOST:
        yield f"  … and {len(paths) - _MOST} more"


def withdrawn_json(report: Withdrawn) -> Json:
    return {
        "overlay": report.overlay,
        "operation": report.operation,
        "file": report.file,
        "withdrawn": report.on,
        "done": report.done,
        "removed": list(report.removed),
        "changed": list(report.changed),
        "left": list(report.left),
        "publish_again": list(report.editions),
        "in_git": report.in_git,
    }
