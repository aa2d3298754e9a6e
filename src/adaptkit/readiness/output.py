"""What a build writes: the files of each edition, what came of it, and the page of all."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from adaptkit.model.diagnostic import (
    Diagnostic,
    ProblemsFound,
    as_blocker,
)
from adaptkit.model.edition import BuiltFile, Edition, EditionSpec, Sibling
from adaptkit.model.programs import Programs
from adaptkit.model.telling import Said
from adaptkit.readiness.built_links import BuiltLinks, already_told
from adaptkit.readiness.earlier_build import (
    INDEX,
    MANIFEST,
    SIGNS,
    WORKED_IN,
    inside,
    sign_of,
    signs,
    take_away,
)
from adaptkit.readiness.kept_editions import KeptEditions
from adaptkit.readiness.not_shown import not_shown
from adaptkit.readiness.outcomes import (
    as_sibling,
    built_file,
    outcome_of,
    size_of,
    stopped_in_format,
)
from adaptkit.readiness.standing import ABOUT, about
from adaptkit.records import Record, field, replace
from adaptkit.reports.built import BuiltEdition, BuiltFormat
from adaptkit.reports.trace import render_trace
from adaptkit.workspace import Workspace
from adaptkit.workspace.built_files import BuiltFiles
from adaptkit.writers import NO_PROGRAMS, Format, Others, in_writing_order

if TYPE_CHECKING:
    from adaptkit.readiness.releasing import Releasing

_OF_REVIEWS = frozenset({"review-stranger", "review-in-future", "review-void"})


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
    _signs: dict[str, str] = field(default_factory=dict)
    refused: list[Diagnostic] = field(default_factory=list)
    objections: list[Diagnostic] = field(default_factory=list)
    failed: list[Diagnostic] = field(default_factory=list)
    _withheld: list[str] = field(default_factory=list)
    links: BuiltLinks = field(default_factory=BuiltLinks)
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
            self._sign(f"{spec.name}/{path}", content)
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
        told = set(already_told(edition))
        for one, pages in written:
            for path, page in pages.items():
                self._put(name, f"{name}/{one.name}", path, page)
            found += self.links.follow(edition, one, pages, told)
            size = size_of(pages)
            report = BuiltFormat(one.name, f"{name}/{one.name}", len(pages), size)
            done[one.name] = report, built_file(one, pages, size)
        self._put(name, name, "trace.json", render_trace(edition).encode())
        outcome = [done[one] for one in formats]
        self.built[name] = outcome_of(edition, [report for report, _ in outcome], found)
        own = next(one for one in siblings if one.name == name)
        # Where nobody has signed anything off, a format may have no page that one could open.
        there = [file for report, file in outcome if report.files]
        self.made[name] = as_sibling(own, edition, there)
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
            files = [built_file(of, pages, size_of(pages)) for of, pages in done]
            single = tuple(file for file in files if not file.is_folder)
            others = Others(
                tuple(siblings), single if one.needs_others else (), more, self.programs
            )
            try:
                done.append((one, one.write(edition, others)))
            except ProblemsFound as problem:
                failed += [
                    stopped_in_format(d, one, edition.spec.name) for d in problem.diagnostics
                ]
        self.failed += failed
        return None if failed else done

    def follow_across(self, folder: Path) -> None:
        """Follow the links from one edition to another, which all stand now. What leads nowhere is
        told again by the next build: nothing is kept of where it stands."""
        for across, dead in self.links.dead_across(folder, self.built):
            built = self.built[across.edition]
            found = (*built.diagnostics, dead)
            self.built[across.edition] = replace(built, diagnostics=found)
            self.kept.forget(across.edition if across.folder else "")

    def remember(self, edition: Edition, *, settled: bool) -> None:
        """For the next build, what was just written; an edition that failed is tried again."""
        name = edition.spec.name
        if name in self.built:
            self.kept.made(edition, settled, self._contents, self.built[name], self.made[name])
        self._contents = {}

    def _put(self, edition: str, folder: str, path: str, content: bytes) -> None:
        whole = inside(folder, path)
        self.listed[edition][whole] = len(content)
        self._contents[whole.removeprefix(f"{edition}/")] = content
        self._sign(whole, content)
        self.files.put(whole, content)

    def _sign(self, whole: str, content: bytes) -> None:
        if whole.split("/")[1] in WORKED_IN:
            self._signs[whole] = sign_of(content)

    def _manifest(self, name: str) -> None:
        """The list of the edition's files with their sizes. What is not written anew holds what an
        earlier build wrote."""
        files = self.listed[name]
        known = {**signs(self.files.folder, name), **self._signs}
        signed = {path: sign for path, sign in sorted(known.items()) if path in files}
        said = {**files, **({SIGNS: signed} if signed else {})}
        written = json.dumps(dict(sorted(said.items())), indent=1)
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
        self.links.from_index(followed({INDEX: page}).dead)
        return page

    def finish(self) -> None:
        """Move everything in."""
        # In a new folder the list of its files says first that it is ours, however a run ends.
        new = [name for name, files in self.earlier.items() if not files]
        self.files.finish(first=[f"{name}/{MANIFEST}" for name in new])

    def take_away(self, folder: Path) -> None:
        """What an earlier build wrote, by its manifest, and this one did not; and the releases of
        those that may not be shown."""
        if self._withheld:
            from adaptkit.readiness.releasing import releases_gone

            releases_gone(folder, self._withheld)
        take_away(folder, self.earlier, self.listed)


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
        file = built_file(one, pages, size_of(pages))
        single += [] if file.is_folder else [file]
    return done
