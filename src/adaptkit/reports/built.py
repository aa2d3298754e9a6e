"""What ``build`` wrote, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from adaptkit.model.diagnostic import Diagnostic, Severity
from adaptkit.records import Record, as_data, field
from adaptkit.reports.problems import Json, diagnostics_json
from adaptkit.reports.words import counted, safe, size


class BuiltFormat(Record, frozen=True):
    name: str
    folder: str
    files: int
    size: int


class BuiltEdition(Record, frozen=True):
    edition: str
    language: str
    formats: tuple[BuiltFormat, ...]
    percent: int
    shown_in_source: int
    diagnostics: tuple[Diagnostic, ...] = ()


class BuiltRelease(Record, frozen=True):
    """``folder`` and ``archive`` are below the output folder. ``new``: whether it is another one
    than the last of ``history``, the project's file that says what was released. ``own_text``: how
    many passages are the guide's own in its own language, which nobody has signed off."""

    edition: str
    release: str
    folder: str
    archive: str
    files: int
    new: bool
    history: str
    own_text: int = 0


class BuildReport(Record, frozen=True):
    """``to`` is the output folder as given. ``ok`` is False when something is wrong or, with
    ``--release``, when something must not be published (then nothing of it was written).
    ``asked``: how many editions were to be built. ``unnamed``: those without a publisher, each with
    the place where its name is to be written. ``releases``: with ``--release`` only."""

    editions: tuple[BuiltEdition, ...]
    to: str
    index: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    blockers: tuple[Diagnostic, ...] = ()
    asked: int = 0
    unnamed: Mapping[str, str] = field(default_factory=dict)
    releases: tuple[BuiltRelease, ...] = ()

    @property
    def ok(self) -> bool:
        found = (*self.diagnostics, *(d for e in self.editions for d in e.diagnostics))
        return not self.blockers and not any(d.severity is Severity.ERROR for d in found)


def written(report: BuildReport) -> str:
    """Whether there are pages now, in one sentence to end with: problems alone do not tell."""
    made = len(report.editions)
    if not made:
        return "Nothing was written."
    if made < report.asked:
        return f"{made:,} of {counted(report.asked, 'edition')} were written; the others were not."
    return f"{counted(made, 'edition')} {'was' if made == 1 else 'were'} written."


def build_lines(report: BuildReport) -> Iterator[str]:
    for edition in report.editions:
        yield from _built_lines(edition, report.to)
        if place := report.unnamed.get(edition.edition):
            yield f"  it names no publisher yet: {safe(place)}"
    yield from _released_lines(report)
    if page := report.index or _start_page(report):
        yield f"Open {safe(page)}"
    elif not report.editions and report.ok:
        yield "There is no edition to build yet: adaptkit add edition es_MX"


def _start_page(report: BuildReport) -> str:
    """Of an edition that was built by itself, and is on no page of all."""
    pages = (each.folder for one in report.editions for each in one.formats if each.name == "html")
    folder = next(pages, "")
    return (PurePath(report.to) / folder / "index.html").as_posix() if folder else ""


def _released_lines(report: BuildReport) -> Iterator[str]:
    to = PurePath(report.to)
    for one in report.releases:
        folder, archive = (safe((to / path).as_posix()) for path in (one.folder, one.archive))
        again = "" if one.new else ", as it was: nothing has changed since"
        yield f"{one.edition}: release {one.release}{again}"
        yield f"  to upload: {folder} ({counted(one.files, 'file')})"
        yield f"  to send: {archive}"
        if one.own_text:
            own = counted(one.own_text, "passage")
            yield f"  reviewed by nobody: {own} of the guide's own text: its owner answers for it"
    new = [safe(one.history) for one in report.releases if one.new]
    if new:
        yield f"Commit {', '.join(new)}: the next release tells readers what is new since this one."


def _built_lines(edition: BuiltEdition, to: str) -> Iterator[str]:
    shown = edition.shown_in_source
    left = f", {counted(shown, 'passage')} shown in the source language" if shown else ""
    yield f"{edition.edition}: {edition.percent}% translated{left}"
    for one in edition.formats:
        files = counted(one.files, "file")
        folder = safe((PurePath(to) / one.folder).as_posix())
        yield f"  {one.name}: {folder} ({files}, {size(one.size)})"


def build_json(report: BuildReport) -> Json:
    return {
        "ok": report.ok,
        "to": report.to,
        "index": report.index,
        "without_publisher": list(report.unnamed),
        "editions": [_built_json(edition) for edition in report.editions],
        "releases": [as_data(one) for one in report.releases],
        "diagnostics": diagnostics_json(report.diagnostics),
        "blockers": diagnostics_json(report.blockers),
    }


def _built_json(edition: BuiltEdition) -> Json:
    """``folder`` is below the report's ``to``; ``size`` is in bytes."""
    return {
        "edition": edition.edition,
        "language": edition.language,
        "percent": edition.percent,
        "shown_in_source": edition.shown_in_source,
        "formats": [
            {"name": one.name, "folder": one.folder, "files": one.files, "size": one.size}
            for one in edition.formats
        ],
        "diagnostics": diagnostics_json(edition.diagnostics),
    }
