"""A finished edition → its passages as reviewers see them, in reading order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from adaptkit.guides.glossary import Glossary
from adaptkit.guides.settings_units import ABOUT
from adaptkit.guides.units import SAFETY_NOTE, units
from adaptkit.model.catalogue import Entry
from adaptkit.model.contact import Contact
from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.document import Block, BlockKind, Guide, walk
from adaptkit.model.edition import Answer, Asset, Edition, EditionChapter, UnitTrace
from adaptkit.model.layout import GUIDE
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import Operation, Overlay
from adaptkit.model.pack import Adapted, Earlier, Finding, PackState, PackTerm, PackUnit, Piece
from adaptkit.model.pack_words import OTHER_CHAPTER
from adaptkit.model.review import EVIDENCE, Review, decision_unit, text_hash
from adaptkit.model.signing import CONTACT, Passage
from adaptkit.model.unit import Unit
from adaptkit.packs.pictures import Pictures, Seen
from adaptkit.packs.show import Shown
from adaptkit.records import Record, field, replace
from adaptkit.texts.word_changes import word_changes


class Material(Record, frozen=True):
    """All that a pack is made from. ``guide`` is that of the source files; ``entries``: unit id →
    the file and the entry of the nearest catalogue that has it; ``findings``: what checks say, by
    unit id; ``others``: pictures of the guide that those of one language stand in for."""

    edition: Edition
    guide: Guide
    overlays: Sequence[Overlay]
    entries: Mapping[str, tuple[str, Entry]]
    findings: Mapping[str, Sequence[Diagnostic]] = field(default_factory=dict)
    others: Mapping[str, Asset] = field(default_factory=dict)


def gather(material: Material) -> tuple[tuple[str, ...], tuple[PackUnit, ...]]:
    """The titles of the chapters, and the passages."""
    work = _Gathering(material)
    titles = [chapter.title for chapter in material.edition.chapters]
    found = [
        one
        for number, chapter in enumerate(material.edition.chapters)
        for one in work.chapter(number, chapter)
    ]
    found += work.about(len(titles))
    found += work.rest(len(titles))
    if found and found[-1].chapter == len(titles):
        titles.append(OTHER_CHAPTER)
    return tuple(titles), tuple(found)


class _Gathering:
    def __init__(self, material: Material) -> None:
        self.material = material
        self.edition = edition = material.edition
        self.shown = Shown(edition)
        self.pictures = Pictures(edition, material.others)
        self.traces = {one.unit: one for one in edition.trace}
        self.glossary = Glossary(edition.settings.terms)
        self.operations = {
            (overlay.name, one.id): one
            for overlay in material.overlays
            for one in overlay.operations
        }
        self.adaptations = {(a.overlay, a.operation): a for a in edition.adaptations}
        about = [material.guide.about] if material.guide.about else []
        self.blocks = {
            block.id: block
            for chapter in (*about, *material.guide.chapters)
            for block in chapter.walk()
            if block.id and block.msgid
        }
        self.replaced = _by_operation(edition.trace, "replaced", self.blocks)
        self.removed = _after_which(edition.trace, material.guide)
        self.contacts = {one.position: one for one in edition.asked.values() if one.kind == CONTACT}
        self.told: set[tuple[str, str]] = set()
        self.given: set[str] = set()

    # -- chapters -----------------------------------------------------------------------------

    def chapter(self, number: int, chapter: EditionChapter) -> Iterator[PackUnit]:
        found = {one.id: one for one in units(replace(chapter.origin, blocks=chapter.flow))}
        yield from self._gone(number, f"\0{chapter.id}")
        for block in walk(chapter.flow):
            unit = found.get(block.id) if block.msgid and not block.children else None
            if unit is not None:
                yield from self._decided(number, self.traces.get(unit.id))
                seen = self.pictures.beside(chapter.id, block)
                yield self._unit(number, block, unit, seen)
                yield from self._gone(number, unit.id)
            for contact in block.contacts:
                yield self._contact(number, contact)

    def _gone(self, number: int, after: str) -> Iterator[PackUnit]:
        for trace in self.removed.get(after, ()):
            yield from self._decided(number, trace)
            yield self._removed(number, trace)

    def _decided(self, number: int, trace: UnitTrace | None) -> Iterator[PackUnit]:
        """What overlays have decided of a passage, before the first one that it is about."""
        for step in trace.steps if trace else ():
            unit = decision_unit(step.overlay, step.operation)
            if unit in self.edition.asked and unit not in self.given:
                yield self._asked(number, self.edition.asked[unit])

    def _unit(self, number: int, block: Block, unit: Unit, seen: Seen) -> PackUnit:
        own = self._source_language(block)
        one = PackUnit(
            block.id,
            block.domain,
            number,
            unit.kind.value,
            PackState.UNTRANSLATED,
            block.msgid,
            "",
            headings=unit.heading_path,
            level=block.level,
            place=unit.place,
            source_language=own,
            source_html=self.shown.source(block, own),
            core=SAFETY_NOTE in unit.notes,
            local=block.mark.local and block.domain == GUIDE,
            path=block.position.path,
            line=block.position.line,
            pictures=seen.pictures,
            instead_of=seen.instead_of,
        )
        return self._completed(self._worded(one, block))

    def _source_language(self, block: Block) -> Locale:
        return block.language or self.edition.settings.source_language

    def _worded(self, one: PackUnit, block: Block) -> PackUnit:
        """With the words that readers get, or those that wait for somebody to look at them."""
        edition = self.edition
        answer = edition.answers.get(one.id)
        path, entry = self.material.entries.get(one.id, ("", None))
        one = replace(
            one,
            catalogue=path,
            catalogue_line=entry.position.line if entry else 0,
            words_language=(answer and answer.locale) or edition.spec.locale,
        )
        if answer is None or not answer.needed:
            return replace(
                one,
                state=PackState.OWN,
                words=one.source,
                words_html=self.shown.pieces(block.inlines, one.source_language),
                words_language=one.source_language,
            )
        if answer.words:
            html = self.shown.pieces(block.inlines, one.words_language)
            return replace(one, state=PackState.TRANSLATED, words=answer.words, words_html=html)
        if entry is None or not entry.msgstr:
            return one
        return replace(
            one,
            state=PackState.FUZZY,
            words=entry.msgstr,
            words_html=self.shown.words(block, entry.msgstr, one.words_language),
            previous=_since(entry, one.source, answer),
        )

    def _completed(self, one: PackUnit) -> PackUnit:
        """With what others have said and done, and the hashes of what is seen."""
        self.given.add(one.id)
        trace = self.traces.get(one.id)
        passage = self.edition.asked.get(one.id)
        locale = passage.locale if passage else one.words_language.posix
        domain = passage.domain if passage else one.domain
        said = self.edition.reviews.of(locale, domain, one.id)
        said = tuple(review for review in said if review.verdict not in EVIDENCE)
        return replace(
            one,
            adapted=one.adapted or (tuple(self._adapted(trace)) if trace else ()),
            terms=tuple(self._terms(one.source)),
            findings=tuple(map(_finding, self.material.findings.get(one.id, ()))),
            earlier=tuple(self._earlier(review, passage) for review in said),
            source_hash=passage.source_sign if passage else text_hash(one.source),
            words_hash=text_hash(passage.words if passage else one.words),
            core=one.core or bool(passage and passage.core),
            note=trace.note if trace else "",
            asked=passage is not None,
        )

    def _earlier(self, one: Review, passage: Passage | None) -> Earlier:
        here = (passage.source, passage.words, passage.place) if passage else None
        person = self.edition.reviews.people.get(one.by)
        return Earlier(
            *(one.by, one.role.value, one.on, one.verdict.value, one.note),
            stands=here is not None and one.is_about(*here),
            name=person.name if person else "",
        )

    def _adapted(self, trace: UnitTrace) -> Iterator[Adapted]:
        for step in trace.steps:
            key = (step.overlay, step.operation)
            operation = self.operations.get(key)
            # Told once, where the operation begins: what it replaced may be a whole section.
            said = () if key in self.told else tuple(self.replaced.get(key, ()))
            self.told.add(key)
            yield Adapted(
                *(step.overlay, step.operation, step.name, said),
                reason=self._reason(key),
                decided=_decided(operation),
            )

    def _reason(self, key: tuple[str, str]) -> str:
        """In the words of the edition's readers, else as it was written."""
        told, operation = self.adaptations.get(key), self.operations.get(key)
        return (told.reason if told else "") or (operation.because.reason if operation else "")

    def _terms(self, text: str) -> Iterator[PackTerm]:
        for term in self.glossary.terms_in(text):
            answer = self.edition.answers.get(f"term.{term.key}")
            yield PackTerm(term.name, answer.words if answer else "", term.definition)

    def _removed(self, number: int, trace: UnitTrace) -> PackUnit:
        block = self.blocks[trace.unit]
        own = self._source_language(block)
        return self._completed(
            PackUnit(
                *(trace.unit, block.domain, number, block.kind.value, PackState.REMOVED),
                *(block.msgid, ""),
                level=block.level,
                source_html=self.shown.source(block, own),
                source_language=own,
                words_language=self.edition.spec.locale,
                local=block.mark.local,
                path=trace.path,
                line=trace.line,
            )
        )

    def _contact(self, number: int, contact: Contact) -> PackUnit:
        """All that it says, line by line, as it was written."""
        where = contact.position
        passage = self.contacts.get(where)
        unit = passage.unit if passage else f"{where.path}:{where.line}"
        one = PackUnit(
            *(unit, passage.domain if passage else "", number, CONTACT, PackState.CONTACT),
            *("\n".join(contact.lines()), ""),
            path=where.path,
            line=where.line,
        )
        return replace(self._completed(one) if passage else one, note=contact.status)

    # -- what stands in no chapter -------------------------------------------------------------

    def about(self, number: int) -> Iterator[PackUnit]:
        """The guide's title, its attribution and its terms."""
        for trace in self.edition.trace:
            path, entry = self.material.entries.get(trace.unit, ("", None))
            block = self.blocks.get(trace.unit)
            source = entry.msgid if entry else block.msgid if block else ""
            if trace.chapter != ABOUT or trace.outcome in ("removed", "replaced") or not source:
                continue
            answer = self.edition.answers.get(trace.unit) or Answer()
            needed = answer.needed
            words = answer.words or (entry.msgstr if entry else "") if needed else source
            state = PackState.OWN
            if needed:
                waiting = PackState.FUZZY if words else PackState.UNTRANSLATED
                state = PackState.TRANSLATED if answer.words else waiting
            yield self._completed(
                PackUnit(
                    *(trace.unit, _domain(trace.unit), number, BlockKind.FIELD.value, state),
                    *(source, words),
                    source_language=self.edition.settings.source_language,
                    words_language=answer.locale or self.edition.spec.locale,
                    path=trace.path,
                    line=trace.line,
                    catalogue=path,
                    catalogue_line=entry.position.line if entry else 0,
                    previous=_since(entry, source, answer) if entry and needed else (),
                )
            )

    def rest(self, number: int) -> Iterator[PackUnit]:
        """What else somebody has to sign off: values, and reasons that readers are shown."""
        for unit, passage in self.edition.asked.items():
            if unit not in self.given:
                yield self._asked(number, passage)

    def _asked(self, number: int, passage: Passage) -> PackUnit:
        path, entry = self.material.entries.get(passage.unit, ("", None))
        own = Locale.parse(passage.locale)
        source = entry.msgid if entry else passage.source
        state = PackState.TRANSLATED if passage.words != passage.source else PackState.OWN
        adapted: tuple[Adapted, ...] = ()
        if passage.decision:
            state = PackState.DECISION
            key = (passage.domain, passage.unit.removeprefix(f"{passage.domain}/"))
            said = Adapted(
                *(*key, passage.decision),
                reason=self._reason(key),
                decided=_decided(self.operations.get(key)),
            )
            adapted = (said,)
        return self._completed(
            PackUnit(
                *(
                    passage.unit,
                    passage.domain,
                    number,
                    "decision" if passage.decision else passage.kind or "reason",
                    state,
                ),
                *(source, passage.words),
                source_language=self.edition.settings.source_language,
                words_language=own,
                adapted=adapted,
                path=passage.position.path,
                line=passage.position.line,
                catalogue=path,
                catalogue_line=entry.position.line if entry else 0,
                **self.pictures.signed(passage, self.shown),
            )
        )


