"""``append``: new text at the end of a slot or section, after its subsections."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.overlays.aims import INSIDE
from adaptkit.overlays.edits import Edit, Gap, Insertion
from adaptkit.overlays.ground import Ground
from adaptkit.overlays.operations import operation, word


@operation("append", does="adds to", aim=INSIDE, with_prose=True, told=word("Added"))
def append(ground: Ground) -> Iterator[Edit]:
    place = ground.inside()
    gap = Gap(place.parent, place.end, after=place.kind != "slot", rank=(-place.start, 2))
    blocks = ground.addition(place, into=True)
    yield Insertion(ground.operation, place, gap, blocks, within=True)
