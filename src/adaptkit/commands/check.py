"""``adaptkit check``: everything that is wrong, in guide, overlays, translations and editions."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from adaptkit.catalogues.faults import foreign_words, spoilt, wrong_folder
from adaptkit.catalogues.tidy import mended
from adaptkit.checks.prose.plain import check_plain
from adaptkit.loading.guide import read_guide
from adaptkit.loading.overlays import read_overlay
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound
from adaptkit.model.document import Chapter
from adaptkit.model.layout import INTERFACE, in_overlay
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import Overlay
from adaptkit.model.told import Told
from adaptkit.readiness.checked_scope import Scope, scope_of
from adaptkit.readiness.checked_texts import leaves, names_of, of_catalogue, of_native
from adaptkit.readiness.findings import Findings, findings
from adaptkit.readiness.maker import Maker
from adaptkit.readiness.rows import unused
from adaptkit.readiness.unmarked import unmarked
from adaptkit.records import Record, field, replace
from adaptkit.reports.checked import CheckReport, Found, Mended
from adaptkit.texts.occurrences import begins
from adaptkit.workspace import Problems, Workspace
from adaptkit.workspace.proven import proven


class _Gathered(Record):
    """Each finding once, with its language and the editions that it stands in."""

    workspace: Workspace
    found: dict[Diagnostic, tuple[str, dict[str, None]]] = field(default_factory=dict)
    ignored: dict[Diagnostic, Found] = field(default_factory=dict)
    looked: int = 0

    def add(self, told: Iterable[Diagnostic], language: str = "") -> None:
        for one in told:
            plain = replace(one, edition="")
            _, editions = self.found.setdefault(
                plain, (language or self._language(one.position.path), {})
            )
            if one.edition:
                editions[one.edition] = None

    def judge(self, judged: Findings, language: str) -> None:
        """What was found, without what somebody has found to be right as it is."""
        self.add((*judged.left, *judged.void), language)
        for told, review in judged.ignored:
            one = Found(_with_column(self.workspace, told), language, (), review.note, review.by)
            self.ignored[told] = one

    def _language(self, path: str) -> str:
        """Of what stands in a file that is told of by no check."""
        folder = path.split("/")[1] if path.count("/") > 1 else ""
        if any(locale.posix == folder for locale in self.workspace.languages):
            return folder
        if in_overlay(path) or path.startswith("locales/"):
            return ""
        return self.workspace.settings.source_language.posix

    def all(self) -> tuple[Found, ...]:
        listed = [
            Found(_with_column(self.workspace, told), language, tuple(editions))
            for told, (language, editions) in self.found.items()
            if told not in self.ignored
        ]
        return tuple(sorted(listed, key=lambda one: one.told.sort_key))


def check(
    workspace: Workspace,
    wanted: Sequence[str] = (),
    *,
    today: datetime.date,
    strict: bool = False,
    fix: bool = False,
    dry_run: bool = False,
    progress: Told | None = None,
    here: Path | None = None,
) -> CheckReport:
    """Everything that is wrong in the whole project, or with the editions and languages of
    ``wanted``; what cannot be read is among it. ``fix``: mend first what needs no judgement.
    Raises ProblemsFound for a name that is not there, and where something cannot be written."""
    scope = scope_of(workspace, wanted)
    done, files = _fix(workspace, scope, dry_run=dry_run) if fix else ((), ())
    gathered = _Gathered(workspace)
    steps = len(scope.catalogues) + len(scope.natives) + len(scope.editions) + 1
    for at, what in enumerate(_looked_at(workspace, scope, gathered, today), 1):
        if progress:
            progress(what, min(at, steps), steps)
    return CheckReport(
        gathered.all(),
        gathered.looked,
        ignored=tuple(sorted(gathered.ignored.values(), key=lambda one: one.told.sort_key)),
        mended=done,
        files=files,
        strict=strict,
        fix=fix,
        dry_run=dry_run,
        home=_home(workspace, here or Path.cwd()),
    )


def _looked_at(
    workspace: Workspace, scope: Scope, gathered: _Gathered, today: datetime.date
) -> Iterator[str]:
    """Look at everything; gives what was looked at, step by step."""
    problems = Problems()
    problems.attempt(_guide, workspace, scope, gathered)
    if scope.guide:
        # What cannot be read is told by whoever reads it for its own sake.
        gathered.add(Problems().attempt(lambda: tuple(unmarked(workspace))) or ())
    yield "guide"
    for locale, domain in scope.catalogues:
        problems.attempt(_catalogue, workspace, locale, domain, gathered)
        yield f"{locale.posix} {domain}"
    for name, only in scope.natives.items():
        overlay = problems.attempt(read_overlay, workspace, name)
        if overlay is not None:
            _natives(workspace, overlay, only, gathered)
            if only is None or any(overlay.language.same_language(one) for one in only):
                _prose(overlay.prose.values(), overlay.language, gathered)
        yield f"overlay {name}"
    yield from _editions(workspace, scope, gathered, today, problems)
    gathered.add(problems.found)


def _guide(workspace: Workspace, scope: Scope, gathered: _Gathered) -> None:
    guide = read_guide(workspace)
    gathered.add(guide.diagnostics)
    if scope.guide:
        chapters = (*([guide.about] if guide.about else []), *guide.chapters)
        _prose(chapters, guide.settings.source_language, gathered)


def _prose(chapters: Iterable[Chapter], locale: Locale, gathered: _Gathered) -> None:
    """Whether what is written in the source is plain to read."""
    for chapter in chapters:
        for block in leaves(chapter):
            gathered.looked += 1
            found = check_plain(block.msgid, locale, block.position, block.id)
            gathered.add(found, locale.posix)


def _catalogue(workspace: Workspace, locale: Locale, domain: str, gathered: _Gathered) -> None:
    catalogue = workspace.read_catalogue(locale, domain)
    if catalogue is None:
        return
    language = locale.posix
    if wrong := list(wrong_folder(catalogue)):
        # Judged by another language's rules, all of it would be wrong.
        gathered.add(wrong, language)
        return
    if domain == INTERFACE:
        gathered.add(spoilt(catalogue, None), language)
        return
    gathered.add(foreign_words(catalogue, workspace.settings.source_language), language)
    passages = of_catalogue(workspace, catalogue)
    gathered.looked += sum(1 for one in passages if one.translation)
    gathered.judge(findings(workspace, locale, domain, passages), language)


def _natives(
    workspace: Workspace,
    overlay: Overlay,
    only: Collection[Locale] | None,
    gathered: _Gathered,
) -> None:
    for locale, pairs, wrong in of_native(workspace, overlay, only):
        gathered.looked += len(pairs)
        gathered.add(wrong, locale.posix)
        gathered.judge(findings(workspace, locale, overlay.name, pairs), locale.posix)


def _editions(
    workspace: Workspace,
    scope: Scope,
    gathered: _Gathered,
    today: datetime.date,
    problems: Problems,
) -> Iterator[str]:
    """What is wrong with each as a whole; one that cannot be made keeps no other from it."""
    maker = Maker(workspace, today)
    for name in scope.editions:
        spec = problems.attempt(workspace.read_edition, name)
        edition = problems.attempt(maker.make, spec, shown=False) if spec else None
        if edition is not None:
            gathered.add((*edition.diagnostics, *unused(workspace, edition.spec)))
        yield f"edition {name}"
        del edition


# Where it stands ------------------------------------------------------------------------------


def _home(workspace: Workspace, here: Path) -> str:
    """The project's folder as seen from ``here``, where it stands below; code hosts ask for paths
    from the top of the repository, where their steps run."""
    root, here = workspace.root.resolve(), here.resolve()
    if root == here or not root.is_relative_to(here):
        return ""
    return f"{root.relative_to(here).as_posix()}/"


def _with_column(workspace: Workspace, told: Diagnostic) -> Diagnostic:
    """With the column in which the words begin, where only the line is known."""
    place = told.position
    if not place.line or place.column:
        return told

    def lines() -> list[str]:
        try:
            return workspace.read_text(place.path).split("\n")
        except ProblemsFound:
            return []

    found = workspace.once(f"lines of {place.path}", lines)
    line = found[place.line - 1] if place.line <= len(found) else ""
    return replace(told, position=Position(place.path, place.line, begins(line)))


# Mending ----------------------------------------------------------------------------------------


def _fix(
    workspace: Workspace, scope: Scope, *, dry_run: bool
) -> tuple[tuple[Mended, ...], tuple[str, ...]]:
    """Nothing is written before all is read, and a catalogue that cannot be read stays as it is."""
    done: list[Mended] = []
    files: dict[str, bytes] = {}
    dialect = workspace.settings.syntax.dialect
    for locale, domain in scope.catalogues:
        catalogue = Problems().attempt(workspace.read_catalogue, locale, domain)
        if catalogue is None or any(wrong_folder(catalogue)):
            continue
        names = None if domain == INTERFACE else names_of(workspace)
        now, changed = mended(catalogue, names, dialect)
        if changed:
            files |= proven(workspace, catalogue.path, now, catalogue)
            done += (
                Mended(told, locale.posix, before.msgstr, after.msgstr)
                for before, after, told in changed
            )
    if files and not dry_run:
        workspace.write(files)
    return tuple(done), tuple(files)
