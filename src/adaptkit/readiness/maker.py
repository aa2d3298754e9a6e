"""From an edition's name to the finished edition: shared by status, build and explain."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from adaptkit.catalogues.faults import foreign_words, spoilt, wrong_folder
from adaptkit.catalogues.strays import strays
from adaptkit.editions.adapt import Adapted, adapt_for
from adaptkit.editions.assemble import assemble
from adaptkit.editions.complete import complete
from adaptkit.editions.signed_pictures import with_signed_pictures
from adaptkit.loading.guide import guide_units, read_guide
from adaptkit.loading.reviews import read_reviews, read_sessions, unread_ledgers
from adaptkit.model.catalogue import Catalogue, MatchKind
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, Severity, warning
from adaptkit.model.document import Guide
from adaptkit.model.edition import Edition, EditionSpec
from adaptkit.model.layout import GUIDE, INTERFACE
from adaptkit.model.locale import Locale
from adaptkit.readiness.pictures import gather
from adaptkit.readiness.promised import overdue
from adaptkit.readiness.settled import is_settled
from adaptkit.readiness.theme import theme_of
from adaptkit.readiness.words import interface_of
from adaptkit.records import Record, field, replace
from adaptkit.workspace import Problems, Workspace, missing_overlay, no_catalogue

if TYPE_CHECKING:
    from adaptkit.model.overlay import Overlay
    from adaptkit.model.signing import Reviews
    from adaptkit.model.tried import Session


# Of so many editions the guide as their overlays leave it is held between asking what chapters
# they will have and making them; those of others are made twice, for each may be as large as the
# guide, and a project may have hundreds.
_HELD = 16
_OF_TRANSLATIONS = frozenset(
    {"link-dangling", "image-missing", "image-remote", "file-not-for-readers", "path-outside"}
)


class Maker(Record):
    """Reads each overlay and catalogue once, however many editions use it. ``formats``: by edition,
    what is built of it; of others, what their files say."""

    workspace: Workspace
    today: datetime.date
    formats: Mapping[str, Sequence[str]] = field(default_factory=dict)
    _pictures: dict[str, bytes | None] = field(default_factory=dict)
    _adapted: dict[str, Adapted] = field(default_factory=dict)
    _chapters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _same: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    _errors: dict[str, tuple[Diagnostic, ...]] = field(default_factory=dict)

    def specs(self, names: Sequence[str], problems: Problems) -> list[EditionSpec]:
        """The editions of these names, without those whose file cannot be read."""
        found = [problems.attempt(self.workspace.read_edition, name) for name in names]
        return [spec for spec in found if spec is not None]

    def make_all(self, names: Sequence[str]) -> list[Edition]:
        """The finished editions. Raises ProblemsFound with what keeps any of them from it."""
        problems = Problems()
        return list(self.each(self.specs(names, problems), problems, shown=lambda _: False))

    def each(
        self,
        specs: Iterable[EditionSpec],
        problems: Problems,
        progress: Callable[[str, int], None] = lambda _name, _done: None,
        shown: Callable[[EditionSpec], bool] = lambda _spec: True,
        unfit: Collection[Diagnostic] = (),
    ) -> Iterator[Edition]:
        """The finished editions, one at a time. Raises ProblemsFound in the end with what keeps
        any of them from it; after the first of those none is given any more. ``shown``: whether
        somebody reads all that readers are told. ``unfit``: what is told with it of editions that
        are left out."""
        for done, spec in enumerate(specs):
            progress(spec.name, done)
            edition = problems.attempt(self.make, spec, shown=shown(spec))
            if edition is not None and not problems.found:
                yield edition
            del edition
        if problems.found:
            # What no edition could be made of is told whole: the guide too.
            problems.attempt(read_guide, self.workspace)
            known = {replace(one, edition="") for one in problems.found}
            problems.add(*(one for one in unfit if replace(one, edition="") not in known))
        problems.stop_if_any()

    def unfit(self, spec: EditionSpec) -> tuple[Diagnostic, ...]:
        """Why this edition has no translation, or what it is made of (catalogues, overlays,
        signatures) cannot be read or carried out, where the guide itself can: other editions can be
        made without it."""
        try:
            guide = read_guide(self.workspace)
        except ProblemsFound:
            return ()  # said by ``make``, with everything else
        problems = Problems()
        problems.add(*unready(self.workspace, spec))
        known = [name for name in spec.overlays if name in self.workspace.overlay_names]
        found = [problems.attempt(self._overlay, name) for name in known]
        overlays = [overlay for overlay in found if overlay is not None]
        if len(overlays) == len(spec.overlays):
            problems.attempt(self._adapt, guide, overlays, spec)
        problems.attempt(self._catalogues, spec)
        self._signed(spec, problems)
        return tuple(replace(one, edition=spec.name) for one in problems.found)

    def reads(self, spec: EditionSpec) -> bool:
        """Whether its catalogues can be read."""
        problems = Problems()
        problems.attempt(self._catalogues, spec)
        return not problems.found

    def refused(self, spec: EditionSpec) -> tuple[Diagnostic, ...]:
        """Which stories may not be in this edition, not even in a draft."""
        try:
            guide = read_guide(self.workspace)
            overlays = [self._overlay(name) for name in spec.overlays]
            if not any(overlay.tells_stories for overlay in overlays):
                return ()
            found = self._consents(overlays, self._adapt(guide, overlays, spec), spec)
        except ProblemsFound:
            return ()  # said by ``make``, with everything else
        return tuple(one for one in found if one.severity is Severity.ERROR)

    def _consents(
        self, overlays: Sequence[Overlay], adapted: Adapted, spec: EditionSpec
    ) -> Iterator[Diagnostic]:
        if not any(overlay.tells_stories for overlay in overlays):
            return
        from adaptkit.readiness.consents import of_edition

        formats = self.formats.get(spec.name)
        for found in of_edition(adapted.guide, overlays, spec, self.today, formats):
            yield replace(found, edition=spec.name)

    def chapter_names(self, spec: EditionSpec) -> tuple[str, ...]:
        """The chapters that the edition will have; none where it cannot be made."""
        if spec.name not in self._chapters:
            try:
                guide = read_guide(self.workspace)
                overlays = [self._overlay(name) for name in spec.overlays]
                self._adapt(guide, overlays, spec)
            except ProblemsFound:
                return ()  # said by ``make``, with everything else
        return self._chapters[spec.name]

    def is_settled(self, spec: EditionSpec) -> bool:
        """Whether all ids of an edition's units come from the templates, so that no catalogue was
        asked for any."""
        return all(is_settled(self.workspace, domain) for domain in (GUIDE, *spec.overlays))

    def _overlay(self, name: str) -> Overlay:
        from adaptkit.loading.overlays import read_overlay

        return read_overlay(self.workspace, name)

    def _adapt(self, guide: Guide, overlays: Sequence[Overlay], spec: EditionSpec) -> Adapted:
        adapted = self._adapted.get(spec.name)
        if adapted is None:
            adapted = adapt_for(guide, overlays, spec)
            names = tuple(chapter.name for chapter in adapted.guide.chapters)
            # Nearly always those of another edition: they are held once.
            self._chapters[spec.name] = self._same.setdefault(names, names)
            if len(self._adapted) < _HELD:
                self._adapted[spec.name] = adapted
        return adapted

    def make(self, spec: EditionSpec, *, shown: bool = True) -> Edition:
        """The finished edition with its pictures. Raises ProblemsFound."""
        problems = Problems()
        problems.add(*(problems.attempt(unready, self.workspace, spec) or ()))
        known = [name for name in spec.overlays if name in self.workspace.overlay_names]
        guide = problems.attempt(read_guide, self.workspace)
        overlays = [problems.attempt(self._overlay, n) for n in known]
        catalogues = problems.attempt(self._catalogues, spec)
        reviews, sessions = self._signed(spec, problems)
        adapted = None
        if guide is not None and None not in overlays:
            found = [overlay for overlay in overlays if overlay is not None]
            adapted = problems.attempt(self._adapt, guide, found, spec)
        problems.stop_if_any()
        assert guide is not None
        assert catalogues is not None
        assert adapted is not None
        assert reviews is not None
        catalogues, told = _in_their_language(catalogues, guide.settings.source_language)
        words, language = interface_of(self.workspace, spec)
        edition = assemble(
            guide,
            found,
            catalogues,
            spec,
            words=words,
            words_language=language,
            date=self.today.isoformat(),
            reviews=replace(reviews, today=self.today.isoformat(), sessions=sessions),
            adapted=adapted,
        )
        theme, of_theme = theme_of(self.workspace, spec, found)
        edition = replace(edition, theme=theme)
        consents = tuple(self._consents(found, adapted, spec))
        # Only its writer needs it now.
        self._adapted.pop(spec.name, None)
        behind = (*self._behind(spec), *self._not_noted(spec, found, adapted))
        behind += tuple(self._strays(spec, catalogues, adapted))
        told += tuple(self._wrong(edition, catalogues, found))
        told += (*self._interface(spec), *behind, *consents, *unread_ledgers(self.workspace))
        told += (*of_theme, *overdue(spec, self.today))
        found_too = (replace(one, edition=spec.name) for one in told)
        edition = replace(edition, diagnostics=(*edition.diagnostics, *found_too))
        return self._with_pictures(edition, catalogues, shown)

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

    def _strays(
        self, spec: EditionSpec, catalogues: Mapping[tuple[str, str], Catalogue], adapted: Adapted
    ) -> Iterator[Diagnostic]:
        """Entries whose source text is neither in the guide of today nor in that of the last
        update: of a change of the guide ``_behind`` tells, once."""
        texts: dict[str, dict[str, set[str]]] = {}
        for domain in (GUIDE, *spec.overlays):
            template = self.workspace.read_template(domain)
            if template is not None:
                texts[domain] = {entry.unit_id: {entry.msgid} for entry in template.live}
        for block in adapted.guide.walk():
            if block.domain in texts:
                texts[block.domain].setdefault(block.id, set()).add(block.msgid)
        for (_, domain), catalogue in catalogues.items():
            if domain in texts:
                yield from strays(catalogue, texts[domain])

    def _wrong(
        self,
        edition: Edition,
        catalogues: Mapping[tuple[str, str], Catalogue],
        overlays: Sequence[Overlay],
    ) -> Iterator[Diagnostic]:
        """What checks find in the words that its readers get, and that must not be published. What
        keeps words from them has been told where they were asked for."""
        from adaptkit.readiness.findings import errors_beside, errors_in

        answered = {one.unit: one.answered_by for one in edition.trace if one.answered_by}
        for path, catalogue in {one.path: one for one in catalogues.values()}.items():
            if path not in self._errors:
                self._errors[path] = errors_in(self.workspace, catalogue, spoiling=False)
            yield from (one for one in self._errors[path] if answered.get(one.unit) == path)
        for overlay in overlays:
            if overlay.native:
                yield from errors_beside(self.workspace, overlay, edition.spec.locale)

    def _not_noted(
        self, spec: EditionSpec, overlays: Sequence[Overlay], adapted: Adapted
    ) -> Iterator[Diagnostic]:
        """Whether an update has yet to note what decisions are made against."""
        if not overlays or self.workspace.read_template("guide") is None:
            return
        from adaptkit.overlays.noted import not_noted

        for overlay in overlays:
            sight = adapted.seen[overlay.name]
            for found in not_noted(overlay, sight.texts, sight.chain):
                yield replace(found, edition=spec.name)

    def _interface(self, spec: EditionSpec) -> Iterator[Diagnostic]:
        """What is wrong with the project's own interface words."""
        for locale in spec.chain:
            catalogue = self.workspace.read_catalogue(locale, INTERFACE)
            if catalogue is not None:
                yield from (*wrong_folder(catalogue), *spoilt(catalogue, None))
                return

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

    def _signed(
        self, spec: EditionSpec, problems: Problems
    ) -> tuple[Reviews | None, tuple[Session, ...]]:
        """What people have said of the edition's texts, and readers of its chapters."""
        reviews = problems.attempt(read_reviews, self.workspace, spec.chain, spec.overlays)
        return reviews, problems.attempt(read_sessions, self.workspace, spec.name) or ()

    def _with_pictures(
        self, edition: Edition, catalogues: Mapping[tuple[str, str], Catalogue], shown: bool
    ) -> Edition:
        assets, problems = gather(self.workspace, edition, self._pictures)
        if any(asset.path for asset in assets):
            edition, assets = with_signed_pictures(edition, assets)
        told = in_catalogues((*edition.diagnostics, *problems), edition, catalogues)
        diagnostics = tuple(dict.fromkeys(told))
        return complete(replace(edition, diagnostics=diagnostics), assets, shown=shown)


