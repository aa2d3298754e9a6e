"""``adaptkit check``: everything that is wrong, in guide, overlays, translations and editions."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from adaptkit.catalogues.faults import foreign_words, spoilt, wrong_folder
from adaptkit.catalogues.tidy import mended
from adaptkit.checks import check_catalogue
from adaptkit.loading.guide import read_guide
from adaptkit.loading.overlays import read_overlay
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound
from adaptkit.model.layout import GUIDE, INTERFACE, in_overlay
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import Overlay
from adaptkit.model.told import Told
from adaptkit.readiness.checked_texts import names_of, of_catalogue, of_native
from adaptkit.readiness.maker import Maker
from adaptkit.records import Record, field, replace
from adaptkit.reports.checked import CheckReport, Found, Mended
from adaptkit.texts.occurrences import begins
from adaptkit.workspace import Problems, Workspace
from adaptkit.workspace.proven import proven


class _Scope(Record, frozen=True):
    """What is looked at. ``catalogues``: (locale, domain); ``natives``: overlay → the languages
    whose versions count (None: all); ``guide``: whether its own wording is judged."""

    catalogues: tuple[tuple[Locale, str], ...]
    natives: Mapping[str, Collection[Locale] | None]
    editions: tuple[str, ...]
    guide: bool


class _Gathered(Record):
    """Each finding once, with its language and the editions that it stands in."""

    workspace: Workspace
    found: dict[Diagnostic, tuple[str, dict[str, None]]] = field(default_factory=dict)
    looked: int = 0

    def add(self, told: Iterable[Diagnostic], language: str = "") -> None:
        for one in told:
            plain = replace(one, edition="")
            _, editions = self.found.setdefault(
                plain, (language or self._language(one.position.path), {})
            )
            if one.edition:
                editions[one.edition] = None

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
    scope = _scope(workspace, wanted)
    done, files = _fix(workspace, scope, dry_run=dry_run) if fix else ((), ())
    gathered = _Gathered(workspace)
    steps = len(scope.catalogues) + len(scope.natives) + len(scope.editions) + 1
    for at, what in enumerate(_looked_at(workspace, scope, gathered, today), 1):
        if progress:
            progress(what, min(at, steps), steps)
    return CheckReport(
        gathered.all(),
        gathered.looked,
        mended=done,
        files=files,
        strict=strict,
        dry_run=dry_run,
        home=_home(workspace, here or Path.cwd()),
    )


def _looked_at(
    workspace: Workspace, scope: _Scope, gathered: _Gathered, today: datetime.date
) -> Iterator[str]:
    """Look at everything; gives what was looked at, step by step."""
    problems = Problems()
    problems.attempt(_guide, workspace, scope, gathered)
    yield "guide"
    for locale, domain in scope.catalogues:
        problems.attempt(_catalogue, workspace, locale, domain, gathered)
        yield f"{locale.posix} {domain}"
    for name, only in scope.natives.items():
        overlay = problems.attempt(read_overlay, workspace, name)
        if overlay is not None:
            _natives(workspace, overlay, only, gathered)
        yield f"overlay {name}"
    yield from _editions(workspace, scope, gathered, today, problems)
    gathered.add(problems.found)


def _guide(workspace: Workspace, scope: _Scope, gathered: _Gathered) -> None:
    guide = read_guide(workspace)
    gathered.add(guide.diagnostics)
    if scope.guide:
        gathered.looked += sum(1 for block in guide.walk() if block.msgid and not block.children)


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
    gathered.add(check_catalogue(passages), language)


def _natives(
    workspace: Workspace,
    overlay: Overlay,
    only: Collection[Locale] | None,
    gathered: _Gathered,
) -> None:
    for locale, pairs, wrong in of_native(workspace, overlay, only):
        gathered.looked += len(pairs)
        gathered.add((*wrong, *check_catalogue(pairs)), locale.posix)


def _editions(
    workspace: Workspace,
    scope: _Scope,
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
            gathered.add(edition.diagnostics)
        yield f"edition {name}"
        del edition


# What is asked for ------------------------------------------------------------------------------


def _scope(workspace: Workspace, wanted: Sequence[str]) -> _Scope:
    if not wanted:
        every = [
            (one, domain) for one in workspace.languages for domain in _domains(workspace, one)
        ]
        return _Scope(
            tuple(every), dict.fromkeys(workspace.overlay_names), workspace.edition_names(), True
        )
    problems = Problems()
    catalogues: dict[tuple[Locale, str], None] = {}
    natives: dict[str, Collection[Locale] | None] = {}
    editions: list[str] = []
    for name in wanted:
        language = _language(workspace, name)
        if language is not None:
            catalogues |= dict.fromkeys((language, one) for one in _domains(workspace, language))
            for overlay in workspace.overlay_names:
                natives[overlay] = [*(natives.get(overlay) or ()), language]
            continue
        spec = problems.attempt(workspace.read_edition, name)
        if spec is not None:
            editions.append(spec.name)
            domains = (GUIDE, *spec.overlays, INTERFACE)
            catalogues |= dict.fromkeys((one, domain) for one in spec.chain for domain in domains)
            for overlay in spec.overlays:
                if overlay in workspace.overlay_names:
                    natives[overlay] = [*(natives.get(overlay) or ()), spec.locale]
    problems.stop_if_any()
    return _Scope(tuple(catalogues), natives, tuple(dict.fromkeys(editions)), False)


def _domains(workspace: Workspace, locale: Locale) -> tuple[str, ...]:
    return (*workspace.domains(locale), INTERFACE)


def _language(workspace: Workspace, name: str) -> Locale | None:
    """The language with catalogues that is meant; None where an edition is."""
    if workspace.edition_named(name) in workspace.edition_files:
        return None
    try:
        locale = Locale.parse(name)
    except ValueError:
        return None
    return locale if locale in workspace.languages else None


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
    workspace: Workspace, scope: _Scope, *, dry_run: bool
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
