"""What the operations of one overlay may not ask for together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from adaptkit.model.diagnostic import Diagnostic, error
from adaptkit.overlays.edits import Edit
from adaptkit.overlays.operations import OPERATIONS


def find_conflicts(edits: Sequence[Edit]) -> Iterator[Diagnostic]:
    """Every conflict, each told at the later operation (by id)."""
    edits = sorted(edits, key=lambda edit: edit.operation.id)
    altering = [edit for edit in edits if edit.altered]
    for first, second in combinations(altering, 2):
        yield from _overlap(first, second)
    for keep in edits:
        for other in altering if keep.held else ():
            if keep.held and other.altered and other.altered.span == keep.held.span:
                yield _same(other, keep)
    settings: dict[str, Edit] = {}
    for edit in edits:
        if edit.setting and settings.setdefault(edit.setting, edit) is not edit:
            yield _same(settings[edit.setting], edit)
    adding = [edit for edit in edits if edit.anchor]
    for edit in adding:
        for other in altering:
            yield from _lost_anchor(edit, other)
    yield from _unordered(adding)


def _overlap(first: Edit, second: Edit) -> Iterator[Diagnostic]:
    assert first.altered
    assert second.altered
    if first.altered.span == second.altered.span:
        yield _same(first, second)
    elif first.altered.holds(second.altered):
        yield _nested(first, second)
    elif second.altered.holds(first.altered):
        yield _nested(second, first)


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
            ids = " and ".join(f'"{edit.operation.id}"' for edit in group)
            last = group[-1].operation
            yield error(
                "order-missing",
                last.position,
                f'operations {ids} both {last.name} "{last.target}": which comes first?',
                "give each its own order: 1, 2, …",
            )
