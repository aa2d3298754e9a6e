"""What is kept of an edition that was made, chapter by chapter, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from adaptkit.editions.elsewhere import countries_waiting
from adaptkit.editions.term_links import glossary_terms
from adaptkit.model.catalogue import EntryState
from adaptkit.model.document import Chapter
from adaptkit.model.edition import Answer, Edition
from adaptkit.readiness.plain_data import to_plain
from adaptkit.records import json_text, replace


def facts_of(edition: Edition, written: Written) -> dict[str, Any]:
    """What a record says of an edition, chapter by chapter."""
    units = {chapter.name: _units_in(chapter.origin) for chapter in edition.chapters}
    known = {id_ for ids in units.values() for id_ in ids}
    reasons = {one.unit for one in edition.adaptations if one.unit}
    return {
        "values": to_plain(dict(edition.values)),
        "words": [dict(edition.words), edition.words_language.tag],
        "elsewhere": sorted({*edition.answers, *reasons} - known),
        "source": edition.settings.source_language.tag,
        "country": edition.settings.country,
        "terms": [
            [said, to.chapter, to.anchor]
            for said, to in glossary_terms(edition, edition.chapters).items()
        ],
        "open": [variable.name for variable in edition.open_variables],
        "waiting": dict(countries_waiting(edition)),
        "assets": [asset.name for asset in edition.assets],
        # Of words that have gone too: they may come back, and so does what was said of them.
        "judged": sorted(
            {unit for said in edition.reviews.said.values() for unit in said}
            # What readers have tried counts for a whole chapter as it stands.
            | ({*edition.answers, *known} if edition.reviews.sessions else set())
        ),
        "progress": to_plain(edition.progress),
        "names": [[chapter.id, chapter.name] for chapter in edition.chapters],
        "anchors": {
            # Nobody asks for them where no format shows links.
            chapter.name: json_text(
                [[w, to.anchor, to.verbatim] for w, to in chapter.anchors.items()]
            )
            for chapter in edition.chapters
        },
        # A text in a text: only what is looked at is taken apart.
        "units": {name: "\n".join(ids) for name, ids in units.items()},
        "chapters": {
            c.name: json_text(_chapter_facts(c.origin, units[c.name], edition, written))
            for c in edition.chapters
        },
    }


def _units_in(chapter: Chapter) -> list[str]:
    return [block.id for block in chapter.walk() if block.is_unit and not block.children]


class Written:
    """What several editions share as JSON: each is written once."""

    def __init__(self) -> None:
        self._texts: dict[int, tuple[Chapter, str]] = {}
        self._own: dict[int, tuple[Chapter, str]] = {}

    def text(self, chapter: Chapter) -> str:
        """A text of an overlay."""
        known = self._texts.get(id(chapter))
        if known is None:
            # The chapter stays with its text, so that its identity is nobody else's.
            known = self._texts[id(chapter)] = (chapter, json_text(_plain(chapter)))
        return known[1]

    def own(self, chapter: Chapter) -> str:
        """What has to be known of a guide's chapter to read it again from its file alone."""
        known = self._own.get(id(chapter))
        if known is None:
            sections = _runs(block.section for block in chapter.walk())
            facts = json_text({"ids": _units_in(chapter), "sections": sections})
            known = self._own[id(chapter)] = (chapter, facts)
        return known[1]


def _plain(chapter: Chapter) -> Any:
    return to_plain(replace(chapter, source="", diagnostics=()))


def _chapter_facts(
    chapter: Chapter, ids: list[str], edition: Edition, written: Written
) -> dict[str, Any]:
    """``ids``: of the chapter's units."""
    answers = {id_: a for id_ in ids if (a := edition.answers.get(id_)) is not None}
    own = edition.sources[chapter.path]
    facts: dict[str, Any] = {
        "ids": ids,
        "answers": [[id_, *answer_facts(answer)] for id_, answer in answers.items()],
        "own": written.own(own),
    }
    if own is not chapter:
        # An overlay has changed it: what is not its file's own stands here as it is.
        places = {id(block): place for place, block in enumerate(own.blocks)}
        facts["adapted"] = to_plain(replace(chapter, source="", blocks=(), diagnostics=()))
        facts["blocks"] = [
            to_plain(block) if place is None else place
            for block in chapter.blocks
            for place in (places.get(id(block)),)
        ]
        paths = {block.position.path for block in chapter.walk()} - {chapter.path}
        facts["sources"] = [
            written.text(edition.sources[path]) for path in sorted(paths & edition.sources.keys())
        ]
    return facts


_NOBODYS = Answer("", EntryState.UNTRANSLATED)


def answer_facts(answer: Answer) -> list[Any]:
    """Nothing is said of a unit that nobody has translated."""
    if answer == _NOBODYS:
        return []
    locale = answer.locale.tag if answer.locale else ""
    return [answer.words, answer.state, answer.path, locale, answer.stale]


def _runs(texts: Iterator[str]) -> list[list[Any]]:
    """Neighbours that are the same, with how many they are."""
    out: list[list[Any]] = []
    for text in texts:
        if out and out[-1][0] == text:
            out[-1][1] += 1
        else:
            out.append([text, 1])
    return out
