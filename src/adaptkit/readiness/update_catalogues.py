"""Templates and catalogues brought up to date with the guide and the overlays: planned only."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from adaptkit.catalogues.template import make_template
from adaptkit.model.catalogue import Catalogue, Changes, EntryState, Match, PassageChange
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.layout import INTERFACE
from adaptkit.model.locale import Locale
from adaptkit.readiness.update_plan import UpdatePlan
from adaptkit.records import Record, replace
from adaptkit.reports.updated import CatalogueChange

if TYPE_CHECKING:
    from adaptkit.model.document import Guide
    from adaptkit.model.unit import Unit


class Domain(Record, frozen=True):
    """Texts with a catalogue of their own in each language: the guide's, or an overlay's.

    ``create``: languages that get a catalogue where they have none. ``asked``: the ids of the units
    that a language's editions show; else all of them.
    """

    name: str
    units: Sequence[Unit]
    matches: Sequence[Match]
    title: str
    version: str
    locales: Sequence[Locale]
    create: Sequence[Locale]
    guide: Guide | None = None
    asked: Mapping[Locale, Collection[str]] | None = None


def bring_up(plan: UpdatePlan, domain: Domain) -> None:
    """One domain: its template, then every language's catalogue merged with it."""
    workspace = plan.workspace
    previous = workspace.read_template(domain.name)
    have = {locale: workspace.read_catalogue(locale, domain.name) for locale in domain.locales}
    # Where the template is gone, the catalogues know its date.
    dates = [found.field("POT-Creation-Date") for found in have.values() if found]
    template = make_template(
        domain.units,
        previous=previous,
        domain=domain.name,
        title=domain.title,
        version=domain.version,
        now=min(filter(None, dates), default=plan.now),
    )
    if plan.put_catalogue(workspace.template_path(domain.name), template, previous):
        plan.passages[domain.name] = _passages(domain, previous)
    for locale, before in have.items():
        if before or locale in domain.create:
            _bring_up_language(plan, domain, locale, template, previous, before)


def _bring_up_language(
    plan: UpdatePlan,
    domain: Domain,
    locale: Locale,
    template: Catalogue,
    previous: Catalogue | None,
    before: Catalogue | None,
) -> None:
    """``previous``: the template as it was; ``before``: the catalogue as it is."""
    # Imported where there is a language: to extract a guide needs none of it.
    from adaptkit.catalogues.faults import foreign_words, wrong_folder
    from adaptkit.catalogues.notes import has_notes
    from adaptkit.loading.languages import Languages
    from adaptkit.readiness.findings import judged

    workspace, descent = plan.workspace, domain.matches
    wrong = list(wrong_folder(before)) if before else []
    if before and wrong:
        # Its words would be mixed with those of this language; it stays as it is.
        plan.found += wrong
        plan.left.append(before.path)
        return
    if domain.asked is not None:
        only = domain.asked[locale]
        template = replace(template, entries=tuple(e for e in template.live if e.unit_id in only))
        descent = [match for match in descent if match.unit_id in only]
    languages = Languages(
        workspace, template, previous, descent, plan.given, plan.rules, plan.now, domain.guide
    )
    merged, changes = languages.brought_up(locale, before)
    path = workspace.catalogue_path(locale, domain.name)
    merged, errors, notes = judged(workspace, replace(merged, path=path), plan.notes, plan.clean())
    written = plan.put_catalogue(path, merged, before)
    counted = _counted(path, locale, domain.name, merged, changes, before, written)
    counted = replace(counted, notes=notes if has_notes(merged) else None)
    if before and plan.dry_run:
        from adaptkit.catalogues.work import work_caused

        counted = replace(counted, work=work_caused(before, merged, descent))
    plan.changes.append(counted)
    if before:
        plan.found += (*foreign_words(merged, workspace.settings.source_language), *errors)


def _passages(domain: Domain, previous: Catalogue | None) -> tuple[PassageChange, ...]:
    from adaptkit.catalogues.passages import passage_changes
    from adaptkit.guides.units import SAFETY_NOTE
    from adaptkit.loading.languages import same_meaning

    same = same_meaning(domain.guide)
    return passage_changes(domain.units, domain.matches, previous, safety=SAFETY_NOTE, same=same)


def bring_up_interface(plan: UpdatePlan, locale: Locale, *, begin: bool) -> None:
    """The words around the guide, for a language that the program does not speak. ``begin``:
    whether a file is made where there is none."""
    path = plan.workspace.catalogue_path(locale, INTERFACE)
    there = plan.workspace.exists(path)
    if not (there or begin):
        return
    from adaptkit.catalogues.interface import new_interface, ships_words, with_new_words

    if ships_words((locale, *locale.parents())):
        return
    if not there:
        plan.put_catalogue(path, new_interface(locale, now=plan.now), None)
        return
    # What cannot be read is told by whoever shows these words, and stays as it is.
    try:
        known = plan.workspace.read_catalogue(locale, INTERFACE)
    except ProblemsFound:
        return
    if known is not None and (new := with_new_words(known)) is not known:
        plan.put_catalogue(path, new, known)


def _counted(
    path: str,
    locale: Locale,
    domain: str,
    merged: Catalogue,
    changes: Changes,
    before: Catalogue | None,
    written: bool,
) -> CatalogueChange:
    states = [entry.state for entry in merged.entries]
    return CatalogueChange(
        path=path,
        language=locale.posix,
        domain=domain,
        changes=changes,
        created=before is None,
        written=written,
        translated=states.count(EntryState.TRANSLATED),
        fuzzy=states.count(EntryState.FUZZY),
        untranslated=states.count(EntryState.UNTRANSLATED),
    )
