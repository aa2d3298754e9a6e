"""``adaptkit build``: editions in every format, and an index of them."""

from __future__ import annotations

import contextlib
import datetime
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from adaptkit.model.diagnostic import (
    Diagnostic,
    Position,
    ProblemsFound,
    did_you_mean,
    error,
    warning,
)
from adaptkit.model.edition import BuiltFile, Edition, EditionSpec, Sibling
from adaptkit.model.layout import LOCALES, SOURCE
from adaptkit.model.telling import Draft
from adaptkit.model.told import Told
from adaptkit.readiness.blockers import blockers
from adaptkit.readiness.maker import Maker
from adaptkit.reports.results import BuildReport, BuiltEdition, BuiltFormat
from adaptkit.reports.trace_json import render_trace
from adaptkit.workspace import Problems, Workspace
from adaptkit.workspace.files import BuiltFiles
from adaptkit.writers import FORMATS, Format, Others, default_formats, in_writing_order

MANIFEST = "manifest.json"


def build(
    workspace: Workspace,
    editions: Sequence[str] = (),
    *,
    formats: Sequence[str] = (),
    to: Path,
    only: str = "all",
    release: bool = False,
    today: datetime.date,
    progress: Told | None = None,
) -> BuildReport:
    """Write ``to/<edition>/<format>/…``, ``to/<edition>/trace.json`` and ``to/index.html``.

    A draft is written with everything that is wrong reported beside it; with ``release`` nothing
    is written as long as anything must not be published. Raises ProblemsFound where an edition
    cannot be read at all; then nothing is written. One edition is made, written and let go before
    the next; all become visible at the end, together.
    """
    _check_formats(formats)
    _check_folder(workspace, to)
    maker = Maker(workspace, today)
    problems = Problems()
    names = workspace.edition_names(editions)
    specs = [_only(spec, only) for spec in maker.specs(names, problems)]
    chosen = {spec.name: _formats(spec, formats) for spec in specs}
    siblings = tuple(_neighbour(maker, spec, chosen[spec.name]) for spec in specs)
    with BuiltFiles(to.resolve()) as files:
        out = _Output(files, {spec.name: _listed(to.resolve(), spec.name) for spec in specs})
        for edition in maker.each(specs, problems, _told(progress, len(specs))):
            out.judge(edition, release=release)
            if not out.stopped:
                if progress:
                    progress(
                        f"{edition.spec.name}: writing", 2 * len(out.built) + 1, 2 * len(specs)
                    )
                out.write(edition, chosen[edition.spec.name], siblings)
            # The next one is made only after this one is gone.
            del edition
        if out.refused:
            raise ProblemsFound(out.refused)
        if out.objections:
            return BuildReport((), str(to), blockers=tuple(out.objections))
        index = ""
        if not editions and any("html" in names for names in chosen.values()):
            out.index(workspace, maker)
            index = str(to / "index.html")
        files.finish()
    out.take_away(to.resolve())
    if progress:
        progress("done", 2 * len(specs), 2 * len(specs))
    absent = tuple(d for spec in specs for d in _not_written(spec, formats))
    return BuildReport(tuple(out.built), str(to), index, diagnostics=absent)


def _told(progress: Told | None, total: int) -> Callable[[str, int], None]:
    def told(name: str, done: int) -> None:
        if progress:
            progress(f"{name}: reading", 2 * done, 2 * total)

    return told


def _check_formats(formats: Sequence[str]) -> None:
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise ProblemsFound(
            [
                error(
                    "use-unknown-format",
                    Position("--format"),
                    f'"{name}" is not a format that adaptkit can write',
                    did_you_mean(name, FORMATS) or f"known are: {', '.join(FORMATS)}",
                )
                for name in unknown
            ]
        )