def _domain(unit: str) -> str:
    """A term that an overlay says otherwise is in that overlay's catalogue."""
    return unit.split("/", 1)[0] if "/" in unit else GUIDE


def _since(entry: Entry, now: str, answer: Answer) -> tuple[Piece, ...]:
    """What has changed in the text since the words were made for it."""
    then = entry.msgid if answer.stale else entry.previous_msgid
    if answer.words or not then or then == now:
        return ()
    return tuple(pieces(then, now))


def pieces(then: str, now: str) -> Iterator[Piece]:
    """What has changed from one text to the other, word by word."""
    for one in word_changes(then, now):
        if one.same:
            yield Piece("", "".join(one.there))
            continue
        if one.gone:
            yield Piece("-", "".join(one.gone))
        if one.there:
            yield Piece("+", "".join(one.there))


def _finding(found: Diagnostic) -> Finding:
    return Finding(found.code, found.severity.value, found.message, found.hint)


def _decided(operation: Operation | None) -> str:
    if operation is None:
        return ""
    return ", ".join(filter(None, (*operation.because.decided_by, operation.because.on)))


def _by_operation(
    traces: Iterable[UnitTrace], outcome: str, blocks: Mapping[str, Block]
) -> Mapping[tuple[str, str], list[str]]:
    """(overlay, operation) → the texts of the guide of which it is the last word."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in traces:
        if one.outcome == outcome and one.steps and one.unit in blocks:
            step = one.steps[-1]
            found[step.overlay, step.operation].append(blocks[one.unit].msgid)
    return found


def _after_which(traces: Iterable[UnitTrace], guide: Guide) -> Mapping[str, list[UnitTrace]]:
    """The id of a passage that is still there (or of its chapter, behind a NUL) → what was taken
    out after it."""
    gone = {one.unit: one for one in traces if one.outcome == "removed"}
    there = {one.unit for one in traces if one.outcome not in ("removed", "replaced")}
    found: dict[str, list[UnitTrace]] = defaultdict(list)
    for chapter in guide.chapters if gone else ():
        last = f"\0{chapter.id}"
        for block in chapter.walk():
            if block.id in gone:
                found[last].append(gone[block.id])
            elif block.id in there:
                last = block.id
    return found
