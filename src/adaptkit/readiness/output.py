"""What a build writes: the files of each edition, what came of it, and the page of all."""

from __future__ import annotations

import contextlib
import json
import os
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from adaptkit.model.diagnostic import (
    Diagnostic,
    Position,
    ProblemsFound,
    as_blocker,
    error,
    warning,
)
from adaptkit.model.edition import BuiltFile, Edition, EditionSpec, Sibling
from adaptkit.model.programs import Programs
from adaptkit.model.telling import Draft, Said
from adaptkit.readiness.kept_editions import KeptEditions
from adaptkit.readiness.not_shown import not_shown
from adaptkit.readiness.standing import ABOUT, about
from adaptkit.records import Record, field, replace
from adaptkit.reports.built import BuiltEdition, BuiltFormat
from adaptkit.reports.trace import render_trace
from adaptkit.workspace import Workspace
from adaptkit.workspace.built_files import BuiltFiles
from adaptkit.workspace.links import is_link, is_plain_file
from adaptkit.writers import NO_PROGRAMS, Format, Link, Others, in_writing_order

if TYPE_CHECKING:
    from adaptkit.readiness.releasing import Releasing

MANIFEST = "manifest.json"
INDEX = "index.html"
# In every page of all editions that was ever written.
_INDEX_MARK = b'<body class="contents-page index-page">'

_OF_REVIEWS = frozenset({"review-stranger", "review-in-future", "review-void"})


class _Across(Record, frozen=True):
    """A link on a page of ``edition``, below ``folder`` (``""``: on the index), to another folder.
    ``told``: the targets that have been told with the line of whoever wrote them."""

    edition: str
    folder: str
    link: Link
    told: Collection[str] = frozenset()


