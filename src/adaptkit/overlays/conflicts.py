"""What the operations of one overlay may not ask for together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from adaptkit.model.diagnostic import Diagnostic, error
from adaptkit.overlays.edits import Edit
from adaptkit.overlays.operations import OPERATIONS
from adaptkit.overlays.snapshot import Place

# Of many operations at one place, so many are named.
_SHOWN = 4


def find_conflicts(edits: Sequence[Edit]) -> Iterator[Diagnostic]:
    """Every operation that is in the way of another, told at the later one (by id), with one that
    it is in the way of: a thousand at one target are a thousand messages, not half a million."""
    edits = sorted(edits, key=lambda edit: edit.operation.id)
    yield from _in_the_text(edits)
    altered: dict[object, Edit] = {}
    settings: dict[str, Edit] = {}
    for edit in edits:
        if edit.altered:
            altered.setdefault(edit.altered.span, edit)
        if edit.setting and settings.setdefault(edit.setting, edit) is not edit:
            yield _same(settings[edit.setting], edit)
    for edit in edits:
        if edit.held and edit.held.span in altered:
            yield _same(altered[edit.held.span], edit)
    yield from _unordered([edit for edit in edits if edit.anchor])


def _in_the_text(edits: Sequence[Edit]) -> Iterator[Diagnostic]:
    """What alters the same, or something inside of what another alters or takes away: one walk in
    reading order, with all altered places around at hand."""
    stops: list[tuple[Place, bool, Edit]] = []
    for edit in edits:
        if edit.altered:
            stops.append((edit.altered, False, edit))
        stops += [(place, True, edit) for place in (edit.anchor, edit.held) if place]
    stops.sort(key=lambda stop: (stop[0].order, -stop[0].end, stop[1]))
    around: list[tuple[Place, Edit]] = []
    for place, stays, edit in stops:
        while around and (*around[-1][0].parent, around[-1][0].end) <= place.order:
            around.pop()
        holding = ((where, other) for where, other in reversed(around) if where.holds(place))
        if stays:
            lost = (found for _, other in holding for found in _lost(edit, other))
            yield from islice(lost, 1)
            continue
        where, other = next(holding, (None, edit))
        if where is None:
            around.append((place, edit))
        elif where.span == place.span:
            yield _same(other, edit)
        else:
            yield _nested(other, edit)
            around.append((place, edit))


def _nested(outer: Edit, inner: Edit) -> Diagnostic:
    return error(
        "target-nested",
        inner.operation.position,
        f'operation "{inner.operation.id}" aims at "{inner.operation.target}", which '
        f'stands inside "{outer.operation.target}" of operation "{outer.operation.id}"',
        "leave one of them out, or aim at smaller parts",
    )


def _same(first: Edit, second: Edit) -> Diagnostic:
    return error(
        "target-twice",
        second.operation.position,
        f'operations "{first.operation.id}" and "{second.operation.id}" both aim at '
        f'"{second.operation.target}"',
        "keep one of them",
    )


def _lost(edit: Edit, other: Edit) -> Iterator[Diagnostic]:
    """What ``edit`` adds to, or keeps, and ``other`` takes away with all that holds it."""
    if edit.held is None:
        yield from _lost_anchor(edit, other)
    elif other.altered and other.lets_go and other.altered.span != edit.held.span:
        yield _nested(other, edit)  # of the very same place, ``_same`` is said


def _lost_anchor(adding: Edit, other: Edit) -> Iterator[Diagnostic]:
    anchor, gone = adding.anchor, other.altered
    if not (anchor and gone and other.lets_go) or anchor.kind == "slot" or not gone.holds(anchor):
        return
    if anchor.span == gone.span and not other.removes and not adding.inside:
        return  # what replaces the anchor stands where it stood
    yield error(
        "anchor-removed",
        adding.operation.position,
        f'operation "{adding.operation.id}" aims at "{adding.operation.target}", which '
        f'operation "{other.operation.id}" {OPERATIONS[other.operation.name].does}',
        "insert at something that stays, or write the text into the file that replaces it",
    )


def _unordered(adding: Sequence[Edit]) -> Iterator[Diagnostic]:
    anchors: dict[object, list[Edit]] = defaultdict(list)
    for edit in adding:
        assert edit.anchor
        anchors[(edit.operation.name, edit.anchor.span)].append(edit)
    for group in anchors.values():
        orders = [edit.operation.order for edit in group]
        if len(group) > 1 and (None in orders or len(set(orders)) < len(orders)):
            shown = [f'"{edit.operation.id}"' for edit in group[:_SHOWN]]
            more = len(group) - len(shown)
            ids = " and ".join([*shown, *([f"{more} more"] if more else [])])
            last = group[-1].operation
            yield error(
                "order-missing",
                last.position,
                f'operations {ids} both {last.name} "{last.target}": which comes first?',
                "give each its own order: 1, 2, …",
            )
