"""All texts of a project in which a trace of one country would reach readers of others, each with
the countries whose traces belong there, and a way to its lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial

from adaptkit.guides.places import place_in
from adaptkit.loading.guide import read_guide
from adaptkit.loading.overlays import read_overlay
from adaptkit.model.catalogue import Catalogue
from adaptkit.model.contact import Shape
from adaptkit.model.diagnostic import Position
from adaptkit.model.document import Chapter, Guide, GuideSettings
from adaptkit.model.layout import GUIDE
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import VARIABLE_TARGET, Overlay
from adaptkit.overlays.points import cover, leaf_of
from adaptkit.records import Record
from adaptkit.texts.occurrences import Lines, placed
from adaptkit.workspace import Problems, Workspace

Locate = Callable[[int, str], Position]
"""Where so many characters into the text the words stand in the file."""


class Text(Record, frozen=True):
    """``own``: whose traces belong here. ``region``: in whose way it is written on purpose.
    ``place``: what stands in the guide, an overlay or a catalogue (``where`` says which).
    ``source``: what a translation translates. ``is_value``: a telephone number alone."""

    content: str
    locale: Locale
    position: Position
    where: str
    own: frozenset[str]
    region: str = ""
    unit: str = ""
    source: str = ""
    country: str = ""
    is_value: bool = False
    locate: Locate | None = None


def texts(workspace: Workspace) -> Iterator[Text]:
    """Of the guide, its overlays and their translations. Raises ProblemsFound with everything that
    cannot be read."""
    problems = Problems()
    guide = problems.attempt(read_guide, workspace)
    names = workspace.overlay_names
    overlays = [problems.attempt(read_overlay, workspace, name) for name in names]
    catalogues = [
        problems.attempt(workspace.read_catalogue, locale, domain)
        for locale in workspace.languages
        for domain in workspace.domains(locale)
        if domain == GUIDE or domain in names
    ]
    problems.stop_if_any()
    assert guide is not None
    known = {overlay.name: overlay for overlay in overlays if overlay is not None}
    yield from _of_guide(guide)
    for overlay in known.values():
        yield from _of_overlay(overlay, guide.settings)
    local = {GUIDE: _local_units(guide)}
    for name, overlay in known.items():
        local[name] = _local_units(Guide(guide.settings, tuple(overlay.prose.values())))
    for catalogue in catalogues:
        if catalogue is not None:
            country = known[catalogue.domain].country if catalogue.domain in known else ""
            yield from _of_catalogue(workspace, catalogue, country, local[catalogue.domain])


def _of_guide(guide: Guide) -> Iterator[Text]:
    """Its own country's traces are what is looked for; only its way of writing is its own."""
    settings = guide.settings
    region = settings.source_language.territory or settings.country
    local = _local(guide)
    for chapter in (*([guide.about] if guide.about else []), *guide.chapters):
        yield from _of_chapter(chapter, settings, local, "guide", region=region)


def _of_overlay(overlay: Overlay, settings: GuideSettings) -> Iterator[Text]:
    for _, chapter in sorted(overlay.prose.items()):
        yield from _of_prose(overlay, chapter, overlay.language, settings)
    for (_, tag), chapter in sorted(overlay.native.items()):
        yield from _of_prose(overlay, chapter, Locale.parse(tag), settings)
    yield from _values(overlay, settings)


def _of_prose(
    overlay: Overlay, chapter: Chapter, locale: Locale, settings: GuideSettings
) -> Iterator[Text]:
    alone = Guide(settings, (chapter,))
    yield from _of_chapter(
        chapter,
        settings,
        _local(alone),
        "overlay",
        locale=locale,
        country=overlay.country,
        region=locale.territory or overlay.country,
    )


def _of_chapter(
    chapter: Chapter,
    settings: GuideSettings,
    local: Mapping[tuple[str, Position], str],
    where: str,
    *,
    locale: Locale | None = None,
    country: str = "",
    region: str = "",
) -> Iterator[Text]:
    lines = Lines(chapter.source)
    for block in chapter.walk():
        if block.msgid and not block.children:
            yield Text(
                block.msgid,
                locale or settings.source_language,
                block.position,
                where,
                frozenset({country, local.get(leaf_of(block), "")} - {""}),
                region,
                unit=block.id,
                country=country,
                locate=partial(place_in, lines, block),
            )


