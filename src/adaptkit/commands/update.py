"""``adaptkit update``: guide → templates → catalogues; nothing is written before all is read."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from adaptkit.guides.settings_units import declared
from adaptkit.loading.guide import guide_units
from adaptkit.model.catalogue import PART, PassageChange
from adaptkit.model.diagnostic import ProblemsFound, Severity
from adaptkit.model.layout import GUIDE
from adaptkit.model.locale import Locale
from adaptkit.model.told import Told
from adaptkit.readiness.update_catalogues import Domain, bring_up, bring_up_interface
from adaptkit.readiness.update_plan import UpdatePlan
from adaptkit.readiness.update_reading import languages_wanted, read_all
from adaptkit.reports.updated import UpdateReport, counts_of
from adaptkit.texts.sameness import folded
from adaptkit.workspace import Workspace

if TYPE_CHECKING:
    from adaptkit.model.document import GuideSettings
    from adaptkit.model.edition import EditionSpec
    from adaptkit.model.overlay import Drift
    from adaptkit.readiness.fallen import Fallen
    from adaptkit.readiness.update_reading import LoadedOverlay, Read


def update(
    workspace: Workspace,
    languages: Sequence[str] = (),
    *,
    dry_run: bool = False,
    check: bool = False,
    now: datetime.datetime,
    progress: Told | None = None,
    memory: Sequence[Path] = (),
    own_language: bool = False,
    notes: bool | None = None,
) -> UpdateReport:
    """Bring templates, catalogues and overlay bases up to date with the guide.

    Languages named are created when they have no catalogue yet. ``memory``: files with translations
    to suggest. ``own_language``: also those that are spoken where the guide's is (en_GB beside en).
    ``notes``: whether catalogues say what checks find; None: those that do.
    Raises ProblemsFound, before anything is written, when words could be lost or end beside another
    passage; all else that is wrong is told, and keeps nobody from work.
    """
    plan = UpdatePlan(
        workspace,
        f"{now.astimezone(datetime.UTC):%Y-%m-%d %H:%M}+0000",
        dry_run=dry_run or check,
        notes=notes,
    )
    wanted = languages_wanted(workspace, languages, own_language)
    if memory:
        from adaptkit.loading.memory import read_given

        plan.given = read_given(memory, wanted or workspace.languages, wanted)
    read = read_all(plan, wanted)
    if any(spec.plural_forms for spec in read.editions):
        from adaptkit.loading.languages import decided_rules

        plan.rules = decided_rules(read.editions)
    _bring_all_up(plan, read, wanted, named=bool(languages), progress=progress)
    wrong = [one for one in read.found if one.severity is Severity.ERROR]
    if wrong and not plan.files:
        raise ProblemsFound(wrong)
    if not plan.dry_run:
        # Without files too: what a run that was killed has left behind is taken away.
        workspace.write(plan.files)
    if plan.changes:
        # Last of all: what is kept may be lost, words may not.
        plan.clean().keep()
    return _report(plan, read, dry_run=dry_run, check=check)


def _bring_all_up(
    plan: UpdatePlan,
    read: Read,
    wanted: Sequence[Locale],
    *,
    named: bool,
    progress: Told | None,
) -> None:
    """The guide and the overlays; ``named``: only in the languages ``wanted``."""
    workspace, guide, known = plan.workspace, read.guide, read.overlays
    units, matches = guide_units(workspace)
    settings = guide.settings
    _judge(plan, settings, known, read.editions)
    locales = wanted if named else tuple(dict.fromkeys((*workspace.languages, *wanted)))
    total = len(locales) + len(known) + 1
    title, version = settings.title, settings.version
    bring_up(plan, Domain(GUIDE, units, matches, title, version, locales, wanted, guide))
    for locale in locales:
        bring_up_interface(plan, locale, begin=locale in wanted)
    if progress:
        progress("guide", 1 + len(locales), total)
    for done, (name, loaded) in enumerate(sorted(known.items())):
        _overlay(plan, name, loaded, read.editions, wanted if named else ())
        if progress:
            progress(f"overlay {name}", 2 + len(locales) + done, total)


def _judge(
    plan: UpdatePlan,
    settings: GuideSettings,
    known: Mapping[str, LoadedOverlay],
    editions: Sequence[EditionSpec],
) -> None:
    """What overlays and editions would tell readers as it stands, and should not."""
    names = declared(settings)[0]
    if editions:
        from adaptkit.guides.broken_texts import broken_value
        from adaptkit.settings.scaffolds import in_edition

        for spec in editions:
            plan.found += in_edition(spec)
            for key, text in (("title", spec.title), ("publisher.name", spec.publisher.name)):
                plan.found += broken_value(text, "this edition", spec.place(key), names)
    if known:
        from adaptkit.overlays.faults import all_faults

        for overlay, _, _ in known.values():
            plan.found += all_faults(overlay, settings, names)


def _overlay(
    plan: UpdatePlan,
    name: str,
    loaded: LoadedOverlay,
    editions: Sequence[EditionSpec],
    only: Sequence[Locale],
) -> None:
    """One overlay's own prose; ``only``: the languages asked for, or all of them."""
    overlay, prose, matches = loaded
    if not prose:  # without words of its own it needs no template
        return
    from adaptkit.overlays.asked import asked_for, needing

    needed = needing(overlay, editions)
    chosen = tuple(
        locale
        for locale in dict.fromkeys((*plan.workspace.languages, *needed))
        if not only or any(locale.same_language(one) for one in only)
    )
    source = plan.workspace.settings.source_language
    asked = {one: asked_for(overlay, prose, editions, one, source) for one in chosen}
    # Reasons alone begin a catalogue only for who asks for it: an edition is whole without them.
    used = {one for s in editions if name in s.overlays for one in s.chain}
    # Who asks for notes asks for what stands beside words, and begins nothing without any.
    begun = () if plan.notes is not None else only
    named = tuple(one for one in begun if asked.get(one) and one in used)
    create = (*needed, *named)
    bring_up(plan, Domain(name, prose, matches, name, "", chosen, create, asked=asked))


