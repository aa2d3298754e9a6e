"""The one table of what a link may write after ``#``, and where that leads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from adaptkit.editions.addresses import without_controls
from adaptkit.guides.inline_trees import plain_text, with_more
from adaptkit.model.destination import ToChapter
from adaptkit.model.document import Block, BlockKind, walk
from adaptkit.model.edition import EditionChapter
from adaptkit.model.inline import InlineKind

Anchors = Mapping[str, ToChapter]
_HTML_ID = re.compile(r"""\b(?:id|name)\s*=\s*["']?([\w:.-]+)""")


@lru_cache(maxsize=1 << 14)
def anchor(unit_id: str) -> str:
    """A name for a unit's or section's id that can stand in any format: without white space."""
    return without_controls(unit_id, "-")


def own_anchor(block: Block) -> str:
    """What a block is called: a heading by its section's id, a term of a list of words by its own,
    others by the author's, if any."""
    if block.kind is BlockKind.HEADING and block.section:
        return anchor(block.section)
    if block.mark.id:
        # An author's id is unique in its section only.
        return anchor(f"{block.section}.{block.mark.id}" if block.section else block.mark.id)
    if block.kind is BlockKind.TERM and block.id:
        return anchor(block.id)  # what a text says of a term leads there
    # What an overlay puts in place of another block is still found where that one was.
    return anchor(block.addresses[0]) if block.addresses else ""


@lru_cache(maxsize=1 << 12)
def slug(words: str) -> str:
    """The anchor that readers of Markdown expect of a heading: ``Your team!`` → ``your-team``."""
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", words.strip().lower()))


def anchor_table(chapter: EditionChapter) -> Anchors:
    """What an author may write after ``#`` → where it leads; the surest names first.

    Headings answer to their slug in the guide's language too, so that a link in a translation that
    was written as in the source arrives. Headings of the same words get ``-1``, ``-2``…
    """
    found: dict[str, ToChapter] = {}

    def name(written: str, own: str, *, verbatim: bool = False) -> None:
        if written:
            found.setdefault(written, ToChapter(chapter.name, own, verbatim))

    blocks = list(chapter.walk())
    named = [(block, own) for block in blocks if (own := own_anchor(block))]
    for block, own in named:
        name(block.mark.id, own)
    for block, own in named:
        for one in (own, block.id, block.section.partition(".")[2]):
            if block.kind is BlockKind.HEADING or one != block.section:
                name(one, own)
        for address in block.addresses:
            name(address, own)
            name(address.rpartition(".")[2], own)
    for block in blocks:
        for id_ in html_ids(block) if "<" in block.text else ():
            name(id_, id_, verbatim=True)
    headings = [(block, own) for block, own in named if block.kind is BlockKind.HEADING]
    for slugs in (_shown_slugs, _source_slugs):
        seen: dict[str, int] = {}
        for block, own in headings:
            for words in slugs(block):
                count = seen.get(words, 0)
                seen[words] = count + 1
                name(f"{words}-{count}" if count else words, own)
    for written, own in _former(named):
        name(written, own)
    return found


def former_anchors(blocks: Sequence[Block]) -> Mapping[str, tuple[str, ...]]:
    """What a block is called → what links to it wrote before: its aliases, those of the section
    that it stands in, and the names of what an overlay put it in place of. Nothing that another
    block of the chapter is called now."""
    every = list(walk(blocks))
    if not any(block.addresses or block.mark.pairs for block in every):
        return {}
    named = [(block, own) for block in every if (own := own_anchor(block))]
    taken = {own for _, own in named}
    taken.update(id_ for block in every if "<" in block.text for id_ in html_ids(block))
    found: dict[str, list[str]] = {}
    old = [(address, own) for block, own in named for address in block.addresses]
    for written, own in (*old, *_former_names(named)):
        name = anchor(written)
        if name not in taken:
            taken.add(name)
            found.setdefault(own, []).append(name)
    return {own: tuple(names) for own, names in found.items()}


def _former(named: list[tuple[Block, str]]) -> Iterator[tuple[str, str]]:
    """What blocks were called before; each in full, without the chapter, and alone."""
    for full, own in _former_names(named, with_ids=True):
        yield from _written(full, own)


def _former_names(
    named: list[tuple[Block, str]], *, with_ids: bool = False
) -> Iterator[tuple[str, str]]:
    """What blocks were called before, as their aliases say, and what stands in a section (or in a
    chapter) that was called otherwise, in full. ``with_ids``: what has an id that was no anchor
    too."""
    sections: dict[str, list[str]] = {}
    for block, own in named:
        for alias in _aliases(block):
            if block.kind is BlockKind.HEADING:
                sections.setdefault(block.section, []).append(alias)
            yield alias, own
    if not sections:
        return
    for block, own in named:
        heading = block.kind is BlockKind.HEADING
        if heading:
            names: tuple[str, ...] = (block.section, *_aliases(block))
        else:
            mark, id_ = block.mark.id, block.id if with_ids else ""
            names = (f"{block.section}.{mark}", id_, *block.addresses, *_aliases(block))
        for one in names:
            section, _, last = one.rpartition(".")
            for alias in tuple(sections.get(section, ())) if last else ():
                full = f"{alias}.{last}"
                if heading:
                    sections.setdefault(block.section, []).append(full)
                yield full, own


def _aliases(block: Block) -> tuple[str, ...]:
    """The block's former names in full: one without a full stop stands beside its present one."""
    if not block.mark.pairs:
        return ()
    heading = block.kind is BlockKind.HEADING
    stem = block.section.rpartition(".")[0] if heading else block.section
    return tuple(
        alias if "." in alias or not stem else f"{stem}.{alias}" for alias in block.mark.aliases
    )


def _written(address: str, own: str) -> Iterator[tuple[str, str]]:
    yield address, own
    yield address.rpartition(".")[2], own


def _shown_slugs(heading: Block) -> tuple[str, ...]:
    return tuple(dict.fromkeys((slug(heading.text), slug(plain_text(heading.inlines)))))


def _source_slugs(heading: Block) -> tuple[str, ...]:
    return (slug(heading.msgid),)


def html_ids(block: Block) -> Iterator[str]:
    """The ids in the author's own HTML, which no format may change."""
    if block.kind is BlockKind.HTML:
        yield from _HTML_ID.findall(block.text)
    for piece in with_more(block.inlines):
        if piece.kind is InlineKind.HTML:
            yield from _HTML_ID.findall(piece.text)