class Output(Record):
    """What has been written so far, and what keeps all of it from being shown.

    ``earlier`` and ``listed``: the files of each edition after the last build and after this one,
    with their sizes; ``built`` and ``made``: what came of each, by its name; ``failed``: why some
    could not be written and are left as they were.
    """

    files: BuiltFiles
    earlier: Mapping[str, Collection[str]]
    kept: KeptEditions
    releasing: Releasing | None = None
    programs: Programs = NO_PROGRAMS
    built: dict[str, BuiltEdition] = field(default_factory=dict)
    made: dict[str, Sibling] = field(default_factory=dict)
    listed: dict[str, dict[str, int]] = field(default_factory=dict)
    _contents: dict[str, bytes] = field(default_factory=dict)
    refused: list[Diagnostic] = field(default_factory=list)
    objections: list[Diagnostic] = field(default_factory=list)
    failed: list[Diagnostic] = field(default_factory=list)
    _withheld: list[str] = field(default_factory=list)
    _across: dict[str, _Across] = field(default_factory=dict)
    _judged: dict[str, tuple[Diagnostic, ...]] = field(default_factory=dict)

    @property
    def stopped(self) -> bool:
        return bool(self.refused or self.objections)

    def judge(self, edition: Edition, formats: Sequence[str], *, release: bool) -> None:
        """``formats``: those that it is written in; each says what it cannot show."""
        found = self._judged[edition.spec.name] = not_shown(edition, formats)
        if release:
            from adaptkit.readiness.blockers import blockers

            stopping = [*blockers(edition), *(as_blocker(d) for d in found if d.stops_release)]
            self.objections += dict.fromkeys(stopping)
            # Why what somebody has signed does not count, beside that it is not signed.
            self.objections += (
                one for one in edition.diagnostics if stopping and one.code in _OF_REVIEWS
            )
        self.refused += (d for d in edition.diagnostics if d.code == "untranslated")

    def withhold(self, names: Iterable[str]) -> None:
        """These editions may not be shown: what an earlier build wrote of them goes."""
        for name in names:
            self._withheld.append(name)
            self.listed[name] = {}
            self.kept.forget(name)

    def rewrite(self, spec: EditionSpec, formats: Sequence[str]) -> bool:
        """Whether no more had to be done than to exchange what has other words now."""
        found = self.kept.rewritten(spec)
        # A voice may have come to this machine, or gone.
        if found is None or [one.name for one in found.outcome.formats] != list(formats):
            return False
        for path, content in found.files.items():
            self.files.put(f"{spec.name}/{path}", content)
        self.listed[spec.name] = {
            f"{spec.name}/{path}": size for path, size in found.listed.items()
        }
        self._manifest(spec.name)
        self.built[spec.name] = found.outcome
        self.made[spec.name] = found.sibling
        return True

    def write(
        self,
        edition: Edition,
        formats: Sequence[str],
        siblings: Sequence[Sibling],
        *,
        more: bool = False,
    ) -> None:
        """All of the edition, or nothing where one of its formats cannot be written: readers never
        get half of it, or two formats of two days. ``siblings``: that its pages lead to; ``more``:
        the index leads to others."""
        name = edition.spec.name
        written = self._in_formats(edition, formats, siblings, more)
        if written is None:
            return
        self.listed[name] = {}
        self._contents = {}
        done: dict[str, tuple[BuiltFormat, BuiltFile]] = {}
        found = list(self._judged.get(name, ()))
        told = set(_told(edition))
        for one, pages in written:
            for path, page in pages.items():
                self._put(name, f"{name}/{one.name}", path, page)
            found += self._followed(edition, one, pages, told)
            size = _size(pages)
            report = BuiltFormat(one.name, f"{name}/{one.name}", len(pages), size)
            done[one.name] = report, _built_file(one, pages, size)
        self._put(name, name, "trace.json", render_trace(edition).encode())
        outcome = [done[one] for one in formats]
        self.built[name] = _outcome(edition, [report for report, _ in outcome], found)
        own = next(one for one in siblings if one.name == name)
        # Where nobody has signed anything off, a format may have no page that one could open.
        there = [file for report, file in outcome if report.files]
        self.made[name] = _made(own, edition, there)
        self._put(name, name, ABOUT, about(self.made[name]))
        self._manifest(name)
        if self.releasing:
            alone = _alone(edition, written, own, others=len(siblings) > 1 or more)
            self.releasing.write(self.files, edition, {one: alone[one] for one in formats})

    def _in_formats(
        self, edition: Edition, formats: Sequence[str], siblings: Sequence[Sibling], more: bool
    ) -> list[tuple[Format, Mapping[str, bytes]]] | None:
        """Each format with its files; None where one of them fails, and ``failed`` says why."""
        done: list[tuple[Format, Mapping[str, bytes]]] = []
        failed: list[Diagnostic] = []
        for one in in_writing_order(formats):
            files = [_built_file(of, pages, _size(pages)) for of, pages in done]
            single = tuple(file for file in files if not file.is_folder)
            others = Others(
                tuple(siblings), single if one.needs_others else (), more, self.programs
            )
            try:
                done.append((one, one.write(edition, others)))
            except ProblemsFound as problem:
                failed += [_in_format(d, one, edition.spec.name) for d in problem.diagnostics]
        self.failed += failed
        return None if failed else done

    def _followed(
        self, edition: Edition, one: Format, pages: Mapping[str, bytes], told: set[str]
    ) -> Iterator[Diagnostic]:
        """Every link in these files is followed; what leads out of their folder at the end.
        ``told``: the targets that need not be told again, also not for the next format."""
        if one.follow is None:
            return
        name = edition.spec.name
        folder = f"{name}/{one.name}"
        followed = one.follow(pages)
        for path, link in followed.across.items():
            whole = posixpath.normpath(posixpath.join(folder, path))
            self._across.setdefault(whole, _Across(name, folder, link, told))
        seen: set[str] = set()
        for link in followed.dead:
            if link.target not in seen and told.isdisjoint(_names(link.target)):
                yield _dead(name, f"{folder}/{link.page}", link.target)
            seen.add(link.target)
        told.update(*map(_names, seen))

    def follow_across(self, folder: Path) -> None:
        """Follow the links from one edition to another, which all stand now. What leads nowhere is
        told again by the next build: nothing is kept of where it stands."""
        root = f"{folder}{os.sep}"
        for path, across in self._across.items():
            name, target = across.edition, across.link.target
            # Nearly all of them are there, and there are as many as pages times editions.
            if name not in self.built or os.path.exists(root + path):  # noqa: PTH110
                continue
            if not _names(target).intersection(across.told):
                page = posixpath.join(across.folder, across.link.page)
                built = self.built[name]
                found = (*built.diagnostics, _dead(name, page, target))
                self.built[name] = replace(built, diagnostics=found)
                self.kept.forget(name if across.folder else "")

    def remember(self, edition: Edition, *, settled: bool) -> None:
        """For the next build, what was just written; an edition that failed is tried again."""
        name = edition.spec.name
        if name in self.built:
            self.kept.made(edition, settled, self._contents, self.built[name], self.made[name])
        self._contents = {}

    def _put(self, edition: str, folder: str, path: str, content: bytes) -> None:
        whole = _inside(folder, path)
        self.listed[edition][whole] = len(content)
        self._contents[whole.removeprefix(f"{edition}/")] = content
        self.files.put(whole, content)

    def _manifest(self, name: str) -> None:
        written = json.dumps(dict(sorted(self.listed[name].items())), indent=1)
        self.files.put(f"{name}/{MANIFEST}", written.encode() + b"\n")

    def index(self, workspace: Workspace, made: Sequence[Sibling]) -> bytes:
        """Write the page that leads to all editions."""
        there = self.files.folder / INDEX
        with contextlib.suppress(OSError):
            if self.kept.index_stands(there.read_bytes, made):
                return there.read_bytes()
        from adaptkit.readiness.words import words_in
        from adaptkit.writers.html import followed, write_index

        settings = workspace.settings
        title = Said(settings.title, settings.source_language)
        if made and not settings.title:
            title = Said(made[0].title, made[0].locale)
        words, language = words_in(workspace, settings.source_language)
        page = write_index(made, title=title, words=words, language=language)
        self.files.put(INDEX, page)
        for link in followed({INDEX: page}).dead:
            if "#" not in link.target:
                path = posixpath.normpath(unquote(link.target))
                self._across.setdefault(path, _Across(path.split("/", 1)[0], "", link))
        return page

    def take_away(self, folder: Path) -> None:
        """What an earlier build wrote, by its manifest, and this one did not; and the releases of
        those that may not be shown."""
        if self._withheld:
            from adaptkit.readiness.releasing import releases_gone

            releases_gone(folder, self._withheld)
        for name, paths in self.earlier.items():
            # Of an edition that was left out all stays.
            for path in paths if name in self.listed else ():
                if path in self.listed[name]:
                    continue
                full = folder / path
                # Never through a link, and never out of the edition's own folder.
                if full.parent.resolve() == full.parent and full.parent != folder:
                    with contextlib.suppress(OSError):
                        full.unlink()
                        # Folders that are empty now go too; the others refuse.
                        for above in full.relative_to(folder).parents[:-2]:
                            (folder / above).rmdir()


