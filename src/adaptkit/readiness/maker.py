"""From an edition's name to the finished edition: shared by status, build and explain."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from adaptkit.catalogues.interface import interface_words
from adaptkit.editions.assemble import adapt, assemble
from adaptkit.loading.guide import guide_units, read_guide
from adaptkit.loading.overlays import read_overlay
from adaptkit.model.catalogue import Catalogue, MatchKind
from adaptkit.model.diagnostic import Diagnostic, Position, warning
from adaptkit.model.edition import Edition, EditionSpec
from adaptkit.model.locale import Locale
from adaptkit.readiness.pictures import gather
from adaptkit.workspace import Problems, Workspace, missing_overlay, no_catalogue


@dataclass(slots=True)
class Maker:
    """Reads each overlay and catalogue once, however many editions use it."""

    workspace: Workspace
    today: datetime.date
    _pictures: dict[str, bytes | None] = field(default_factory=dict)

    def specs(self, names: tuple[str, ...]) -> list[EditionSpec]:
        """The editions of these names. Raises ProblemsFound with all that is wrong in any."""
        problems = Problems()
        found = [problems.attempt(self.workspace.read_edition, name) for name in names]
        problems.stop_if_any()
        return [spec for spec in found if spec is not None]

    def make_all(
        self,
        names: Sequence[str],
        change: Callable[[EditionSpec], EditionSpec] = lambda spec: spec,
        progress: Callable[[str, int], None] = lambda _name, _done: None,
    ) -> list[Edition]:
        """The finished editions. Raises ProblemsFound with what keeps any of them from it."""
        problems = Problems()
        made = []
        for done, name in enumerate(names):
            progress(name, done)
            spec = problems.attempt(self.workspace.read_edition, name)
            if spec is not None:
                made.append(problems.attempt(self.make, change(spec)))
        if problems.found:
            # What no edition could be made of is told whole: the guide too.
            problems.attempt(read_guide, self.workspace)
        problems.stop_if_any()
        return [edition for edition in made if edition is not None]

    def make(self, spec: EditionSpec) -> Edition:
        """The finished edition with its pictures. Raises ProblemsFound."""
        problems = Problems()
        problems.add(*(problems.attempt(unready, self.workspace, spec) or ()))
        known = [name for name in spec.overlays if name in self.workspace.overlay_names]
        guide = problems.attempt(read_guide, self.workspace)
        overlays = [problems.attempt(read_overlay, self.workspace, n) for n in known]
        catalogues = problems.attempt(self._catalogues, spec)
        if problems.found and guide is not None and None not in overlays:
            problems.attempt(adapt, guide, [o for o in overlays if o is not None], spec.locale)
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
        edition = replace(edition, diagnostics=(*edition.diagnostics, *self._behind(spec)))
        return self._with_pictures(edition)

    def _behind(self, spec: EditionSpec) -> Iterator[Diagnostic]:
        """Whether the guide has changed since the catalogues were last brought up to date."""
        template = self.workspace.read_template("guide")
        if template is None:
            return
        _, matches = guide_units(self.workspace)
        changed = sum(match.kind is not MatchKind.EXACT for match in matches)
        gone = len({entry.unit_id for entry in template.live} - {m.unit_id for m in matches})
        if changed or gone:
            yield warning(
                "catalogues-behind",
                Position(self.workspace.template_path("guide")),
                f"passages of the guide that have changed since the last update: {changed + gone}",
                "run: adaptkit update",
                edition=spec.name,
            )

    def _catalogues(self, spec: EditionSpec) -> Mapping[tuple[str, str], Catalogue]:
        problems = Problems()
        found: dict[tuple[str, str], Catalogue] = {}
        for locale in spec.chain:
            for domain in ("guide", *spec.overlays):
                catalogue = problems.attempt(self.workspace.read_catalogue, locale, domain)
                if catalogue is not None:
                    found[(locale.posix, domain)] = catalogue
        problems.stop_if_any()
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
        assets, problems = gather(self.workspace, edition, self._pictures)
        diagnostics = tuple(dict.fromkeys((*edition.diagnostics, *problems)))
        return replace(edition, assets=assets, diagnostics=diagnostics)


def unready(workspace: Workspace, spec: EditionSpec) -> list[Diagnostic]:
    """The catalogue and the overlays that an edition names and that are not there."""
    problems = [
        missing_overlay(name, workspace.overlay_names, workspace.place(spec, "overlays", name))
        for name in spec.overlays
        if name not in workspace.overlay_names
    ]
    have = (workspace.catalogue_path(locale, "guide") for locale in spec.chain)
    source = workspace.settings.source_language
    if not spec.locale.same_language(source) and not any(map(workspace.exists, have)):
        where = workspace.place(spec, "language")
        problems.append(no_catalogue(spec.name, spec.locale, (), where))
    return problems
