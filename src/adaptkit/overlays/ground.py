"""What an operation can look at while it plans: the guide as it came in, seen from its target."""

from __future__ import annotations

from adaptkit.model.document import Block, BlockKind, Guide
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import Operation, Overlay
from adaptkit.overlays.prose import (
    FRAMED,
    Prose,
    as_items,
    history,
    land,
    make_prose,
    only_text,
    reword,
    take_over,
    with_history,
)
from adaptkit.overlays.snapshot import NoPlace, Path, Place, Snapshot


class Ground:
    """One operation and the guide as it came in. Every method may raise ``NoPlace``."""

    def __init__(
        self, overlay: Overlay, operation: Operation, snapshot: Snapshot, language: Locale
    ) -> None:
        self.overlay = overlay
        self.operation = operation
        self.snapshot = snapshot
        self.language = language
        self._place: Place | None = None
        self.prose = (
            make_prose(overlay, operation, language) if operation.prose else Prose(None, ())
        )

    @property
    def guide(self) -> Guide:
        return self.snapshot.guide

    @property
    def place(self) -> Place:
        """What the operation aims at."""
        if self._place is None:
            self._place = self.snapshot.find(self.operation.target)
        return self._place

    # -- replace and remove -----------------------------------------------------------------

    def substitute(self) -> tuple[Block, ...]:
        """The prose in place of the target, answering to the target's address."""
        place = self.place
        old = self.snapshot.blocks(place)
        if place.kind == "slot":
            slot = self.snapshot.owner(place.parent)
            assert slot is not None
            return land(self.prose.blocks, section=slot.section, level=self._depth(place) + 1)
        if self._is_framed(place):
            blocks: tuple[Block, ...] = (self._reworded(old[0]),)
        else:
            blocks = self._substitute_blocks(place, old)
        before = history(old)
        blocks = tuple(with_history(block, before) for block in blocks)
        if old:
            blocks = take_over(old[0], blocks)
        addresses = (*_outer(old, place.address), place.address)
        return tuple(block.changed(addresses=addresses) for block in blocks)

    def _is_framed(self, place: Place) -> bool:
        block = self.snapshot.blocks(place)[:1]
        if place.kind not in ("unit", "run") or place.end - place.start != 1:
            return False
        return block[0].kind in FRAMED or self._is_item_text(place)

    def _is_item_text(self, place: Place) -> bool:
        owner = self.snapshot.owner(place.parent)
        return owner is not None and owner.kind is BlockKind.LIST_ITEM and place.start == 0

    def _reworded(self, frame: Block) -> Block:
        prose = only_text(self.prose.blocks)
        if prose is None or not prose.is_unit:
            whole = {
                BlockKind.HEADING: "replace the section by its id",
                BlockKind.PARAGRAPH: "replace the whole list by its id",
                BlockKind.TABLE_CELL: "replace the whole table by its id",
            }.get(frame.kind, "replace the whole block by its id")
            kind = "list item" if frame.kind is BlockKind.PARAGRAPH else frame.kind.value
            raise NoPlace(
                "prose-too-long",
                f"{self.operation.prose} must be a single paragraph to replace "
                f'the {kind} "{self.place.address}"',
                f"shorten it, or {whole} (written {{#id}} above it in the guide)",
            )
        return reword(frame, prose)

    def _substitute_blocks(self, place: Place, old: tuple[Block, ...]) -> tuple[Block, ...]:
        heading = old[0] if old and old[0].kind is BlockKind.HEADING else None
        level = heading.level if heading else self._depth(place) + 1
        if place.kind == "chapter":
            level = 1
        section = self._own_section(place, old)
        blocks = land(self.prose.blocks, section=section, level=level)
        # A section that an earlier overlay gave no heading: its text carries the section's id.
        opens = heading is not None or (bool(old) and old[0].section == place.address)
        if place.kind in ("section", "chapter", "run") and opens:
            blocks = _keep_section_id(blocks, old[0].section)
        elif len(blocks) == 1 and old and blocks[0].kind is old[0].kind:
            blocks = (blocks[0].changed(tight=old[0].tight),)
        return self._fit(place.parent, blocks)

    def _own_section(self, place: Place, old: tuple[Block, ...]) -> str:
        if place.kind in ("section", "chapter"):
            return place.address
        return old[0].section if old else place.address

    def removable(self) -> Place:
        """The target, or the whole of which it is the only text."""
        place = self.place
        if place.kind not in ("unit", "run"):
            return place
        block = self.snapshot.blocks(place)[0]
        if self._is_item_text(place):
            item = self.snapshot.owner(place.parent)
            assert item is not None
            if len(item.children) > place.end:
                raise NoPlace(
                    "target-holds-more",
                    f'"{place.address}" is a list item with more below it',
                    "remove what stands below it with operations of its own, or replace the text",
                )
            return self.snapshot.around(place)
        if block.kind is BlockKind.ALTERNATIVE:
            return self.snapshot.around(place)
        if block.kind in (BlockKind.TABLE_CELL, BlockKind.TERM):
            raise NoPlace(
                "target-framed",
                f'"{place.address}" is a {block.kind.value}; taking it out would break the whole',
                "replace it, or remove the whole by its id ({#id} above it in the guide)",
            )
        return place

    # -- insert ------------------------------------------------------------------------------

    def beside(self) -> Place:
        """What new text can stand beside: for a list item's text the item, for a caption the
        figure, for a slot the slot itself."""
        place = self.place
        if place.kind == "slot" or self._is_item_text(place):
            return self.snapshot.around(place)
        owner = self.snapshot.owner(place.parent)
        if owner is not None and owner.kind is BlockKind.FIGURE:
            return self.snapshot.around(place)
        block = next(iter(self.snapshot.blocks(place)), None)
        framed = FRAMED - {BlockKind.HEADING}
        if block is not None and block.kind in framed:
            raise NoPlace(
                "target-framed",
                f'nothing can stand beside "{place.address}": it is a {block.kind.value}',
                "insert beside the whole by its id ({#id} above it in the guide)",
            )
        return place

    def inside(self) -> Place:
        """The target, which must be a section, a chapter or a slot."""
        place = self.place
        block = next(iter(self.snapshot.blocks(place)), None)
        headed = block is not None and block.kind is BlockKind.HEADING
        if place.kind in ("slot", "section", "chapter") or (place.kind == "run" and headed):
            return place
        raise NoPlace(
            "target-not-section",
            f'{self.operation.name} needs a section or a slot, but "{place.address}" is neither',
            "use insert_after or insert_before",
        )

    def opening(self, place: Place) -> int:
        """Where a section's text begins: below its heading, and below front matter."""
        index = place.start
        blocks = self.snapshot.children(place.parent)
        while (
            place.kind != "slot"
            and index < place.end
            and blocks[index].kind is BlockKind.FRONT_MATTER
        ):
            index += 1
        if place.kind != "slot" and index < place.end and blocks[index].kind is BlockKind.HEADING:
            index += 1
        return index

    def addition(self, place: Place, *, into: bool = False) -> tuple[Block, ...]:
        """The prose as new neighbours of (or inside) ``place``; ``MY/costs`` names all of it."""
        if into:
            level = self._depth(place) + 1
            section = place.address if place.kind != "slot" else self._section_at(place)
        else:
            headed = self.snapshot.blocks(place)[:1]
            is_section = bool(headed) and headed[0].kind is BlockKind.HEADING
            level = headed[0].level if is_section else self._depth(place) + 1
            section = self._section_at(place)
        blocks = self._fit(place.parent, land(self.prose.blocks, section=section, level=level))
        own = f"{self.overlay.name}/{self.operation.id}"
        inherited = _outer(self.snapshot.blocks(place), place.address)
        if into and place.kind == "run":
            inherited = (*inherited, place.address)
        return tuple(block.changed(addresses=(*inherited, own)) for block in blocks)

    # -- where things land -------------------------------------------------------------------

    def _depth(self, place: Place) -> int:
        """The heading level of the section that ``place`` is, or stands in; 0 above all."""
        blocks = self.snapshot.children(place.parent)
        if place.start < len(blocks) and blocks[place.start].kind is BlockKind.HEADING:
            return blocks[place.start].level
        parent, index = place.parent, place.start
        while True:
            for block in reversed(self.snapshot.children(parent)[:index]):
                if block.kind is BlockKind.HEADING:
                    return block.level
            if len(parent) == 1:
                return 0
            parent, index = parent[:-1], parent[-1]

    def _section_at(self, place: Place) -> str:
        block = next(iter(self.snapshot.blocks(place)), None) or self.snapshot.owner(place.parent)
        chapter = self.snapshot.guide.chapters[place.parent[0]].id
        return (block.section if block else "") or chapter

    def _fit(self, parent: Path, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        owner = self.snapshot.owner(parent)
        if owner is not None and owner.kind is BlockKind.LIST:
            return as_items(blocks, owner)
        return blocks


def _outer(blocks: tuple[Block, ...], address: str) -> tuple[str, ...]:
    """The addresses that all these blocks share and that hold more than ``address``."""
    shared: list[str] = []
    for level in zip(*(block.addresses for block in blocks), strict=False):
        if len(set(level)) > 1 or level[0] == address:
            break
        shared.append(level[0])
    return tuple(shared)


def _keep_section_id(blocks: tuple[Block, ...], section: str) -> tuple[Block, ...]:
    """The first heading goes on to open ``section``, so that links to it still arrive."""
    first = next((b for b in blocks if b.kind is BlockKind.HEADING), None)
    if first is None:
        return blocks

    def move(block: Block) -> Block:
        children = tuple(move(child) for child in block.children)
        own = section if block.section == first.section else block.section
        return block.changed(section=own, children=children)

    return tuple(move(block) for block in blocks)
