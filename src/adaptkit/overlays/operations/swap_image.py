"""``swap_image``: another picture stands here, with words of its own.

The file of ``with:`` holds nothing but the picture: its address, alternative text and caption.
"""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.model.document import Block, BlockKind
from adaptkit.overlays.aims import PASSAGE, Aim
from adaptkit.overlays.edits import BlockChange, Edit
from adaptkit.overlays.ground import Ground
from adaptkit.overlays.operations import operation, word
from adaptkit.overlays.prose import reword
from adaptkit.overlays.snapshot import NoPlace, Place


def _place(ground: Ground) -> Place:
    """The picture itself, or the one whose words are aimed at."""
    place = ground.place
    blocks = ground.snapshot.blocks(place)
    if [block.kind for block in blocks] == [BlockKind.FIGURE]:
        return place
    owner = ground.snapshot.owner(place.parent)
    if owner is not None and owner.kind is BlockKind.FIGURE:
        return ground.snapshot.around(place)
    raise NoPlace(
        "target-not-picture",
        f'"{place.address}" is not a picture',
        "name the id of a picture, or use replace",
    )


def _text(ground: Ground) -> str:
    place = _place(ground)
    figure = ground.snapshot.blocks(place)[0]
    return f"{figure.target}\n\n{ground.snapshot.text(place)}"


@operation(
    "swap_image",
    does="swaps",
    aim=Aim("the id of a picture", PASSAGE.read, _text),
    with_prose=True,
    decides=True,
    stops_release=True,
    told=word("Replaced"),
)
def swap_image(ground: Ground) -> Iterator[Edit]:
    place = _place(ground)
    new, *more = ground.prose.blocks
    if new.kind is not BlockKind.FIGURE or more:
        raise NoPlace(
            "prose-no-picture",
            f"{ground.operation.prose} holds something else than one picture",
            "write nothing in it but the picture and its caption; for more, use replace",
        )

    def change(old: Block) -> Block:
        said = {child.kind: child for child in old.children}
        children = tuple(_in_place_of(said.get(child.kind), child) for child in new.children)
        return old.changed(target=new.target, position=new.position, children=children)

    yield BlockChange(ground.operation, place, change)


def _in_place_of(old: Block | None, new: Block) -> Block:
    """The new words; whoever aims at the old ones finds them."""
    if old is None:
        return new
    return reword(old, new).changed(addresses=(*old.addresses, old.id))
