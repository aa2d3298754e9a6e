"""Chapters of which nothing is left: they are no page."""

from __future__ import annotations

from collections.abc import Iterable

from adaptkit.model.document import Block, BlockKind, Guide
from adaptkit.records import replace

# What readers never see where it stands, and what is nothing of its own.
_APART = frozenset(
    {BlockKind.FOOTNOTE, BlockKind.REFERENCE, BlockKind.FRONT_MATTER, BlockKind.FIELD}
)
_EMPTY_ALONE = frozenset({BlockKind.SLOT, BlockKind.RULE})


def says_nothing(blocks: Iterable[Block]) -> bool:
    """Whether readers would find nothing there: empty slots, rules and what stands apart."""
    return all(
        block.kind in _APART
        or (block.kind in _EMPTY_ALONE and says_nothing(block.children))
        or (block.kind is BlockKind.HTML and not block.msgid and block.text.startswith("<!--"))
        for block in blocks
    )


def without_removed(before: Guide, after: Guide) -> Guide:
    """``after`` without the chapters that overlays took away whole."""
    if before is after or before.chapters is after.chapters:
        return after
    gone = {
        new.id
        for old, new in zip(before.chapters, after.chapters, strict=True)
        if new is not old and says_nothing(new.blocks) and not says_nothing(old.blocks)
    }
    if not gone:
        return after
    return replace(after, chapters=tuple(c for c in after.chapters if c.id not in gone))