def somebody_else_s(folder: Path, names: Iterable[str], *, index: bool) -> Iterator[Diagnostic]:
    """What stands where a build would write, and no build has written: it would be lost."""
    for name in names:
        place = folder / name
        if place.is_dir() and not place.is_symlink() and not _is_ours(place, name):
            yield error(
                "use-folder-taken",
                Position(str(place)),
                "this folder holds files that adaptkit has not written, and they might be lost",
                "choose another folder with --to, or move this one away",
            )
    there = folder / INDEX
    if index and there.is_symlink():
        yield is_link(there)
    elif (
        index
        and there.exists()
        and not (is_plain_file(there) and _INDEX_MARK in there.read_bytes())
    ):
        yield error(
            "use-in-the-way",
            Position(str(there)),
            "this page was not written by adaptkit, and nothing is written over it",
            "choose another folder with --to, or move the page away",
        )


def _is_ours(place: Path, name: str) -> bool:
    """Whether it holds nothing, or the list that every build leaves of its files."""
    names = {one.name for one in place.iterdir() if not one.name.startswith(".adaptkit-")}
    return not names or bool(listed(place.parent, name)) or not any(_files_in(place))


def _files_in(place: Path) -> Iterator[Path]:
    return (p for p in place.rglob("*") if not p.is_dir() and not p.name.startswith(".adaptkit-"))


