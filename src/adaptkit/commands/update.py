"""``adaptkit update``: guide → templates → catalogues; nothing is written before all is read."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from adaptkit.catalogues.template import make_template
from adaptkit.guides.settings_units import declared
from adaptkit.loading.guide import guide_units, read_guide
from adaptkit.model.catalogue import PART, Catalogue, Changes, EntryState, Match, PassageChange
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, Severity, error
from adaptkit.model.layout import BASE_FILE, GUIDE, INTERFACE, NOTED, overlay_file
from adaptkit.model.locale import Locale
from adaptkit.model.told import Told
from adaptkit.readiness.missing_pictures import missing
from adaptkit.records import Record, field, replace
from adaptkit.reports.updated import CatalogueChange, UpdateReport, counts_of
from adaptkit.texts.sameness import folded
from adaptkit.workspace import Problems, Workspace
from adaptkit.workspace.languages import language_named
from adaptkit.workspace.proven import proven

if TYPE_CHECKING:
    from adaptkit.loading.memory import Given
    from adaptkit.model.document import Guide, GuideSettings
    from adaptkit.model.edition import EditionSpec
    from adaptkit.model.overlay import Drift, Overlay
    from adaptkit.model.unit import Unit
    from adaptkit.readiness.fallen import Fallen
    from adaptkit.readiness.kept_clean import KeptClean

    _Loaded = tuple[Overlay, tuple[Unit, ...], tuple[Match, ...]]


class _Run(Record):
    """What has been read, and what is to be written."""

    workspace: Workspace
    now: str
    dry_run: bool = False
    notes: bool | None = None
    given: Given = field(default_factory=dict)
    rules: Mapping[Locale, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    changes: list[CatalogueChange] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    passages: dict[str, tuple[PassageChange, ...]] = field(default_factory=dict)

    def clean(self) -> KeptClean:
        from adaptkit.readiness.kept_clean import KeptClean

        return self.workspace.once("kept clean", lambda: KeptClean(self.workspace))

    def put(self, path: str, content: bytes) -> None:
        """Plan to write what is not there already."""
        if not (self.workspace.exists(path) and self.workspace.read_bytes(path) == content):
            self.files[path] = content

    def put_catalogue(self, path: str, catalogue: Catalogue, known: Catalogue | None) -> bool:
        """Plan to write; False when the file holds exactly that already."""
        planned = proven(self.workspace, path, catalogue, known)
        self.files |= planned
        return bool(planned)


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
    run = _Run(
        workspace,
        f"{now.astimezone(datetime.UTC):%Y-%m-%d %H:%M}+0000",
        dry_run=dry_run or check,
        notes=notes,
    )
    wanted = _wanted(workspace, languages, own_language)
    if memory:
        from adaptkit.loading.memory import read_given

        run.given = read_given(memory, wanted or workspace.languages, wanted)
    guide, known, editions, drift, found = _read(run, wanted)
    if any(spec.plural_forms for spec in editions):
        from adaptkit.loading.languages import decided_rules

        run.rules = decided_rules(editions)
    units, matches = guide_units(workspace)
    settings = guide.settings
    _judge(run, settings, known, editions)
    locales = tuple(dict.fromkeys((*workspace.languages, *wanted))) if not languages else wanted
    total = len(locales) + len(known) + 1
    _domain(run, "guide", units, matches, settings.title, settings.version, locales, wanted, guide)
    for locale in locales:
        _interface(run, locale, begin=locale in wanted)
    if progress:
        progress("guide", 1 + len(locales), total)
    for done, (name, loaded) in enumerate(sorted(known.items())):
        _overlay(run, name, loaded, editions, wanted if languages else ())
        if progress:
            progress(f"overlay {name}", 2 + len(locales) + done, total)
    wrong = [one for one in found if one.severity is Severity.ERROR]
    if wrong and not run.files:
        raise ProblemsFound(wrong)
    if not run.dry_run:
        # Without files too: what a run that was killed has left behind is taken away.
        workspace.write(run.files)
    if run.changes:
        # Last of all: what is kept may be lost, words may not.
        run.clean().keep()
    passages = tuple(one for found in run.passages.values() for one in found)
    drifting = _drifting(run, drift) if run.dry_run else {}
    return UpdateReport(
        catalogues=tuple(run.changes),
        files=tuple(sorted(run.files)),
        guide_changes=counts_of(run.passages.get(GUIDE, ())),
        passages=passages,
        drift=drift,
        diagnostics=(*guide.diagnostics, *found, *run.found),
        dry_run=dry_run,
        check=check,
        left=tuple(run.left),
        drifting=drifting,
        fallen=_fallen(run, passages, drifting) if run.dry_run else {},
    )


def _fallen(
    run: _Run, passages: Sequence[PassageChange], drifting: Mapping[str, tuple[str, ...]]
) -> Fallen:
    from adaptkit.readiness.fallen import fallen

    return fallen(run.workspace, passages, drifting)


def _drifting(run: _Run, drift: Sequence[Drift]) -> Mapping[str, tuple[str, ...]]:
    """Which decisions of overlays were made against each changed passage as it was."""
    if not drift:
        return {}
    from adaptkit.overlays.drift import drifting_by

    by_text = drifting_by(drift)
    out: dict[str, tuple[str, ...]] = {}
    for one in (one for found in run.passages.values() for one in found):
        parts = [*one.then.split(PART), *one.text.split(PART)]
        names = (name for part in parts for name in by_text.get(folded(part), ()))
        out[one.unit_id] = tuple(dict.fromkeys(names))
    return out


def _overlay(
    run: _Run,
    name: str,
    loaded: _Loaded,
    editions: Sequence[EditionSpec],
    only: Sequence[Locale],
) -> None:
    """One overlay's own prose; ``only``: the languages asked for, or all of them."""
    overlay, prose, matches = loaded
    if not prose:  # without words of its own it needs no template
        return
    needing = _needing(overlay, editions)
    chosen = tuple(
        locale
        for locale in dict.fromkeys((*run.workspace.languages, *needing))
        if not only or any(locale.same_language(one) for one in only)
    )
    source = run.workspace.settings.source_language
    asked = {one: _asked(overlay, prose, editions, one, source) for one in chosen}
    # Reasons alone begin a catalogue only for who asks for it: an edition is whole without them.
    used = {one for s in editions if name in s.overlays for one in s.chain}
    # Who asks for notes asks for what stands beside words, and begins nothing without any.
    begun = () if run.notes is not None else only
    named = tuple(one for one in begun if asked.get(one) and one in used)
    _domain(run, name, prose, matches, name, "", chosen, (*needing, *named), asked=asked)


