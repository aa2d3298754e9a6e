"""What the operations of one overlay may not ask for together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from adaptkit.model.diagnostic import Diagnostic, error
from adaptkit.overlays.edits import Edit, Exchange, Insertion, Keep, VariableChange


def find_conflicts(edits: Sequence[Edit]) -> Iterator[Diagnostic]:
    """Every conflict, each told at the later operation (by id)."""
    edits = sorted(edits, key=lambda edit: edit.operation.id)
    exchanges = [edit for edit in edits if isinstance(edit, Exchange)]
    insertions = [edit for edit in edits if isinstance(edit, Insertion)]
    for first, second in combinations(exchanges, 2):
        yield from _overlap(first, second)
    for keep in (edit for edit in edits if isinstance(edit, Keep)):
        for exchange in exchanges:
            if exchange.place.span == keep.place.span:
                yield _same(exchange, keep)
    variables: dict[str, VariableChange] = {}
    for change in (edit for edit in edits if isinstance(edit, VariableChange)):
        if change.variable.name in variables:
            yield _same(variables[change.variable.name], change)
        variables.setdefault(change.variable.name, change)
    for insertion in insertions:
        for exchange in exchanges:
            yield from _lost_anchor(insertion, exchange)
    yield from _unordered(insertions)


def _overlap(first: Exchange, second: Exchange) -> Iterator[Diagnostic]:
    if first.place.span == second.place.span:
        yield _same(first, second)
        return
    for outer, inner in ((first, second), (second, first)):
        if outer.place.holds(inner.place):
            yield error(
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


def _lost_anchor(insertion: Insertion, exchange: Exchange) -> Iterator[Diagnostic]:
    anchor, gone = insertion.anchor, exchange.place
    if anchor.kind == "slot" or not gone.holds(anchor):
        return
    inside = insertion.operation.name in ("append", "prepend")
    if anchor.span == gone.span and not exchange.removes and not inside:
        return  # what replaces the anchor stands where it stood
    done = "removes" if exchange.removes else "replaces"
    yield error(
        "anchor-removed",
        insertion.operation.position,
        f'operation "{insertion.operation.id}" aims at "{insertion.operation.target}", which '
        f'operation "{exchange.operation.id}" {done}',
        "insert at something that stays, or write the text into the file that replaces it",
    )


def _unordered(insertions: Sequence[Insertion]) -> Iterator[Diagnostic]:
    anchors: dict[object, list[Insertion]] = defaultdict(list)
    for insertion in insertions:
        anchors[(insertion.operation.name, insertion.anchor.span)].append(insertion)
    for group in anchors.values():
        orders = [insertion.operation.order for insertion in group]
        if len(group) > 1 and (None in orders or len(set(orders)) < len(orders)):
            ids = " and ".join(f'"{insertion.operation.id}"' for insertion in group)
            last = group[-1].operation
            yield error(
                "order-missing",
                last.position,
                f'operations {ids} both {last.name} "{last.target}": which comes first?',
                "give each its own order: 1, 2, …",
            )
