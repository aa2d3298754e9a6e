"""The guide's tree with all edits of one overlay put in at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from adaptkit.model.document import Block, BlockKind, Guide, Step
from adaptkit.overlays.edits import Insertion
from adaptkit.overlays.prose import as_items, history
from adaptkit.overlays.snapshot import Path, Place
from adaptkit.records import replace

# What has no words or sense of its own once everything in it is gone.
_HOLLOW = frozenset(
    {
        BlockKind.LIST,
        BlockKind.LIST_ITEM,
        BlockKind.QUOTE,
        BlockKind.CALLOUT,
        BlockKind.QUOTATION,
        BlockKind.DEFINITION_LIST,
        BlockKind.TABLE,
        BlockKind.FOOTNOTE,
    }
)
_SURVIVORS = frozenset({BlockKind.SLOT, BlockKind.FOOTNOTE, BlockKind.REFERENCE})


class Rebuilding:
    """Edits *enter* in order of their operations' ids; nothing is done before all have."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._exchanges: dict[Path, dict[int, tuple[int, tuple[Block, ...]]]] = defaultdict(dict)
        self._gaps: dict[Path, dict[tuple[int, bool], list[Insertion]]] = {}
        self._changes: dict[Path, tuple[Callable[[Block], Block], Step]] = {}
        self._kept: list[tuple[Place, Step]] = []
        self._settings: list[Callable[[Guide], Guide]] = []
        self._touched: set[Path] = set()
        self._filled: set[str] = set()

    # -- entering ---------------------------------------------------------------------------

    def exchange(self, place: Place, blocks: tuple[Block, ...]) -> None:
        self._exchanges[place.parent][place.start] = (place.end, blocks)
        self._touch(place.parent)
        self._filled.update(_slot_names(blocks))

    def insert(self, edit: Insertion) -> None:
        here = self._gaps.setdefault(edit.gap.parent, {})
        here.setdefault((edit.gap.index, edit.gap.after), []).append(edit)
        self._touch(edit.gap.parent)

    def change(self, place: Place, change: Callable[[Block], Block], step: Step) -> None:
        """``change`` gets the block with what other edits have done inside of it."""
        for index in range(place.start, place.end):
            self._changes[(*place.parent, index)] = (change, step)
        self._touch(place.parent)

    def keep(self, place: Place, step: Step) -> None:
        self._kept.append((place, step))

    def set(self, change: Callable[[Guide], Guide]) -> None:
        self._settings.append(change)

    def _touch(self, path: Path) -> None:
        self._touched.update(path[:depth] for depth in range(1, len(path) + 1))

    # -- the outcome ------------------------------------------------------------------------

    def stamped(self) -> Guide:
        """The guide in its old shape: with new settings, and the steps of what was kept."""
        guide = _stamp(self._guide, self._kept)
        changed = guide
        for change in self._settings:
            changed = change(changed)
        if changed is not guide:
            guide = replace(guide, settings=changed.settings, about=changed.about)
        self._guide = guide
        return guide

    def blocks(self, chapter: int) -> tuple[Block, ...]:
        """The new blocks of a chapter; the very same ones where nothing happens in it."""
        blocks = self._guide.chapters[chapter].blocks
        return self._list((chapter,), blocks) if (chapter,) in self._touched else blocks

    def _list(self, path: Path, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        if path not in self._touched:
            return blocks
        out: list[Block] = []
        exchanges = self._exchanges.get(path, {})
        gaps = self._gaps.get(path, {})
        index = 0
        while index <= len(blocks):
            if (index, True) in gaps:
                out.extend(_in_order(gaps[index, True]))
            end, new = exchanges.get(index, (-1, ()))
            if end == index:
                out.extend(new)
            if (index, False) in gaps:
                out.extend(_in_order(gaps[index, False]))
            if index == len(blocks):
                break
            if end > index:
                old = blocks[index:end]
                slots = dict(_slots(path, index, old))
                out.extend(self._with_slots_filled(new, slots))
                left = self._survivors(path, index, old)
                owner = self._owner(path)
                out.extend(as_items(left, owner) if owner is not None else left)
                index = end
            else:
                out.extend(self._one((*path, index), blocks[index]))
                index += 1
        return tuple(out)

    def _inserted(self, path: Path, index: int, *, after: bool) -> Iterable[Block]:
        return _in_order(self._gaps.get(path, {}).get((index, after), ()))

    def _one(self, path: Path, block: Block) -> tuple[Block, ...]:
        if path not in self._touched and path not in self._changes:
            # A list of which nothing is left was nothing before either.
            return (block,)
        children = self._list(path, block.children)
        if block.children and not children and block.kind in _HOLLOW:
            return ()
        if children is not block.children:
            block = block.changed(children=children)
        if path in self._changes:
            change, step = self._changes[path]
            block = _traced(change(block), history((block,)), step)
        return (block,)

    def _survivors(self, path: Path, start: int, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """Of what is replaced or removed: slots, emptied, with what this overlay puts in them;
        and at the top the footnotes and link addresses that others may refer to."""
        found: list[Block] = []
        for offset, block in enumerate(blocks):
            here = (*path, start + offset)
            if block.kind is BlockKind.SLOT:
                if block.info not in self._filled:
                    found.append(block.changed(children=self._slot_content(here, block)))
            elif block.kind in _SURVIVORS:
                found.append(block)
            else:
                found.extend(self._survivors(here, 0, block.children))
        return tuple(found)

    def _slot_content(self, path: Path, slot: Block) -> tuple[Block, ...]:
        return (
            *self._inserted(path, 0, after=True),
            *self._survivors(path, 0, slot.children),
            *self._inserted(path, len(slot.children), after=False),
        )

    def _owner(self, path: Path) -> Block | None:
        """The list whose items these children are; None for every other parent."""
        blocks: tuple[Block, ...] = self._guide.chapters[path[0]].blocks
        owner: Block | None = None
        for index in path[1:]:
            owner = blocks[index]
            blocks = owner.children
        return owner if owner is not None and owner.kind is BlockKind.LIST else None

    def _with_slots_filled(
        self, blocks: tuple[Block, ...], slots: dict[str, Path]
    ) -> tuple[Block, ...]:
        """Prose that replaces a section may bring the section's slot with it: what this overlay
        adds to the old slot then stands in the new one."""
        return tuple(self._filled_slot(block, slots) for block in blocks)

    def _filled_slot(self, block: Block, slots: dict[str, Path]) -> Block:
        children = self._with_slots_filled(block.children, slots)
        if block.kind is BlockKind.SLOT and block.info in slots and block.domain != "guide":
            path = slots[block.info]
            last = max((index for index, _ in self._gaps.get(path, {})), default=0)
            children = (
                *self._inserted(path, 0, after=True),
                *children,
                *self._inserted(path, last, after=False),
            )
        if len(children) == len(block.children) and all(
            new is old for new, old in zip(children, block.children, strict=True)
        ):
            return block
        return block.changed(children=children)


def _traced(block: Block, before: tuple[Step, ...], step: Step) -> Block:
    """Every leaf knows what was done to the whole before, and the last step."""

    def traced(leaf: Block) -> Block:
        steps = leaf.steps
        if steps[: len(before)] != before:
            steps = (*before, *steps)
        return leaf.changed(steps=steps if step in steps else (*steps, step))

    return block.map_leaves(traced)


def _in_order(edits: Iterable[Insertion]) -> Iterator[Block]:
    """What stands in a gap: inner anchors nearest to what they follow, then ``order``."""
    here = sorted(
        edits, key=lambda edit: (edit.gap.rank, edit.operation.order or 0, edit.operation.id)
    )
    return (block for edit in here for block in edit.blocks)


def _stamp(guide: Guide, kept: Sequence[tuple[Place, Step]]) -> Guide:
    """The same guide; every leaf under a ``keep`` carries its step."""
    if not kept:
        return guide

    by_child: dict[Path, list[tuple[int, Step]]] = defaultdict(list)
    for number, (place, step) in enumerate(kept):
        for index in range(place.start, place.end):
            by_child[(*place.parent, index)].append((number, step))

    inside = {path[:depth] for path in by_child for depth in range(1, len(path) + 1)}

    def stamped(path: Path, block: Block, above: tuple[tuple[int, Step], ...]) -> Block:
        if not above and path not in inside:
            return block
        here = (*above, *by_child.get(path, ()))
        if block.children:
            return block.changed(children=listed(path, block.children, here))
        # In order of the operations, whichever holds which.
        steps = tuple(step for _, step in sorted(here, key=lambda one: one[0]))
        return block.changed(steps=(*block.steps, *steps)) if steps else block

    def listed(
        path: Path, blocks: tuple[Block, ...], above: tuple[tuple[int, Step], ...] = ()
    ) -> tuple[Block, ...]:
        return tuple(stamped((*path, index), block, above) for index, block in enumerate(blocks))

    touched = {place.parent[0] for place, _ in kept}
    return replace(
        guide,
        chapters=tuple(
            replace(chapter, blocks=listed((number,), chapter.blocks))
            if number in touched
            else chapter
            for number, chapter in enumerate(guide.chapters)
        ),
    )


def _slots(path: Path, start: int, blocks: Sequence[Block]) -> Iterable[tuple[str, Path]]:
    for offset, block in enumerate(blocks):
        here = (*path, start + offset)
        if block.kind is BlockKind.SLOT:
            yield block.info, here
        yield from _slots(here, 0, block.children)


def _slot_names(blocks: Iterable[Block]) -> set[str]:
    return {
        inner.info for block in blocks for inner in block.walk() if inner.kind is BlockKind.SLOT
    }
