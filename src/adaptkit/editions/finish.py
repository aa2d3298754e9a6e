"""Leaves get their words: translation, running text, placeholders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from adaptkit.editions.fill import Value, fill, fill_markdown, plain_fill
from adaptkit.editions.translate import Answer, Dictionary
from adaptkit.guides.inlines import Context, parse_inlines, plain_text
from adaptkit.guides.translation import escape_value, outside_code, settle
from adaptkit.model.catalogue import EntryState
from adaptkit.model.diagnostic import Diagnostic, warning
from adaptkit.model.document import Block, BlockKind, Chapter, Contact, Inline, InlineKind
from adaptkit.model.edition import EditionSpec

_WORDLESS = frozenset(
    {BlockKind.CODE, BlockKind.RULE, BlockKind.REFERENCE, BlockKind.DIRECTORY, BlockKind.FIELD}
)
_PLAIN = frozenset({BlockKind.CAPTION, BlockKind.FIELD})


@dataclass(slots=True)
class Finisher:
    """Finishes the leaves of one edition and remembers what answered for each."""

    spec: EditionSpec
    dictionary: Dictionary
    values: Mapping[str, Value]
    sources: Mapping[str, Chapter]
    country: str
    today: str = ""
    reviewed: frozenset[str] = frozenset()
    answers: dict[str, Answer] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    _contexts: dict[str, Context] = field(default_factory=dict)

    def finish(self, block: Block) -> Block | None:
        """The finished block; None where the edition leaves out what is not translated."""
        if block.children:
            children = tuple(
                done for child in block.children if (done := self.finish(child)) is not None
            )
            return block.changed(children=children) if children else None
        if block.contacts:
            return block.changed(contacts=tuple(self._dated(c) for c in block.contacts))
        if block.kind in _WORDLESS and not block.msgid:
            return block
        return self._leaf(block)

    def _leaf(self, block: Block) -> Block | None:
        context = self._context(block)
        if not block.msgid:
            return self._shown(block, block.text, context, None)
        answer = self.dictionary.answer(block)
        text = block.text
        if answer.words:
            text = settle(answer.words, block, context)
            if text == block.text and answer.words != block.msgid and block.kind is BlockKind.HTML:
                answer = replace(answer, words="", state=EntryState.FUZZY)
                self.problems.append(self._unusable(block, answer))
        if self.spec.only == "reviewed" and answer.needed and block.id not in self.reviewed:
            answer = replace(answer, words="")
        self.answers[block.id] = answer
        if answer.words or not answer.needed:
            msgid = block.msgid if answer.words and answer.words != block.msgid else None
            return self._shown(block, text, context, msgid)
        if self.spec.fallback == "omit" and block.kind is not BlockKind.HEADING:
            if block.kind is not BlockKind.TABLE_CELL:
                return None
            text = ""
        shown = block.changed(shown_language=self.dictionary.language_of(block))
        return self._shown(shown, text, context, None)

    def _dated(self, contact: Contact) -> Contact:
        """A check that is still to come does not count."""
        if not self.today or contact.verified_on <= self.today:
            return contact
        self.problems.append(
            warning(
                "verified-in-future",
                contact.position,
                f'"{contact.name}" was checked on {contact.verified_on}, it says: '
                "a day that has not come yet",
                "write the day on which somebody looked",
            )
        )
        return replace(contact, verified_on="")

    def _unusable(self, block: Block, answer: Answer) -> Diagnostic:
        return warning(
            "translation-unusable",
            block.position,
            f"the translation of this HTML passage in {answer.path} cannot stand in its place",
            "keep the same tags as in the source",
            unit=block.id,
        )

    def _context(self, block: Block) -> Context:
        path = block.position.path
        if path not in self._contexts:
            chapter = self.sources.get(path)
            self._contexts[path] = (
                Context(chapter.references, chapter.footnotes) if chapter else Context({})
            )
        return self._contexts[path]

    def _shown(self, block: Block, text: str, context: Context, msgid: str | None) -> Block:
        if block.kind in _PLAIN:
            filled = plain_fill(text, self.values)
            piece = (Inline(InlineKind.TEXT, filled),) if filled else ()
            return block.changed(text=filled, inlines=piece)
        if block.kind is BlockKind.HTML:
            return block.changed(text=plain_fill(text, self.values) if block.msgid else text)
        pieces = parse_inlines(text, context, msgid=msgid)
        rtl = (block.shown_language or self.spec.locale).direction == "rtl"
        if self.spec.direction and block.shown_language is None:
            rtl = self.spec.direction == "rtl"
        filled_pieces = fill(pieces, self.values, country=self.country, rtl=rtl)
        if block.kind is BlockKind.ALTERNATIVE:
            filled_pieces = (Inline(InlineKind.TEXT, plain_text(filled_pieces)),)
        written = fill_markdown(
            text,
            self.values,
            escape_value,
            lambda raw, change: outside_code(raw, context, change),
        )
        return block.changed(text=written, inlines=filled_pieces)
