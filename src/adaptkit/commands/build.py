"""``adaptkit build``: editions in every format, and an index of them."""

from __future__ import annotations

import contextlib
import datetime
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from adaptkit.model.diagnostic import (
    Diagnostic,
    Position,
    ProblemsFound,
    did_you_mean,
    error,
    warning,
)
from adaptkit.model.edition import Edition, EditionSpec, Sibling
from adaptkit.model.layout import LOCALES, SOURCE
from adaptkit.readiness.maker import Maker
from adaptkit.readiness.rows import blockers
from adaptkit.reports.results import BuildReport, BuiltEdition, BuiltFormat
from adaptkit.reports.trace_json import render_trace
from adaptkit.workspace import Workspace
from adaptkit.workspace.files import write_files
from adaptkit.writers import WRITERS

Progress = Callable[[str, int, int], None]
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
    progress: Progress | None = None,
) -> BuildReport:
    """Write ``to/<edition>/<format>/…``, ``to/<edition>/trace.json`` and ``to/index.html``.

    A draft is written with everything that is wrong reported beside it; with ``release`` nothing
    is written as long as anything must not be published. Raises ProblemsFound where an edition
    cannot be read at all; then nothing is written.
    """
    _check_formats(formats)
    _check_folder(workspace, to)
    names = workspace.edition_names(editions)

    def told(name: str, done: int) -> None:
        if progress:
            progress(f"{name}: reading", done, 2 * len(names))

    made = Maker(workspace, today).make_all(names, lambda spec: _only(spec, only), told)
    objections = tuple(b for edition in made for b in blockers(edition)) if release else ()
    absent = tuple(d for e in made for d in _not_written(e.spec, formats))
    refused = [d for e in made for d in e.diagnostics if d.code == "untranslated"]
    if refused:
        raise ProblemsFound(refused)
    if objections:
        return BuildReport((), str(to), blockers=objections)
    chosen = {edition.spec.name: _formats(edition.spec, formats) for edition in made}
    siblings = tuple(_sibling(edition, chosen[edition.spec.name]) for edition in made)
    built: list[BuiltEdition] = []
    files: dict[str, bytes] = {}
    for done, edition in enumerate(made):
        if progress:
            progress(f"{edition.spec.name}: writing", len(made) + done, 2 * len(made))
        outcome, written = _write(edition, chosen[edition.spec.name], siblings)
        built.append(outcome)
        files.update(written)
    index = ""
    if not editions and any("html" in names for names in chosen.values()):
        from adaptkit.writers.html import write_index

        files["index.html"] = write_index(siblings, title=_index_title(workspace, made))
        index = str(to / "index.html")
    _put(to, files, [edition.spec.name for edition in made])
    if progress:
        progress("done", 2 * len(made), 2 * len(made))
    return BuildReport(tuple(built), str(to), index, diagnostics=absent)


def _index_title(workspace: Workspace, made: Sequence[Edition]) -> str:
    return workspace.settings.title or (made[0].title if made else "")


def _check_formats(formats: Sequence[str]) -> None:
    unknown = [name for name in formats if name not in WRITERS]
    if unknown:
        raise ProblemsFound(
            [
                error(
                    "use-unknown-format",
                    Position("--format"),
                    f'"{name}" is not a format that adaptkit can write',
                    did_you_mean(name, WRITERS) or f"known are: {', '.join(WRITERS)}",
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
    if wanted:
        return tuple(dict.fromkeys(wanted))
    if spec.formats:
        return tuple(name for name in spec.formats if name in WRITERS)
    return WRITERS.names()


def _not_written(spec: EditionSpec, wanted: Sequence[str]) -> Iterator[Diagnostic]:
    """The formats that an edition's file lists and that no writer has yet."""
    for name in spec.formats:
        if not wanted and name not in WRITERS:
            yield warning(
                "format-not-written",
                spec.position,
                f'this edition lists the format "{name}", which adaptkit cannot write yet',
                f"it is left out; known are: {', '.join(WRITERS)}",
                edition=spec.name,
            )


def _sibling(edition: Edition, formats: tuple[str, ...]) -> Sibling:
    from adaptkit.writers.html.pages import is_draft

    locale = edition.spec.locale
    return Sibling(
        name=edition.spec.name,
        locale=locale,
        label=edition.spec.language_name or locale.display_name(),
        direction=edition.spec.text_direction,
        title=edition.title,
        percent=edition.progress.percent,
        formats=formats,
        chapters=tuple(chapter.name for chapter in edition.chapters),
        original=not edition.progress.needed,
        draft=is_draft(edition),
    )


def _write(
    edition: Edition, formats: Sequence[str], siblings: Sequence[Sibling]
) -> tuple[BuiltEdition, Mapping[str, bytes]]:
    name = edition.spec.name
    files: dict[str, bytes] = {}
    built: list[BuiltFormat] = []
    found: list[Diagnostic] = []
    for fmt in formats:
        try:
            pages = WRITERS[fmt](edition, siblings)
        except ProblemsFound as problem:
            found += [replace(d, edition=name) for d in problem.diagnostics]
            continue
        files.update({_inside(f"{name}/{fmt}", path): page for path, page in pages.items()})
        size = sum(len(content) for content in pages.values())
        built.append(BuiltFormat(fmt, f"{name}/{fmt}", len(pages), size))
    files[_inside(name, "trace.json")] = render_trace(edition).encode()
    shown = sum(1 for t in edition.trace if t.outcome == "shown in source language")
    outcome = BuiltEdition(
        edition=name,
        language=edition.spec.locale.posix,
        formats=tuple(built),
        percent=edition.progress.percent,
        shown_in_source=shown,
        diagnostics=(*edition.diagnostics, *_undecided(edition), *found),
    )
    return outcome, files


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


def _put(to: Path, files: Mapping[str, bytes], editions: Sequence[str]) -> None:
    """Write everything, then take away what an earlier build wrote there and this one did not."""
    folder = to.resolve()
    manifests = {}
    for name in editions:
        own = sorted(path for path in files if path.startswith(f"{name}/"))
        listed = {path: len(files[path]) for path in own}
        manifests[f"{name}/{MANIFEST}"] = json.dumps(listed, indent=1).encode() + b"\n"
    stale = [path for name in editions for path in _listed(folder, name)]
    write_files({folder / path: content for path, content in {**files, **manifests}.items()})
    for path in stale:
        full = (folder / path).resolve()
        if path not in files and full.is_relative_to(folder / path.split("/", 1)[0]):
            with contextlib.suppress(OSError):
                full.unlink()


def _listed(folder: Path, name: str) -> tuple[str, ...]:
    try:
        listed = json.loads((folder / name / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return ()
    return tuple(p for p in listed if isinstance(p, str) and p.startswith(f"{name}/"))
