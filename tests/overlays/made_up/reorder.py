"""``reorder``: the items of a list stand in another order; for trying a new sort of edit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from adaptkit.model.document import Block, BlockKind, Step
from adaptkit.overlays.edits import Edit
from adaptkit.overlays.ground import Ground
from adaptkit.overlays.operations import operation
from adaptkit.overlays.rebuild import Rebuilding
from adaptkit.overlays.snapshot import NoPlace, Place


@dataclass(frozen=True, slots=True)
class Backwards(Edit):
    place: Place

    @property
    def where(self) -> Place:
        return self.place

    @property
    def altered(self) -> Place:
        return self.place

    def enter(self, rebuilding: Rebuilding, step: Step) -> None:
        def change(block: Block) -> Block:
            return block.changed(children=block.children[::-1])

        rebuilding.change(self.place, change, step)


@operation("reorder", does="reorders", signed_off=False)
def reorder(ground: Ground) -> Iterator[Edit]:
    (block,) = ground.snapshot.blocks(ground.place)[:1]
    if block.kind is not BlockKind.LIST:
        raise NoPlace("target-not-list", f'"{ground.place.address}" is not a list')
    yield Backwards(ground.operation, ground.place)
