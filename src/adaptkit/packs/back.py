"""A pack for somebody who translates back: the words of an edition, and nothing of their source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from adaptkit.model.back import BackPack, BackPassage
from adaptkit.model.edition import Edition
from adaptkit.model.pack import PackState, PackUnit
from adaptkit.packs.gather import Material, gather
from adaptkit.texts.sameness import digest
from adaptkit.writers.html.inlines import escape


def make_back_pack(material: Material, *, made: str, by: str = "") -> BackPack:
    """``made``: the day (ISO); ``by``: a key of ``people.yaml``. Without the edition's title, the
    chapters' and whatever else may still be in the guide's language."""
    edition = material.edition
    into = edition.settings.source_language
    _, units = gather(material)
    passages = tuple(_passages(units, edition))
    return BackPack(
        edition=edition.spec.name,
        label=edition.spec.label,
        language=edition.spec.locale,
        direction=edition.spec.text_direction,
        into=into,
        passages=passages,
        made=made,
        hash=digest(
            *("back-translation", edition.spec.name, by),
            *(part for one in passages for part in (one.key, one.hash)),
        ),
        people=tuple(_people(edition, by)),
        by=by,
    )


def passage_key(unit: str) -> str:
    """What stands for a unit where nobody may see its name."""
    return digest("back-translation of", unit)


def can_be_translated_back(one: PackUnit) -> bool:
    """Whether it has finished words in another language than its source."""
    other = not one.words_language.same_language(one.source_language)
    return one.asked and one.state is PackState.TRANSLATED and other


def _passages(units: Iterable[PackUnit], edition: Edition) -> Iterator[BackPassage]:
    own = edition.settings.source_language
    for one in units:
        asked = can_be_translated_back(one)
        # A text of the country's own has no source; it is there for what stands around it.
        near = one.state is PackState.OWN and not one.words_language.same_language(own)
        if asked or near:
            yield BackPassage(
                *(passage_key(one.id), one.chapter, one.kind, one.words, one.words_hash),
                html="" if one.words_html == escape(one.words) else one.words_html,
                level=one.level,
                asked=asked,
            )


def _people(edition: Edition, by: str) -> Iterator[tuple[str, str]]:
    for person in edition.reviews.people.values():
        if person.reads(edition.spec.locale.posix) and by in ("", person.key):
            yield person.key, person.name or person.key


def back_data(pack: BackPack) -> dict[str, Any]:
    """As plain data for its page. Words are left out where they stand there as readers see them:
    what a translator writes may hold names from the source."""
    return {
        "edition": pack.edition,
        "label": pack.label,
        "made": pack.made,
        "hash": pack.hash,
        "by": pack.by,
        "people": [{"key": key, "name": name} for key, name in pack.people],
        "language": (pack.language.tag, pack.direction),
        "into": (pack.into.tag, pack.into.direction),
        "intoName": pack.into.language_name(),
        "passages": [_passage(one) for one in pack.passages],
    }


def _passage(one: BackPassage) -> dict[str, Any]:
    found: dict[str, Any] = {"id": one.key, "chapter": one.chapter, "wh": one.hash}
    shown = {"html": one.html} if one.html else {"words": one.words}
    more = {"kind": one.kind, "level": one.level, "ask": one.asked}
    return found | shown | {name: value for name, value in more.items() if value}
