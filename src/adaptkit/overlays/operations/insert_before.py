"""``insert_before``: new text directly above a unit, section or slot."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.overlays.edits import Edit, Gap, Insertion
from adaptkit.overlays.ground import Ground
from adaptkit.overlays.operations import operation, word


@operation("insert_before", does="adds to", with_prose=True, told=word("Added"))
def insert_before(ground: Ground) -> Iterator[Edit]:
    beside = ground.beside()
    # Of anchors that begin at the same line, what stands before the larger one comes first.
    gap = Gap(beside.parent, beside.start, after=False, rank=(-beside.end, 0))
    yield Insertion(ground.operation, beside, gap, ground.addition(beside))
