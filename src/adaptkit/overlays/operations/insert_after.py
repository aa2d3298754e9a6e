"""``insert_after``: new text directly below a unit, or below the end of a section or slot."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.overlays.edits import Edit, Gap, Insertion
from adaptkit.overlays.ground import Ground
from adaptkit.overlays.operations import operation, word


@operation("insert_after", does="adds to", with_prose=True, told=word("Added"))
def insert_after(ground: Ground) -> Iterator[Edit]:
    beside = ground.beside()
    # Of anchors that end at the same line, what stands after the inner one comes first; then
    # what was appended to a section, then what stands after that section.
    inner = 3 if beside.kind in ("section", "chapter") else 0
    gap = Gap(beside.parent, beside.end, after=True, rank=(-beside.start, inner))
    yield Insertion(ground.operation, beside, gap, ground.addition(beside))