def _read(
    run: _Run, wanted: Sequence[Locale]
) -> tuple[
    Guide,
    Mapping[str, _Loaded],
    Sequence[EditionSpec],
    tuple[Drift, ...],
    tuple[Diagnostic, ...],
]:
    """Everything that an update reads, and what the overlays make of it. Raises ProblemsFound
    with all that is wrong anywhere, where the guide or a catalogue cannot be trusted.

    An overlay or an edition that cannot be read is left as it is, with its catalogues: no words
    are in danger, and everybody else's work goes on.
    """
    workspace = run.workspace
    problems, apart = Problems(), Problems()
    guide = problems.attempt(read_guide, workspace)
    tried = {name: apart.attempt(_load, workspace, name) for name in workspace.overlay_names}
    known = {name: found for name, found in tried.items() if found is not None}
    specs = [apart.attempt(workspace.read_edition, name) for name in workspace.edition_files]
    editions = [spec for spec in specs if spec is not None]
    for locale in dict.fromkeys((*workspace.languages, *wanted)):
        for domain in workspace.domains(locale):
            problems.attempt(workspace.read_catalogue, locale, domain)
    for name in tried:
        problems.attempt(workspace.read_template, name)
    for spec in editions:
        lacking = apart.attempt(_lacking, workspace, spec) or []
        # A language that is named gets its catalogue now; whoever does that is on the way.
        apart.add(*(d for d in lacking if not wanted or d.code != "edition-without-catalogue"))
    judged: tuple[tuple[Drift, ...], tuple[Diagnostic, ...]] | None = None
    if guide is not None:
        overlays = {name: found[0] for name, found in known.items()}
        apart.add(*missing(workspace, guide, overlays.values()))
        apart.add(*(one for overlay in overlays.values() for one in _idle(workspace, overlay)))
        whole = len(known) == len(tried) and len(editions) == len(specs)
        judged = problems.attempt(_bases, run, guide, overlays, editions, whole=whole)
    if guide is None or judged is None or problems.found:
        problems.add(*apart.found, *(judged[1] if judged else ()))
        problems.stop_if_any()
    assert guide is not None
    assert judged is not None
    return guide, known, editions, judged[0], (*judged[1], *apart.found)


def _judge(
    run: _Run,
    settings: GuideSettings,
    known: Mapping[str, _Loaded],
    editions: Sequence[EditionSpec],
) -> None:
    """What overlays and editions would tell readers as it stands, and should not."""
    names = declared(settings)[0]
    if editions:
        from adaptkit.guides.broken_texts import broken_value
        from adaptkit.settings.scaffolds import in_edition

        for spec in editions:
            run.found += in_edition(spec)
            for key, text in (("title", spec.title), ("publisher.name", spec.publisher.name)):
                run.found += broken_value(text, "this edition", spec.place(key), names)
    if known:
        from adaptkit.overlays.faults import all_faults

        for overlay, _, _ in known.values():
            run.found += all_faults(overlay, settings, names)


