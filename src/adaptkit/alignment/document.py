"""A guide's chapters and somebody's translated document, as comparable rows of passages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum

from adaptkit.guides.units import units
from adaptkit.model.diagnostic import Position
from adaptkit.model.document import Block, BlockKind, Chapter
from adaptkit.model.unit import Unit
from adaptkit.records import Record


class Family(StrEnum):
    """Kinds that a translation, or another format, does not turn into one another."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    CELL = "cell"
    FIELD = "field"
    ALTERNATIVE = "alternative"
    CAPTION = "caption"
    HTML = "html"
    CODE = "code"


_FAMILIES = {
    BlockKind.HEADING: Family.HEADING,
    BlockKind.LIST_ITEM: Family.ITEM,
    BlockKind.TERM: Family.ITEM,
    BlockKind.DEFINITION: Family.ITEM,
    BlockKind.TABLE_CELL: Family.CELL,
    BlockKind.FIELD: Family.FIELD,
    BlockKind.ALTERNATIVE: Family.ALTERNATIVE,
    BlockKind.CAPTION: Family.CAPTION,
    BlockKind.HTML: Family.HTML,
    BlockKind.CODE: Family.CODE,
}


class Passage(Record, frozen=True):
    """One text with what is known of its shape.

    ``unit``: of the guide's texts. ``known``: the translation that a catalogue holds for it.
    ``level``: of headings 1–6. ``place``: (n, of) in a list or table. ``column``: of a cell.
    ``target``: what a picture shows, a field's key. ``where``: for people, ``guia.md:12``.
    CODE passages are never placed: they say where one is.
    """

    family: Family
    text: str
    where: str
    unit: Unit | None = None
    known: str = ""
    level: int = 0
    place: tuple[int, int] | None = None
    column: int = 0
    target: str = ""

    @property
    def placeable(self) -> bool:
        return self.family is not Family.CODE


class Part(Record, frozen=True):
    """A chapter, or one file of the document. ``name``: its relative path with ``/``."""

    name: str
    passages: tuple[Passage, ...]
    title: str = ""


def part_of_chapter(chapter: Chapter, known: Mapping[str, str] | None = None) -> Part:
    """``known``: unit id → the translation that it has already."""
    known = known or {}
    return Part(chapter.name, tuple(_passages(chapter, known)), chapter.title)


def _passages(chapter: Chapter, known: Mapping[str, str]) -> Iterator[Passage]:
    found = iter(units(chapter))
    extras = _extras(chapter)
    for block in chapter.walk():
        if block.kind is BlockKind.CODE and not block.msgid:
            yield Passage(Family.CODE, block.text.strip(), _where(block.position))
        if not block.msgid or block.children:
            continue
        unit = next(found)
        column, target = extras.get(id(block), (0, ""))
        yield Passage(
            _FAMILIES.get(unit.kind, Family.TEXT),
            unit.source,
            _where(unit.position),
            unit=unit,
            known=known.get(unit.id, ""),
            level=block.level,
            place=unit.place,
            column=column,
            target=block.info if block.kind is BlockKind.FIELD else target,
        )


def _where(position: Position) -> str:
    return str(Position(position.path, position.line))


def _extras(chapter: Chapter) -> Mapping[int, tuple[int, str]]:
    """The column of each cell and the address of each picture, by the block's identity."""
    found: dict[int, tuple[int, str]] = {}

    def look(block: Block) -> None:
        for column, child in enumerate(block.children, 1):
            if block.kind is BlockKind.TABLE_ROW:
                found[id(child)] = (column, "")
            elif block.kind is BlockKind.FIGURE:
                found[id(child)] = (0, block.target)
            look(child)

    for block in chapter.blocks:
        look(block)
    return found


_WRAPPED = re.compile(r"[ \t\n]+")


def joined(passages: tuple[Passage, ...]) -> Passage:
    """Neighbours as the one paragraph that they are on the other side."""
    first = passages[0]
    text = " ".join(_WRAPPED.sub(" ", p.text).strip() for p in passages)
    known = " ".join(p.known for p in passages) if all(p.known for p in passages) else ""
    return Passage(
        first.family, text, first.where, known=known, level=first.level, place=first.place
    )
