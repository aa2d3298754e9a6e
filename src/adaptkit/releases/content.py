"""What the readers of an edition get, as digests and a few words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from adaptkit.editions.cards import contact_card
from adaptkit.editions.contents import heading_words
from adaptkit.model.consent import is_story
from adaptkit.model.contact import Contact
from adaptkit.model.document import Block, BlockKind
from adaptkit.model.edition import Edition, EditionChapter
from adaptkit.model.layout import SOURCE, in_overlay
from adaptkit.model.release import Content, ReadersContact, ReadersValue
from adaptkit.overlays.points import core_leaves
from adaptkit.overlays.stories import name_sign
from adaptkit.records import Record, field
from adaptkit.texts.placeholders import is_term, placeholders_in
from adaptkit.texts.sameness import digest, folded

# Who looked at a contact, and where, is nothing that readers dial.
_NOT_READ = frozenset({"source", "verified_by", "verified_on", "verify_by"})


def content_of(edition: Edition) -> Content:
    """The same for the same words, whatever stands around them in the files."""
    found = _Found(edition, _safety(edition))
    for chapter in edition.chapters:
        found.look_at(chapter)
    values = {
        name: ReadersValue(
            "term" if is_term(name) else value.kind, value.text, name in found.urgent
        )
        for name, value in sorted(edition.values.items())
        if name in found.placeholders
    }
    return Content(
        title=edition.title,
        chapters={chapter.id: chapter.title for chapter in edition.chapters},
        passages=found.passages,
        safety=found.safety,
        values=values,
        contacts=tuple(dict.fromkeys(found.contacts)),
        stories=found.stories,
        pictures={one.name: _short(one.content) for one in edition.assets},
        rest=found.rest,
    )


def guide_digest(edition: Edition) -> str:
    """SHA-256 over the ids and texts of all passages of the guide as it is written."""
    whole = hashlib.sha256()
    for path, chapter in sorted(edition.sources.items()):
        for block in chapter.walk() if path.startswith(f"{SOURCE}/") else ():
            if block.msgid and not block.children:
                whole.update(f"{block.id}\0{folded(block.msgid)}\0".encode("utf-8", "replace"))
    return whole.hexdigest()


class _Found(Record):
    """``urgent``: the placeholders of safety passages."""

    edition: Edition
    core: frozenset[str]
    passages: dict[str, str] = field(default_factory=dict)
    safety: dict[str, str] = field(default_factory=dict)
    placeholders: set[str] = field(default_factory=set)
    urgent: set[str] = field(default_factory=set)
    contacts: list[ReadersContact] = field(default_factory=list)
    stories: dict[str, str] = field(default_factory=dict)
    rest: dict[str, str] = field(default_factory=dict)

    def look_at(self, chapter: EditionChapter) -> None:
        heading, rest = chapter.title, []
        for block in chapter.walk():
            if block.kind is BlockKind.HEADING:
                heading = heading_words(block).text or heading
            self.contacts += (_contact(one, self.edition) for one in block.contacts)
            if block.children:
                continue
            if block.msgid:
                self._passage(block, heading, chapter)
            elif block.text or block.target:
                rest += [block.kind.value, block.text, block.target]
        if rest:
            self.rest[chapter.id] = digest(*rest)

    def _passage(self, block: Block, heading: str, chapter: EditionChapter) -> None:
        answer = self.edition.answers.get(block.id)
        words = (answer.words if answer else "") or block.msgid
        names = placeholders_in(words, self.edition.values)
        filled = (self.edition.values[name].text for name in names)
        self.passages[block.id] = digest(folded(words), block.target, *filled)
        self.placeholders.update(names)
        if block.id in self.core:
            self.safety[block.id] = heading
            self.urgent.update(names)
        overlay, file = in_overlay(block.position.path) or ("", "")
        if is_story(file):
            # Its name may be somebody's.
            self.stories.setdefault(name_sign(f"{overlay}/{file}"), chapter.title)


def _safety(edition: Edition) -> frozenset[str]:
    """The units of the guide's safety passages, and what overlays say instead of them."""
    guide = {
        unit for chapter in edition.chapters for unit, _ in core_leaves(chapter.origin) if unit
    }
    done = {(one.overlay, one.operation) for one in edition.adaptations if one.touches_core}
    return frozenset(guide | {block.id for block in _put_in(edition.chapters, done)})


def _put_in(chapters: Iterable[EditionChapter], done: set[tuple[str, str]]) -> Iterator[Block]:
    for chapter in chapters if done else ():
        for block in chapter.walk():
            if block.id and any((step.overlay, step.operation) in done for step in block.steps):
                yield block


def _contact(contact: Contact, edition: Edition) -> ReadersContact:
    card = contact_card(contact, edition)
    said = [
        text
        for one in contact.leaves()
        if one.path.partition(".")[0] not in _NOT_READ and not one.path.endswith(".evidence")
        for text in (one.path, one.text)
    ]
    return ReadersContact(card.name.text, digest(*said), contact.numbers)


def _short(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
