"""The checklists of an edition as data for a sheet of their own: to print, tick and write on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from adaptkit.editions.chapter_numbers import chapter_number
from adaptkit.editions.contents import heading_words
from adaptkit.model.document import URGENT, Block, BlockKind
from adaptkit.model.edition import Edition, EditionChapter
from adaptkit.model.inline import Inline
from adaptkit.model.locale import Locale
from adaptkit.model.telling import Said
from adaptkit.records import Record
from adaptkit.writers.pdf.blocks import blocks_of
from adaptkit.writers.pdf.content import enter, named, scene_of, settled
from adaptkit.writers.pdf.inlines import Node, Scene, isolated, joined, said

Kind = BlockKind


class Checklist(Record, frozen=True):
    """``title``: the heading that it stands below, in its chapter; no words where that is the
    chapter's own. ``language``: of the passage that it stands in, where that is another than the
    edition's."""

    title: Said
    block: Block
    language: Locale | None = None


def sheet(edition: Edition) -> Node:
    """All that the sheet says. A link to a place in the guide is its words alone."""
    scene = scene_of(edition)
    chapters = [
        _chapter(place, chapter, found, scene)
        for place, chapter in enumerate(edition.chapters, 1)
        if (found := list(checklists(chapter)))
    ]
    scene.chapter = None
    words = edition.said("Checklists to print")
    own = named(scene)
    return settled(
        {
            **own,
            "title": f"{words.text} – {own['title']}",
            "guide": own["title"],
            "words": said(words, scene),
            "help": _help(scene),
            "chapters": chapters,
        },
        scene,
    )


def checklists(chapter: EditionChapter) -> Iterator[Checklist]:
    """Every list that has something to tick; those in others are part of them."""
    title = Said("")
    for block, language in _outermost(chapter.shown, None):
        if block.kind is not Kind.HEADING:
            yield Checklist(title, block, language)
        else:
            title = heading_words(block) if block.level > 1 else Said("")


def _outermost(
    blocks: Iterable[Block], language: Locale | None
) -> Iterator[tuple[Block, Locale | None]]:
    """Headings and checklists, in the order in which they stand."""
    for block in blocks:
        listed = block.kind is Kind.LIST and any(item.task for item in block.children)
        if listed or block.kind is Kind.HEADING:
            yield block, language
        else:
            inside = block.shown_language if block.kind is Kind.PASSAGE else language
            yield from _outermost(block.children, inside)


def _chapter(place: int, chapter: EditionChapter, found: Iterable[Checklist], scene: Scene) -> Node:
    enter(chapter, scene)
    number = chapter_number(place, scene.edition.chapters)
    listed = scene.edition.telling.contents[place - 1].title
    front = [{"t": "s", "v": f"{number} "}] if number else []
    return {
        "title": joined([*front, *said(listed, scene)]),
        "lists": [
            {"title": said(title, scene), "c": [node for one in same for node in _list(one, scene)]}
            for title, same in groupby(found, key=lambda one: one.title)
        ],
    }


def _list(one: Checklist, scene: Scene) -> list[Node]:
    scene.language = one.language
    nodes = blocks_of([one.block], scene)
    scene.language = None
    if one.language is None:
        return nodes
    return [{"t": "passage", "c": nodes, **scene.marks(one.language)}]


def _help(scene: Scene) -> list[Node]:
    """What to call at once: the first number of the passage that says when, below its title."""
    found = scene.edition.telling.help
    number = _urgent_number(scene.edition)
    if found is None or number is None:
        return []
    shown = isolated(number, "ltr", scene) if scene.direction == "rtl" else number
    return [
        *said(found.words, scene),
        {"t": "s", "v": scene.edition.between.colon},
        {"t": "s", "v": shown},
    ]


def _urgent_number(edition: Edition) -> str | None:
    for chapter in edition.chapters:
        for block in chapter.walk():
            if block.kind is Kind.CALLOUT and block.info.lower() in URGENT:
                leaves = (piece for leaf in block.walk() for piece in _pieces(leaf.inlines))
                return next((p.text for p in leaves if p.target.startswith("tel:")), None)
    return None


def _pieces(pieces: Iterable[Inline]) -> Iterator[Inline]:
    for piece in pieces:
        yield piece
        yield from _pieces(piece.children)
