"""``prepend``: new text at the beginning of a slot, or directly below a section's heading."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.overlays.aims import INSIDE
from adaptkit.overlays.edits import Edit, Gap, Insertion
from adaptkit.overlays.ground import Ground
from adaptkit.overlays.operations import operation, word


@operation("prepend", does="adds to", aim=INSIDE, with_prose=True, told=word("Added"))
def prepend(ground: Ground) -> Iterator[Edit]:
    place = ground.inside()
    gap = Gap(place.parent, ground.opening(place), after=True, rank=(-place.start, 1))
    blocks = ground.addition(place, into=True)
    yield Insertion(ground.operation, place, gap, blocks, within=True)
