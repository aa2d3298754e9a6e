"""``adaptkit update``: guide → templates → catalogues; nothing is written before all is read."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from adaptkit.catalogues.adoption import Meaning
from adaptkit.catalogues.identity import caught_up
from adaptkit.catalogues.merge import merge, new_catalogue
from adaptkit.catalogues.po import render_po
from adaptkit.catalogues.template import make_template
from adaptkit.commands._memory import Given, answered, earlier, near_sources, read_given
from adaptkit.commands._missing import missing
from adaptkit.commands.editions import unready
from adaptkit.editions.assemble import adapt
from adaptkit.guides.inlines import Context, inline_shape, parse_inlines
from adaptkit.model.catalogue import Catalogue, Changes, EntryState, Match, MatchKind
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, did_you_mean, error
from adaptkit.model.document import Guide
from adaptkit.model.edition import EditionSpec
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import Drift, Overlay
from adaptkit.model.unit import Unit
from adaptkit.overlays.base import render_base
from adaptkit.reports.results import CatalogueChange, UpdateReport
from adaptkit.workspace import Problems, Workspace
from adaptkit.workspace.overlays import load_with_units

Progress = Callable[[str, int, int], None]
_ONE_ORIGIN = (MatchKind.EXACT, MatchKind.TRIVIAL, MatchKind.EDITED)
_Loaded = tuple[Overlay, tuple[Unit, ...], tuple[Match, ...]]


@dataclass(slots=True)
class _Run:
    """What has been read, and what is to be written."""

    workspace: Workspace
    now: str
    given: Given = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    changes: list[CatalogueChange] = field(default_factory=list)

    def put(self, path: str, text: str) -> bool:
        """Plan to write; False when the file holds exactly that already."""
        content = text.encode("utf-8")
        if self.workspace.exists(path) and self.workspace.read_bytes(path) == content:
            return False
        self.files[path] = content
        return True


def update(
    workspace: Workspace,
    languages: Sequence[str] = (),
    *,
    dry_run: bool = False,
    check: bool = False,
    now: datetime.datetime,
    progress: Progress | None = None,
    memory: Sequence[Path] = (),
) -> UpdateReport:
    """Bring templates, catalogues and overlay bases up to date with the guide.

    Languages named are created when they have no catalogue yet. ``memory``: PO and TMX files with
    translations to suggest. Raises ProblemsFound, before anything is written, when a file cannot
    be trusted.
    """
    run = _Run(workspace, f"{now.astimezone(datetime.UTC):%Y-%m-%d %H:%M}+0000")
    wanted = _wanted(workspace, languages)
    if memory:
        run.given = read_given(memory, wanted or workspace.languages, wanted)
    guide, known, editions, drift, found = _read(run, wanted)
    units, matches = workspace.guide_units()
    settings = guide.settings
    locales = tuple(dict.fromkeys((*workspace.languages, *wanted))) if not languages else wanted
    total = len(locales) + len(known) + 1
    meaning = _meaning(guide)
    _domain(
        run, "guide", units, matches, settings.title, settings.version, locales, wanted, meaning
    )
    if progress:
        progress("guide", 1 + len(locales), total)
    for done, (name, (overlay, prose, prose_matches)) in enumerate(sorted(known.items())):
        foreign = _untranslated_prose(overlay, prose)
        needing = _needing(overlay, editions, guide)
        chosen = tuple(
            locale
            for locale in dict.fromkeys((*workspace.languages, *needing))
            if not languages or any(locale.same_language(w) for w in wanted)
        )
        if foreign:
            _domain(run, name, prose, prose_matches, name, "", chosen, needing)
        if progress:
            progress(f"overlay {name}", 2 + len(locales) + done, total)
    if not (dry_run or check):
        # Without files too: what a run that was killed has left behind is taken away.
        workspace.write(run.files)
    return UpdateReport(
        catalogues=tuple(run.changes),
        files=tuple(sorted(run.files)),
        guide_changes=_guide_changes(matches),
        drift=drift,
        diagnostics=(*guide.diagnostics, *found),
        dry_run=dry_run,
        check=check,
    )


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
    with all that is wrong anywhere."""
    workspace = run.workspace
    problems = Problems()
    guide = problems.attempt(workspace.read_guide)
    tried = {
        name: problems.attempt(lambda name=name: load_with_units(workspace, name))  # type: ignore[misc]
        for name in workspace.overlay_names
    }
    known = {name: found for name, found in tried.items() if found is not None}
    specs = [
        problems.attempt(lambda name=name: workspace.read_edition(name))  # type: ignore[misc]
        for name in workspace.edition_files
    ]
    editions = [spec for spec in specs if spec is not None]
    for locale in dict.fromkeys((*workspace.languages, *wanted)):
        for domain in workspace.domains(locale):
            problems.attempt(
                lambda locale=locale, domain=domain: workspace.read_catalogue(locale, domain)  # type: ignore[misc]
            )
    judged: tuple[tuple[Drift, ...], tuple[Diagnostic, ...]] | None = None
    for spec in editions:
        lacking = problems.attempt(lambda spec=spec: unready(workspace, spec)) or []  # type: ignore[misc]
        # A language that is named gets its catalogue now; whoever does that is on the way.
        problems.add(*(d for d in lacking if not wanted or d.code != "edition-without-catalogue"))
    if guide is not None:
        overlays = {name: found[0] for name, found in known.items()}
        problems.add(*missing(workspace, guide, overlays.values()))
        if len(known) == len(tried):
            judged = problems.attempt(lambda: _bases(run, guide, overlays, editions))
    problems.stop_if_any()
    assert guide is not None
    assert judged is not None
    return guide, known, editions, *judged


