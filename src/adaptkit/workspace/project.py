"""A project folder: what its files hold, each by itself; nothing of what they mean together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from adaptkit.model.diagnostic import Position, ProblemsFound, error
from adaptkit.model.layout import (
    EDITIONS,
    GUIDE,
    GUIDE_SETTINGS,
    INTERFACE,
    LOCALES,
    MARKDOWN,
    NOT_MARKDOWN,
    OVERLAYS,
    SOURCE,
    TERMS,
    edition_path,
    template_path,
)
from adaptkit.model.left_behind import any_left_behind, is_left_behind
from adaptkit.model.locale import Locale
from adaptkit.model.naming import folded, meant, turned_round, twins
from adaptkit.records import replace
from adaptkit.workspace.declared import (
    edition_paths,
    edition_problems,
    language_folders,
    misnamed,
    overlay_folders,
    unread_edition,
    unread_editions,
)
from adaptkit.workspace.file_names import named_in_text
from adaptkit.workspace.natural import natural
from adaptkit.workspace.problems import (
    Problems,
    no_catalogue,
    no_project,
    overlay_no_edition,
    undeclared_edition,
    unknown_edition,
)
from adaptkit.workspace.project_files import ProjectFiles
from adaptkit.workspace.yaml_lines import line_of

if TYPE_CHECKING:
    from adaptkit.model.catalogue import Catalogue
    from adaptkit.model.document import GuideSettings
    from adaptkit.model.edition import EditionSpec

_T = TypeVar("_T")


class Workspace(ProjectFiles):
    """A project folder, with what its files hold: settings, catalogues, overlays, editions."""

    @classmethod
    def at(cls, root: Path) -> Workspace:
        """The project at ``root`` exactly. Raises ProblemsFound where there is none."""
        if not (root / SOURCE).is_dir():
            raise ProblemsFound([no_project(root)])
        return cls(named_in_text(root.resolve()))

    @classmethod
    def find(cls, start: Path) -> Workspace:
        """The nearest folder upwards that holds ``source_guide/``."""
        start = start.resolve()
        for folder in (start, *start.parents):
            if (folder / SOURCE).is_dir():
                return cls(named_in_text(folder))
        return cls.at(start)

    # -- the guide -------------------------------------------------------------------------

    @property
    def settings(self) -> GuideSettings:
        """``guide.yaml`` with ``terms.yaml``. Raises ProblemsFound."""
        return self.once("settings", self._settings)

    def _settings(self) -> GuideSettings:
        from adaptkit.model.document import GuideSettings

        self._made.look(f"{SOURCE}/")
        names = (name.rpartition("/")[2] for name in (GUIDE_SETTINGS, TERMS))
        if wrong := tuple(misnamed(self.root, SOURCE, names)):
            raise ProblemsFound(wrong)
        if not self.exists(GUIDE_SETTINGS) and not self.exists(TERMS):
            return GuideSettings()
        from adaptkit.settings.guide import parse_guide_settings
        from adaptkit.settings.terms import parse_terms

        problems = Problems()
        settings: GuideSettings | None = GuideSettings()
        if self.exists(GUIDE_SETTINGS):
            settings = problems.attempt(self._parsed, parse_guide_settings, GUIDE_SETTINGS)
        terms = None
        if self.exists(TERMS):
            terms = problems.attempt(self._parsed, parse_terms, TERMS)
        problems.stop_if_any()
        assert settings is not None
        return replace(settings, terms=terms or {})

    def _parsed(self, parse: Callable[..., _T], path: str) -> _T:
        return parse(self.read_text(path), path=path)

    @property
    def markdown_files(self) -> tuple[str, ...]:
        """Every Markdown file of ``source_guide/``, relative to it, in natural order."""
        found = self._files_of_the_guide
        return tuple(name for name in found if name.casefold().endswith(MARKDOWN))

    @property
    def other_markdown(self) -> tuple[str, ...]:
        """Files of ``source_guide/`` that people may take for chapters, and that are none."""
        found = self._files_of_the_guide
        return tuple(name for name in found if name.casefold().endswith(NOT_MARKDOWN))

    @property
    def _files_of_the_guide(self) -> tuple[str, ...]:
        def found() -> tuple[str, ...]:
            self._made.look(f"{SOURCE}/")
            base = self.root / SOURCE
            names = [
                file.relative_to(base).as_posix()
                for file in base.rglob("*")
                if file.name.casefold().endswith((*MARKDOWN, *NOT_MARKDOWN))
                and file.is_file()
                and not any_left_behind(file.relative_to(base).parts)
            ]
            return tuple(sorted(names, key=natural))

        return self.once("markdown files", found)

    # -- places ----------------------------------------------------------------------------

    def place(self, spec: EditionSpec, key: str, word: str = "") -> Position:
        """Where an edition's file says ``key``, or ``word`` under it; else where the edition is."""
        path = spec.position.path
        return self.line_of(path, key, word) if path.startswith(f"{EDITIONS}/") else spec.position

    def line_of(self, path: str, key: str, word: str = "") -> Position:
        """Where a YAML file says ``key``, or ``word`` under it; else its first line."""
        return line_of(self.read_text(path), path, key, word)

    # -- catalogues ------------------------------------------------------------------------

    def catalogue_path(self, locale: Locale, domain: str) -> str:
        """Raises ProblemsFound where a language has two folders."""
        folder = self._language_folders.get(locale, locale.posix)
        return f"{LOCALES}/{folder}/{domain}.po"

    def template_path(self, domain: str) -> str:
        return template_path(domain)

    @property
    def languages(self) -> tuple[Locale, ...]:
        """Every folder of ``locales/`` that is a language and holds a catalogue."""
        return tuple(self._language_folders)

    @property
    def _language_folders(self) -> Mapping[Locale, str]:
        def found() -> Mapping[Locale, str]:
            self._made.look(f"{LOCALES}/")
            return language_folders(self.root)

        return self.once("languages", found)

    def domains(self, locale: Locale) -> tuple[str, ...]:
        """The catalogues that a language has: ``guide`` first, then overlays by name."""
        folder = self.catalogue_path(locale, GUIDE).rpartition("/")[0]
        self._made.look(f"{folder}/")
        files = (self.root / folder).glob("*.po")
        names = [file.stem for file in files if not is_left_behind(file.name)]
        names = sorted(name for name in names if name != INTERFACE)
        return tuple(sorted(names, key=lambda name: (name != GUIDE, name)))

    def read_catalogue(self, locale: Locale, domain: str) -> Catalogue | None:
        return self._read_po(self.catalogue_path(locale, domain), locale, domain)

    def read_template(self, domain: str) -> Catalogue | None:
        return self._read_po(self.template_path(domain), None, domain)

    def _read_po(self, path: str, locale: Locale | None, domain: str) -> Catalogue | None:
        def read() -> Catalogue | None:
            from adaptkit.catalogues.po import parse_po

            if not self.exists(path):
                return None
            return parse_po(self.read_bytes(path), path=path, locale=locale, domain=domain)

        return self.once(f"catalogue {path}", read)

    def catalogue_files(self) -> tuple[str, ...]:
        """Every PO file and template of the project, interface words too."""
        self._made.look(f"{LOCALES}/")
        base = self.root / LOCALES
        found = (
            file.relative_to(self.root) for file in (*base.glob("*.pot"), *base.glob("*/*.po"))
        )
        return tuple(sorted(file.as_posix() for file in found if not any_left_behind(file.parts)))

    def all_catalogues(self, domain: str) -> tuple[Catalogue, ...]:
        """Every language's catalogue of a domain. Raises ProblemsFound for all that are damaged."""
        problems = Problems()
        found = [problems.attempt(self.read_catalogue, locale, domain) for locale in self.languages]
        problems.stop_if_any()
        return tuple(c for c in found if c is not None)

    # -- overlays and editions -------------------------------------------------------------

    @property
    def overlay_names(self) -> tuple[str, ...]:
        def found() -> tuple[str, ...]:
            self._made.look(f"{OVERLAYS}/")
            return overlay_folders(self.root)

        return self.once("overlay names", found)

    @property
    def overlay_twins(self) -> Mapping[str, Sequence[str]]:
        """Overlays that many disks take for one, each with all of them."""
        return self.once("overlay twins", lambda: twins(self.overlay_names))

    @property
    def edition_files(self) -> tuple[str, ...]:
        """The names of the editions that have a file."""
        return tuple(self._edition_paths)

    @property
    def _edition_paths(self) -> Mapping[str, tuple[str, ...]]:
        def found() -> Mapping[str, tuple[str, ...]]:
            self._made.look(f"{EDITIONS}/")
            return edition_paths(self.root)

        return self.once("edition files", found)

    @property
    def unread_editions(self) -> Mapping[str, str]:
        """Files that are meant to be an edition and are not read → the name to give them."""

        def found() -> Mapping[str, str]:
            self._made.look(f"{EDITIONS}/")
            return unread_editions(self.root)

        return self.once("unread editions", found)

    def edition_path(self, name: str) -> str:
        """Where the edition's file is, or would be."""
        paths = self._edition_paths.get(name)
        return paths[0] if paths else edition_path(name)

    def edition_named(self, name: str) -> str:
        """The edition that a person means by this name: a declared one, in whatever case and with
        whatever hyphens it is written; else the language of this code; else the name itself."""
        declared = meant(name, self._edition_paths)
        if declared is not None:
            return declared
        locale = self._language_of(name)
        # ES is the country, es the language: whoever has an overlay ES does not mean all Spanish.
        return locale.posix if locale and name not in self.overlay_names else name

    def _language_of(self, name: str) -> Locale | None:
        """The language of this code; None where there is none, or ``KE_sw`` is written."""
        try:
            locale = Locale.parse(name)
        except ValueError:
            return None
        if locale.is_known and not turned_round(name):
            return locale
        return locale if locale in (*self.languages, self.settings.source_language) else None

    def read_edition(self, name: str) -> EditionSpec:
        """The edition of that name: its file, or a bare language code. Raises ProblemsFound."""
        name = self.edition_named(name)
        return self._declared(name) if name in self._edition_paths else self._undeclared(name)

    def _declared(self, name: str) -> EditionSpec:
        from adaptkit.settings.edition import parse_edition

        same = self.once("edition twins", lambda: twins(self._edition_paths))
        if wrong := tuple(edition_problems(name, self._edition_paths, same)):
            raise ProblemsFound(wrong)
        path = self.edition_path(name)
        text = self.read_text(path)
        spec = parse_edition(text, path=path, name=name, formats=_known_formats)
        overlays = tuple(meant(one, self.overlay_names) or one for one in spec.overlays)
        for at, one in enumerate(overlays):
            if one in overlays[:at]:
                where, said = self.line_of(path, "overlays"), f'"{one}" stands here twice'
                raise ProblemsFound([error("duplicate-entry", where, said, "keep one of them")])
        return spec if overlays == spec.overlays else replace(spec, overlays=overlays)

    def _undeclared(self, name: str) -> EditionSpec:
        """A language as it is, without a country whose facts nobody has given."""
        from adaptkit.model.edition import EditionSpec

        source = self.settings.source_language
        known = [*self.edition_files, *(locale.posix for locale in self.languages), source.posix]
        for path, right in self.unread_editions.items():
            if folded(f"{name}.yaml") == folded(right):
                raise ProblemsFound([unread_edition(path, right)])
        locale = self._language_of(name)
        if name in self.overlay_names and (locale is None or locale.posix != name):
            raise ProblemsFound([overlay_no_edition(name, self.edition_files)])
        if locale is None or not locale.territory_exists:
            raise ProblemsFound([unknown_edition(name, known)])
        if locale not in (source, *self.languages):
            if not locale.same_language(source) and not set(self.languages) & set(locale.parents()):
                raise ProblemsFound([no_catalogue(name, locale, known)])
            if locale.territory or locale.variant:
                raise ProblemsFound([undeclared_edition(locale, known)])
        return EditionSpec(locale.posix, locale, position=Position(LOCALES))

    def edition_names(self, wanted: Sequence[str] = ()) -> tuple[str, ...]:
        """Those named; else all edition files; else every language that has a catalogue."""
        if wanted:
            return tuple(dict.fromkeys(map(self.edition_named, wanted)))
        if self.edition_files:
            return self.edition_files
        return tuple(locale.posix for locale in self.languages) or (
            self.settings.source_language.posix,
        )


def _known_formats() -> tuple[str, ...]:
    from adaptkit.writers import known_names

    return known_names()