def _in_their_language(
    catalogues: Mapping[tuple[str, str], Catalogue], source: Locale
) -> tuple[Mapping[tuple[str, str], Catalogue], list[Diagnostic]]:
    """The catalogues without those that say that they are in another language than their folder's,
    and what is wrong with their language."""
    told: list[Diagnostic] = []
    right = {}
    for key, catalogue in catalogues.items():
        wrong = list(wrong_folder(catalogue))
        told += wrong or foreign_words(catalogue, source)
        if not wrong:
            right[key] = catalogue
    return right, told


def in_catalogues(
    found: Sequence[Diagnostic],
    edition: Edition,
    catalogues: Mapping[tuple[str, str], Catalogue],
) -> Iterator[Diagnostic]:
    """What is wrong with a translation, told where it stands and not where its source does."""
    answered = {}
    if any(one.unit and one.code in _OF_TRANSLATIONS for one in found):
        answered = {one.unit: one.answered_by for one in edition.trace if one.answered_by}
    for one in found:
        if one.code in _OF_TRANSLATIONS and one.unit in answered:
            path = answered[one.unit]
            catalogue = next((c for c in catalogues.values() if c.path == path), None)
            entry = catalogue.by_id().get(one.unit) if catalogue else None
            if entry is not None:
                one = replace(one, position=entry.words_position)
        yield one


def unready(workspace: Workspace, spec: EditionSpec) -> list[Diagnostic]:
    """The catalogue and the overlays that an edition names and that are not there."""
    problems = _no_overlays(workspace, spec)
    have = (workspace.catalogue_path(locale, "guide") for locale in spec.chain)
    source = workspace.settings.source_language
    if not spec.locale.same_language(source) and not any(map(workspace.exists, have)):
        where = workspace.place(spec, "language")
        problems.append(no_catalogue(spec.name, spec.locale, (), where))
    return problems


def _no_overlays(workspace: Workspace, spec: EditionSpec) -> list[Diagnostic]:
    return [
        missing_overlay(name, workspace.overlay_names, workspace.place(spec, "overlays", name))
        for name in spec.overlays
        if name not in workspace.overlay_names
    ]