def listed(folder: Path, name: str) -> tuple[str, ...]:
    """The files of the last build, by the list that it left; none where there is no such list."""
    there = folder / name / MANIFEST
    try:
        # Through a link nothing is taken away; a pipe would never end.
        listed = json.loads(there.read_bytes()) if is_plain_file(there) else None
    except (OSError, ValueError, RecursionError):
        return ()
    if not isinstance(listed, dict):
        return ()
    return tuple(path for path in listed if path.startswith(f"{name}/") and "\0" not in path)


def _alone(
    edition: Edition,
    written: Iterable[tuple[Format, Mapping[str, bytes]]],
    own: Sibling,
    *,
    others: bool,
) -> dict[str, Mapping[str, bytes]]:
    """The formats, by name, as they are where no other edition stands beside this one. ``others``:
    whether these lead to any."""
    done: dict[str, Mapping[str, bytes]] = {}
    single: list[BuiltFile] = []
    for one, pages in written:
        if one.needs_others and others:
            pages = one.write(edition, Others((own,), tuple(single)))
        done[one.name] = pages
        file = _built_file(one, pages, _size(pages))
        single += [] if file.is_folder else [file]
    return done


def _size(pages: Mapping[str, bytes]) -> int:
    return sum(map(len, pages.values()))


def _in_format(found: Diagnostic, one: Format, edition: str) -> Diagnostic:
    """What keeps an edition from being written in this format, and so at all."""
    said = f'{found.message}; the format "{one.name}" fails, so nothing of {edition} is written'
    return replace(found, message=said, edition=edition)


def _built_file(one: Format, pages: Mapping[str, bytes], size: int) -> BuiltFile:
    """The file that holds the whole edition, be there pictures beside it; else the folder."""
    whole = [path for path in pages if one.suffix and path.endswith(one.suffix)]
    single = whole[0] if len(whole) == 1 else ""
    return BuiltFile(
        one.name, one.label, f"{one.name}/{single}", len(pages.get(single, b"")) or size
    )


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


# What says of a link or picture, by the address that its author wrote, that it is not there.
_TOLD = frozenset(
    {"file-not-for-readers", "image-missing", "image-remote", "link-dangling", "path-outside"}
)
_QUOTED = re.compile(r'"([^"]*)"')


def _told(edition: Edition) -> frozenset[str]:
    """What an author's own text leads to, and that has been told with its line already."""
    told = [d.message for d in edition.diagnostics if d.code in _TOLD]
    return frozenset(
        name for one in told for found in _QUOTED.findall(one) for name in _names(found)
    )


def _names(target: str) -> frozenset[str]:
    """A target as it may stand in a text and on a page, where a chapter has another ending."""
    path, mark, place = target.partition("#")
    whole = (path, posixpath.splitext(path)[0])
    written = {target, *(one + mark + place for one in whole)}
    return frozenset(written | set(map(unquote, written)))


def _dead(name: str, page: str, target: str) -> Diagnostic:
    return warning(
        "link-dead",
        Position(page),
        f'a link on this page leads nowhere: "{target}"',
        "readers who follow it find nothing; correct what it is made from, or tell us, "
        "where no text of yours says it",
        edition=name,
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
            _how_to_decide(edition.spec),
            edition=edition.spec.name,
        )
    for drift in edition.drift:
        yield warning(
            "overlay-drift",
            drift.position,
            f'the guide has changed under "{drift.target}", which this overlay {drift.does}',
            f"adaptkit explain {edition.spec.name} {drift.target} shows what it said then, what it "
            "says now and what you say",
            edition=edition.spec.name,
            unit=drift.target,
        )


def _how_to_decide(spec: EditionSpec) -> str:
    """The value may be set already, in an overlay that nobody named in the edition's file."""
    country = spec.locale.territory
    if not country or spec.overlays:
        return "set it under variables: in the country's overlay; readers get it as it is"
    return (
        f"this edition uses no overlay: set it under variables: in one (adaptkit add overlay "
        f'{country}), and write overlays: ["{country}"] in the edition\'s file'
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
