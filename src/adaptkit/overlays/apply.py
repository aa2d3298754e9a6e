"""An overlay put over the guide: all of its operations at once, on what came in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from adaptkit.model.diagnostic import Diagnostic, ProblemsFound, error, warning
from adaptkit.model.document import Block, BlockKind, Chapter, Guide, Step, Variable
from adaptkit.model.edition import Adaptation
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import Drift, Operation, Overlay
from adaptkit.overlays.conflicts import find_conflicts
from adaptkit.overlays.drift import find_drift
from adaptkit.overlays.edits import Edit, Exchange, Insertion, Keep, Site, VariableChange
from adaptkit.overlays.operations import OPERATIONS
from adaptkit.overlays.points import points
from adaptkit.overlays.prose import step_of
from adaptkit.overlays.rebuild import Rebuilding, stamp
from adaptkit.overlays.snapshot import NoPlace, Place, Snapshot

Removed = Mapping[str, tuple[Step, ...]]
"""Address → all that was done to it; the last step took it away."""


@dataclass(frozen=True, slots=True)
class Applied:
    """``guide`` is the new one (its settings hold the new ``variables`` too). ``decided`` are the
    addresses of the ``.local`` points that this overlay settled. ``texts`` is, per operation id,
    what the guide said under it. ``removed`` goes into the next overlay's ``apply_overlay``."""

    guide: Guide
    variables: Mapping[str, Variable] = field(default_factory=dict)
    adaptations: tuple[Adaptation, ...] = ()
    decided: frozenset[str] = frozenset()
    drift: tuple[Drift, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    removed: Removed = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def apply_overlay(
    guide: Guide,
    overlay: Overlay,
    language: Locale | None = None,
    removed: Removed | None = None,
) -> Applied:
    """``language`` is the edition's (None: the overlay's own). Raises ``ProblemsFound`` with
    every operation that cannot be carried out."""
    removed = removed or {}
    snapshot = Snapshot(guide)
    sites = [
        Site(overlay, operation, snapshot, language or overlay.language)
        for operation in sorted(overlay.operations, key=lambda operation: operation.id)
    ]
    edits = _plan(sites, removed)
    texts = {site.operation.id: _text_under(site) for site in sites}
    ours = {site.operation.id: _our_text(site) for site in sites}
    changed = _rebuild(guide, overlay, edits, sites)
    variables = dict(changed.settings.variables)
    return Applied(
        guide=changed,
        variables=variables,
        adaptations=tuple(_adaptations(overlay, edits, snapshot)),
        decided=frozenset(_decided(guide, edits)),
        drift=find_drift(overlay, texts, ours),
        texts=texts,
        removed=_removed(overlay, edits, snapshot, Snapshot(changed), removed),
        diagnostics=(*_warnings(guide, edits), *_headless(edits, snapshot)),
    )


def _plan(sites: Sequence[Site], removed: Removed) -> list[Edit]:
    edits: list[Edit] = []
    problems: list[Diagnostic] = []
    for site in sites:
        try:
            edits.extend(OPERATIONS[site.operation.name].plan(site))
        except NoPlace as problem:
            problems.append(_problem(site.operation, problem, removed))
    problems.extend(find_conflicts(edits))
    problems.extend(_label_clashes(edits, sites))
    if problems:
        raise ProblemsFound(sorted(problems, key=lambda problem: problem.sort_key))
    return edits


def _problem(operation: Operation, problem: NoPlace, removed: Removed) -> Diagnostic:
    steps = removed.get(operation.target.id, ()) if not operation.target.slot else ()
    if problem.code == "target-missing" and steps:
        last = steps[-1]
        return error(
            "target-removed",
            operation.position,
            f'"{operation.target}" is gone: overlay {last.overlay} took it away '
            f'with operation "{last.operation}" ({last.name})',
            f"drop this operation, or aim at what {last.overlay} put there",
        )
    return error(problem.code, operation.position, problem.message, problem.hint)


def _chapter_of(edit: Edit) -> int | None:
    match edit:
        case Insertion():
            return edit.anchor.parent[0]
        case Exchange() | Keep():
            return edit.place.parent[0]
        case VariableChange():
            return None


def _label_clashes(edits: Sequence[Edit], sites: Sequence[Site]) -> Iterator[Diagnostic]:
    """A footnote of the prose may not carry the label of one in the chapter where it lands."""
    by_operation = {site.operation.id: site for site in sites}
    taken: dict[int, set[str]] = {}
    for edit in edits:
        number = _chapter_of(edit)
        site = by_operation[edit.operation.id]
        if number is None or site.prose.chapter is None:
            continue
        known = taken.setdefault(number, set(site.snapshot.guide.chapters[number].footnotes))
        for label in site.prose.chapter.footnotes:
            if label in known:
                yield error(
                    "footnote-clash",
                    edit.operation.position,
                    f"{edit.operation.prose} has a footnote [^{label}], and so has the chapter",
                    "give it a label of its own",
                )
            known.add(label)


def _text_under(site: Site) -> str:
    """What the guide says under an operation: what its base is compared with."""
    operation, guide = site.operation, site.snapshot.guide
    if OPERATIONS[operation.name].variable:
        known = guide.settings.variables.get(operation.target.id)
        return known.value if known else ""
    return site.snapshot.text(site.place)


def _our_text(site: Site) -> str:
    if OPERATIONS[site.operation.name].variable:
        return site.operation.arguments.get("value", "")
    units = (unit for block in site.prose.blocks for unit in block.walk() if unit.msgid)
    return "\n\n".join(unit.msgid for unit in units)


def _rebuild(guide: Guide, overlay: Overlay, edits: Sequence[Edit], sites: Sequence[Site]) -> Guide:
    if not edits:
        return guide
    kept = [(e.place, step_of(overlay, e.operation)) for e in edits if isinstance(e, Keep)]
    base = stamp(guide, kept)
    rebuilding = Rebuilding(base, edits)
    prose = {site.operation.id: site.prose for site in sites}
    chapters = []
    for number, chapter in enumerate(base.chapters):
        landing = [edit for edit in edits if _chapter_of(edit) == number]
        blocks = rebuilding.blocks(number)
        blocks += tuple(extra for e in landing for extra in prose[e.operation.id].extras)
        if blocks != chapter.blocks:
            guests = [prose[edit.operation.id].chapter for edit in landing]
            chapter = _with_guests(replace(chapter, blocks=blocks), guests)
        chapters.append(chapter)
    changes = {e.variable.name: e.variable for e in edits if isinstance(e, VariableChange)}
    settings = guide.settings
    if changes:
        settings = replace(settings, variables={**settings.variables, **changes})
    return replace(guide, settings=settings, chapters=tuple(chapters))


def _with_guests(chapter: Chapter, guests: Sequence[Chapter | None]) -> Chapter:
    """The chapter knows the link addresses and footnotes of the prose in it; its own win."""
    references = dict(chapter.references)
    footnotes = list(chapter.footnotes)
    for guest in guests:
        if guest is not None:
            references = {**guest.references, **references}
            footnotes.extend(label for label in guest.footnotes if label not in footnotes)
    return replace(chapter, references=references, footnotes=tuple(footnotes))


def _adaptations(
    overlay: Overlay, edits: Sequence[Edit], snapshot: Snapshot
) -> Iterator[Adaptation]:
    """What readers are told was changed, in reading order; ``keep`` changes nothing."""

    def order(edit: Edit) -> tuple[tuple[int, ...], str]:
        match edit:
            case Exchange() | Keep():
                return (edit.place.order, edit.operation.id)
            case Insertion():
                return (edit.anchor.order, edit.operation.id)
            case VariableChange():
                return ((), edit.operation.id)

    for edit in sorted(edits, key=order):
        if isinstance(edit, Keep):
            continue
        operation = edit.operation
        anchor = ""
        if isinstance(edit, Insertion):
            anchor = f"{overlay.name}/{operation.id}"
        elif isinstance(edit, Exchange):
            first: Block | None = next(iter(snapshot.blocks(edit.place)), None)
            gone = first.section if first is not None else ""
            anchor = gone if edit.removes else edit.place.address
        number = _chapter_of(edit)
        yield Adaptation(
            overlay=overlay.name,
            operation=operation.id,
            name=operation.name,
            target=str(operation.target),
            reason=operation.because.reason,
            anchor=anchor,
            chapter="" if number is None else snapshot.guide.chapters[number].id,
        )


def _decisions(edits: Sequence[Edit]) -> Iterator[tuple[Operation, Place]]:
    for edit in edits:
        if isinstance(edit, Exchange | Keep):
            yield edit.operation, edit.place


def _decided(guide: Guide, edits: Sequence[Edit]) -> Iterator[str]:
    """Points that were replaced, removed or kept, themselves or with all that holds them."""
    marked = [point for point in points(guide) if point.block.mark.local]
    for _, place in _decisions(edits):
        for point in marked:
            if _settles(place, point.place):
                yield point.place.address


def _settles(place: Place, point: Place) -> bool:
    return place.holds(point) or place.address == point.address


def _warnings(guide: Guide, edits: Sequence[Edit]) -> Iterator[Diagnostic]:
    marked = points(guide)
    for edit in edits:
        if not isinstance(edit, Exchange | Keep):
            continue
        operation = edit.operation
        touched = [
            point
            for point in marked
            if edit.place.holds(point.place) or point.place.holds(edit.place)
        ]
        if isinstance(edit, Exchange) and any(point.block.mark.core for point in touched):
            yield warning(
                "core-changed",
                operation.position,
                f'operation "{operation.id}" changes a safety passage: "{operation.target}"',
                "a clinician must sign this off, and adaptkit cannot record that yet: no release",
            )
        settled = [p for p in marked if p.block.mark.local and _settles(edit.place, p.place)]
        if not operation.because.reason and settled:
            yield warning(
                "reason-missing",
                operation.position,
                f'operation "{operation.id}" decides about a local passage without a reason',
                'add because: {reason: "…"}',
            )


def _headless(edits: Sequence[Edit], snapshot: Snapshot) -> Iterator[Diagnostic]:
    """A section whose new text begins with no heading: its own is lost."""
    for edit in edits:
        if not isinstance(edit, Exchange) or edit.removes or edit.place.kind == "slot":
            continue
        old = [b for b in snapshot.blocks(edit.place) if b.kind is not BlockKind.FRONT_MATTER]
        opens = bool(old) and old[0].kind is BlockKind.HEADING
        if opens and edit.blocks[:1] and edit.blocks[0].kind is not BlockKind.HEADING:
            operation = edit.operation
            yield warning(
                "section-without-heading",
                operation.position,
                f"your text {operation.prose} begins with no heading, "
                f'so the section "{operation.target}" loses its own',
                f"begin it with {'#' * old[0].level} and the heading",
            )


def _removed(
    overlay: Overlay,
    edits: Sequence[Edit],
    before: Snapshot,
    after: Snapshot,
    removed: Removed,
) -> Removed:
    """Addresses that can no longer be aimed at, with what took them away."""
    gone = dict(removed)
    exchanges = [edit for edit in edits if isinstance(edit, Exchange)]
    for address, places in before.places.items():
        if address in after.places or not exchanges:
            continue
        taking = next((e for p in places for e in exchanges if e.place.holds(p)), None)
        if taking is not None:
            leaf = next((b for b in before.walk(places[0]) if not b.children), None)
            steps = leaf.steps if leaf is not None else ()
            gone[address] = (*steps, step_of(overlay, taking.operation))
    return {address: gone[address] for address in sorted(gone) if address not in after.places}
