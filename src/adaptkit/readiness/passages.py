"""The passages of an edition: the text of each, and where it stands in guide and catalogue."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping

from adaptkit.guides.inline_trees import plain_text
from adaptkit.loading.guide import read_guide
from adaptkit.model.catalogue import Entry, EntryState
from adaptkit.model.contact import Contact, Shape
from adaptkit.model.diagnostic import Position
from adaptkit.model.document import Block, BlockKind, Chapter
from adaptkit.model.edition import Edition, EditionChapter
from adaptkit.model.layout import GUIDE, overlay_file
from adaptkit.model.signing import CONTACT, Judged
from adaptkit.overlays.points import leaves_in, points
from adaptkit.readiness.due import waiting_contacts
from adaptkit.records import replace
from adaptkit.reports.listed import LISTS, Listed
from adaptkit.reports.reviewed import review_note
from adaptkit.workspace import Workspace


class Passages:
    """``texts``: id → the text that translators see. ``entries``: id → the file and the entry of
    the nearest catalogue that has it. ``today``: for what is to be checked by a day."""

    def __init__(
        self, workspace: Workspace, edition: Edition, today: datetime.date | None = None
    ) -> None:
        self.edition = edition
        self.today = today
        self.guide = read_guide(workspace)
        about = [self.guide.about] if self.guide.about else []
        self.entries = _entries(workspace, edition)
        self.texts = {unit: entry.msgid for unit, (_, entry) in self.entries.items()}
        read = (*about, *self.guide.chapters, *edition.sources.values())
        for chapter in (*map(Chapter.walk, read), *map(EditionChapter.walk, edition.chapters)):
            for block in chapter:
                if block.id and block.msgid:
                    self.texts.setdefault(block.id, block.msgid)
        self._points = {point.place.address: point for point in points(self.guide)}

    def listed(self, kind: str) -> Iterator[Listed]:
        """All passages of one of ``LISTS``, in reading order."""
        lists: Mapping[str, Callable[[], Iterator[Listed]]] = {
            "untranslated": lambda: self._in_state(kind, EntryState.UNTRANSLATED),
            "fuzzy": lambda: self._in_state(kind, EntryState.FUZZY),
            "unreviewed": self._unreviewed,
            "points": self._open_points,
            "drift": self._drift,
            "contacts": self._contacts,
        }
        assert set(lists) == set(LISTS)
        return lists[kind]()

    def shown(self) -> Iterator[tuple[str, str]]:
        """The words of each passage as the edition has them."""
        for chapter in self.edition.chapters:
            for block in chapter.walk():
                if block.id:
                    yield block.id, plain_text(block.inlines) or block.text

    def words_of(self, point: Block) -> str:
        """All that stands in a passage, with what its heading is above."""
        known = self._points.get(point.addresses[0] if point.addresses else "")
        whole = known is not None and point.kind is BlockKind.HEADING
        blocks = leaves_in(self.guide, known.place) if known and whole else point.walk()
        return " ".join(dict.fromkeys(block.msgid for block in blocks if block.msgid))

    def _one(self, kind: str, unit: str, text: str, path: str, line: int) -> Listed:
        catalogue, entry = self.entries.get(unit, ("", None))
        at = entry.position.line if entry else 0
        return Listed(self.edition.spec.name, kind, unit, text, path, line, catalogue, at)

    def _in_state(self, kind: str, state: EntryState) -> Iterator[Listed]:
        for one in self.edition.trace:
            if one.state is state:
                yield self._one(kind, one.unit, self.texts.get(one.unit, ""), one.path, one.line)

    def _unreviewed(self) -> Iterator[Listed]:
        """What could be signed off today and is not; and what was once, and has no words now."""
        edition = self.edition
        places = {one.unit: Position(one.path, one.line) for one in edition.trace}
        for unit in (*edition.asked, *(edition.judged.keys() - edition.asked.keys())):
            judged = edition.judged.get(unit, Judged())
            passage = edition.asked.get(unit)
            if judged.signed or not (passage or judged.void):
                continue
            text = passage.source if passage else self.texts.get(unit, "")
            text = passage.shown if passage and passage.kind == CONTACT else text
            where = passage.position if passage else places.get(unit, Position(""))
            found = self._one("unreviewed", unit, text, where.path, where.line)
            decided = f"{passage.decision}: {passage.words}" if passage and passage.decision else ""
            note = "; ".join(filter(None, (decided, review_note(judged, passage))))
            yield replace(found, note=note)

    def _open_points(self) -> Iterator[Listed]:
        overlays = self.edition.spec.overlays
        file = overlay_file(overlays[-1]) if overlays else ""
        for point in self.edition.open_points:
            name, where = point.addresses[0], point.position
            found = self._one("points", name, self.words_of(point), where.path, where.line)
            # A whole section has no entry of its own: that of its first passage.
            inner = next((b.id for b in point.walk() if b.id in self.entries), "")
            if not found.catalogue and inner:
                path, entry = self.entries[inner]
                found = replace(found, catalogue=path, catalogue_line=entry.position.line)
            yield replace(found, file=file)
        for variable in self.edition.open_variables:
            unit, where = f"variable {variable.name}", variable.position
            found = self._one("points", unit, variable.value, where.path, where.line)
            yield replace(found, file=file)

    def _drift(self) -> Iterator[Listed]:
        places = {one.unit: (one.path, one.line) for one in self.edition.trace}
        for chapter in self.guide.chapters:
            for block in chapter.walk():
                for name in (block.section if block.kind is BlockKind.HEADING else "", block.id):
                    if name:
                        places.setdefault(name, (block.position.path, block.position.line))
        for drift in self.edition.drift:
            path, line = places.get(drift.target, ("", 0))
            found = self._one("drift", drift.target, drift.now, path, line)
            where = drift.position
            yield replace(found, file=where.path, file_line=where.line)

    def _contacts(self) -> Iterator[Listed]:
        name = self.edition.spec.name
        for contact in waiting_contacts(self.edition, self.today):
            by = contact.text("verify_by")
            said = (contact.name, *_reached(contact), by and f"verify_by {by}")
            where = contact.position
            yield Listed(
                *(name, "contacts", contact.name, " · ".join(filter(None, said))),
                file=where.path,
                file_line=where.line,
            )


def _reached(contact: Contact) -> Iterator[str]:
    """Its addresses and numbers as they are written."""
    for one in contact.leaves():
        if one.field.shape in (Shape.TELEPHONE, Shape.EMAIL, Shape.URL) and not one.path.startswith(
            "source."
        ):
            yield one.text


def _entries(workspace: Workspace, edition: Edition) -> dict[str, tuple[str, Entry]]:
    found: dict[str, tuple[str, Entry]] = {}
    for locale in edition.spec.chain:
        for domain in (GUIDE, *edition.spec.overlays):
            catalogue = workspace.read_catalogue(locale, domain)
            for entry in catalogue.live if catalogue else ():
                found.setdefault(entry.unit_id, (catalogue.path if catalogue else "", entry))
    return found