def _load(workspace: Workspace, name: str) -> _Loaded:
    # What adapts is imported where something is adapted: it is half of what there is to import.
    from adaptkit.loading.overlays import overlay_units

    return overlay_units(workspace, name)


def _idle(workspace: Workspace, overlay: Overlay) -> list[Diagnostic]:
    from adaptkit.loading.overlays import idle
    from adaptkit.overlays.contacts import twice

    return [*idle(workspace, overlay), *twice((c, overlay.country) for c in overlay.directory)]


def _lacking(workspace: Workspace, spec: EditionSpec) -> list[Diagnostic]:
    from adaptkit.readiness.maker import unready

    return unready(workspace, spec)


def _wanted(
    workspace: Workspace, languages: Sequence[str], own_language: bool
) -> tuple[Locale, ...]:
    """The languages named, each one that the tool knows. Raises ProblemsFound."""
    problems = Problems()
    out: list[Locale] = []
    for name in languages:
        locale = problems.attempt(language_named, workspace, name)
        if locale is None:
            continue
        source = workspace.settings.source_language
        spoken = locale.same_language(source) and not (own_language and locale != source)
        if spoken and locale not in workspace.languages:
            declared = workspace.edition_named(name)
            known = declared in workspace.edition_files
            hint = f"adaptkit build {declared if known else source.posix}"
            if locale != source:
                own = f"words of its own begin with: adaptkit add language {locale.posix}"
                hint = f"{hint} needs no catalogue; {own}"
            problems.add(
                error(
                    "use-source-language",
                    Position(workspace.catalogue_path(locale, "guide")),
                    "the guide itself is in this language, so there is nothing to translate",
                    hint,
                )
            )
            continue
        out.append(locale)
    problems.stop_if_any()
    return tuple(dict.fromkeys(out))


def _domain(
    run: _Run,
    domain: str,
    units: Sequence[Unit],
    matches: Sequence[Match],
    title: str,
    version: str,
    locales: Sequence[Locale],
    create: Sequence[Locale],
    guide: Guide | None = None,
    asked: Mapping[Locale, Collection[str]] | None = None,
) -> None:
    """One domain: its template, then every language's catalogue merged with it. ``asked``: the ids
    of the units that a language's editions show; else all of them."""
    workspace = run.workspace
    previous = workspace.read_template(domain)
    have = {locale: workspace.read_catalogue(locale, domain) for locale in locales}
    # Where the template is gone, the catalogues know its date.
    dates = [found.field("POT-Creation-Date") for found in have.values() if found]
    now = min(filter(None, dates), default=run.now)
    template = make_template(
        units, previous=previous, domain=domain, title=title, version=version, now=now
    )
    if run.put_catalogue(workspace.template_path(domain), template, previous):
        run.passages[domain] = _passages(units, matches, previous, guide)
    wanted = [locale for locale, found in have.items() if found or locale in create]
    if not wanted:
        return
    # Imported where there is a language: to extract a guide needs none of it.
    from adaptkit.catalogues.faults import foreign_words, wrong_folder
    from adaptkit.catalogues.notes import has_notes
    from adaptkit.loading.languages import Languages
    from adaptkit.readiness.findings import judged

    for locale in wanted:
        before = have[locale]
        wrong = list(wrong_folder(before)) if before else []
        if before and wrong:
            # Its words would be mixed with those of this language; it stays as it is.
            run.found += wrong
            run.left.append(before.path)
            continue
        wants, descent = template, matches
        if asked is not None:
            only = asked[locale]
            wants = replace(template, entries=tuple(e for e in template.live if e.unit_id in only))
            descent = [match for match in matches if match.unit_id in only]
        languages = Languages(
            workspace, wants, previous, descent, run.given, run.rules, run.now, guide
        )
        merged, changes = languages.brought_up(locale, before)
        path = workspace.catalogue_path(locale, domain)
        merged, errors, notes = judged(
            workspace, replace(merged, path=path), run.notes, run.clean()
        )
        written = run.put_catalogue(path, merged, before)
        counted = _counted(path, locale, domain, merged, changes, before, written)
        counted = replace(counted, notes=notes if has_notes(merged) else None)
        if before and run.dry_run:
            from adaptkit.catalogues.work import work_caused

            counted = replace(counted, work=work_caused(before, merged, descent))
        run.changes.append(counted)
        if before:
            run.found += (
                *foreign_words(merged, workspace.settings.source_language),
                *errors,
            )


