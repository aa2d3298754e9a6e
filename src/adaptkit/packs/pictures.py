"""The pictures that a reviewer's passages are about, as what a page can hold.

They are those of the edition's own pages, so that drawings are cleaned of all that acts or fetches
(decision 22); and a page shows them as ``<img>``, in which no browser runs anything.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from adaptkit.editions.pictures import needs, references
from adaptkit.editions.signed_pictures import PICTURE
from adaptkit.model.document import Block, BlockKind
from adaptkit.model.edition import Asset, Edition
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.pack import PackUnit
from adaptkit.model.signing import Passage
from adaptkit.packs.show import Shown

LARGEST = 1_000_000
"""Bytes that one picture may have here: packs travel by e-mail."""
LARGEST_TOGETHER = 6_000_000


class Seen(NamedTuple):
    """Paths in the project: of what readers see, and of what it stands in for in their language."""

    pictures: tuple[str, ...] = ()
    instead_of: tuple[str, ...] = ()


class Pictures:
    """Which passage shows what. ``others``: the guide's pictures that others stand in for, by the
    name that pages call them."""

    def __init__(self, edition: Edition, others: Mapping[str, Asset]) -> None:
        self.assets = {one.name: one for one in edition.assets if one.path}
        self.others = others
        self.alternative: dict[str, Block] = {}
        self._at: dict[tuple[str, str], Asset] = {}
        for reference in references(edition):
            for need in needs(edition, [reference]):
                if need.picture and need.name in self.assets:
                    where = reference.chapter.id, reference.target
                    self._at[where] = self.assets[need.name]
        self._of_texts: dict[str, Seen] = {}
        for chapter in edition.chapters:
            for block in _figures(chapter.flow):
                asset = self._at.get((chapter.id, block.target or ""))
                for text in block.children:
                    if asset and text.kind is BlockKind.ALTERNATIVE:
                        self.alternative.setdefault(asset.path, text)
                        self._of_texts[text.id] = self._seen([asset])

    def beside(self, chapter: str, block: Block) -> Seen:
        """What stands beside the passage: the picture that it tells of, or those in its lines."""
        if block.id in self._of_texts:
            return self._of_texts[block.id]
        inside = (self._at.get((chapter, target)) for target in _inside(block.inlines))
        return self._seen(one for one in inside if one)

    def signed(self, passage: Passage, shown: Shown) -> dict[str, Any]:
        """Of a picture that has to be signed off: itself, and what is said of it to whoever cannot
        see it, as fields of a unit."""
        if passage.kind != PICTURE:
            return {}
        seen = self._seen(one for one in self.assets.values() if one.path == passage.position.path)
        found: dict[str, Any] = seen._asdict()
        text = self.alternative.get(seen.pictures[0]) if seen.pictures else None
        if text is not None:
            own = text.language or shown.edition.settings.source_language
            found["source_html"] = shown.source(text, own)
            found["words_html"] = shown.pieces(text.inlines, shown.edition.spec.locale)
        return found

    def _seen(self, assets: Iterable[Asset]) -> Seen:
        found = list(dict.fromkeys(assets))
        others = (self.others.get(one.name) for one in found if one.instead_of)
        return Seen(tuple(one.path for one in found), tuple(one.path for one in others if one))


def _figures(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.kind is BlockKind.FIGURE:
            yield block
        yield from _figures(block.children)


def _inside(pieces: Iterable[Inline]) -> Iterator[str]:
    for piece in pieces:
        if piece.kind is InlineKind.IMAGE and piece.target:
            yield piece.target
        yield from _inside(piece.children)


def addresses(units: Iterable[PackUnit], assets: Iterable[Asset]) -> dict[str, str]:
    """Path → ``data:`` address of each picture of these passages; ``""`` of what is too large to
    travel along."""
    there = {one.path: one for one in assets}
    found: dict[str, str] = {}
    left = LARGEST_TOGETHER
    for unit in units:
        for path in (*unit.pictures, *unit.instead_of):
            asset = there.get(path)
            if path in found or asset is None or not asset.media_type.startswith("image/"):
                continue
            size = len(asset.content)
            found[path] = _address(asset) if size <= min(LARGEST, left) else ""
            left -= size if found[path] else 0
    return found


def _address(asset: Asset) -> str:
    return f"data:{asset.media_type};base64,{base64.b64encode(asset.content).decode('ascii')}"
