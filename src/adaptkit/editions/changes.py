"""What readers are told was changed for them, and whether anybody has signed it off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adaptkit.editions.anchors import Anchors, own_anchor
from adaptkit.editions.contents import heading_words, title_words
from adaptkit.editions.record import deciders, tried
from adaptkit.model.destination import ToChapter
from adaptkit.model.document import BlockKind
from adaptkit.model.edition import Adaptation, Edition, EditionChapter
from adaptkit.model.telling import Change, Draft, Said, Spot
from adaptkit.records import replace


def changes(edition: Edition, anchors: dict[str, Anchors]) -> tuple[Change, ...]:
    """What was changed: texts, not the values of placeholders. The same thing done at the same
    place is one line, with the reasons of all; so is what was done for the same reasons at several
    places."""
    listed = [one for one in edition.adaptations if one.listed and one.chapter]
    apart = len({_people(one) for one in listed}) > 1
    lines: dict[tuple[Said, str], Change] = {}
    for adaptation in listed:
        line = _change(adaptation, edition, anchors, apart)
        known = lines.setdefault((line.done, line.spots[0].where), line)
        new = tuple(reason for reason in line.reasons if reason not in known.reasons)
        people = tuple(one for one in line.people if one not in known.people)
        lines[line.done, line.spots[0].where] = replace(
            known, reasons=(*known.reasons, *new), people=(*known.people, *people)
        )
    return tuple(_grouped(lines.values()))


def _grouped(lines: Iterable[Change]) -> Iterator[Change]:
    """One line for all that was done for the same reasons. Of what has none nobody knows that."""
    groups: dict[object, Change] = {}
    for number, line in enumerate(lines):
        key: object = (line.done, line.reasons, line.people) if line.reasons else number
        known = groups.get(key)
        groups[key] = replace(known, spots=(*known.spots, *line.spots)) if known else line
    yield from groups.values()


def _people(adaptation: Adaptation) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return deciders([adaptation]), tried([adaptation])


def _change(
    adaptation: Adaptation, edition: Edition, anchors: dict[str, Anchors], apart: bool
) -> Change:
    """``apart``: whether it is said here who decided, as it was not the same for all."""
    done = edition.said(adaptation.told)
    chapter = next((c for c in edition.chapters if adaptation.chapter in (c.id, c.name)), None)
    to, where = None, dict[Said, None]()
    if chapter is not None:
        # Only what has an anchor of its own can be pointed at; else its chapter.
        to = anchors[chapter.name].get(adaptation.anchor) or ToChapter(chapter.name)
        where = dict.fromkeys((title_words(chapter), *_heading_above(chapter, to.anchor)))
    language = adaptation.language or edition.settings.source_language
    own = language.same_language(edition.spec.locale)
    reason = Said(adaptation.reason, None if own else language)
    decided, with_whom = _people(adaptation)
    people = ((edition.said("Decided by"), decided), (edition.said("Tried with"), with_whom))
    return Change(
        done,
        (Spot(tuple(where), to),),
        (reason,) if reason.text else (),
        tuple((label, names) for label, names in people if names and apart),
    )


def _heading_above(chapter: EditionChapter, place: str) -> tuple[Said, ...]:
    """The words of the heading under which a place of the chapter stands, if there is one."""
    words: tuple[Said, ...] = ()
    for block in chapter.blocks if place else ():
        if block.kind is BlockKind.HEADING:
            words = (heading_words(block),)
        if any(own_anchor(inner) == place for inner in block.walk()):
            return words
    return ()


def _has_unchecked_contacts(edition: Edition) -> bool:
    """Of a contact whoever has verified it says that it may be shown."""
    return bool(edition.spec.overlays) and any(
        contact.status != "verified"
        for chapter in edition.chapters
        for block in chapter.walk()
        for contact in block.contacts
    )


def draft(edition: Edition) -> Draft:
    """Whether readers are shown what nobody has signed off: translations, and what an overlay says,
    sets or takes away. A passage that was kept is none."""
    progress = edition.progress
    if progress.reviewed < progress.to_sign or _has_unchecked_contacts(edition):
        return Draft.PARTLY if progress.reviewed else Draft.WHOLLY
    return Draft.NO


def draft_words(state: Draft, edition: Edition) -> Said:
    match state:
        case Draft.NO:
            return Said("")
        case Draft.PARTLY:
            return edition.said("Draft: only part of this edition has been signed off.")
        case Draft.WHOLLY:
            return edition.said("Draft: nobody has signed off this edition yet.")