def _wanted(workspace: Workspace, languages: Sequence[str]) -> tuple[Locale, ...]:
    """The languages named, each one that the tool knows. Raises ProblemsFound."""
    problems: list[Diagnostic] = []
    out: list[Locale] = []
    for name in languages:
        try:
            locale = Locale.parse(name)
        except ValueError:
            locale = None
        if locale is None or not (locale in workspace.languages or _is_known(locale)):
            known = [*(have.posix for have in workspace.languages), *_codes()]
            problems.append(
                error(
                    "use-unknown-language",
                    Position("locales"),
                    f'"{name}" is not a language code that adaptkit knows',
                    did_you_mean(name, known) or "give a code such as es, ms, pt_BR or zh_Hans",
                )
            )
            continue
        source = workspace.settings.source_language
        if locale == source and locale not in workspace.languages:
            problems.append(
                error(
                    "use-source-language",
                    Position(workspace.catalogue_path(locale, "guide")),
                    "the guide itself is in this language, so there is nothing to translate",
                    f"adaptkit build {locale.posix}",
                )
            )
            continue
        out.append(locale)
    if problems:
        raise ProblemsFound(problems)
    return tuple(dict.fromkeys(out))


def _codes() -> tuple[str, ...]:
    from babel.localedata import locale_identifiers

    return tuple(locale_identifiers())


def _is_known(locale: Locale) -> bool:
    return locale.language in {code.split("_", 1)[0] for code in _codes()}


def _domain(
    run: _Run,
    domain: str,
    units: Sequence[Unit],
    matches: Sequence[Match],
    title: str,
    version: str,
    locales: Sequence[Locale],
    create: Sequence[Locale],
    meaning: Meaning | None = None,
) -> None:
    """One domain: its template, then every language's catalogue merged with it."""
    workspace = run.workspace
    previous = workspace.read_template(domain)
    template = make_template(
        units, previous=previous, domain=domain, title=title, version=version, now=run.now
    )
    run.put(workspace.template_path(domain), render_po(template))
    for locale in locales:
        path = workspace.catalogue_path(locale, domain)
        before = workspace.read_catalogue(locale, domain)
        if before is None and locale not in create:
            continue
        # A new one has never had any unit, so that all of them are looked for in its history.
        start = before or replace(new_catalogue(template, locale, now=run.now), entries=())
        own = matches if before else ()
        if _lags(start, previous):
            own = _caught_up(template, start, matches)
        merged, changes = merge(
            template,
            start,
            own,
            memory=near_sources(workspace, locale, domain, run.given),
            earlier=earlier(workspace, locale, domain),
            answered=answered(workspace, locale, domain),
            meaning=meaning,
        )
        if before is None:
            changes = Changes({n: units for n, units in changes.units.items() if n == "suggested"})
        written = run.put(path, render_po(merged))
        run.changes.append(_counted(path, locale, domain, merged, changes, before, written))


