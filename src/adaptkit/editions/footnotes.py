"""Footnotes are numbered by their first reference, in the finished chapter."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from adaptkit.model.document import Block, BlockKind, walk
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale
from adaptkit.records import Record

# What is shown elsewhere, or by nobody.
_APART = frozenset({BlockKind.FOOTNOTE, BlockKind.REFERENCE, BlockKind.FRONT_MATTER})


def numbered(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """(the blocks without footnotes and definitions, the footnotes that are referred to).

    Numbers count from 1 in reading order; a reference inside a footnote counts after those of
    the text. Each reference knows which occurrence of its footnote it is, from 1.
    """
    notes: dict[str, Block] = {}
    apart = [block for block in walk(blocks) if block.kind in _APART]
    for block in apart:
        if block.kind is BlockKind.FOOTNOTE:
            notes.setdefault(block.info, block)
    body = _without(blocks) if apart else tuple(blocks)
    if not notes:
        return body, ()
    order: dict[str, int] = {}
    seen: dict[str, int] = {}

    def settle(pieces: tuple[Inline, ...]) -> tuple[Inline, ...]:
        out = []
        for piece in pieces:
            if piece.kind is InlineKind.FOOTNOTE_REFERENCE and piece.target in notes:
                number = order.setdefault(piece.target, len(order) + 1)
                seen[piece.target] = seen.get(piece.target, 0) + 1
                piece = piece.changed(number=number, occurrence=seen[piece.target])
            elif piece.children:
                piece = piece.changed(children=settle(piece.children))
            out.append(piece)
        return tuple(out)

    def on_leaf(leaf: Block) -> Block:
        return leaf.changed(inlines=settle(leaf.inlines)) if leaf.inlines else leaf

    body = tuple(block.map_leaves(on_leaf) for block in body)
    done: dict[str, Block] = {}
    while len(done) < len(order):
        for label in [name for name in order if name not in done]:
            note = notes[label]
            # A footnote that stands in another one is shown where it is referred to, or not at all.
            alone = note.changed(children=_without(note.children)) if note.children else note
            done[label] = alone.map_leaves(on_leaf)
    listed = sorted(done, key=lambda name: order[name])
    return body, tuple(done[name].changed(number=order[name]) for name in listed)


def without_lost(blocks: Sequence[Block], labels: Collection[str]) -> tuple[Block, ...]:
    """The finished blocks without references to footnotes that have been taken away. ``labels``:
    of all footnotes that the text may refer to."""
    there = {block.info for block in walk(blocks) if block.kind is BlockKind.FOOTNOTE}
    gone = [label for label in labels if label not in there]
    if not gone:
        return tuple(blocks)

    def kept(pieces: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(
            piece.changed(children=kept(piece.children)) if piece.children else piece
            for piece in pieces
            if not (piece.kind is InlineKind.FOOTNOTE_REFERENCE and piece.target in gone)
        )

    def on_leaf(leaf: Block) -> Block:
        pieces = kept(leaf.inlines)
        if pieces == leaf.inlines:
            return leaf
        text = leaf.text
        for label in gone:
            text = text.replace(f"[^{label}]", "")
        return leaf.changed(inlines=pieces, text=text)

    return tuple(block.map_leaves(on_leaf) for block in blocks)


def _without(blocks: Sequence[Block]) -> tuple[Block, ...]:
    out = []
    for block in blocks:
        if block.kind in _APART:
            continue
        if block.children:
            children = _without(block.children)
            if len(children) < len(block.children) or any(
                new is not old for new, old in zip(children, block.children, strict=True)
            ):
                block = block.changed(children=children)
        out.append(block)
    return tuple(out)


class Note(Record, frozen=True):
    """A footnote, for formats that have a place of its own for each. ``language``: of the passage
    that it belongs to; None is the edition's own."""

    block: Block
    language: Locale | None = None


def shown_notes(blocks: Sequence[Block], language: Locale | None = None) -> dict[int, Note]:
    """The footnotes of a finished chapter, by number."""
    found: dict[int, Note] = {}
    for block in blocks:
        if block.kind is BlockKind.FOOTNOTE:
            found[block.number] = Note(block, language)
        elif block.kind in (BlockKind.PASSAGE, BlockKind.NOTES):
            found |= shown_notes(block.children, block.shown_language or language)
    return found
