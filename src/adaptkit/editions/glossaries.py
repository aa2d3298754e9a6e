"""A list of words that stands in dictionary order in the guide does so in every edition.

Nobody has to mark it: eight terms or more that are in the order of their own language are not so by
chance. A term of the overlay's own, or one that a placeholder fills in, says nothing of the order.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from adaptkit.guides.inline_trees import plain_text
from adaptkit.model.document import Block, BlockKind, Chapter, walk
from adaptkit.model.locale import Locale
from adaptkit.texts.collation import FEWEST_IN_ORDER, Key, sort_key
from adaptkit.texts.placeholders import placeholders_in


def sorted_glossaries(
    flow: Sequence[Block], chapter: Chapter, source: Locale, shown: Locale
) -> tuple[Block, ...]:
    """``flow``: the finished blocks of ``chapter``, which was written in ``source``; the edition
    is in ``shown``."""
    if not any(one.kind is BlockKind.DEFINITION_LIST for one in walk(flow)):
        return tuple(flow)
    ordered = word_lists(chapter, source)
    return tuple(_sorted(block, ordered, shown.language) for block in flow)


def word_lists(chapter: Chapter, source: Locale) -> set[str]:
    """The keys of the lists that stand in dictionary order in ``chapter``."""
    lists = [one for one in chapter.walk() if one.kind is BlockKind.DEFINITION_LIST]
    return {one.key for one in lists if _is_sorted(one, chapter.path, source.language)}


def _is_sorted(block: Block, path: str, language: str) -> bool:
    words = [
        one.msgid
        for one in block.children
        if one.kind is BlockKind.TERM
        and one.position.path == path
        and not placeholders_in(one.msgid, None)
    ]
    keys = [sort_key(word, language)[0] for word in words]
    return len(keys) >= FEWEST_IN_ORDER and all(one <= other for one, other in pairwise(keys))


def _sorted(block: Block, ordered: set[str], language: str) -> Block:
    if block.kind is BlockKind.DEFINITION_LIST:
        if block.key not in ordered:
            return block
        groups = sorted(_groups(block.children), key=lambda one: _key(one, language))
        return block.changed(children=tuple(part for group in groups for part in group))
    if not block.children:
        return block
    children = tuple(_sorted(child, ordered, language) for child in block.children)
    if all(new is old for new, old in zip(children, block.children, strict=True)):
        return block
    return block.changed(children=children)


def _groups(parts: Sequence[Block]) -> list[list[Block]]:
    """Each word, or several that mean the same, with all that is said of it."""
    groups: list[list[Block]] = []
    before = None
    for part in parts:
        if not groups or (part.kind is BlockKind.TERM and before is not BlockKind.TERM):
            groups.append([])
        groups[-1].append(part)
        before = part.kind
    return groups


def _key(group: Sequence[Block], language: str) -> Key:
    return sort_key(plain_text(group[0].inlines).strip(), language)