def _meaning(guide: Guide) -> Meaning:
    """What a text says in its chapter, where links may be written as references."""
    contexts: dict[str, Context] = {}
    nowhere = Context({})

    def said(text: str, unit_id: str) -> Hashable:
        if not contexts:
            for chapter in guide.chapters:
                context = Context(chapter.references, chapter.footnotes)
                contexts.update((block.id, context) for block in chapter.walk() if block.id)
        return inline_shape(parse_inlines(text, contexts.get(unit_id, nowhere)))

    return said


def _caught_up(
    template: Catalogue, catalogue: Catalogue, matches: Sequence[Match]
) -> Sequence[Match]:
    """How the units descend from the catalogue's; also by what the guide's own template says, for
    where another tool has put the old entry aside already."""
    known = {match.unit_id: match.origins for match in matches if match.kind in _ONE_ORIGIN}
    return [
        replace(match, origins=tuple(dict.fromkeys((*match.origins, *known[match.unit_id]))))
        if match.kind in _ONE_ORIGIN and match.unit_id in known
        else match
        for match in caught_up(template, catalogue, matches)
    ]


def _lags(catalogue: Catalogue, previous: Catalogue | None) -> bool:
    """Whether the catalogue has missed an update: its texts are not the template's of last time."""
    if previous is None:
        return False
    known = {(entry.unit_id, entry.msgid) for entry in previous.live}
    return any((entry.unit_id, entry.msgid) not in known for entry in catalogue.live)


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


def _untranslated_prose(overlay: Overlay, prose: Sequence[Unit]) -> bool:
    """Whether the overlay has prose of its own at all: else it needs no template."""
    return bool(overlay.prose) and bool(prose)


def _needing(overlay: Overlay, editions: Sequence[EditionSpec], guide: Guide) -> tuple[Locale, ...]:
    """The languages whose editions show this overlay's prose without a native version of it."""
    out: list[Locale] = []
    for spec in editions:
        if overlay.name not in spec.overlays or spec.locale.same_language(overlay.language):
            continue
        covered = all(
            any(
                file == name and Locale.parse(tag).same_language(spec.locale)
                for name, tag in overlay.native
            )
            for file in overlay.prose
        )
        if not covered:
            out.append(Locale(spec.locale.language, spec.locale.script))
    del guide
    return tuple(dict.fromkeys(out))


def _bases(
    run: _Run,
    guide: Guide,
    overlays: Mapping[str, Overlay],
    editions: Sequence[EditionSpec],
) -> tuple[tuple[Drift, ...], tuple[Diagnostic, ...]]:
    """Record what each operation was made against, where that is missing; gather drift.

    An overlay is compared with what it saw: the guide as the overlays before it, in the first
    edition that lists it, had left it.
    """
    problems = Problems()
    drift: dict[tuple[str, str], Drift] = {}
    found: list[Diagnostic] = []
    settled: set[str] = set()
    chains: list[tuple[tuple[str, ...], Locale]] = [
        (tuple(n for n in spec.overlays if n in overlays), spec.locale) for spec in editions
    ]
    chains += [((name,), overlays[name].language) for name in overlays]
    for names, locale in chains:
        if not names or set(names) <= settled:
            continue
        chain = [overlays[name] for name in names]
        adapted = problems.attempt(lambda chain=chain, locale=locale: adapt(guide, chain, locale))  # type: ignore[misc]
        settled |= set(names)
        if adapted is None:
            continue
        found += adapted.diagnostics
        for one in adapted.drift:
            drift.setdefault((one.overlay, one.operation), one)
        for name in names:
            text = render_base(overlays[name], (adapted.texts or {}).get(name, {}))
            if text is not None:
                run.put(f"locales/overlays/{name}/base.yaml", text)
    problems.stop_if_any()
    return tuple(drift.values()), tuple(dict.fromkeys(found))


def _guide_changes(matches: Sequence[Match]) -> Mapping[str, int]:
    counts = {kind.value: 0 for kind in MatchKind if kind is not MatchKind.EXACT}
    for match in matches:
        if match.kind is not MatchKind.EXACT:
            counts[match.kind.value] += 1
    return counts
