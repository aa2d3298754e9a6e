"""A project folder: its guide, catalogues, overlays and editions."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from adaptkit.model.diagnostic import (
    Diagnostic,
    Position,
    ProblemsFound,
    did_you_mean,
    error,
    warning,
)
from adaptkit.model.locale import Locale
from adaptkit.workspace.natural import natural
from adaptkit.workspace.problems import (
    Problems,
    missing_overlay,
    no_catalogue,
    unknown_edition,
    unreadable,
)

if TYPE_CHECKING:
    from adaptkit.model.catalogue import Catalogue, Match
    from adaptkit.model.document import Guide, GuideSettings
    from adaptkit.model.edition import EditionSpec
    from adaptkit.model.overlay import Overlay
    from adaptkit.model.unit import Unit

_T = TypeVar("_T")

SOURCE = "source_guide"
LOCALES = "locales"
GUIDE = "guide"


class Workspace:
    """A project folder. Paths given and taken are relative to it, with ``/``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._catalogues: dict[str, Catalogue | None] = {}
        self._folders: dict[str, Path] = {}
        # What each file held when it was first looked at; None: it was not there.
        self._seen: dict[str, bytes | None] = {}

    @classmethod
    def at(cls, root: Path) -> Workspace:
        """The project at ``root`` exactly. Raises ProblemsFound where there is none."""
        if not (root / SOURCE).is_dir():
            raise ProblemsFound(
                [
                    error(
                        "use-no-project",
                        Position(str(root)),
                        f'this folder holds no "{SOURCE}" folder, so it is no adaptkit project',
                        "go to your project's folder, or start one with: adaptkit init my-guide",
                    )
                ]
            )
        return cls(root.resolve())

    @classmethod
    def find(cls, start: Path) -> Workspace:
        """The nearest folder upwards that holds ``source_guide/``."""
        start = start.resolve()
        for folder in (start, *start.parents):
            if (folder / SOURCE).is_dir():
                return cls(folder)
        return cls.at(start)

    # -- plain files -----------------------------------------------------------------------

    def inside(self, path: str, position: Position | None = None) -> Path:
        """The file at ``path``, which must not lead out of the project."""
        full = self._resolved(path)
        if not full.is_relative_to(self.root):
            raise ProblemsFound(
                [
                    error(
                        "path-outside",
                        position or Position(path),
                        f'"{path}" leads out of the project',
                        "copy the file into the project and name it there",
                    )
                ]
            )
        return full

    def _resolved(self, path: str) -> Path:
        """``Path.resolve`` asks about every folder on the way: here once for each folder."""
        folder, _, name = path.rpartition("/")
        # A "/" alone before the name, and on Windows "\\" or "c:" in it, lead somewhere else.
        if name in ("", ".", "..") or "\\" in name or ":" in name or path.startswith("/"):
            return (self.root / path).resolve()
        parent = self._folders.get(folder)
        if parent is None:
            parent = self._folders[folder] = (self.root / folder).resolve()
        full = parent / name
        return full.resolve() if full.is_symlink() else full

    def exists(self, path: str) -> bool:
        there = self.inside(path).is_file()
        if not there:
            self._seen.setdefault(path, None)
        return there

    def read_bytes(self, path: str) -> bytes:
        """Raises ProblemsFound for what may not be read, or is not there."""
        try:
            content = self.inside(path).read_bytes()
        except OSError as fault:
            raise ProblemsFound([unreadable(path, fault)]) from fault
        self._seen.setdefault(path, content)
        return content

    def read_text(self, path: str) -> str:
        """The decoded file, BOM and line ends kept. What is not UTF-8 is refused with its place."""
        from adaptkit.workspace.files import decode

        return decode(self.read_bytes(path), path)

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write all: first beside, then replace, so that no file is ever half written.

        Raises ProblemsFound, and writes nothing, where a file is no longer what was read: somebody
        has saved it in the meantime, and their words would be lost.
        """
        from adaptkit.workspace.files import alone, sweep, write_files

        full = {self.inside(path): content for path, content in files.items()}
        seen = {self.inside(path): self._seen[path] for path in files if path in self._seen}
        with alone(self.root) as sole:
            sweep((self.root / LOCALES).rglob(".*"), all_of_it=sole)
            try:
                write_files(full, seen)
            except ProblemsFound as problem:
                raise ProblemsFound(self._named(one) for one in problem.diagnostics) from problem
        self._seen.update(files)

    def _named(self, found: Diagnostic) -> Diagnostic:
        """The finding with its path as seen from the project."""
        path = Path(found.position.path)
        if not path.is_relative_to(self.root):
            return found
        return replace(found, position=Position(path.relative_to(self.root).as_posix()))

    # -- the guide -------------------------------------------------------------------------

    @cached_property
    def settings(self) -> GuideSettings:
        from adaptkit.model.document import GuideSettings

        path, terms_path = f"{SOURCE}/guide.yaml", f"{SOURCE}/terms.yaml"
        if not self.exists(path) and not self.exists(terms_path):
            return GuideSettings()
        from adaptkit.settings.guide import parse_guide_settings
        from adaptkit.settings.terms import parse_terms

        problems = Problems()
        settings: GuideSettings | None = GuideSettings()
        if self.exists(path):
            settings = problems.attempt(self._parsed, parse_guide_settings, path)
        terms = None
        if self.exists(terms_path):
            terms = problems.attempt(self._parsed, parse_terms, terms_path)
        problems.stop_if_any()
        assert settings is not None
        return replace(settings, terms=terms or {})

    def _parsed(self, parse: Callable[..., _T], path: str) -> _T:
        return parse(self.read_text(path), path=path)

    @cached_property
    def markdown_files(self) -> tuple[str, ...]:
        """Every Markdown file of ``source_guide/``, relative to it, in natural order."""
        found = [
            file.relative_to(self.root / SOURCE).as_posix()
            for file in (self.root / SOURCE).rglob("*")
            if file.suffix in (".md", ".markdown")
            and file.is_file()
            and not any(part.startswith(".") for part in file.relative_to(self.root).parts)
        ]
        return tuple(sorted(found, key=natural))

    @cached_property
    def chapter_files(self) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
        """Chapter names relative to ``source_guide/`` in order, and what is odd about them."""
        found = self.markdown_files
        listed = self.settings.chapters
        if not listed:
            if not found:
                raise ProblemsFound(
                    [
                        error(
                            "guide-empty",
                            Position(SOURCE),
                            "there is no chapter here yet",
                            f"put the guide's Markdown files (.md) into {SOURCE}/",
                        )
                    ]
                )
            return found, ()
        missing = [name for name in listed if name not in found]
        if missing:
            raise ProblemsFound(
                [
                    error(
                        "chapter-missing",
                        self._line(f"{SOURCE}/guide.yaml", "chapters", name),
                        f'the chapter "{name}" is listed here, but there is no such file',
                        did_you_mean(name, found) or "correct the name or take the line out",
                    )
                    for name in missing
                ]
            )
        left = tuple(
            warning(
                "chapter-not-listed",
                Position(f"{SOURCE}/{name}"),
                "this chapter is not listed in guide.yaml, so it is in no edition",
                "add it to chapters: in guide.yaml, or move it elsewhere",
            )
            for name in found
            if name not in listed
        )
        return tuple(listed), left

    @cached_property
    def _identified(self) -> tuple[Guide, tuple[Unit, ...], tuple[Match, ...]]:
        from adaptkit.workspace.guide import identify_guide

        return identify_guide(self)

    def read_guide(self) -> Guide:
        """The parsed guide; every unit has the id that the committed template froze."""
        return self._identified[0]

    def guide_units(self) -> tuple[tuple[Unit, ...], tuple[Match, ...]]:
        """The guide's units with their final ids, and how each was recognised."""
        return self._identified[1], self._identified[2]

    # -- places ----------------------------------------------------------------------------

    def place(self, spec: EditionSpec, key: str, word: str = "") -> Position:
        """Where an edition's file says ``key``, or ``word`` under it; else where the edition is."""
        path = f"{LOCALES}/editions/{spec.name}.yaml"
        return self._line(path, key, word) if spec.position.path == path else spec.position

    def _line(self, path: str, key: str, word: str = "") -> Position:
        under = False
        found = Position(path, 1)
        for number, line in enumerate(self.read_text(path).splitlines(), 1):
            if re.match(rf"{key}\s*:", line):
                under, found = True, Position(path, number)
            if under and (not word or re.search(rf"(?<![\w./-]){re.escape(word)}(?!\w)", line)):
                return Position(path, number)
        return found

    # -- catalogues ------------------------------------------------------------------------

    def catalogue_path(self, locale: Locale, domain: str) -> str:
        return f"{LOCALES}/{locale.posix}/{domain}.po"

    def template_path(self, domain: str) -> str:
        return f"{LOCALES}/{domain}.pot"

    @cached_property
    def languages(self) -> tuple[Locale, ...]:
        """Every folder of ``locales/`` that is a language and holds a catalogue."""
        found = []
        base = self.root / LOCALES
        for folder in sorted(base.iterdir()) if base.is_dir() else ():
            with contextlib.suppress(ValueError):
                locale = Locale.parse(folder.name)
                if folder.is_dir() and any(folder.glob("*.po")):
                    found.append(locale)
        return tuple(found)

    def domains(self, locale: Locale) -> tuple[str, ...]:
        """The catalogues that a language has: ``guide`` first, then overlays by name."""
        folder = self.root / LOCALES / locale.posix
        names = sorted(f.stem for f in folder.glob("*.po") if f.stem != "interface")
        return tuple(sorted(names, key=lambda n: (n != GUIDE, n)))

    def read_catalogue(self, locale: Locale, domain: str) -> Catalogue | None:
        return self._read_po(self.catalogue_path(locale, domain), locale, domain)

    def read_template(self, domain: str) -> Catalogue | None:
        return self._read_po(self.template_path(domain), None, domain)

    def _read_po(self, path: str, locale: Locale | None, domain: str) -> Catalogue | None:
        from adaptkit.catalogues.po import parse_po

        if path not in self._catalogues:
            found = None
            if self.exists(path):
                found = parse_po(self.read_bytes(path), path=path, locale=locale, domain=domain)
            self._catalogues[path] = found
        return self._catalogues[path]

    def catalogue_files(self) -> tuple[str, ...]:
        """Every PO file and template of the project, interface words too."""
        base = self.root / LOCALES
        found = [*base.glob("*.pot"), *base.glob("*/*.po")]
        return tuple(sorted(file.relative_to(self.root).as_posix() for file in found))

    def all_catalogues(self, domain: str) -> tuple[Catalogue, ...]:
        """Every language's catalogue of a domain. Raises ProblemsFound for all that are damaged."""
        problems = Problems()
        found = [problems.attempt(self.read_catalogue, locale, domain) for locale in self.languages]
        problems.stop_if_any()
        return tuple(c for c in found if c is not None)

    def overlay_placeholders(self, names: set[str]) -> set[str]:
        """Which of the declared names the overlays' prose uses."""
        from adaptkit.guides.units import placeholders_in

        found: set[str] = set()
        for name in self.overlay_names:
            folder = self.root / LOCALES / "overlays" / name
            for file in folder.rglob("*.md"):
                text = file.read_bytes().decode("utf-8", "replace")
                found |= set(placeholders_in(text, names))
        return found

    # -- overlays and editions -------------------------------------------------------------

    @cached_property
    def overlay_names(self) -> tuple[str, ...]:
        base = self.root / LOCALES / "overlays"
        if not base.is_dir():
            return ()
        return tuple(sorted(f.parent.name for f in base.glob("*/overlay.yaml")))

    def read_overlay(self, name: str, position: Position | None = None) -> Overlay:
        from adaptkit.workspace.overlays import load_overlay

        if name not in self.overlay_names:
            where = position or Position(f"{LOCALES}/overlays")
            raise ProblemsFound([missing_overlay(name, self.overlay_names, where)])
        return load_overlay(self, name)

    @cached_property
    def edition_files(self) -> tuple[str, ...]:
        base = self.root / LOCALES / "editions"
        return tuple(sorted(f.stem for f in base.glob("*.yaml"))) if base.is_dir() else ()

    def read_edition(self, name: str) -> EditionSpec:
        """The edition of that name: its file, or a bare language code."""
        from adaptkit.model.edition import EditionSpec
        from adaptkit.settings.edition import parse_edition

        if name in self.edition_files:
            path = f"{LOCALES}/editions/{name}.yaml"
            spec = parse_edition(self.read_text(path), path=path, name=name)
            with contextlib.suppress(ValueError):
                # es_MX in "language: es" is Mexico's Spanish: dates, names and lang follow it.
                own = Locale.parse(name)
                if own.same_language(spec.locale) and not spec.locale.territory:
                    spec = replace(spec, locale=own)
            return spec
        known = [*self.edition_files, *(locale.posix for locale in self.languages)]
        known.append(self.settings.source_language.posix)
        try:
            locale = Locale.parse(name)
        except ValueError:
            raise ProblemsFound([unknown_edition(name, known)]) from None
        if not locale.territory_exists:
            raise ProblemsFound([unknown_edition(name, known)])
        if not locale.same_language(self.settings.source_language):
            chain = {parent.posix for parent in locale.parents()}
            if not any(have.posix in chain for have in self.languages):
                raise ProblemsFound([no_catalogue(name, locale, known)])
        return EditionSpec(locale.posix, locale, position=Position(LOCALES))

    def edition_names(self, wanted: Sequence[str] = ()) -> tuple[str, ...]:
        """Those named; else all edition files; else every language that has a catalogue."""
        if wanted:
            return tuple(dict.fromkeys(wanted))
        if self.edition_files:
            return self.edition_files
        return tuple(locale.posix for locale in self.languages) or (
            self.settings.source_language.posix,
        )
