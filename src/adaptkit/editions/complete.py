"""The last step before the writers: links lead somewhere, and readers are told what they must."""

from __future__ import annotations

from collections.abc import Sequence
from operator import is_

from adaptkit.editions.about import (
    attribution,
    country_name,
    edition_day,
    facts,
    language_name,
)
from adaptkit.editions.anchors import Anchors, anchor, anchor_table
from adaptkit.editions.changes import changes, draft, draft_words
from adaptkit.editions.contents import contents, first_help
from adaptkit.editions.dates import day_in
from adaptkit.editions.elsewhere import countries_waiting
from adaptkit.editions.links import Resolver
from adaptkit.editions.passages import Passages
from adaptkit.editions.record import record
from adaptkit.editions.term_links import TermLinks, glossary_terms, unknown_terms
from adaptkit.editions.turned import turned
from adaptkit.model.document import Block
from adaptkit.model.edition import Asset, Edition
from adaptkit.model.telling import Telling
from adaptkit.records import replace


def complete(edition: Edition, assets: Sequence[Asset] = (), *, shown: bool = True) -> Edition:
    """The edition with its pictures and all that readers are told. Writers get nothing else.

    ``edition`` as ``assemble`` gives it. Afterwards ``chapter.shown`` is the finished tree of each
    chapter and ``edition.telling`` what stands around them. Without ``shown`` only whether it is a
    draft is said, for those who read no more.
    """
    edition = replace(edition, assets=tuple(assets))
    if not shown:
        state = draft(edition)
        telling = Telling(draft=state, draft_words=draft_words(state, edition))
        return replace(edition, telling=telling)
    drawn, unturned = turned(edition)
    edition = replace(edition, assets=drawn)
    anchors = {chapter.name: anchor_table(chapter) for chapter in edition.chapters}
    passages = Passages(
        edition,
        Resolver(anchors, [asset.name for asset in assets]),
        countries_waiting(edition),
    )
    terms = TermLinks(glossary_terms(edition, edition.chapters), edition.spec.locale)
    taken: set[str] = set()
    chapters = tuple(
        replace(
            chapter,
            shown=tuple(
                _keyed(terms.linked(passages.chapter(chapter), chapter.name), taken, chapter.name)
            ),
            anchor=anchor(chapter.id),
            anchors=anchors[chapter.name],
        )
        for chapter in edition.chapters
    )
    return replace(
        edition,
        chapters=chapters,
        telling=_telling(edition, anchors),
        diagnostics=(*edition.diagnostics, *unturned, *unknown_terms(edition)),
    )


def _telling(edition: Edition, anchors: dict[str, Anchors]) -> Telling:
    state = draft(edition)
    day, review = edition_day(edition), edition.spec.next_review
    return Telling(
        language_name=language_name(edition),
        country_name=country_name(edition),
        day=day_in(day, edition.words_language) if day else None,
        next_review=day_in(review, edition.words_language) if review else None,
        publisher=edition.spec.publisher.name,
        version=edition.settings.version,
        attribution=attribution(edition),
        draft=state,
        draft_words=draft_words(state, edition),
        help=first_help(edition.chapters),
        contents=contents(edition.chapters),
        facts=facts(edition),
        record=record(edition),
        changes=changes(edition, anchors),
    )


def _keyed(blocks: Sequence[Block], taken: set[str], above: str) -> Sequence[Block]:
    """The same blocks, each with a key that no other of the edition has."""
    out: list[Block] = []
    for number, block in enumerate(blocks, 1):
        key = wanted = block.key or f"{above}/{number}"
        again = 2
        while key in taken:
            key, again = f"{wanted}/again-{again}", again + 1
        taken.add(key)
        children = tuple(_keyed(block.children, taken, key)) if block.children else ()
        same = key == block.key and all(map(is_, children, block.children))
        out.append(block if same else block.changed(key=key, children=children))
    return out
