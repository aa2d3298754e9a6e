"""What a review pack is made from, and what answers to one are held against."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from adaptkit.catalogues.template import kind_of
from adaptkit.checks import Passage
from adaptkit.guides.settings_units import declared
from adaptkit.loading.overlays import read_overlay
from adaptkit.model.catalogue import Entry
from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.edition import Asset, Edition
from adaptkit.model.locale import Locale
from adaptkit.packs.gather import Material
from adaptkit.readiness.checked_texts import source_languages
from adaptkit.readiness.findings import findings
from adaptkit.readiness.maker import Maker
from adaptkit.readiness.passages import Passages
from adaptkit.readiness.pictures import gather
from adaptkit.records import replace
from adaptkit.workspace import Workspace


def material_of(workspace: Workspace, name: str, today: datetime.date) -> Material:
    """The edition with all its passages, also those that its readers do not get yet. Raises
    ProblemsFound."""
    spec = replace(workspace.read_edition(name), fallback="show-source", only="all")
    edition = Maker(workspace, today).make(spec)
    passages = Passages(workspace, edition)
    return Material(
        edition,
        passages.guide,
        tuple(read_overlay(workspace, name) for name in spec.overlays),
        passages.entries,
        _by_unit(_found(workspace, edition, passages.entries)),
        _stood_in_for(workspace, edition),
    )


def _stood_in_for(workspace: Workspace, edition: Edition) -> Mapping[str, Asset]:
    """The pictures that readers of the guide's own language see, where this one has others."""
    names = {one.name for one in edition.assets if one.instead_of}
    if not names:
        return {}
    spec = replace(edition.spec, locale=edition.settings.source_language, catalogues=())
    assets, _ = gather(workspace, replace(edition, spec=spec), {})
    return {one.name: one for one in assets if one.name in names}


def _found(
    workspace: Workspace, edition: Edition, entries: Mapping[str, tuple[str, Entry]]
) -> Iterator[Diagnostic]:
    """What checks say of all words, finished or not; and what is wrong in the edition."""
    for path, passages in _by_catalogue(workspace, edition, entries).items():
        _, language, file = path.rsplit("/", 2)
        locale, domain = Locale.parse(language), file.removesuffix(".po")
        yield from findings(workspace, locale, domain, passages).left
    yield from edition.diagnostics


def _by_catalogue(
    workspace: Workspace, edition: Edition, entries: Mapping[str, tuple[str, Entry]]
) -> Mapping[str, Sequence[Passage]]:
    """The passages of each catalogue, in its order."""
    names, _ = declared(workspace.settings)
    known, dialect = {*names, *edition.values}, workspace.settings.syntax.dialect
    found: dict[str, list[Passage]] = defaultdict(list)
    written_in: dict[str, Callable[[str], Locale]] = {}
    for unit, (path, entry) in entries.items():
        if path not in written_in:
            domain = path.rpartition("/")[2].removesuffix(".po")
            written_in[path] = source_languages(workspace, domain)
        found[path].append(
            Passage(
                *(unit, entry.msgid, entry.msgstr, edition.spec.locale),
                kind=kind_of(entry),
                placeholders=known,
                position=entry.words_position,
                dialect=dialect,
                source_locale=written_in[path](unit),
            )
        )
    return found


def _by_unit(found: Iterator[Diagnostic]) -> Mapping[str, Sequence[Diagnostic]]:
    """Each finding once: a check may have been asked before."""
    out: dict[str, dict[tuple[str, str], Diagnostic]] = defaultdict(dict)
    for one in found:
        if one.unit:
            out[one.unit].setdefault((one.code, one.message), one)
    return {unit: tuple(each.values()) for unit, each in out.items()}
