"""What became of a directory that went out or came back."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.exchange import ContactChange
from adaptkit.records import Record
from adaptkit.reports.problems import Json, diagnostics_json
from adaptkit.reports.words import as_name, counted, one_line, safe, typed


class DirectoryExported(Record, frozen=True):
    """``kept``: fields that the format has no place of its own for, or not for all of them."""

    overlay: str
    file: str
    contacts: int
    kept: tuple[str, ...] = ()


class DirectoryImported(Record, frozen=True):
    """``left``: the contacts that the file does not have; they stay."""

    overlay: str
    path: str
    changes: tuple[ContactChange, ...]
    left: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    written: bool

    @property
    def ok(self) -> bool:
        return not self.diagnostics


def exported_lines(report: DirectoryExported) -> Iterator[str]:
    yield f"{as_name(report.file)}: {counted(report.contacts, 'contact')}"
    if report.kept:
        yield f"What HSDS has no property for is kept as attributes: {', '.join(report.kept)}"
    yield f"It comes back with: adaptkit directory import {report.overlay} {typed(report.file)}"


def exported_json(report: DirectoryExported) -> Json:
    return {
        "overlay": report.overlay,
        "file": report.file,
        "contacts": report.contacts,
        "kept_as_attributes": list(report.kept),
    }


def imported_lines(report: DirectoryImported) -> Iterator[str]:
    """Every change in a line, those of a contact below its name."""
    for change in report.changes:
        yield f"{one_line(change.name)}: {'new' if change.old is None else 'changed'}"
        for one in change.differences:
            yield f"  {safe(one.path)}: {_quoted(one.before)} → {_quoted(one.after)}"
        if change.reset:
            yield f"  not verified any more (was by {one_line(change.reset)}): look at it again"
    if report.left:
        names = ", ".join(map(one_line, report.left))
        yield f"not in the file, and left as they are: {names}"
    if not report.changes:
        yield f"{as_name(report.path)}: nothing to change"
    elif report.written:
        yield f"{as_name(report.path)}: {counted(len(report.changes), 'contact')} written"
    else:
        yield "Nothing was written."


def _quoted(text: str) -> str:
    return f"“{one_line(text)}”" if text else "nothing"


def imported_json(report: DirectoryImported) -> Json:
    return {
        "overlay": report.overlay,
        "path": report.path,
        "written": report.written and bool(report.changes),
        "changes": [
            {
                "contact": change.name,
                "new": change.old is None,
                "differences": [
                    {"path": one.path, "before": one.before, "after": one.after}
                    for one in change.differences
                ],
                "no_longer_verified": change.reset,
            }
            for change in report.changes
        ],
        "left": list(report.left),
        "diagnostics": diagnostics_json(report.diagnostics),
    }