def _values(overlay: Overlay, settings: GuideSettings) -> Iterator[Text]:
    """Of variables and contacts: what an overlay sets is its own country's."""
    own = frozenset({overlay.country} - {""})

    def text(
        said: str, position: Position, locale: Locale = overlay.language, *, value: bool = False
    ) -> Text:
        return Text(
            said,
            locale,
            position,
            "overlay",
            own,
            locale.territory or overlay.country,
            country=overlay.country,
            is_value=value,
        )

    for operation in overlay.operations:
        if operation.target.of == VARIABLE_TARGET:
            variable = settings.variables.get(operation.target.id)
            kind = variable.kind if variable else "text"
            if kind in ("text", "telephone"):
                said = str(operation.arguments.get("value", ""))
                yield text(said, operation.position, value=kind == "telephone")
    for contact in overlay.directory:
        for one in contact.leaves():
            if one.field.shape is Shape.TELEPHONE:
                yield text(one.text, contact.place(one.path), value=True)
            elif one.field.shape is Shape.TEXTS and one.language:
                yield text(one.text, contact.place(one.path), Locale.parse(one.language))


def _of_catalogue(
    workspace: Workspace, catalogue: Catalogue, country: str, local: Mapping[str, str]
) -> Iterator[Text]:
    """Finished words only: readers get no others. ``country``: of the overlay that it translates;
    ``local``: unit id → the country that a mark names."""
    assert catalogue.locale is not None
    lines: list[str] = []
    for entry in catalogue.live:
        if not entry.finished:
            continue
        if not lines:
            lines = re.split(r"\r\n|\n|\r", workspace.read_text(catalogue.path))
        yield Text(
            entry.finished,
            catalogue.locale,
            entry.position,
            "catalogue",
            frozenset({country, catalogue.locale.territory, local.get(entry.unit_id, "")} - {""}),
            catalogue.locale.territory or country,
            unit=entry.unit_id,
            source=entry.msgid,
            country=catalogue.locale.territory or country,
            locate=_in_catalogue(lines, entry.position, entry.finished),
        )


def _in_catalogue(lines: list[str], position: Position, content: str) -> Locate:
    def locate(start: int, words: str) -> Position:
        line, column = placed(lines, position.line, content, start, words)
        return Position(position.path, line, column)

    return locate


def _local(guide: Guide) -> Mapping[tuple[str, Position], str]:
    """The leaves that a mark covers → the country of the mark, else the guide's own."""
    home = guide.settings.country
    return {leaf: block.mark.get("country") or home for leaf, block in cover(guide).local.items()}


def _local_units(guide: Guide) -> Mapping[str, str]:
    return {id: country for (id, _), country in _local(guide).items() if id}


class Shown(Record, frozen=True):
    """What an edition shows. ``places``: of its source texts; ``answers``: unit id → the catalogue
    whose words its readers get; ``undecided``: how many marked passages and values of another
    country nobody has decided about."""

    places: Collection[Position]
    answers: Mapping[str, str]
    undecided: int


def shown_in(workspace: Workspace, name: str) -> Shown:
    """Raises ProblemsFound."""
    from adaptkit.editions.adapt import adapt_for

    spec = workspace.read_edition(name)
    guide = read_guide(workspace)
    overlays = [
        read_overlay(workspace, each, workspace.place(spec, "overlays", each))
        for each in spec.overlays
    ]
    adapted = adapt_for(guide, overlays, spec)
    leaves = [leaf for leaf in adapted.guide.walk() if leaf.msgid and not leaf.children]
    if guide.about:
        leaves += [leaf for leaf in guide.about.walk() if leaf.msgid]
    answers: dict[str, str] = {}
    for locale in spec.chain:
        for domain in (GUIDE, *spec.overlays):
            catalogue = workspace.read_catalogue(locale, domain)
            for entry in catalogue.live if catalogue else ():
                if entry.finished:
                    answers.setdefault(entry.unit_id, catalogue.path if catalogue else "")
    ids = {leaf.id for leaf in leaves}
    places = {leaf.position for leaf in leaves}
    for overlay in overlays:
        places |= {operation.position for operation in overlay.operations}
        for contact in overlay.directory:
            places |= {contact.position, *contact.places.values()}
    return Shown(
        places,
        {id: path for id, path in answers.items() if id in ids},
        len(adapted.open_points) + len(adapted.open_variables),
    )
