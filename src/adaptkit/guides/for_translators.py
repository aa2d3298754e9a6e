"""What an author says to translators in comments: notes, and what is not for translation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from adaptkit.model.document import Block, BlockKind

NOT_TRANSLATED = "notranslate"
_NOTE = re.compile(r"\s*<!--\s*translators?:\s*(.*?)\s*-->\s*", re.IGNORECASE | re.DOTALL)
_RANGE = re.compile(r"\s*<!--\s*(/?)notranslate\s*-->\s*", re.IGNORECASE)


def note_in(block: Block) -> str:
    """``<!-- translators: … -->``: what it says of the block below it, on one line; else ``""``."""
    if block.kind is not BlockKind.HTML or "<!--" not in block.text:
        return ""
    found = _NOTE.fullmatch(block.text)
    return " ".join(found[1].split()) if found else ""


def without_excepted(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks, in which what is not for translation is no passage: what is marked
    ``{.notranslate}``, a heading's whole section with it, and all that stands between
    ``<!-- notranslate -->`` and ``<!-- /notranslate -->``, or the end of what holds them."""
    return tuple(_excepted(blocks))


def _excepted(blocks: Iterable[Block]) -> Iterator[Block]:
    inside, level = False, 0
    for block in blocks:
        found = _RANGE.fullmatch(block.text) if block.kind is BlockKind.HTML else None
        if found:
            inside = not found[1]
        heading = block.kind is BlockKind.HEADING
        if heading and block.level <= level:
            level = 0
        marked = NOT_TRANSLATED in block.mark.classes
        if heading and marked and not level:
            level = block.level
        if inside or level or marked:
            yield block.map_leaves(lambda leaf: leaf.changed(msgid="") if leaf.msgid else leaf)
        elif block.children:
            children = without_excepted(block.children)
            same = all(new is old for new, old in zip(children, block.children, strict=True))
            yield block if same else block.changed(children=children)
        else:
            yield block
