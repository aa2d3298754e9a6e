"""What an update reads before it plans anything, and what the overlays make of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from adaptkit.loading.guide import read_guide
from adaptkit.model.diagnostic import Diagnostic, Position, error
from adaptkit.model.layout import BASE_FILE, NOTED, overlay_file
from adaptkit.model.locale import Locale
from adaptkit.readiness.missing_pictures import missing
from adaptkit.readiness.update_plan import UpdatePlan
from adaptkit.records import Record
from adaptkit.workspace import Problems, Workspace
from adaptkit.workspace.languages import language_named

if TYPE_CHECKING:
    from adaptkit.model.catalogue import Match
    from adaptkit.model.document import Guide
    from adaptkit.model.edition import EditionSpec
    from adaptkit.model.overlay import Drift, Overlay
    from adaptkit.model.unit import Unit

    LoadedOverlay = tuple[Overlay, tuple[Unit, ...], tuple[Match, ...]]


class Read(Record, frozen=True):
    """``overlays``: by name, each with its units and where they come from; ``found``: what is wrong
    and keeps nobody from work."""

    guide: Guide
    overlays: Mapping[str, LoadedOverlay]
    editions: Sequence[EditionSpec]
    drift: tuple[Drift, ...]
    found: tuple[Diagnostic, ...]


def languages_wanted(
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


def read_all(plan: UpdatePlan, wanted: Sequence[Locale]) -> Read:
    """Everything that an update reads, and what the overlays make of it. Raises ProblemsFound
    with all that is wrong anywhere, where the guide or a catalogue cannot be trusted.

    An overlay or an edition that cannot be read is left as it is, with its catalogues: no words
    are in danger, and everybody else's work goes on.
    """
    workspace = plan.workspace
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
        judged = problems.attempt(_bases, plan, guide, overlays, editions, whole=whole)
    if guide is None or judged is None or problems.found:
        problems.add(*apart.found, *(judged[1] if judged else ()))
        problems.stop_if_any()
    assert guide is not None
    assert judged is not None
    return Read(guide, known, editions, judged[0], (*judged[1], *apart.found))


def _load(workspace: Workspace, name: str) -> LoadedOverlay:
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


def _bases(
    plan: UpdatePlan,
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
            plan.put(path, render_records(overlay.base).encode("utf-8"))
            found += newly_seen(overlays[name], overlay)
    if whole:
        content = remembered(plan.workspace, overlays, known, seen.texts)
        if content is not None:
            plan.put(NOTED, content)
    left = [one for one in seen.drift if not is_settled(one, known[one.overlay])]
    different = {(one.overlay, one.operation, one.then, one.now): one for one in reversed(left)}
    return tuple(reversed(different.values())), tuple(dict.fromkeys(found))
