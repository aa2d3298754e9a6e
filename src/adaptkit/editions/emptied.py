"""Chapters of which nothing is left: they are no page. Sections of which nothing is left: who hears
a page reads on from heading to heading, and finds nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from adaptkit.guides.inline_trees import plain_text
from adaptkit.model.diagnostic import Diagnostic, warning
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


def empty_sections(blocks: Sequence[Block]) -> Iterator[Diagnostic]:
    """The headings of a finished chapter below which readers would find nothing. A heading above
    deeper ones is told with the last of those."""
    flow = [b for top in blocks for b in (top.children if top.kind is BlockKind.SLOT else (top,))]
    heads = [at for at, block in enumerate(flow) if block.kind is BlockKind.HEADING]
    for at, after in pairwise([*heads, len(flow)]):
        deeper = after < len(flow) and flow[after].level > flow[at].level
        if not deeper and says_nothing(flow[at + 1 : after]):
            words = " ".join(plain_text(flow[at].inlines).split()) or flow[at].msgid
            yield warning(
                "section-empty",
                flow[at].position,
                f'readers would find nothing below the heading "{words}"',
                "put something there, or take the heading away with what stood below it",
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
