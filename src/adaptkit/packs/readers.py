"""Sheets for readers who try a chapter, and what somebody who sits with them has counted."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from adaptkit.editions.tried import ReadChapter, read_chapter
from adaptkit.guides.units import units
from adaptkit.model.diagnostic import Diagnostic, Position, error
from adaptkit.model.document import TITLE, Block
from adaptkit.model.edition import Edition
from adaptkit.model.locale import Locale
from adaptkit.model.tried import (
    Counted,
    CountedFile,
    ReadersPack,
    Session,
    SheetChapter,
    SheetPassage,
    Stumbled,
)
from adaptkit.packs.show import VERBATIM, Shown
from adaptkit.records import Record, as_data, field, replace
from adaptkit.texts.sameness import digest, nfc


def make_readers_pack(edition: Edition, *, made: str) -> ReadersPack:
    """Of the chapters that have questions. ``made``: the day (ISO)."""
    shown = Shown(edition)
    read = [read_chapter(edition, chapter) for chapter in edition.chapters]
    chapters = tuple(_chapter(one, edition, shown) for one in read if one.questions)
    return ReadersPack(
        edition=edition.spec.name,
        label=edition.spec.label,
        language=edition.spec.locale,
        direction=edition.spec.text_direction,
        chapters=chapters,
        made=made,
        hash=digest("readers", edition.spec.name, *(one.hash for one in chapters)),
    )


def _chapter(read: ReadChapter, edition: Edition, shown: Shown) -> SheetChapter:
    of_units = units(replace(read.chapter.origin, blocks=read.chapter.flow))
    kinds = {one.id: one.kind.value for one in of_units}
    passages = tuple(
        _passage(block, text, edition, shown, _kind(block, kinds)) for block, text in read.passages
    )
    name, title = read.chapter.name, read.chapter.title
    return SheetChapter(name, title, read.hash, passages, read.questions)


def _kind(block: Block, kinds: Mapping[str, str]) -> str:
    """What it is where it stands: a paragraph may be an item of a list, or a box's title."""
    return TITLE if block.markup == TITLE else kinds.get(block.id, block.kind.value)


def _passage(block: Block, text: str, edition: Edition, shown: Shown, kind: str) -> SheetPassage:
    answer = edition.answers.get(block.id)
    own = block.language or edition.settings.source_language
    language: Locale = (answer.locale if answer and answer.words else None) or own
    same = language.same_language(edition.spec.locale)
    html = "" if block.kind in VERBATIM else shown.pieces(block.inlines, language)
    direction = edition.spec.text_direction if same else language.direction
    return SheetPassage(kind, block.level, text, html, language.tag, direction)


def readers_data(pack: ReadersPack) -> dict[str, Any]:
    """As plain data for the page of whoever counts."""
    return {
        "edition": pack.edition,
        "label": pack.label,
        "made": pack.made,
        "hash": pack.hash,
        "language": (pack.language.tag, pack.direction),
        "people": [],
        "chapters": as_data(pack.chapters),
    }


class Took(Record):
    """``sessions``: new ones; ``told``: (what, chapter, said): ``taken``, ``already``, ``stale``
    (the chapter has changed since) or ``not-there`` (words that its text does not have)."""

    sessions: list[Session] = field(default_factory=list)
    told: list[tuple[str, str, str]] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)


def take_counts(edition: Edition, files: Sequence[CountedFile]) -> Took:
    """``problems``: chapters that the edition does not have, counts that cannot be."""
    read = {one.hash: one for one in (read_chapter(edition, c) for c in edition.chapters)}
    names = {chapter.name for chapter in edition.chapters}
    known = {one.key: one for one in edition.reviews.sessions}
    took = Took()
    for file in files:
        for one in file.counted:
            _take(one, Position(file.path), read, names, known, took)
    return took


def _take(
    one: Counted,
    where: Position,
    read: Mapping[str, ReadChapter],
    names: Collection[str],
    known: dict[tuple[str, str], Session],
    took: Took,
) -> None:
    session = one.session
    chapter = read.get(session.text)
    if chapter is None:
        if session.chapter in names:
            took.told.append(("stale", session.chapter, ""))
        else:
            said = f'this edition has no chapter "{session.chapter[:80]}"'
            hint = "look whether it is the right file"
            took.problems.append(error("review-answers-foreign", where, said, hint))
        return
    name = chapter.chapter.name
    if len(session.right) != len(chapter.questions):
        said = f"{name} has {len(chapter.questions)} questions, and {len(session.right)} counts"
        took.problems.append(error("review-answers-damaged", where, said, "count every question"))
        return
    over = []
    for passage, words, readers in one.stumbled:
        place = _place(chapter, passage, words)
        if place is None:
            took.told.append(("not-there", name, words))
        else:
            over.append(Stumbled(passage, *place, readers))
    new = replace(session, chapter=name, stumbled=tuple(sorted(set(over), key=_order)))
    old = known.get(new.key)
    if old is not None and replace(old, position=new.position) == new:
        took.told.append(("already", name, ""))
        return
    took.sessions.append(new)
    known[new.key] = new
    if old is None:
        took.told.append(("taken", name, ""))
    else:
        took.told.append(("instead", name, f"{new.readers}, {old.readers}"))


def _order(one: Stumbled) -> tuple[int, int, int, int]:
    return one.passage, one.start, one.end, one.readers


def _place(chapter: ReadChapter, passage: int, words: str) -> tuple[int, int] | None:
    """Where the words stand in the passage; None where they do not."""
    if passage >= len(chapter.passages):
        return None
    text = chapter.passages[passage][1]
    for wanted in (words.strip(), nfc(words.strip())):
        start = text.find(wanted)
        # Some letters have more characters once they are small: then nothing fits.
        if start < 0 and len(text.lower()) == len(text):
            start = text.lower().find(wanted.lower())
        if start >= 0:
            return start, start + len(wanted)
    return None