def _passages(
    units: Sequence[Unit],
    matches: Sequence[Match],
    previous: Catalogue | None,
    guide: Guide | None,
) -> tuple[PassageChange, ...]:
    from adaptkit.catalogues.passages import passage_changes
    from adaptkit.guides.units import SAFETY_NOTE
    from adaptkit.loading.languages import same_meaning

    same = same_meaning(guide)
    return passage_changes(units, matches, previous, safety=SAFETY_NOTE, same=same)


def _interface(run: _Run, locale: Locale, *, begin: bool) -> None:
    """The words around the guide, for a language that the program does not speak. ``begin``:
    whether a file is made where there is none."""
    path = run.workspace.catalogue_path(locale, INTERFACE)
    there = run.workspace.exists(path)
    if not (there or begin):
        return
    from adaptkit.catalogues.interface import new_interface, ships_words, with_new_words

    if ships_words((locale, *locale.parents())):
        return
    if not there:
        run.put_catalogue(path, new_interface(locale, now=run.now), None)
        return
    # What cannot be read is told by whoever shows these words, and stays as it is.
    try:
        known = run.workspace.read_catalogue(locale, INTERFACE)
    except ProblemsFound:
        return
    if known is not None and (new := with_new_words(known)) is not known:
        run.put_catalogue(path, new, known)


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


def _needing(overlay: Overlay, editions: Sequence[EditionSpec]) -> tuple[Locale, ...]:
    """The languages whose editions show this overlay's prose without a native version of it."""
    out = (
        spec.locale.base
        for spec in editions
        if overlay.name in spec.overlays and _untold(overlay, spec)
    )
    return tuple(dict.fromkeys(out))


def _untold(overlay: Overlay, spec: EditionSpec) -> frozenset[str]:
    """The overlay's files that the edition's readers get translated, or not in their language."""
    if spec.locale.same_language(overlay.language):
        return frozenset()
    native = {file for file, tag in overlay.native if Locale.parse(tag).same_language(spec.locale)}
    return frozenset(file for file in overlay.prose if file not in native)


def _asked(
    overlay: Overlay,
    prose: Sequence[Unit],
    editions: Sequence[EditionSpec],
    locale: Locale,
    source: Locale,
) -> frozenset[str]:
    """The ids of the units that translators of this language are asked for: what stands beside a
    native version would be shown to nobody. Where no edition has the overlay in this language,
    nobody knows which they will be, and it is all of them."""
    from adaptkit.overlays.reasons import asked_of, is_reason

    using = [s for s in editions if overlay.name in s.overlays and locale in s.chain]
    reasons = asked_of(overlay, source, using, locale)
    if not using:
        return reasons | {unit.id for unit in prose if not is_reason(unit.id)}
    files = frozenset[str]().union(*(_untold(overlay, spec) for spec in using))
    shown = {overlay.prose[file].path for file in files}
    return reasons | {unit.id for unit in prose if unit.position.path in shown}


def _bases(
    run: _Run,
    guide: Guide,
    overlays: Mapping[str, Overlay],
    editions: Sequence[EditionSpec],
    *,
    whole: bool,
) -> tuple[tuple[Drift, ...], tuple[Diagnostic, ...]]:
    """Record what each operation was made against, where that is missing; gather drift.

    An overlay is compared with what it saw: the guide as the overlays before it had left it, in
    every edition that lists it. Where not all of them could be read (not ``whole``), or overlays
    cannot be carried out, nobody knows that, and nothing is noted.
    """
    if not editions and not overlays:
        return (), ()
    from adaptkit.overlays.base import looked_at, newly_seen, render_records
    from adaptkit.overlays.drift import is_settled
    from adaptkit.readiness.bases import in_every_chain, remembered

    seen = in_every_chain(guide, overlays, editions, alone=whole)
    found = list(seen.diagnostics)
    known = {name: looked_at(overlay, seen.texts[name]) for name, overlay in overlays.items()}
    for name, overlay in known.items():
        if whole and overlay is not overlays[name]:
            path = overlay_file(name, BASE_FILE)
            run.put(path, render_records(overlay.base).encode("utf-8"))
            found += newly_seen(overlays[name], overlay)
    if whole:
        content = remembered(run.workspace, overlays, known, seen.texts)
        if content is not None:
            run.put(NOTED, content)
    left = [one for one in seen.drift if not is_settled(one, known[one.overlay])]
    different = {(one.overlay, one.operation, one.then, one.now): one for one in reversed(left)}
    return tuple(reversed(different.values())), tuple(dict.fromkeys(found))
