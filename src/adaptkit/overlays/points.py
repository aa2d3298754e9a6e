"""Adaptation points: passages about one country (``.local``), and safety passages (``.core``)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet

from adaptkit.model.diagnostic import Position
from adaptkit.model.document import Block, BlockKind, Chapter, Guide, GuideSettings
from adaptkit.model.layout import GUIDE
from adaptkit.overlays.snapshot import Path, Place, section_end
from adaptkit.records import Record, field, replace


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


Leaf = tuple[str, Position]
"""A leaf of the guide as it was written: its id, if it has one, and where it stands."""


class Cover(Record, frozen=True):
    """What the marks of a guide cover, leaf by leaf. An overlay may put a heading into a section,
    or take its own away: what stood in it stays about that country, or a safety passage."""

    core: frozenset[Leaf] = frozenset()
    local: Mapping[Leaf, Block] = field(default_factory=dict)


def leaf_of(block: Block) -> Leaf:
    return block.id, block.position


def cover(guide: Guide) -> Cover:
    """``local`` gives the outermost mark over each leaf."""
    core: set[Leaf] = set()
    local: dict[Leaf, Block] = {}
    for point in points(guide):
        leaves = {leaf_of(leaf) for leaf in leaves_in(guide, point.place)}
        if point.block.mark.core:
            core |= leaves
        if point.block.mark.local:
            for leaf in leaves:
                local.setdefault(leaf, point.block)
    return Cover(frozenset(core), local)


def core_leaves(chapter: Chapter) -> Iterator[Leaf]:
    """What the marks of a chapter call a safety passage."""
    alone = Guide(GuideSettings(), (chapter,))
    for point in points(alone):
        if point.block.mark.core:
            yield from map(leaf_of, leaves_in(alone, point.place))


def leaves_in(guide: Guide, place: Place) -> Iterator[Block]:
    blocks = guide.chapters[place.parent[0]].blocks
    for index in place.parent[1:]:
        blocks = blocks[index].children
    for block in blocks[place.start : place.end]:
        for inner in block.walk():
            if not inner.children:
                yield inner


def undecided(
    guide: Guide,
    covered: Mapping[Leaf, Block],
    settled: Collection[Leaf],
    decided: AbstractSet[str],
) -> Iterator[Block]:
    """The ``.local`` blocks that wait for a decision, each with its address as the first of
    ``addresses``: a passage as a whole, or where some of it has been decided, what is left of it.

    ``covered``: by marks of the guide before all overlays; ``settled``: the leaves that operations
    decided about; ``decided``: the addresses.
    """
    seen: set[Leaf] = set()
    found: list[tuple[tuple[int, ...], Block]] = []
    for point, place in _outermost(guide):
        leaves = [leaf for leaf in leaves_in(guide, place) if leaf.msgid]
        # What overlays have put in is theirs, unless the mark is too.
        ours = [leaf for leaf in leaves if leaf_of(leaf) in covered]
        leaves = ours or leaves
        left = [leaf for leaf in leaves if leaf_of(leaf) not in settled]
        seen.update(map(leaf_of, leaves))
        if not decided.isdisjoint(point.addresses) or (leaves and not left):
            continue
        # A heading that somebody has replaced does not stand for what it is above any more.
        if len(left) == len(leaves) and not (ours and point.domain != GUIDE):
            found.append((place.order, point))
        else:
            found += [(place.order, _left_over(leaf, point)) for leaf in left]
    if covered.keys() - seen - set(settled):
        for number, chapter in enumerate(guide.chapters):
            for index, leaf in enumerate(chapter.walk()):
                here = leaf_of(leaf)
                if leaf.msgid and here in covered and here not in settled and here not in seen:
                    found.append(((number, index), _left_over(leaf, covered[here])))
    found.sort(key=lambda one: one[0])
    return (block for _, block in found)


def _left_over(leaf: Block, point: Block) -> Block:
    """A leaf of a passage that is not decided as a whole, with the passage's mark."""
    mark = replace(point.mark, id=leaf.mark.id)
    return leaf.changed(mark=mark, addresses=leaf.addresses or (leaf.id,))


def _outermost(guide: Guide) -> Iterator[tuple[Block, Place]]:
    found: list[Point] = []
    for point in points(guide):
        # In reading order, so that only the last can hold it.
        if point.block.mark.local and not (found and found[-1].place.holds(point.place)):
            found.append(point)
            yield _addressed(point), point.place


def open_points(guide: Guide) -> tuple[Block, ...]:
    """The ``.local`` blocks that the guide still has, each with its address as the first of
    ``addresses``. What stands inside another one is settled with it and not counted again."""
    return tuple(block for block, _ in _outermost(guide))


def _addressed(point: Point) -> Block:
    if point.block.addresses:
        return point.block
    return point.block.changed(addresses=(point.place.address,))
