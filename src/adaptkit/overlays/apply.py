"""An overlay put over the guide: all of its operations at once, on what came in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from adaptkit.model.diagnostic import Diagnostic, ProblemsFound, error, warning
from adaptkit.model.document import Chapter, Guide, Step
from adaptkit.model.edition import Adaptation
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import Drift, Operation, Overlay
from adaptkit.overlays.chains import GUIDE, chain_through
from adaptkit.overlays.conflicts import find_conflicts
from adaptkit.overlays.drift import find_drift
from adaptkit.overlays.edits import Edit
from adaptkit.overlays.ground import Ground
from adaptkit.overlays.noted import lost_bases
from adaptkit.overlays.operations import OPERATIONS
from adaptkit.overlays.points import Point, points
from adaptkit.overlays.prose import step_of
from adaptkit.overlays.rebuild import Rebuilding
from adaptkit.overlays.snapshot import NoPlace, Place, Snapshot
from adaptkit.records import Record, field, replace

Removed = Mapping[str, tuple[Step, ...]]
"""Address → all that was done to it; the last step took it away."""


class Applied(Record, frozen=True):
    """``guide`` is the new one. ``decided`` are the addresses of the ``.local`` points that this
    overlay settled. ``texts`` is, per operation id, what the guide said under it, in the ``chain``
    of this overlay. ``removed`` and ``after`` (the next one's chain) go into the next overlay's
    ``apply_overlay``."""

    guide: Guide
    adaptations: tuple[Adaptation, ...] = ()
    decided: frozenset[str] = frozenset()
    drift: tuple[Drift, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    removed: Removed = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    chain: str = GUIDE
    after: str = GUIDE


def apply_overlay(
    guide: Guide,
    overlay: Overlay,
    language: Locale | None = None,
    removed: Removed | None = None,
    chain: str = GUIDE,
) -> Applied:
    """``language`` is the edition's (None: the overlay's own). Raises ``ProblemsFound`` with
    every operation that cannot be carried out."""
    removed = removed or {}
    language = language or overlay.language
    snapshot = Snapshot(guide)
    grounds: list[Ground] = []
    problems: list[Diagnostic] = []
    for operation in sorted(overlay.operations, key=lambda operation: operation.id):
        try:
            grounds.append(Ground(overlay, operation, snapshot, language))
        except NoPlace as problem:
            problems.append(_problem(operation, problem, removed))
    edits = _plan(grounds, removed, problems)
    marked = points(guide)
    texts = {g.operation.id: OPERATIONS[g.operation.name].aim.text(g) for g in grounds}
    ours = {g.operation.id: _our_text(g) for g in grounds}
    changed = _rebuild(guide, overlay, edits, grounds)
    told = [_adaptation(e, snapshot, overlay) for e in sorted(edits, key=_reading_order)]
    return Applied(
        guide=changed,
        adaptations=tuple(adaptation for adaptation in told if adaptation is not None),
        decided=frozenset(_decided(marked, edits)),
        drift=find_drift(overlay, texts, ours, chain),
        texts=texts,
        removed=_removed(overlay, edits, snapshot, changed, removed),
        diagnostics=(
            *lost_bases(overlay, texts, chain),
            *_warnings(marked, edits),
            *(found for edit in edits for found in edit.warnings(snapshot)),
        ),
        chain=chain,
        after=chain_through(chain, overlay, language),
    )


def _plan(
    grounds: Sequence[Ground], removed: Removed, problems: Sequence[Diagnostic]
) -> list[Edit]:
    """``problems`` keep some operations from having any ground to stand on."""
    edits: list[Edit] = []
    problems = list(problems)
    for ground in grounds:
        try:
            edits.extend(OPERATIONS[ground.operation.name].plan(ground))
        except NoPlace as problem:
            problems.append(_problem(ground.operation, problem, removed))
    problems.extend(find_conflicts(edits))
    problems.extend(_label_clashes(edits, grounds))
    if problems:
        raise ProblemsFound(sorted(problems, key=lambda problem: problem.sort_key))
    return edits


def _problem(operation: Operation, problem: NoPlace, removed: Removed) -> Diagnostic:
    target = operation.target
    steps = () if target.slot or target.of else removed.get(target.id, ())
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


def _label_clashes(edits: Sequence[Edit], grounds: Sequence[Ground]) -> Iterator[Diagnostic]:
    """A footnote of the prose may not carry the label of one in the chapter where it lands."""
    by_operation = {ground.operation.id: ground for ground in grounds}
    taken: dict[int, set[str]] = {}
    for edit in edits:
        ground = by_operation[edit.operation.id]
        if edit.chapter is None or ground.prose.chapter is None:
            continue
        known = taken.setdefault(edit.chapter, set(ground.guide.chapters[edit.chapter].footnotes))
        for label in ground.prose.chapter.footnotes:
            if label in known:
                yield error(
                    "footnote-clash",
                    edit.operation.position,
                    f"{edit.operation.prose} has a footnote [^{label}], and so has the chapter",
                    "give it a label of its own",
                )
            known.add(label)


def _our_text(ground: Ground) -> str:
    """What the overlay says itself: its prose, or the words among its arguments."""
    operation = ground.operation
    said = [operation.arguments.get(name, "") for name in OPERATIONS[operation.name].words]
    units = (unit for block in ground.prose.blocks for unit in block.walk() if unit.msgid)
    return "\n\n".join(text for text in (*said, *(unit.msgid for unit in units)) if text)


def _rebuild(
    guide: Guide, overlay: Overlay, edits: Sequence[Edit], grounds: Sequence[Ground]
) -> Guide:
    if not edits:
        return guide
    rebuilding = Rebuilding(guide)
    landing: dict[int, list[Edit]] = {}
    for edit in edits:
        edit.enter(rebuilding, step_of(overlay, edit.operation))
        if edit.chapter is not None:
            landing.setdefault(edit.chapter, []).append(edit)
    base = rebuilding.stamped()
    prose = {ground.operation.id: ground.prose for ground in grounds}
    chapters = list(base.chapters)
    for number, here in sorted(landing.items()):
        chapter = chapters[number]
        blocks = rebuilding.blocks(number)
        blocks += tuple(extra for edit in here for extra in prose[edit.operation.id].extras)
        if blocks != chapter.blocks:
            guests = [prose[edit.operation.id].chapter for edit in here]
            chapters[number] = _with_guests(replace(chapter, blocks=blocks), guests)
    return replace(base, chapters=tuple(chapters))


def _with_guests(chapter: Chapter, guests: Sequence[Chapter | None]) -> Chapter:
    """The chapter knows the link addresses and footnotes of the prose in it; its own win."""
    references = dict(chapter.references)
    footnotes = list(chapter.footnotes)
    for guest in guests:
        if guest is not None:
            references = {**guest.references, **references}
            footnotes.extend(label for label in guest.footnotes if label not in footnotes)
    return replace(chapter, references=references, footnotes=tuple(footnotes))


def _reading_order(edit: Edit) -> tuple[tuple[int, ...], str]:
    return (edit.order, edit.operation.id)


def _adaptation(edit: Edit, snapshot: Snapshot, overlay: Overlay) -> Adaptation | None:
    """What readers are told was changed; None where there is nothing to tell."""
    operation = edit.operation
    kind = OPERATIONS[operation.name]
    if not kind.listed:
        return None
    return Adaptation(
        overlay=overlay.name,
        operation=operation.id,
        name=operation.name,
        target=str(operation.target),
        reason=operation.because.reason,
        anchor=edit.seen_at(snapshot, overlay.name),
        chapter="" if edit.chapter is None else snapshot.guide.chapters[edit.chapter].id,
        told=kind.told,
        signed_off=kind.signed_off,
    )


def _place_decided(edit: Edit) -> Place | None:
    """The place that an edit settles as an adaptation point."""
    return edit.where if OPERATIONS[edit.operation.name].decides else None


def _decided(marked: Sequence[Point], edits: Sequence[Edit]) -> Iterator[str]:
    """Points that were replaced, removed or kept, themselves or with all that holds them."""
    places = [place for edit in edits if (place := _place_decided(edit))]
    for point in marked:
        if point.block.mark.local and any(_settles(place, point.place) for place in places):
            yield point.place.address


def _settles(place: Place, point: Place) -> bool:
    return place.holds(point) or place.address == point.address


def _warnings(marked: Sequence[Point], edits: Sequence[Edit]) -> Iterator[Diagnostic]:
    core = [point.place for point in marked if point.block.mark.core]
    local = [point.place for point in marked if point.block.mark.local]
    for edit in edits:
        operation, altered, decided = edit.operation, edit.altered, _place_decided(edit)
        if altered and any(altered.holds(place) or place.holds(altered) for place in core):
            yield warning(
                "core-changed",
                operation.position,
                f'operation "{operation.id}" changes a safety passage: "{operation.target}"',
                "a clinician must sign this off, and adaptkit cannot record that yet: no release",
            )
        settled = [place for place in local if decided and _settles(decided, place)]
        if settled and not operation.because.reason:
            yield warning(
                "reason-missing",
                operation.position,
                f'operation "{operation.id}" decides about a local passage without a reason',
                'add because: {reason: "…"}',
            )


def _removed(
    overlay: Overlay, edits: Sequence[Edit], before: Snapshot, guide: Guide, removed: Removed
) -> Removed:
    """Addresses that can no longer be aimed at, with what took them away."""
    altering = [edit for edit in edits if edit.altered]
    if not (altering or removed):
        return removed
    gone = dict(removed)
    pairs = zip(before.guide.chapters, guide.chapters, strict=True)
    changed = {number for number, (old, new) in enumerate(pairs) if old is not new}
    after = Snapshot(guide, changed)
    for address, places in before.places.items():
        if places[0].parent[0] not in changed or address in after.places:
            continue
        taking = next(
            (e for p in places for e in altering if e.altered and e.altered.holds(p)), None
        )
        if taking is not None:
            leaf = next((b for b in before.walk(places[0]) if not b.children), None)
            steps = leaf.steps if leaf is not None else ()
            gone[address] = (*steps, step_of(overlay, taking.operation))
    return {address: gone[address] for address in sorted(gone) if address not in after.places}
