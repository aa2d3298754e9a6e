"""A chapter of the adapted guide → a chapter of the edition."""

from __future__ import annotations

from collections.abc import Sequence

from adaptkit.editions.finish import Finisher
from adaptkit.editions.footnotes import numbered, without_lost
from adaptkit.editions.glossaries import sorted_glossaries
from adaptkit.editions.pictures import rebase
from adaptkit.guides.inline_trees import plain_text
from adaptkit.model.document import Block, BlockKind, Chapter
from adaptkit.model.edition import EditionChapter
from adaptkit.overlays.points import core_leaves


def edition_chapter(chapter: Chapter, finisher: Finisher) -> EditionChapter:
    finisher.core.update(core_leaves(chapter))
    flow = finisher.finish_all(chapter.blocks)
    if finisher.spec.overlays:
        flow = tuple(rebase(done) for done in flow)
    flow = sorted_glossaries(flow, chapter, finisher.dictionary.source, finisher.spec.locale)
    if chapter.footnotes:
        flow = without_lost(flow, chapter.footnotes)
    blocks, footnotes = numbered(flow)
    fields = {
        field.info: field.text
        for block in flow
        if block.kind is BlockKind.FRONT_MATTER
        for field in block.children
    }
    return EditionChapter(
        id=chapter.id,
        name=chapter.name,
        title=fields.get("title", "") or _title(blocks) or chapter.title,
        description=fields.get("description", ""),
        blocks=blocks,
        footnotes=footnotes,
        origin=chapter,
        flow=flow,
    )


def _title(blocks: Sequence[Block]) -> str:
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            return " ".join(plain_text(block.inlines).split())
    return ""