def _check_folder(workspace: Workspace, to: Path) -> None:
    """What is built may not land among what it is built from."""
    for name in (SOURCE, LOCALES):
        if to.resolve().is_relative_to((workspace.root / name).resolve()):
            raise ProblemsFound(
                [
                    error(
                        "use-folder-taken",
                        Position("--to"),
                        f"pages would be written into {name}/, which adaptkit reads from",
                        "choose another folder, such as build",
                    )
                ]
            )


def _only(spec: EditionSpec, only: str) -> EditionSpec:
    """``translated`` leaves out what has no translation; ``reviewed`` what nobody signed off."""
    return spec if only == "all" else replace(spec, fallback="omit", only=only)


def _formats(spec: EditionSpec, wanted: Sequence[str]) -> tuple[str, ...]:
    """Those on the command line; else those of the edition's file; else the default ones."""
    names = wanted or [name for name in spec.formats if name in FORMATS]
    return tuple(dict.fromkeys(names)) or default_formats()


def _not_written(spec: EditionSpec, wanted: Sequence[str]) -> Iterator[Diagnostic]:
    """The formats that an edition's file lists and that no writer has yet."""
    for name in spec.formats:
        if not wanted and name not in FORMATS:
            yield warning(
                "format-not-written",
                spec.position,
                f'this edition lists the format "{name}", which adaptkit cannot write yet',
                f"it is left out; known are: {', '.join(FORMATS)}",
                edition=spec.name,
            )


def _neighbour(maker: Maker, spec: EditionSpec, formats: tuple[str, ...]) -> Sibling:
    """What other editions know of this one before it has been made."""
    return Sibling(
        name=spec.name,
        locale=spec.locale,
        label=spec.language_name or spec.locale.display_name(),
        direction=spec.text_direction,
        formats=formats,
        # Which chapters are left of a partly reviewed edition is known too late to link to them.
        chapters=maker.chapter_names(spec) if spec.only == "all" else (),
    )


@dataclass(slots=True)
class _Output:
    """What has been written so far, and what keeps all of it from being shown.

    ``earlier`` and ``listed``: the files of each edition after the last build and after this one,
    with their sizes.
    """

    files: BuiltFiles
    earlier: Mapping[str, Collection[str]]
    built: list[BuiltEdition] = field(default_factory=list)
    made: list[Sibling] = field(default_factory=list)
    listed: dict[str, dict[str, int]] = field(default_factory=dict)
    refused: list[Diagnostic] = field(default_factory=list)
    objections: list[Diagnostic] = field(default_factory=list)

    @property
    def stopped(self) -> bool:
        return bool(self.refused or self.objections)

    def judge(self, edition: Edition, *, release: bool) -> None:
        if release:
            self.objections += blockers(edition)
        self.refused += (d for d in edition.diagnostics if d.code == "untranslated")

    def write(self, edition: Edition, formats: Sequence[str], siblings: Sequence[Sibling]) -> None:
        name = edition.spec.name
        self.listed[name] = {}
        done: dict[str, tuple[BuiltFormat, BuiltFile]] = {}
        found: list[Diagnostic] = []
        for one in in_writing_order(formats):
            single = tuple(file for _, file in done.values() if not file.is_folder)
            others = Others(tuple(siblings), single if one.needs_others else ())
            try:
                pages = one.write(edition, others)
            except ProblemsFound as problem:
                found += [replace(d, edition=name) for d in problem.diagnostics]
                continue
            for path, page in pages.items():
                self._put(name, f"{name}/{one.name}", path, page)
            size = sum(len(content) for content in pages.values())
            report = BuiltFormat(one.name, f"{name}/{one.name}", len(pages), size)
            done[one.name] = report, _built_file(one, pages, size)
        self._put(name, name, "trace.json", render_trace(edition).encode())
        manifest = json.dumps(dict(sorted(self.listed[name].items())), indent=1).encode() + b"\n"
        self.files.put(f"{name}/{MANIFEST}", manifest)
        outcome = [done[one] for one in formats if one in done]
        self.built.append(_outcome(edition, [report for report, _ in outcome], found))
        own = next(one for one in siblings if one.name == name)
        self.made.append(_made(own, edition, [file for _, file in outcome]))

    def _put(self, edition: str, folder: str, path: str, content: bytes) -> None:
        whole = _inside(folder, path)
        self.listed[edition][whole] = len(content)
        self.files.put(whole, content)

    def index(self, workspace: Workspace, maker: Maker) -> None:
        from adaptkit.writers.html import write_index

        settings = workspace.settings
        title = settings.title or (self.made[0].title if self.made else "")
        words, language = maker.words_in(settings.source_language)
        page = write_index(self.made, title=title, words=words, language=language)
        self.files.put("index.html", page)

    def take_away(self, folder: Path) -> None:
        """What an earlier build wrote, by its manifest, and this one did not."""
        for name, paths in self.earlier.items():
            for path in paths:
                full = (folder / path).resolve()
                stale = path not in self.listed[name]
                if stale and full.is_relative_to(folder / path.split("/", 1)[0]):
                    with contextlib.suppress(OSError):
                        full.unlink()
                        # Folders that are empty now go too; the others refuse.
                        for above in full.relative_to(folder).parents[:-2]:
                            (folder / above).rmdir()


