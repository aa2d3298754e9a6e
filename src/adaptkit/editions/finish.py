"""Leaves get their words: translation, running text, placeholders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from adaptkit.checks import CHECKS, Passage
from adaptkit.editions.acting_links import acts, without_acting_links
from adaptkit.editions.addresses import SCHEMES
from adaptkit.editions.fill import fill, fill_caption, fill_markdown, is_filled, plain_fill
from adaptkit.editions.fill_html import fill_html, fill_tags
from adaptkit.editions.left_out import core_left_out, covered
from adaptkit.editions.signing import Signing
from adaptkit.editions.translate import Dictionary
from adaptkit.guides.inline_trees import plain_text
from adaptkit.guides.inlines import Context, parse_inlines
from adaptkit.guides.strangers import harmless_html, harmless_text, self_contained, without_strays
from adaptkit.guides.translation import escape_value, filled_lines, outside_code, settle
from adaptkit.model.catalogue import EntryState
from adaptkit.model.contact import Contact
from adaptkit.model.diagnostic import Diagnostic, Position, error, warning
from adaptkit.model.document import Block, BlockKind, Chapter
from adaptkit.model.edition import Answer, EditionSpec, Value
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.layout import in_overlay
from adaptkit.model.locale import Locale
from adaptkit.model.review import Verdict
from adaptkit.overlays.points import Leaf, leaf_of
from adaptkit.records import Record, field, replace
from adaptkit.texts.placeholders import is_term, placeholders_in

_WORDLESS = frozenset(
    {BlockKind.CODE, BlockKind.RULE, BlockKind.REFERENCE, BlockKind.DIRECTORY, BlockKind.FIELD}
)
# What is no part of the section that it stands in.
_APART = frozenset({BlockKind.FOOTNOTE, BlockKind.REFERENCE})
# What a translation can only replace whole.
_WHOLE = frozenset({BlockKind.HTML, BlockKind.CODE})
_PLAIN = frozenset({BlockKind.CAPTION, BlockKind.FIELD})
_VERBATIM = _PLAIN | {BlockKind.CODE}


class Finisher(Record):
    """Finishes the leaves of one edition and remembers what answered for each. ``signing``: which
    of them somebody has signed off. ``core``: the leaves that are safety passages."""

    spec: EditionSpec
    dictionary: Dictionary
    values: Mapping[str, Value]
    sources: Mapping[str, Chapter]
    country: str
    today: str = ""
    signing: Signing | None = None
    answers: dict[str, Answer] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)
    problems: list[Diagnostic] = field(default_factory=list)
    core: set[Leaf] = field(default_factory=set)
    _contexts: dict[str, Context] = field(default_factory=dict)

    def finish_all(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """The finished blocks, without those that the edition leaves out. Where a heading must not
        be shown, all of its section goes: under another heading it would say something else."""
        out: list[Block] = []
        hidden: Block | None = None
        signed: list[Block] = []
        for block in blocks:
            if hidden and block.kind is BlockKind.HEADING and block.level <= hidden.level:
                self.problems += covered(hidden, signed, self.core)
                hidden, signed = None, []
            # Asked in any case: what nobody is shown is counted too.
            done = self.finish(block)
            if done is None and block.kind is BlockKind.HEADING:
                hidden = hidden or block
            elif done is not None and not (hidden and block.kind not in _APART):
                out.append(done)
            elif done is not None:
                signed += (one for one in block.walk() if self._is_signed(one))
        self.problems += covered(hidden, signed, self.core) if hidden else ()
        return tuple(out)

    def finish(self, block: Block) -> Block | None:
        """The finished block; None where the edition leaves out what is not translated."""
        if block.children:
            children = self.finish_all(block.children)
            return block.changed(children=children) if children else None
        if block.contacts:
            contacts = tuple(self._as_verified(self._dated(one)) for one in block.contacts)
            if self.spec.only == "reviewed":
                contacts = tuple(one for one in contacts if one.status == "verified")
            return block.changed(contacts=contacts) if contacts else None
        if block.kind is BlockKind.REFERENCE and in_overlay(block.position.path):
            # Its own links are written in full; whatever else it would answer is another file's.
            if acts(block.text):
                self.problems.append(_unsafe(block, block.position, block.text.strip()))
            return None
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
            if answer.words != block.msgid:
                self.problems += self._remarks(block, answer)
            if text == block.text and answer.words != block.msgid and block.kind in _WHOLE:
                answer = replace(answer, words="", state=EntryState.FUZZY)
                self.problems.append(self._unusable(block, answer))
            if context.syntax.dialect:
                self.problems += self._lost(block, answer, context.syntax.dialect)
        self.answers[block.id] = answer
        signed = self.signing is None or self.signing.block(
            block, answer, core=leaf_of(block) in self.core
        )
        if self.spec.only == "reviewed" and not (signed and self._has_read_terms(block)):
            self.answers[block.id] = replace(answer, words="")
            self.left_out.add(block.id)
            if leaf_of(block) in self.core:
                self.problems.append(core_left_out(block))
            # A table keeps its shape.
            empty = block.kind is BlockKind.TABLE_CELL
            return self._shown(block, "", context, None) if empty else None
        if answer.words or not answer.needed:
            msgid = block.msgid if answer.words and answer.words != block.msgid else None
            return self._shown(block, text, context, msgid)
        if self.omits(block) and block.kind is not BlockKind.HEADING:
            if block.kind is not BlockKind.TABLE_CELL:
                return None
            text = ""
        return self._shown(block, text, context, None, self.dictionary.language_of(block))

    def _is_signed(self, block: Block) -> bool:
        """Whether somebody has, by their word: of what needs none nobody misses a signature."""
        known = block.id in self.answers and block.id not in self.left_out
        return known and self.signing is not None and self.signing.is_signed(block.id)

    def omits(self, block: Block) -> bool:
        """Whether the edition leaves this out where it is not translated. A safety passage is
        shown in the language it was written in: better than not at all."""
        return self.spec.fallback == "omit" and leaf_of(block) not in self.core

    def _has_read_terms(self, block: Block) -> bool:
        """Whether somebody has signed off the terms that the block would show."""
        terms = (name for name in placeholders_in(block.msgid, self.values) if is_term(name))
        return not any(self.values[name].unreviewed for name in terms)

    def _dated(self, contact: Contact) -> Contact:
        """A check that is still to come does not count, and one may have been long ago."""
        due, looked = contact.text("verify_by"), contact.text("verified_on")
        if self.today and due and due < self.today:
            self.problems.append(
                warning(
                    "contact-overdue",
                    contact.place("verify_by"),
                    f'"{contact.name}" was to be checked by {due}',
                    "check it; then write the day behind verified_on, and a later one behind "
                    "verify_by",
                )
            )
        if not self.today or looked <= self.today:
            return contact
        self.problems.append(
            warning(
                "verified-in-future",
                contact.position,
                f'"{contact.name}" was checked on {looked}, it says: a day that has not come yet',
                "write the day on which somebody looked",
            )
        )
        return contact.without("verified_on")

    def _as_verified(self, contact: Contact) -> Contact:
        """What was changed by hand after somebody had signed it is verified by nobody, until they
        sign it again or somebody has looked at it since."""
        judged = self.signing.contact(contact) if self.signing else None
        said = judged.again if judged else ()
        fallen = [one.on for one in said if one.verdict is Verdict.APPROVED]
        if contact.status != "verified" or not fallen:
            return contact
        if max(fallen) < contact.text("verified_on") or (judged and judged.signed):
            return contact
        self.problems.append(
            warning(
                "contact-changed",
                contact.position,
                f'"{contact.name}" has changed since somebody signed it as verified',
                "check it again; then write the day behind verified_on, and sign it: "
                "adaptkit review sign",
            )
        )
        return contact.without("verified_on")

    def _remarks(self, block: Block, answer: Answer) -> Iterable[Diagnostic]:
        """What a check has to say of words that are shown all the same."""
        position = self.dictionary.place(block, answer)
        passage = Passage(
            block.id, block.msgid, answer.words, answer.locale or self.spec.locale, block.kind
        )
        for name in CHECKS:
            if not CHECKS[name].spoils:
                for found in CHECKS[name].look(passage):
                    yield replace(found, position=position)

    def _unusable(self, block: Block, answer: Answer) -> Diagnostic:
        where = self.dictionary.place(block, answer)
        if block.kind is BlockKind.CODE:
            return warning(
                "translation-unusable",
                where,
                f"the translation of the code {block.id} has a line that would end it",
                f"take out the line that is nothing but {block.markup}",
                unit=block.id,
            )
        return warning(
            "translation-unusable",
            where,
            f"the translation of the HTML passage {block.id} cannot stand in its place",
            "copy the source's HTML and change only its words: the same tags and attributes, each "
            "opened and closed where it was, and no new one",
            unit=block.id,
        )

    def _lost(self, block: Block, answer: Answer, dialect: str) -> tuple[Diagnostic, ...]:
        """What another program reads in the source and not in its translation."""
        from adaptkit.checks import Passage
        from adaptkit.checks.constructs import constructs

        locale = answer.locale or self.spec.locale
        where = self.dictionary.place(block, answer)
        passage = Passage(block.id, block.msgid, answer.words, locale, position=where)
        return tuple(constructs(replace(passage, dialect=dialect)))

    def _place(self, block: Block, *, own: bool) -> Position:
        """Where it stands what is wrong with the words that are shown for the block: in the
        catalogue that brought it, unless it is the block's own."""
        answer = None if own else self.answers.get(block.id)
        return self.dictionary.place(block, answer) if answer else block.position

    def _harmless(self, block: Block, text: str, context: Context) -> str:
        """The text without what acts in it, unless the guide itself says it."""
        if block.kind in _VERBATIM or ("<" not in text and "[" not in text):
            return text
        shown: tuple[str, ...] = ()
        strange = in_overlay(block.position.path) is not None
        if strange and block.kind is BlockKind.HTML:
            text, shown = harmless_html(text)
        elif strange:
            text, shown = harmless_text(self_contained(text, context), context)
        if shown:
            own = all(tag in block.text for tag in shown)
            self.problems.append(_acting(block, self._place(block, own=own), shown))
        if block.kind is BlockKind.HTML:
            return text
        if strange or text != block.text:
            text = without_strays(text, context)
        safe, addresses = without_acting_links(text, context)
        self.problems += (
            _unsafe(block, self._place(block, own=address in block.text), address)
            for address in addresses
        )
        return safe if strange or text != block.text else text

    def _html(self, block: Block, text: str, around: Locale) -> str:
        if not block.msgid:
            return text
        filled, refused = fill_html(text, self.values, around)
        other = refused and text != block.text
        own = fill_html(block.text, self.values, around)[1] if other else refused
        self.problems += (
            error(
                "placeholder-not-filled",
                self._place(block, own=one in own),
                f"{{{one.name}}} stands in {one.place}, where its value could act as a program; "
                "it is left as it is",
                "write the value there yourself, or move the placeholder into the text",
                unit=block.id,
            )
            for one in refused
        )
        return filled

    def _in_tags(
        self, block: Block, text: str, context: Context, msgid: str | None
    ) -> tuple[str, str | None]:
        """Running text and its msgid with the placeholders in their tags filled, alike for every
        format; those that may not be are told."""
        filled, refused = fill_tags(text, context, self.values)
        self.problems += (
            error(
                "placeholder-not-filled",
                self._place(block, own=f"{{{one.name}}}" in block.text),
                f"{{{one.name}}} stands in {one.place}, where its value could act as a program; "
                "it is left as it is",
                "write the value there yourself, or move the placeholder into the text",
                unit=block.id,
            )
            for one in refused
        )
        return filled, fill_tags(msgid, context, self.values)[0] if msgid else msgid

    def _context(self, block: Block) -> Context:
        path = block.position.path
        if path not in self._contexts:
            chapter = self.sources.get(path)
            self._contexts[path] = Context.of(chapter) if chapter else Context({})
        return self._contexts[path]

    def _shown(
        self,
        block: Block,
        text: str,
        context: Context,
        msgid: str | None,
        language: Locale | None = None,
    ) -> Block:
        """``language``: of the text where it is not the edition's own."""
        language = language or block.shown_language
        around = language or self.spec.locale
        text = self._harmless(block, text, context)
        if block.kind in _PLAIN:
            filled = plain_fill(text, self.values)
            pieces = fill_caption(text, self.values, language=around)
            return block.changed(text=filled, inlines=pieces, shown_language=language)
        if block.kind is BlockKind.CODE:
            return block.changed(text=text, shown_language=language)
        if block.kind is BlockKind.HTML:
            return block.changed(text=self._html(block, text, around), shown_language=language)
        if "{" in text and "<" in text:
            text, msgid = self._in_tags(block, text, context, msgid)
        pieces = parse_inlines(text, context, msgid=msgid)
        rtl = around.direction == "rtl"
        if self.spec.direction and language is None:
            rtl = self.spec.direction == "rtl"
        filled_pieces = pieces
        if rtl or not is_filled(text, context.references):
            filled_pieces = fill(
                pieces, self.values, country=self.country, rtl=rtl, language=around
            )
        if block.kind is BlockKind.ALTERNATIVE:
            filled_pieces = (Inline(InlineKind.TEXT, plain_text(filled_pieces)),)
        written = fill_markdown(
            text,
            self.values,
            escape_value,
            lambda raw, change: outside_code(raw, context, change),
        )
        written = filled_lines(written, text, block)
        return block.changed(text=written, inlines=filled_pieces, shown_language=language)


def _acting(block: Block, where: Position, tags: Sequence[str]) -> Diagnostic:
    more = f", and {len(tags) - 3} more" if len(tags) > 3 else ""
    named = ", ".join(tag if len(tag) < 40 else f"{tag[:36]} …" for tag in tags[:3])
    return warning(
        "html-acting",
        where,
        f"an overlay may not bring this HTML, so readers see it as text: {named}{more}",
        "write it as Markdown; only tags that shape words may stand here, each closed in its block",
        unit=block.id,
    )


def _unsafe(block: Block, where: Position, address: str) -> Diagnostic:
    return warning(
        "link-unsafe",
        where,
        f'"{address[:60]}" is no address that readers may open, so it is no link',
        f"links may begin with {', '.join(f'{one}:' for one in SCHEMES)}, or name a file or place",
        unit=block.id,
    )
