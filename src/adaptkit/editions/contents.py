"""The contents of an edition as a tree, and the way to the help that cannot wait."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from adaptkit.editions.anchors import own_anchor
from adaptkit.guides.inline_trees import plain_text
from adaptkit.model.destination import ToChapter
from adaptkit.model.document import URGENT, Block, BlockKind, title_of
from adaptkit.model.edition import EditionChapter
from adaptkit.model.telling import Help, Said, Section

# A heading in these is no part of the chapter's order.
_APART = frozenset(
    {BlockKind.QUOTE, BlockKind.QUOTATION, BlockKind.CALLOUT, BlockKind.LIST, BlockKind.TABLE}
)


def contents(chapters: Iterable[EditionChapter]) -> tuple[Section, ...]:
    """One entry a chapter, in order, and in it its sections, by the levels of their headings."""
    return tuple(_chapter(chapter) for chapter in chapters)


def _chapter(chapter: EditionChapter) -> Section:
    first = _first_heading(chapter)
    matter = (block for block in chapter.flow if block.kind is BlockKind.FRONT_MATTER)
    fields = (field for block in matter for field in block.children)
    about = next((field for field in fields if field.info == "description"), None)
    headings = [h for h in _headings(chapter.blocks) if h is not first or h.level > 1]
    return Section(
        title=title_words(chapter),
        to=ToChapter(chapter.name),
        note=Said(chapter.description, about.shown_language if about else None),
        children=_sections(headings, chapter),
    )


def title_words(chapter: EditionChapter) -> Said:
    """A chapter that is still in another language has its title in that language."""
    first = _first_heading(chapter)
    return Said(chapter.title, first.shown_language if first else None)


def _first_heading(chapter: EditionChapter) -> Block | None:
    return next((b for b in chapter.walk() if b.kind is BlockKind.HEADING), None)


def _headings(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            yield block
        elif block.kind not in _APART:
            yield from _headings(block.children)


def _sections(headings: Sequence[Block], chapter: EditionChapter) -> tuple[Section, ...]:
    """Each heading with those below it: all that follow until one of its own level."""
    out: list[Section] = []
    at = 0
    while at < len(headings):
        heading = headings[at]
        end = at + 1
        while end < len(headings) and headings[end].level > heading.level:
            end += 1
        out.append(
            Section(
                title=heading_words(heading),
                to=ToChapter(chapter.name, own_anchor(heading)),
                level=heading.level,
                children=_sections(headings[at + 1 : end], chapter),
            )
        )
        at = end
    return tuple(out)


def heading_words(heading: Block) -> Said:
    return Said(" ".join(plain_text(heading.inlines).split()), heading.shown_language)


def first_help(chapters: Iterable[EditionChapter]) -> Help | None:
    """Where the guide says when to get help at once: the first ``call-now`` or ``urgent``
    call-out, by its title, else by the heading above it; by its chapter where there is none."""
    for chapter in chapters:
        heading: Block | None = None
        for block in chapter.walk():
            if block.kind is BlockKind.HEADING:
                heading = block
            elif block.kind is BlockKind.CALLOUT and block.info.lower() in URGENT:
                return _help(chapter, heading, title_of(block))
    return None


def _help(chapter: EditionChapter, heading: Block | None, title: Block | None) -> Help:
    if heading is None:
        said = heading_words(title) if title else Said(chapter.title)
        return Help(said, ToChapter(chapter.name))
    words = heading_words(title or heading)
    said = words if words.text else Said(chapter.title, heading.shown_language)
    return Help(said, ToChapter(chapter.name, own_anchor(heading)))
