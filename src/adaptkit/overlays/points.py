"""Adaptation points: passages about one country (``.local``), and safety passages (``.core``)."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.model.document import Block, BlockKind, Guide
from adaptkit.overlays.snapshot import Path, Place, section_end
from adaptkit.records import Record


class Point(Record, frozen=True):
    """A marked block; ``place`` is all that its mark covers."""

    block: Block
    place: Place


def address_of(block: Block, chapter: str = "") -> str:
    """What an overlay names to aim at this block; for one without any id, its first unit's."""
    if block.addresses:
        return block.addresses[0]
    if block.kind is BlockKind.HEADING and block.section:
        return block.section
    if block.id:
        return block.id
    units = [inner for inner in block.walk() if inner.id]
    if block.mark.id:
        address = f"{block.section or chapter}.{block.mark.id}"
        return next((unit.id for unit in units if unit.id == address), address)
    if units:
        return units[0].addresses[0] if units[0].addresses else units[0].id
    return block.section


def points(guide: Guide) -> tuple[Point, ...]:
    """All marked blocks of the guide in reading order."""
    return tuple(
        point
        for number, chapter in enumerate(guide.chapters)
        for point in _points((number,), chapter.blocks, chapter.id)
    )


def _points(parent: Path, blocks: tuple[Block, ...], chapter: str) -> Iterator[Point]:
    for index, block in enumerate(blocks):
        if block.mark.local or block.mark.core:
            end = index + 1
            if block.kind is BlockKind.HEADING:
                end = section_end(blocks, index)
            address = address_of(block, chapter)
            yield Point(block, Place(address, "point", parent, index, end, block.position))
        yield from _points((*parent, index), block.children, chapter)


def open_points(guide: Guide) -> tuple[Block, ...]:
    """The ``.local`` blocks that the guide still has, each with its address as the first of
    ``addresses``. What stands inside another one is settled with it and not counted again."""
    found: list[Point] = []
    for point in points(guide):
        if point.block.mark.local and not any(other.place.holds(point.place) for other in found):
            found.append(point)
    return tuple(_addressed(point) for point in found)


def _addressed(point: Point) -> Block:
    if point.block.addresses:
        return point.block
    return point.block.changed(addresses=(point.place.address,))
