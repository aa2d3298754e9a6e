"""Anchors that links need: a translated heading has another name on other people's renderers.

``[costs](#costs)`` arrives at ``## Costs`` on every renderer, and at ``## Gastos`` on none. GitHub,
pandoc and markdown-it all take ``<a id="costs"></a>`` for a place; it is written only in headings
whose words are others than in the guide's file, and that a link of the edition leads to; and where
a passage was called otherwise before (``alias=``), so that a link that somebody keeps arrives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from adaptkit.editions.anchors import (
    Anchors,
    anchor_table,
    former_anchors,
    html_ids,
    own_anchor,
    slug,
)
from adaptkit.editions.links import Resolver
from adaptkit.guides.inline_trees import plain_text, with_more
from adaptkit.model.destination import ToChapter
from adaptkit.model.document import ABBREVIATION, TITLE, Block, BlockKind, walk
from adaptkit.model.edition import Edition, EditionChapter
from adaptkit.model.inline import InlineKind
from adaptkit.records import Record, field

Wanted = Mapping[tuple[str, str], Sequence[str]]
"""By chapter and by what a heading is called: what links write after ``#`` to come to it."""

_RUNNING = frozenset(
    {BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.TABLE_CELL, BlockKind.TERM}
    | {BlockKind.DEFINITION, BlockKind.LIST_ITEM}
)
_NAME = re.compile(r"[^\s\"'<>&`]+")


class _Tables(dict[str, Anchors]):
    """The anchors of each chapter, made when a link asks for them."""

    def __init__(self, chapters: Mapping[str, EditionChapter]) -> None:
        super().__init__({name: {} for name in chapters})
        self._chapters = chapters
        self._made: dict[str, Anchors] = {}

    def __getitem__(self, name: str) -> Anchors:
        if name not in self._made:
            self._made[name] = anchor_table(self._chapters[name])
        return self._made[name]


def wanted(edition: Edition) -> Wanted:
    """Every place that a link of the edition names."""
    resolver = Resolver(_Tables({c.name: c for c in edition.chapters}), ())
    found: dict[tuple[str, str], dict[str, None]] = {}
    for chapter in edition.chapters:
        for target in dict.fromkeys(_targets(chapter)):
            to = resolver.link(target, chapter.name)
            name = unquote(target.partition("#")[2])
            if (
                isinstance(to, ToChapter)
                and to.anchor
                and not to.verbatim
                and _NAME.fullmatch(name)
            ):
                found.setdefault((to.chapter, to.anchor), {})[name] = None
    return {place: tuple(names) for place, names in found.items()}


def _targets(chapter: EditionChapter) -> Iterator[str]:
    """Where its links lead that name a place."""
    defined = any("#" in one.target for one in chapter.origin.references.values())
    for block in walk(chapter.flow):
        if block.inlines and ("#" in block.text or (defined and "[" in block.text)):
            for piece in with_more(block.inlines):
                if piece.kind is InlineKind.LINK and "#" in piece.target:
                    yield piece.target


def with_anchors(chapter: EditionChapter, edition: Edition, names: Wanted) -> tuple[Block, ...]:
    """The chapter's flow, in which passages begin with the anchors that they need: what links of
    the edition name, and what passages were called before."""
    linked = any(place == chapter.name for place, _ in names)
    if not linked and not any(b.mark.aliases for b in walk(chapter.flow)):
        return tuple(chapter.flow)
    former = former_anchors(chapter.flow)
    taken = {one.mark.id for one in walk(chapter.flow)}
    taken.update(id_ for one in walk(chapter.flow) if "<" in one.text for id_ in html_ids(one))
    anchoring = _Anchoring(chapter.name, names, _Sources(edition), former, taken)
    return tuple(anchoring.flow(chapter.flow))


class _Anchoring(Record):
    """Puts the anchors into one chapter; ``former``: see ``former_anchors``. ``taken`` are the
    ids that stand there; ``seen`` counts headings of the same words."""

    chapter: str
    names: Wanted
    sources: _Sources
    former: Mapping[str, Sequence[str]]
    taken: set[str]
    seen: dict[str, int] = field(default_factory=dict)

    def flow(self, blocks: Sequence[Block]) -> Iterator[Block]:
        for block in blocks:
            needed = self._needed(block)
            if block.children:
                block = block.changed(children=tuple(self.flow(block.children)))
            if needed:
                places = "".join(f'<a id="{name}"></a>' for name in needed)
                begun = _begun(block, places)
                if begun is None:
                    yield Block(BlockKind.PARAGRAPH, block.position, text=places)
                block = begun or block
            yield block

    def _needed(self, block: Block) -> list[str]:
        own = own_anchor(block)
        wanted = self.names.get((self.chapter, own), ()) if own else ()
        if block.kind is BlockKind.HEADING:
            words = slug(plain_text(block.inlines))
            count = self.seen.get(words, 0)
            self.seen[words] = count + 1
            slugged = f"{words}-{count}" if count else words
            # Other programs know a heading by its words in the file.
            known = self.former.get(own, ()) if self.sources.say(block) else wanted
            wanted = [name for name in wanted if name in known and name != slugged]
        kept = [alias for alias in block.mark.aliases if _NAME.fullmatch(alias)]
        found = [n for n in dict.fromkeys((*wanted, *kept)) if n not in self.taken]
        self.taken.update(found)
        return found


def _begun(block: Block, places: str) -> Block | None:
    """The block with this before its first words; None where it does not begin with any."""
    if block.children:
        first = _begun(block.children[0], places)
        return first and block.changed(children=(first, *block.children[1:]))
    if block.kind not in _RUNNING or block.markup in (ABBREVIATION, TITLE) or not block.text:
        return None
    return block.changed(text=places + block.text)


class _Sources:
    """What the headings of files say, each file looked through once."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._said: dict[str, frozenset[tuple[object, str]]] = {}

    def say(self, heading: Block) -> bool:
        """Whether the heading says what its file says."""
        path = heading.position.path
        if path not in self._said:
            source = self._edition.sources.get(path)
            blocks = source.walk() if source else iter(())
            self._said[path] = frozenset(
                (one.span, one.text) for one in blocks if one.kind is BlockKind.HEADING
            )
        return (heading.span, heading.text) in self._said[path]
