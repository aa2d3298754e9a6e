"""An overlay put over the guide: all of its operations at once, on what came in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from adaptkit.guides.faults import heading_skipped, skipped_levels
from adaptkit.model.diagnostic import Diagnostic, ProblemsFound, error, warning
from adaptkit.model.document import BlockKind, Chapter, Guide, Step
from adaptkit.model.edition import Adaptation
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import Drift, Operation, Overlay
from adaptkit.model.review import decision_unit
from adaptkit.overlays.chains import GUIDE, chain_through
from adaptkit.overlays.conflicts import find_conflicts
from adaptkit.overlays.decisions import decided_points, decision_faults, settled_leaves
from adaptkit.overlays.drift import find_drift
from adaptkit.overlays.edits import Edit
from adaptkit.overlays.ground import Ground
from adaptkit.overlays.noted import lost_bases
from adaptkit.overlays.operations import OPERATIONS
from adaptkit.overlays.points import Cover, Leaf, cover, points
from adaptkit.overlays.prose import step_of
from adaptkit.overlays.rebuild import Rebuilding
from adaptkit.overlays.snapshot import NoPlace, Path, Place, Snapshot
from adaptkit.records import Record, field, replace

Removed = Mapping[str, tuple[Step, ...]]
"""Address → all that was done to it; the last step took it away."""


class Applied(Record, frozen=True):
    """``guide`` is the new one. ``decided`` are the addresses of the ``.local`` points that this
    overlay settled, ``settled`` the leaves that it decided about. ``texts`` is, per operation id,
    what the guide said under it, in the ``chain`` of this overlay. ``removed``, ``after`` (the
    next one's chain) and ``snapshot`` (of ``guide``) go into the next overlay's
    ``apply_overlay``."""

    guide: Guide
    adaptations: tuple[Adaptation, ...] = ()
    decided: frozenset[str] = frozenset()
    settled: frozenset[Leaf] = frozenset()
    drift: tuple[Drift, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    removed: Removed = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    chain: str = GUIDE
    after: str = GUIDE
    snapshot: Snapshot | None = None


def apply_overlay(
    guide: Guide,
    overlay: Overlay,
    language: Locale | None = None,
    removed: Removed | None = None,
    chain: str = GUIDE,
    covered: Cover | None = None,
    seen: Snapshot | None = None,
) -> Applied:
    """``language`` is the edition's (None: the overlay's own); ``covered`` what the marks of the
    guide cover, as it was before all overlays (None: this is it). Raises ``ProblemsFound`` with
    every operation that cannot be carried out."""
    removed = removed or {}
    language = language or overlay.language
    snapshot = seen if seen is not None and seen.guide is guide else Snapshot(guide)
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
    after = Snapshot(changed, snapshot) if changed is not guide else snapshot
    warnings = [*decision_faults(guide, marked, edits, covered or cover(guide), overlay.name)]
    core = {one.unit for one in warnings if one.code == "core-changed"}
    told = [
        replace(
            _adaptation(e, snapshot, overlay),
            before=texts[e.operation.id],
            own_words=ours[e.operation.id],
            touches_core=decision_unit(overlay.name, e.operation.id) in core,
        )
        for e in sorted(edits, key=_reading_order)
    ]
    return Applied(
        guide=changed,
        adaptations=tuple(told),
        decided=frozenset(decided_points(marked, edits)),
        settled=frozenset(settled_leaves(guide, edits)),
        drift=find_drift(overlay, texts, ours, chain),
        texts=texts,
        removed=_removed(overlay, edits, snapshot, after, removed),
        diagnostics=(
            *lost_bases(overlay, texts, chain),
            *warnings,
            *(found for edit in edits for found in edit.warnings(snapshot)),
            *_skipped(guide, changed, overlay),
            *_headless(edits, snapshot, changed),
        ),
        chain=chain,
        after=chain_through(chain, overlay, language),
        snapshot=after,
    )


def missing_in_all(
    guide: Guide, overlays: Sequence[Overlay], failed: int, language: Locale
) -> Iterator[Diagnostic]:
    """What the overlays after the one that failed aim at and nobody will find either, so that all
    of it is told at once. What an overlay before might bring is not called missing."""
    snapshot = Snapshot(guide)
    brought: set[str] = set()
    for number, overlay in enumerate(overlays):
        for operation in overlay.operations if number > failed else ():
            target = operation.target.slot or operation.target.id
            if "/" in target or not brought.isdisjoint(target.split(".")):
                continue
            try:
                ground = Ground(overlay, operation, snapshot, language)
                list(OPERATIONS[operation.name].plan(ground))
            except NoPlace as problem:
                if problem.code == "target-missing":
                    yield _problem(operation, problem, {})
        brought |= {
            name
            for chapter in overlay.prose.values()
            for block in chapter.walk()
            for name in (block.mark.id, block.section, block.info)
            if name
        }


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


def _adaptation(edit: Edit, snapshot: Snapshot, overlay: Overlay) -> Adaptation:
    """What was changed, and what is on record of it."""
    operation = edit.operation
    kind = OPERATIONS[operation.name]
    return Adaptation(
        overlay=overlay.name,
        operation=operation.id,
        name=operation.name,
        target=str(operation.target),
        reason=operation.because.reason,
        anchor=edit.seen_at(snapshot, overlay.name),
        chapter="" if edit.chapter is None else snapshot.guide.chapters[edit.chapter].id,
        told=kind.told,
        signed_off=kind.signed_off and not kind.with_prose,
        listed=kind.listed,
        because=operation.because,
        position=operation.position,
    )


def _skipped(before: Guide, after: Guide, overlay: Overlay) -> Iterator[Diagnostic]:
    """Headings of the overlay that are too deep for where they came to stand. What is so within
    one text has been told of that text."""
    for old, new in zip(before.chapters, after.chapters, strict=True):
        for above, heading in skipped_levels(new.blocks) if new is not old else ():
            own = heading.domain == overlay.name
            if own and above.position.path != heading.position.path:
                yield heading_skipped(above, heading)


def _headless(edits: Sequence[Edit], before: Snapshot, after: Guide) -> Iterator[Diagnostic]:
    """Headings that are taken away alone: what stood below them comes to stand below another."""
    for edit in edits:
        place = edit.altered
        blocks = list(before.blocks(place)) if place is not None and edit.removes else []
        if place is None or len(blocks) != 1 or blocks[0].kind is not BlockKind.HEADING:
            continue
        section = blocks[0].section
        left = [b for b in after.chapters[place.parent[0]].walk() if b.msgid and not b.children]
        stays = sum(1 for block in left if block.section == section)
        if stays:
            yield warning(
                "section-without-heading",
                edit.operation.position,
                f'only the heading of "{section}" goes: {stays} passages that stood below it would '
                "be read as part of the section above",
                f'aim at "{section}" to take all of it away, or write another heading in its place',
            )


def _removed(
    overlay: Overlay, edits: Sequence[Edit], before: Snapshot, after: Snapshot, removed: Removed
) -> Removed:
    """Addresses that can no longer be aimed at, with what took them away."""
    altering = [edit for edit in edits if edit.altered]
    if not (altering or removed):
        return removed
    gone = dict(removed)
    pairs = zip(before.guide.chapters, after.guide.chapters, strict=True)
    changed = {number for number, (old, new) in enumerate(pairs) if old is not new}
    by_start = _by_start(altering)
    for address, places in before.places.items():
        if places[0].parent[0] not in changed or address in after.places:
            continue
        taking = next((e for p in places for e in _holding(by_start, p)), None)
        if taking is not None:
            leaf = next((b for b in before.walk(places[0]) if not b.children), None)
            steps = leaf.steps if leaf is not None else ()
            gone[address] = (*steps, step_of(overlay, taking.operation))
    return {address: gone[address] for address in sorted(gone) if address not in after.places}


def _by_start(altering: Sequence[Edit]) -> Mapping[Path, list[tuple[int, int, Edit]]]:
    """The children that edits alter, by parent; no two of them overlap."""
    found: dict[Path, list[tuple[int, int, Edit]]] = {}
    for edit in altering:
        assert edit.altered
        parent, start, end = edit.altered.span
        found.setdefault(parent, []).append((start, end, edit))
    for spans in found.values():
        spans.sort(key=lambda span: span[:2])
    return found


def _holding(by_start: Mapping[Path, list[tuple[int, int, Edit]]], place: Place) -> Iterator[Edit]:
    """The edits that alter all of ``place``, from the outside in."""
    path = place.parent
    steps = [(path[:depth], path[depth], path[depth] + 1) for depth in range(1, len(path))]
    for parent, start, end in (*steps, (path, place.start, place.end)):
        spans = by_start.get(parent, [])
        at = bisect_right(spans, start, key=lambda span: span[0])
        if at and spans[at - 1][1] >= end:
            yield spans[at - 1][2]
