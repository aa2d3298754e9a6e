"""From an edition's name to the finished edition: shared by status, build and explain."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from adaptkit.catalogues.interface import interface_words
from adaptkit.editions.assemble import assemble
from adaptkit.editions.pictures import check_links, needs
from adaptkit.model.catalogue import Catalogue
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound
from adaptkit.model.edition import Asset, Edition, EditionSpec
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import Overlay
from adaptkit.workspace import Problems, Workspace, no_catalogue


@dataclass(slots=True)
class Maker:
    """Reads each overlay and catalogue once, however many editions use it."""

    workspace: Workspace
    today: datetime.date
    _overlays: dict[str, Overlay] = field(default_factory=dict)
    _pictures: dict[str, bytes | None] = field(default_factory=dict)

    def specs(self, names: tuple[str, ...]) -> list[EditionSpec]:
        """The editions of these names. Raises ProblemsFound with all that is wrong in any."""
        problems = Problems()
        found = [
            problems.attempt(lambda name=name: self.workspace.read_edition(name))  # type: ignore[misc]
            for name in names
        ]
        problems.stop_if_any()
        return [spec for spec in found if spec is not None]

    def make(self, spec: EditionSpec) -> Edition:
        """The finished edition with its pictures. Raises ProblemsFound."""
        problems = Problems()
        guide = problems.attempt(self.workspace.read_guide)
        overlays = [problems.attempt(lambda n=n: self._overlay(n, spec)) for n in spec.overlays]  # type: ignore[misc]
        catalogues = problems.attempt(lambda: self._catalogues(spec))
        problems.stop_if_any()
        assert guide is not None
        assert catalogues is not None
        words, language = self._words(spec)
        edition = assemble(
            guide,
            [overlay for overlay in overlays if overlay is not None],
            catalogues,
            spec,
            words=words,
            words_language=language,
            date=self.today.isoformat(),
        )
        return self._with_pictures(edition)

    def _overlay(self, name: str, spec: EditionSpec) -> Overlay:
        if name not in self._overlays:
            self._overlays[name] = self.workspace.read_overlay(name, spec.position)
        return self._overlays[name]

    def _catalogues(self, spec: EditionSpec) -> Mapping[tuple[str, str], Catalogue]:
        problems = Problems()
        found: dict[tuple[str, str], Catalogue] = {}
        for locale in spec.chain:
            for domain in ("guide", *spec.overlays):
                catalogue = problems.attempt(
                    lambda locale=locale, domain=domain: self.workspace.read_catalogue(  # type: ignore[misc]
                        locale, domain
                    )
                )
                if catalogue is not None:
                    found[(locale.posix, domain)] = catalogue
        problems.stop_if_any()
        source = self.workspace.settings.source_language
        has_guide = any(domain == "guide" for _, domain in found)
        if not spec.locale.same_language(source) and not has_guide:
            where = spec.position
            path = str(where) if where.path else ""
            problem = no_catalogue(spec.name, spec.locale, (), path)
            raise ProblemsFound([replace(problem, position=where if path else Position("locales"))])
        return found

    def _words(self, spec: EditionSpec) -> tuple[Mapping[str, str], Locale]:
        override = None
        for locale in spec.chain:
            override = self.workspace.read_catalogue(locale, "interface")
            if override is not None:
                break
        words = interface_words(spec.chain, override)
        spoken = words or spec.locale.language == "en"
        return words, spec.locale if spoken else Locale("en")

    def _with_pictures(self, edition: Edition) -> Edition:
        assets: dict[str, Asset] = {}
        found: dict[str, bool] = {}
        outside: list[Diagnostic] = []
        for need in needs(edition):
            content = self._picture(need.path, need.position, outside)
            found[need.path] = content is not None
            if content is not None:
                assets[need.name] = Asset(need.name, content)
        for path in list(found):
            folder = self.workspace.root / path.rsplit("/", 1)[0]
            if not found[path] and folder.is_dir():
                for near in folder.iterdir():
                    found.setdefault(f"{path.rsplit('/', 1)[0]}/{near.name}", True)
        problems = (*edition.diagnostics, *outside, *check_links(edition, found))
        return replace(
            edition,
            assets=tuple(assets[name] for name in sorted(assets)),
            diagnostics=tuple(dict.fromkeys(problems)),
        )

    def _picture(self, path: str, position: Position, outside: list[Diagnostic]) -> bytes | None:
        if path not in self._pictures:
            try:
                full = self.workspace.inside(path, position)
                self._pictures[path] = full.read_bytes() if full.is_file() else None
            except ProblemsFound as problem:
                outside += problem.diagnostics
                self._pictures[path] = None
        return self._pictures[path]
