"""``::: directory crisis``: passages that show the contacts of one kind, whoever wrote them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from adaptkit.model.diagnostic import Diagnostic, warning
from adaptkit.model.document import Block, BlockKind, Chapter, Guide
from adaptkit.model.layout import DIRECTORY_FILE, overlay_file
from adaptkit.records import replace

if TYPE_CHECKING:
    from adaptkit.model.overlay import Overlay


def with_contacts(
    guide: Guide, overlays: Sequence[Overlay]
) -> tuple[Guide, tuple[Diagnostic, ...]]:
    """The guide with the contacts of an edition's overlays where a passage asks for a group of
    them, and what of it stays empty: readers in need would find nothing there."""
    problems: list[Diagnostic] = []

    def fill(block: Block) -> Block:
        if block.kind is not BlockKind.DIRECTORY or not block.info:
            return block
        groups = block.info.split()
        contacts = tuple(
            one for overlay in overlays for one in overlay.directory if one.kind in groups
        )
        if not contacts:
            problems.append(_empty(block, groups[0], overlays))
        return block.changed(contacts=contacts)

    chapters = tuple(_filled(chapter, fill) for chapter in guide.chapters)
    if not any(new is not old for new, old in zip(chapters, guide.chapters, strict=True)):
        return guide, tuple(problems)
    return replace(guide, chapters=chapters), tuple(problems)


def _filled(chapter: Chapter, fill: Callable[[Block], Block]) -> Chapter:
    if not any(b.kind is BlockKind.DIRECTORY and b.info for b in chapter.walk()):
        return chapter
    return replace(chapter, blocks=tuple(block.map_leaves(fill) for block in chapter.blocks))


def _empty(block: Block, group: str, overlays: Sequence[Overlay]) -> Diagnostic:
    files = [overlay_file(one.name, DIRECTORY_FILE) for one in overlays if one.directory]
    if files:
        hint = f"write one with kind: {group} in {files[-1]}, or take this passage out"
    else:
        hint = "no overlay of this edition has a directory.yaml: write one, with the contacts"
    said = f"readers would see nothing here: the edition has no contact of the kind {block.info}"
    return warning("directory-empty", block.position, said, hint)