def _listed(folder: Path, name: str) -> tuple[str, ...]:
    try:
        listed = json.loads((folder / name / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return ()
    return tuple(p for p in listed if isinstance(p, str) and p.startswith(f"{name}/"))


def _built_file(one: Format, pages: Mapping[str, bytes], size: int) -> BuiltFile:
    single = next(iter(pages)) if one.suffix and len(pages) == 1 else ""
    return BuiltFile(one.name, one.label, f"{one.name}/{single}", size)


def _made(sibling: Sibling, edition: Edition, built: Sequence[BuiltFile]) -> Sibling:
    return replace(
        sibling,
        title=edition.title,
        percent=edition.progress.percent,
        chapters=tuple(chapter.name for chapter in edition.chapters),
        original=not edition.progress.needed,
        draft=edition.telling.draft is not Draft.NO,
        words=edition.words,
        words_language=edition.words_language,
        built=tuple(built),
    )


def _outcome(
    edition: Edition, built: Sequence[BuiltFormat], found: Sequence[Diagnostic]
) -> BuiltEdition:
    return BuiltEdition(
        edition=edition.spec.name,
        language=edition.spec.locale.posix,
        formats=tuple(built),
        percent=edition.progress.percent,
        shown_in_source=sum(1 for t in edition.trace if t.outcome == "shown in source language"),
        diagnostics=(*edition.diagnostics, *_undecided(edition), *found),
    )


def _undecided(edition: Edition) -> Iterator[Diagnostic]:
    """A draft may be written with passages about another country; never without a word."""
    count = len(edition.open_points)
    if count:
        yield warning(
            "adaptation-points-open",
            edition.spec.position,
            f"passages about another country that nobody has decided about: {count}",
            f"readers see them as they are; adaptkit status {edition.spec.name} lists them",
            edition=edition.spec.name,
        )
    for variable in edition.open_variables:
        yield warning(
            "value-undecided",
            variable.position if variable.position.path else edition.spec.position,
            f'{{{variable.name}}} is "{variable.value}", the value of another country',
            "set it under variables: in the country's overlay; readers get it as it is",
            edition=edition.spec.name,
        )


def _inside(folder: str, path: str) -> str:
    """The output path; a writer can never leave its own folder."""
    whole = PurePosixPath(folder) / path
    if ".." in whole.parts or PurePosixPath(path).is_absolute():
        raise ProblemsFound(
            [
                error(
                    "path-outside",
                    Position(path),
                    f'"{path}" would be written outside the output folder',
                    "correct the name",
                )
            ]
        )
    return whole.as_posix()
