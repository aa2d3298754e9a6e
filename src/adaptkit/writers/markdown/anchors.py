"""Anchors that links need: a translated heading has another name on other people's renderers.

``[costs](#costs)`` arrives at ``## Costs`` on every renderer, and at ``## Gastos`` on none. GitHub,
pandoc and markdown-it all take ``<a id="costs"></a>`` for a place; it is written only in headings
whose words are others than in the guide's file, and that a link of the edition leads to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from adaptkit.editions.anchors import Anchors, anchor_table, own_anchor, slug
from adaptkit.editions.links import Resolver
from adaptkit.guides.inlines import plain_text, with_more
from adaptkit.model.destination import ToChapter
from adaptkit.model.document import Block, BlockKind, walk
from adaptkit.model.edition import Edition, EditionChapter
from adaptkit.model.inline import InlineKind

Wanted = Mapping[tuple[str, str], Sequence[str]]
"""By chapter and by what a heading is called: what links write after ``#`` to come to it."""

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
    """The chapter's flow, in which such headings begin with the anchors that they need."""
    if not any(place == chapter.name for place, _ in names):
        return tuple(chapter.flow)
    seen: dict[str, int] = {}
    sources = _Sources(edition)

    def anchored(block: Block) -> Block:
        if block.children:
            children = tuple(anchored(child) for child in block.children)
            return block.changed(children=children)
        if block.kind is not BlockKind.HEADING:
            return block
        words = slug(plain_text(block.inlines))
        count = seen.get(words, 0)
        seen[words] = count + 1
        own = f"{words}-{count}" if count else words
        needed = [
            name
            for name in names.get((chapter.name, own_anchor(block)), ())
            if name not in (own, block.mark.id)
        ]
        if not needed or sources.say(block):
            return block
        return block.changed(text="".join(f'<a id="{n}"></a>' for n in needed) + block.text)

    return tuple(anchored(block) for block in chapter.flow)


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