def _report(plan: UpdatePlan, read: Read, *, dry_run: bool, check: bool) -> UpdateReport:
    passages = tuple(one for found in plan.passages.values() for one in found)
    drifting = _drifting(plan, read.drift) if plan.dry_run else {}
    return UpdateReport(
        catalogues=tuple(plan.changes),
        files=tuple(sorted(plan.files)),
        guide_changes=counts_of(plan.passages.get(GUIDE, ())),
        passages=passages,
        drift=read.drift,
        diagnostics=(*read.guide.diagnostics, *read.found, *plan.found),
        dry_run=dry_run,
        check=check,
        left=tuple(plan.left),
        drifting=drifting,
        fallen=_fallen(plan, passages, drifting) if plan.dry_run else {},
    )


def _fallen(
    plan: UpdatePlan, passages: Sequence[PassageChange], drifting: Mapping[str, tuple[str, ...]]
) -> Fallen:
    from adaptkit.readiness.fallen import fallen

    return fallen(plan.workspace, passages, drifting)


def _drifting(plan: UpdatePlan, drift: Sequence[Drift]) -> Mapping[str, tuple[str, ...]]:
    """Which decisions of overlays were made against each changed passage as it was."""
    if not drift:
        return {}
    from adaptkit.overlays.drift import drifting_by

    by_text = drifting_by(drift)
    out: dict[str, tuple[str, ...]] = {}
    for one in (one for found in plan.passages.values() for one in found):
        parts = [*one.then.split(PART), *one.text.split(PART)]
        names = (name for part in parts for name in by_text.get(folded(part), ()))
        out[one.unit_id] = tuple(dict.fromkeys(names))
    return out
