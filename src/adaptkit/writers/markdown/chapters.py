"""One chapter as Markdown: the source's own bytes wherever they still hold, and proven."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from adaptkit.editions.cards import contact_groups
from adaptkit.editions.pictures import seen_from
from adaptkit.editions.stories import Told, label
from adaptkit.guides.canonical import write_block
from adaptkit.guides.inline_trees import plain_text
from adaptkit.guides.inlines import Context
from adaptkit.guides.proof import prove_blocks, prove_spliced
from adaptkit.guides.render import Spliced
from adaptkit.model.between import Between
from adaptkit.model.diagnostic import Position
from adaptkit.model.document import Block, BlockKind, Chapter, Span, walk
from adaptkit.model.edition import Edition, EditionChapter
from adaptkit.model.telling import ContactCard
from adaptkit.records import Record, field, replace
from adaptkit.writers.markdown.anchors import Wanted, with_anchors
from adaptkit.writers.markdown.notices import with_notice, written_line

NOTHING: Wanted = {}
_ITEM = re.compile(r"(?m)^(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)")
_OTHER_SIGN = {"-": "*", "*": "-", "+": "-", ".": ")", ")": "."}
# What holds blocks as a chapter does.
_HOLDING = frozenset({BlockKind.SLOT, BlockKind.QUOTE, BlockKind.CALLOUT})


def render_chapter(chapter: EditionChapter, edition: Edition, names: Wanted = NOTHING) -> str:
    """``names``: the places that links of the edition name (see ``anchors``). Raises ProblemsFound
    where it cannot be written without changing its structure."""
    return with_notice(_chapter(chapter, edition, names), chapter, edition)


def _chapter(chapter: EditionChapter, edition: Edition, names: Wanted) -> str:
    flow = with_anchors(chapter, edition, names)
    folders = edition.settings.pictures
    if folders:
        flow = tuple(seen_from(block, chapter.name, folders) for block in flow)
    chapter = replace(chapter, flow=flow)
    source = edition.sources[chapter.origin.path]
    writing = _Writing(edition, _new_texts(chapter, edition))
    flow = _labelled(tuple(_expanded(block, edition) for block in chapter.flow), edition, set())
    if _same_blocks(source.blocks, flow):
        spliced = Spliced(source, writing.texts.get(source.path, {}))
        result = spliced.whole()
        if result != source.source:
            prove_spliced(source, flow, spliced, result)
        return result
    result = writing.chapter(source, flow)
    if result != source.source:
        context = Context.of(chapter.origin)
        prove_blocks(flow, context, result, path=source.path)
    return result


def _new_texts(chapter: EditionChapter, edition: Edition) -> dict[str, dict[Span, str]]:
    """Per source file, the texts that differ from what stands there."""
    found: dict[str, dict[Span, str]] = {}
    originals: dict[str, dict[Span, str]] = {}
    for block in walk(chapter.flow):
        path = block.position.path
        if block.span is None or block.children or path not in edition.sources:
            continue
        if path not in originals:
            originals[path] = {
                b.span: b.text
                for b in edition.sources[path].walk()
                if b.span is not None and not b.children
            }
        if originals[path].get(block.span) != block.text:
            found.setdefault(path, {})[block.span] = block.text
    return found


def _same_blocks(before: Sequence[Block], after: Sequence[Block]) -> bool:
    """Whether ``after`` is ``before`` but for its words."""
    if len(before) != len(after):
        return False
    return all(_same(old, new) for old, new in zip(before, after, strict=True))


def _same(old: Block, new: Block) -> bool:
    return (
        old.kind is new.kind
        and old.position.path == new.position.path
        and old.lines == new.lines
        and old.span == new.span
        and old.level == new.level
        and old.target == new.target
        and _same_blocks(old.children, new.children)
    )


def _in_place(before: Block, after: Block) -> bool:
    """Whether all that differs has a place of its own in the source, where it can be put in. HTML
    without words has none."""
    if before.children:
        return all(map(_in_place, before.children, after.children))
    return before.span is not None or before.kind is not BlockKind.HTML or before.text == after.text


class _Source(Record, frozen=True):
    """A file that an edition takes pieces from: its new texts, and its blocks by their lines."""

    spliced: Spliced
    at: Mapping[tuple[int, int], Sequence[Block]]


class _Writing(Record, frozen=True):
    """Writes an adapted chapter piece by piece; source lines are kept wherever they still hold."""

    edition: Edition
    texts: Mapping[str, Mapping[Span, str]]
    _sources: dict[str, _Source] = field(default_factory=dict)

    def chapter(self, source: Chapter, flow: Sequence[Block]) -> str:
        bom = "\ufeff" if source.source.startswith("\ufeff") else ""
        text = self._blocks(flow) + "\n"
        newline = re.search(r"\r\n?|\n", source.source)
        if newline and newline[0] != "\n":
            text = re.sub(r"\r?\n", newline[0], text)
        return bom + text

    def _blocks(self, blocks: Sequence[Block]) -> str:
        pieces = [(block, self._piece(block)) for block in blocks]
        written = [(block, text) for block, text in pieces if text.strip("\n")]
        out: list[str] = []
        before: Block | None = None
        for block, text in written:
            if before is not None:
                if before.kind is block.kind is BlockKind.LIST:
                    text = _apart(out[-1], text)
                out.append(self._between(before, block))
            out.append(text)
            before = block
        return "".join(out)

    def _between(self, before: Block, block: Block) -> str:
        """A blank line, but where two neighbours of a tight list stand without one."""
        tight = (
            block.kind is BlockKind.LIST
            and block.tight
            and before.kind is BlockKind.PARAGRAPH
            and before.tight
        )
        return "\n" if tight else "\n\n"

    def _piece(self, block: Block) -> str:
        source = self._source(block.position.path)
        own = source and next((b for b in source.at.get(block.lines, ()) if _same(b, block)), None)
        if source and own and own.kind is not BlockKind.SLOT and _in_place(own, block):
            text = re.sub(r"\r\n?", "\n", source.spliced.lines(*own.lines))
            return self._marked(block, text.strip("\n"))
        return self._marked(block, write_block(block, self._blocks))

    def _source(self, path: str) -> _Source | None:
        if path not in self._sources and path in self.edition.sources:
            chapter = self.edition.sources[path]
            at: dict[tuple[int, int], list[Block]] = {}
            for block in chapter.blocks:
                at.setdefault(block.lines, []).append(block)
            self._sources[path] = _Source(Spliced(chapter, self.texts.get(path, {})), at)
        return self._sources.get(path)

    def _marked(self, block: Block, text: str) -> str:
        """With the ``{#id}`` that stands on the line above; other marks are the tool's own."""
        written_inside = (BlockKind.HEADING, BlockKind.TERM, BlockKind.LIST_ITEM)
        if not block.mark.id or block.kind in written_inside or not text:
            return text
        return f"{{#{block.mark.id}}}\n{text}"


def _apart(before: str, text: str) -> str:
    """The list's text, which would be one list with the one above it: with another sign before its
    items, which begins a list of its own."""
    above, own = _ITEM.search(before), _ITEM.search(text)
    sign = own[0][-1] if own else ""
    if above is None or not sign or above[0][-1] != sign:
        return text
    other = _OTHER_SIGN[sign]
    # What stands in an item is set in, so that each of these lines begins one.
    return _ITEM.sub(lambda item: f"{item[0][:-1]}{other}", text)


def _labelled(blocks: tuple[Block, ...], edition: Edition, told: Told) -> tuple[Block, ...]:
    """With a paragraph where a made-up story begins: below its heading, or else before it."""
    out: list[Block] = []
    for block in blocks:
        words = label(block, edition, told)
        if block.kind in _HOLDING:
            children = _labelled(block.children, edition, told)
            if len(children) > len(block.children):
                block = block.changed(children=children)
        if words is None:
            out.append(block)
            continue
        said = Block(BlockKind.PARAGRAPH, block.position, text=f"*{written_line(words.text)}*")
        out += [block, said] if block.kind is BlockKind.HEADING else [said, block]
    return tuple(out)


def _expanded(block: Block, edition: Edition) -> Block:
    """The block with every directory in it as a list of contacts."""
    if block.kind is BlockKind.DIRECTORY:
        return _directory(block, edition)
    if not block.children:
        return block
    children = tuple(_expanded(child, edition) for child in block.children)
    if all(new is old for new, old in zip(children, block.children, strict=True)):
        return block
    return block.changed(children=children)


def _directory(block: Block, edition: Edition) -> Block:
    """A list of contacts; of several groups a list of such lists, each below its name."""
    if not block.contacts:
        return block
    where = block.contacts[0].position
    lists = [
        (
            group.heading.text,
            _list(
                where,
                [
                    _item(where, *map(_paragraph, _contact(card, edition.between)))
                    for card in group.cards
                ],
            ),
        )
        for group in contact_groups(block.contacts, edition)
    ]
    if len(lists) > 1:
        groups = [_item(where, _paragraph(f"**{written_line(h)}**"), below) for h, below in lists]
        shown = _list(where, groups)
    else:
        shown = lists[0][1]
    return shown.changed(mark=block.mark, key=block.key, anchor=block.anchor)


def _list(where: Position, items: list[Block]) -> Block:
    return Block(BlockKind.LIST, where, children=tuple(items), delimiter="-")


def _item(where: Position, *children: Block) -> Block:
    return Block(BlockKind.LIST_ITEM, where, children=children)


def _paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, Position(""), text=text)


def _contact(card: ContactCard, marks: Between) -> list[str]:
    called = f" ({written_line(card.romanised)})" if card.romanised else ""
    out = [f"**{written_line(card.name.text)}**{called}"]
    if card.about.text:
        spoken = f" ({written_line(card.spoken.text)})" if card.spoken.text else ""
        out.append(written_line(card.about.text) + spoken)
    for way in card.ways:
        address = way.address.removeprefix("mailto:")
        linked = address == way.shown.text and not re.search(r"[\s<>]", address)
        shown = f"<{way.shown.text}>" if linked else written_line(way.shown.text)
        notes = marks.comma.join(written_line(note.text) for note in way.notes)
        said = f"{written_line(way.label.text)}{marks.colon}{shown}"
        out.append(said + (f" ({notes})" if notes else ""))
    out.append(written_line(plain_text(card.checked)))
    return out
