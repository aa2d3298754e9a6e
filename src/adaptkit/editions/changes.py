"""What readers are told was changed for them, and whether anybody has signed it off."""

from __future__ import annotations

from adaptkit.editions.anchors import Anchors, own_anchor
from adaptkit.editions.contents import heading_words
from adaptkit.model.destination import ToChapter
from adaptkit.model.document import BlockKind
from adaptkit.model.edition import Adaptation, Edition, EditionChapter
from adaptkit.model.telling import Change, Draft, Said
from adaptkit.records import replace


def changes(edition: Edition, anchors: dict[str, Anchors]) -> tuple[Change, ...]:
    """What was changed: texts, not the values of placeholders. The same thing done at the same
    place is one line, with the reasons of all."""
    lines: dict[tuple[Said, str], Change] = {}
    for adaptation in edition.adaptations:
        if not adaptation.chapter:
            continue
        line = _change(adaptation, edition, anchors)
        known = lines.setdefault((line.done, line.where), line)
        new = tuple(reason for reason in line.reasons if reason not in known.reasons)
        lines[line.done, line.where] = replace(known, reasons=(*known.reasons, *new))
    return tuple(lines.values())


def _change(adaptation: Adaptation, edition: Edition, anchors: dict[str, Anchors]) -> Change:
    done = edition.said(adaptation.told)
    chapter = next((c for c in edition.chapters if adaptation.chapter in (c.id, c.name)), None)
    to, where = None, ""
    if chapter is not None:
        # Only what has an anchor of its own can be pointed at; else its chapter.
        to = anchors[chapter.name].get(adaptation.anchor) or ToChapter(chapter.name)
        said = dict.fromkeys((chapter.title, _heading_above(chapter, to.anchor)))
        where = " · ".join(said).removesuffix(" · ")
    # Reasons are written for those who keep the guide: readers of another language see none.
    language = adaptation.language or edition.settings.source_language
    told = adaptation.reason and language.same_language(edition.spec.locale)
    return Change(done, where, to, (Said(adaptation.reason, language),) if told else ())


def _heading_above(chapter: EditionChapter, place: str) -> str:
    """The words of the heading under which a place of the chapter stands; ``""`` for none."""
    words = ""
    for block in chapter.blocks if place else ():
        if block.kind is BlockKind.HEADING:
            words = heading_words(block).text
        if any(own_anchor(inner) == place for inner in block.walk()):
            return words
    return ""


def draft(edition: Edition) -> Draft:
    """Whether readers are shown words that nobody has signed off: translations, or the prose of
    an overlay. A passage that was kept, or a telephone number, is none."""
    progress = edition.progress
    own_prose = any(adaptation.signed_off for adaptation in edition.adaptations)
    if progress.reviewed < progress.needed or (own_prose and not progress.reviewed):
        return Draft.PARTLY if progress.reviewed else Draft.WHOLLY
    return Draft.NO


def draft_words(state: Draft, edition: Edition) -> Said:
    match state:
        case Draft.NO:
            return Said("")
        case Draft.PARTLY:
            return edition.said("Draft: only part of this translation has been signed off.")
        case Draft.WHOLLY:
            return edition.said("Draft: nobody has signed off this edition yet.")
