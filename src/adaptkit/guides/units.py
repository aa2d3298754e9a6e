"""One walk over a chapter's units, shared by extraction and replacement."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count

from adaptkit.dialects import constructs
from adaptkit.guides.for_translators import note_in
from adaptkit.guides.sections import _plain
from adaptkit.model.document import Block, BlockKind, Chapter
from adaptkit.model.unit import Unit
from adaptkit.records import Record, replace
from adaptkit.texts.placeholders import placeholders_in

# What a plain paragraph is called by where it stands.
_INSIDE = {
    BlockKind.LIST_ITEM: BlockKind.LIST_ITEM,
    BlockKind.DEFINITION: BlockKind.DEFINITION,
    BlockKind.QUOTE: BlockKind.QUOTE,
    BlockKind.FOOTNOTE: BlockKind.FOOTNOTE,
    BlockKind.QUOTATION: BlockKind.QUOTATION,
    BlockKind.CALLOUT: BlockKind.CALLOUT,
}


SAFETY_NOTE = "Safety passage: translate it exactly, leave nothing out."


class _Around(Record, frozen=True):
    """What a walk knows of where it is."""

    inside: BlockKind | None = None
    place: tuple[int, int] | None = None
    local: str = ""
    core: bool = False
    said: tuple[str, ...] = ()


def units(
    chapter: Chapter,
    *,
    placeholders: Collection[str] = (),
    notes: Mapping[str, str] | None = None,
) -> tuple[Unit, ...]:
    """The chapter's units in reading order. ``placeholders`` are the declared names;
    ``notes`` what a translator must know of each."""
    headings: list[tuple[int, str]] = []
    out: list[Unit] = []
    for block, around in _leaves(chapter.blocks, _Around()):
        if block.kind is BlockKind.HEADING:
            headings = [h for h in headings if h[0] < block.level]
        # Nothing in code is filled.
        code = block.kind is BlockKind.CODE
        used = () if code else placeholders_in(block.msgid, placeholders)
        opens = block.kind is BlockKind.HEADING and block.section != chapter.id
        out.append(
            Unit(
                id=block.id,
                kind=_kind(block, around),
                source=block.msgid,
                position=block.position,
                section=_home(chapter, block),
                heading_path=_path(chapter, headings),
                place=around.place,
                notes=(*_notes(around, used, notes or {}), *_foreign(chapter, block.msgid)),
                explicit=bool(block.id),
                opens_section=opens and chapter.id == block.section.split(".", 1)[0],
                section_explicit=opens and bool(block.mark.id),
                placeholders=used,
            )
        )
        if block.kind is BlockKind.HEADING:
            headings.append((block.level, _plain(block.msgid)))
    return tuple(out)


def _home(chapter: Chapter, block: Block) -> str:
    """An overlay's prose is flat: its units are numbered under the operation."""
    return chapter.id if "/" in chapter.id else block.section


def _kind(block: Block, around: _Around) -> BlockKind:
    if block.kind is BlockKind.PARAGRAPH and around.inside in _INSIDE:
        return _INSIDE[around.inside]
    return block.kind


def _path(chapter: Chapter, headings: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    names = [name for _, name in headings]
    return tuple(names) if names else (chapter.title,)


def _notes(around: _Around, used: Sequence[str], notes: Mapping[str, str]) -> tuple[str, ...]:
    out: list[str] = [f"Note: {said}" for said in around.said]
    for name in used:
        note = notes.get(name, "")
        kept = f"Keep {{{name}}} as it is; it is filled in for each edition."
        out.append(f"{kept} {note}".strip())
    if around.core:
        out.append(SAFETY_NOTE)
    if around.local:
        out.append(f"About one country only ({around.local}); other editions replace it.")
    return tuple(out)


def _foreign(chapter: Chapter, msgid: str) -> tuple[str, ...]:
    """What of the text another program reads."""
    kept = tuple(dict.fromkeys(constructs(chapter.syntax.dialect, msgid)))
    return (f"Keep {' and '.join(kept)} exactly as it stands; a program reads it.",) if kept else ()


def _leaves(blocks: Sequence[Block], around: _Around) -> Iterator[tuple[Block, _Around]]:
    local, core, level = "", False, 0
    said: tuple[str, ...] = ()
    for block in blocks:
        note = note_in(block)
        if note:
            said = (*said, note)
            continue
        if block.kind is BlockKind.HEADING and block.level <= level:
            local, core, level = "", False, 0
        if block.kind is BlockKind.HEADING and (block.mark.local or block.mark.core):
            local, core, level = _country(block), block.mark.core, block.level
        there = _country(block) or local or around.local
        safety = block.mark.core or core or around.core
        own = around
        if (there, safety) != (around.local, around.core):
            own = replace(around, local=there, core=safety)
        if said:
            own, said = replace(own, said=(*own.said, *said)), ()
        if block.msgid and not block.children:
            yield block, own
        elif block.children:
            yield from _below(block, own)


def _below(block: Block, around: _Around) -> Iterator[tuple[Block, _Around]]:
    match block.kind:
        case BlockKind.LIST | BlockKind.TABLE:
            size = len(block.children)
            for number, child in enumerate(block.children, 1):
                inside = replace(around, inside=block.kind, place=(number, size))
                yield from _leaves((child,), inside)
        case BlockKind.LIST_ITEM | BlockKind.TABLE_ROW:
            yield from _leaves(block.children, replace(around, inside=block.kind))
        case _:
            yield from _leaves(block.children, replace(around, inside=block.kind, place=None))


def _country(block: Block) -> str:
    return (block.mark.get("country") or "one country") if block.mark.local else ""


def assign_ids(chapter: Chapter, ids: Sequence[str], sections: Mapping[str, str]) -> Chapter:
    """The chapter with its final ids: ``ids`` aligned with ``units(chapter)``, ``sections`` from
    provisional to final. Every block gets its key too."""
    remaining = iter(ids)
    numbers = count(1)

    def settled(block: Block) -> Block:
        section = sections.get(block.section, block.section)
        id_ = next(remaining) if block.msgid and not block.children else ""
        key = f"{chapter.path}#{next(numbers)}"
        children = tuple(settled(child) for child in block.children)
        return block.changed(id=id_, section=section, children=children, key=key)

    blocks = tuple(settled(block) for block in chapter.blocks)
    left = list(remaining)
    if left:
        raise ValueError(f"{chapter.path}: {len(left)} ids too many")
    return replace(chapter, blocks=blocks)
