"""What readers are told of a passage where it stands: that it is still in another language, that
it is about another country, who speaks, what a call-out is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import is_

from adaptkit.editions.anchors import former_anchors, own_anchor
from adaptkit.editions.cards import contact_groups
from adaptkit.editions.elsewhere import notice_words, says, value_notice
from adaptkit.editions.kept_phrases import with_kept_phrases
from adaptkit.editions.links import Resolver
from adaptkit.editions.stories import Told, label
from adaptkit.guides.inline_trees import plain_text, walk_inlines
from adaptkit.model.document import Block, BlockKind, title_of, walk
from adaptkit.model.edition import Edition, EditionChapter
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale
from adaptkit.model.telling import Said, word
from adaptkit.records import Record, field

Kind = BlockKind
_FLOW = frozenset({Kind.QUOTE, Kind.CALLOUT, Kind.SLOT})
# Where a notice has to stand inside of the block itself.
_INSIDE = frozenset({Kind.LIST_ITEM, Kind.TABLE_ROW, Kind.TABLE_CELL, Kind.TERM, Kind.DEFINITION})
# Shown by nobody where they stand.
_UNSEEN = frozenset({Kind.FOOTNOTE, Kind.FRONT_MATTER, Kind.FIELD, Kind.REFERENCE})
_IN_A_FRAME = frozenset({Kind.CAPTION, Kind.ALTERNATIVE})
_NOT_WORDS = frozenset({Kind.CODE, Kind.HTML, Kind.ALTERNATIVE})
# What a call-out is, in a word: colour alone tells nobody.
_LABELS = {
    "tip": word("Tip"),
    "important": word("Important"),
    "warning": word("Warning"),
    "caution": word("Caution"),
    "urgent": word("Urgent"),
    "call-now": word("Call now"),
    "call-today": word("Call today"),
    "talk-to-team": word("Talk to your team"),
    "note": word("Note"),
}
# Whoever skims the headings misses nothing by not hearing of these, unless they have a title.
_ASIDE = frozenset({"note", "tip"})
_MOST_LEVELS = 6
_SPEAKS = "\u2014 "


class Passages(Record):
    """The blocks of one edition as its readers get them. ``waiting``: the keys of passages about
    another country that nobody has decided about → the country that their marks name."""

    edition: Edition
    resolver: Resolver
    waiting: Mapping[str, str]
    _told: Told = field(default_factory=set)
    # The level of the heading of each call-out, by the identity of its block.
    _levels: dict[int, int] = field(default_factory=dict)

    def chapter(self, chapter: EditionChapter) -> tuple[Block, ...]:
        """All that the chapter shows, its footnotes last."""
        self._levels.update(_callout_levels((*chapter.blocks, *chapter.footnotes)))
        _, whole = _spoken((*chapter.blocks, *chapter.footnotes))
        notes = self._notes(chapter, whole)
        if whole is not None:
            # One notice is enough for a chapter that nobody has begun.
            each = (*self._each(chapter.blocks, chapter, whole), *notes)
            return _with_former(self._passage(each, whole), chapter)
        return _with_former((*self._flow(chapter.blocks, chapter, None), *notes), chapter)

    # -- blocks -----------------------------------------------------------------------------

    def _each(
        self, blocks: Iterable[Block], chapter: EditionChapter, inside: Locale | None
    ) -> tuple[Block, ...]:
        out: list[Block] = []
        for block in blocks:
            words = label(block, self.edition, self._told)
            shown = self._block(block, chapter, inside)
            found: tuple[Block, ...] = (shown,)
            if block.key in self.waiting or self._holds_foreign(block):
                found = self._noticed(block, shown)
            out += _labelled(block, found, words) if words else found
        return tuple(out)

    def _flow(
        self, blocks: Sequence[Block], chapter: EditionChapter, inside: Locale | None
    ) -> tuple[Block, ...]:
        """Blocks with one notice before each run that is still in another language."""
        if inside is not None:
            return self._each(blocks, chapter, inside)
        out: list[Block] = []
        for language, run in _runs(blocks):
            shown = self._each(run, chapter, language)
            out += self._passage(shown, language) if language else shown
        return tuple(out)

    def _passage(self, blocks: tuple[Block, ...], language: Locale) -> tuple[Block, ...]:
        edition = self.edition
        english = word("Shown in {language}: not translated yet")
        spoken = edition.language_of(english)
        words = edition.word(english, language=language.language_name(spoken))
        position = blocks[0].position
        key = f"{blocks[0].key}/passage"
        return (
            Block(
                Kind.NOTICE,
                position,
                text=words,
                info="untranslated",
                shown_language=spoken,
                key=f"{key}/notice",
            ),
            Block(Kind.PASSAGE, position, children=blocks, shown_language=language, key=key),
        )

    def _block(self, block: Block, chapter: EditionChapter, inside: Locale | None) -> Block:
        own = own_anchor(block)
        if not block.children:
            return self._leaf(block, chapter, inside, own)
        each = self._flow if block.kind in _FLOW else self._each
        children = each(block.children, chapter, inside)
        match block.kind:
            case Kind.LIST_ITEM | Kind.TERM | Kind.DEFINITION:
                first = children[0]
                if not own and first.tight:
                    own, children = first.anchor, (first.changed(anchor=""), *children[1:])
                box = self._box(block.task)
                return block.changed(children=children, anchor=own, text=box)
            case Kind.FIGURE:
                picture = self.resolver.picture(block.target, chapter.name)
                return block.changed(children=children, anchor=own, to=picture)
            case Kind.CALLOUT:
                english = _LABELS[_callout_kind(block)]
                return block.changed(
                    children=children,
                    anchor=own,
                    text=self.edition.word(english),
                    shown_language=self.edition.language_of(english),
                    level=self._levels.get(id(block), 0),
                )
            case Kind.QUOTATION:
                return block.changed(children=_with_speaker(block, children), anchor=own)
            case _:
                same = own == block.anchor and _same(children, block.children)
                return block if same else block.changed(children=children, anchor=own)

    def _box(self, task: str) -> str:
        if not task:
            return ""
        english = {"done": word("Done"), "open": word("To do")}.get(task, "")
        return self.edition.word(english) if english else ""

    def _leaf(
        self, block: Block, chapter: EditionChapter, inside: Locale | None, own: str
    ) -> Block:
        inlines = self.resolver.resolved(block.inlines, chapter.name)
        language = block.shown_language
        if language is not None and inside is None and inlines and block.kind not in _NOT_WORDS:
            inlines = self._marked(inlines, language)
        elif language is None and inside is None and inlines:
            inlines = with_kept_phrases(block, inlines, self.edition)
        # Only an alternative text cannot say in itself what language it is in.
        kept = language if block.kind is Kind.ALTERNATIVE and inside is None else None
        groups = contact_groups(block.contacts, self.edition) if block.contacts else ()
        if inlines is block.inlines and kept == language and own == block.anchor and not groups:
            return block
        return block.changed(inlines=inlines, shown_language=kept, anchor=own, groups=groups)

    def _marked(self, inlines: tuple[Inline, ...], language: Locale) -> tuple[Inline, ...]:
        english = word("In {language}")
        spoken = self.edition.language_of(english)
        words = self.edition.word(english, language=language.language_name(spoken))
        direction = language.direction
        return (
            Inline(InlineKind.SPAN, children=inlines, language=language, direction=direction),
            Inline(InlineKind.TEXT, " "),
            Inline(InlineKind.MARKER, words, language=spoken),
        )

    # -- notices ----------------------------------------------------------------------------

    def _holds_foreign(self, block: Block) -> bool:
        """Whether it shows a value of another country that nobody has decided about."""
        names = self.edition.open_variables
        if not names:
            return False
        if block.kind is Kind.FIGURE:
            # Its words stand in a frame: the notice stands beside all of it.
            return any(says(inner, names) for inner in block.children)
        if block.children or block.kind in _IN_A_FRAME:
            return False
        return says(block, names)

    def _noticed(self, block: Block, shown: Block) -> tuple[Block, ...]:
        """With a notice beside a passage about another country that nobody has decided about."""
        if not _is_seen(shown):
            return (shown,)
        words = self._local(block)
        if (block.kind is Kind.PARAGRAPH and block.tight) or block.kind in _INSIDE:
            return (_notice_inside(shown, words),)
        notice = Block(
            Kind.NOTICE,
            block.position,
            text=words.text,
            info="local",
            shown_language=words.language,
            key=f"{block.key}/notice",
        )
        return (shown, notice) if block.kind is Kind.HEADING else (notice, shown)

    def _local(self, block: Block) -> Said:
        if block.key in self.waiting:
            return notice_words(self.edition, self.waiting[block.key])
        leaves = (block, *block.children) if block.kind is Kind.FIGURE else (block,)
        names = self.edition.open_variables
        shown = [one for one in names if any(says(leaf, (one,)) for leaf in leaves)]
        return value_notice(self.edition, shown)

    # -- footnotes --------------------------------------------------------------------------

    def _notes(self, chapter: EditionChapter, whole: Locale | None) -> tuple[Block, ...]:
        if not chapter.footnotes:
            return ()
        calls: dict[int, int] = {}
        for block in chapter.walk():
            for piece in walk_inlines(block.inlines):
                if piece.kind is InlineKind.FOOTNOTE_REFERENCE:
                    calls[piece.number] = calls.get(piece.number, 0) + 1
        notes = tuple(
            self._note(note, chapter, whole).changed(calls=calls.get(note.number, 0))
            for note in chapter.footnotes
        )
        position = notes[0].position
        return (Block(Kind.NOTES, position, children=notes, key=f"{notes[0].key}/notes"),)

    def _note(self, note: Block, chapter: EditionChapter, inside: Locale | None) -> Block:
        shown = self._block(note, chapter, inside)
        if not shown.children:
            words = shown.changed(
                kind=Kind.PARAGRAPH, tight=False, anchor="", key=f"{note.key}/words"
            )
            shown = shown.changed(children=(words,), inlines=())
        if note.key and (note.key in self.waiting or self._holds_foreign(note)):
            told = self._local(note)
            notice = Block(
                Kind.NOTICE,
                note.position,
                text=told.text,
                info="local",
                shown_language=told.language,
                key=f"{note.key}/notice",
            )
            shown = shown.changed(children=(notice, *shown.children))
        return shown


def _with_speaker(block: Block, children: tuple[Block, ...]) -> tuple[Block, ...]:
    last = block.children[-1]
    if last.kind is Kind.PARAGRAPH and plain_text(last.inlines).startswith(_SPEAKS):
        return (*children[:-1], children[-1].changed(kind=Kind.SPEAKER))
    return children


def _labelled(block: Block, shown: tuple[Block, ...], words: Said) -> tuple[Block, ...]:
    """With what is said of a made-up story, below its heading, or else before its first words."""
    if (block.kind is Kind.PARAGRAPH and block.tight) or block.kind in _INSIDE:
        return (*shown[:-1], _notice_inside(shown[-1], words))
    notice = Block(
        Kind.NOTICE,
        block.position,
        text=words.text,
        info="story",
        shown_language=words.language,
        key=f"{block.key}/story",
    )
    return (*shown, notice) if block.kind is Kind.HEADING else (notice, *shown)


def _notice_inside(shown: Block, words: Said) -> Block:
    if shown.kind is Kind.TABLE_ROW:
        first, *rest = shown.children
        return shown.changed(children=(_notice_inside(first, words), *rest))
    if shown.children:
        notice = Block(
            Kind.NOTICE,
            shown.position,
            text=words.text,
            info="local",
            shown_language=words.language,
            tight=True,
            key=f"{shown.key}/notice",
        )
        return shown.changed(children=(notice, *shown.children))
    told = Inline(InlineKind.NOTICE, words.text, language=words.language)
    said = (told, Inline(InlineKind.TEXT, " "))
    return shown.changed(inlines=(*said, *shown.inlines))


def _is_seen(shown: Block) -> bool:
    if shown.kind in _UNSEEN:
        return False
    if shown.kind is Kind.DIRECTORY:
        return bool(shown.groups)
    if shown.kind is Kind.SLOT:
        return bool(shown.children)
    return bool(shown.kind is not Kind.HTML or shown.text or shown.inlines)


def _with_former(shown: tuple[Block, ...], chapter: EditionChapter) -> tuple[Block, ...]:
    """The same blocks, the first of each anchor with the names that links to it had before."""
    waiting = dict(former_anchors(chapter.blocks))

    def told(block: Block) -> Block:
        former = waiting.pop(block.anchor, ()) if block.anchor else ()
        children = tuple(map(told, block.children)) if waiting else block.children
        if former or not _same(children, block.children):
            return block.changed(former=former, children=children)
        return block

    return tuple(map(told, shown)) if waiting else shown


def _callout_kind(block: Block) -> str:
    kind = block.info.lower()
    return kind if kind in _LABELS else "note"


def _callout_levels(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """The identity of each call-out that has a heading → its level: one below the heading that
    it stands under; 0 for one that has none."""
    above = 1
    for block in walk(blocks):
        if block.kind is Kind.HEADING:
            above = block.level
        elif block.kind is Kind.CALLOUT:
            aside = _callout_kind(block) in _ASIDE and title_of(block) is None
            yield id(block), 0 if aside else min(above + 1, _MOST_LEVELS)


# Runs of one language ---------------------------------------------------------------------------


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[Locale | None, list[Block]]]:
    """Neighbours in one language. What has no words (a rule, a code block) goes with the words
    around it where those agree."""
    current: Locale | None = None
    run: list[Block] = []
    wordless: list[Block] = []
    for block in blocks:
        speaks, language = _spoken((block,))
        if not speaks:
            wordless.append(block)
            continue
        if language == current:
            run += [*wordless, block]
        else:
            if current is None:
                yield None, run + wordless
                run = [block]
            else:
                yield current, run
                run = [block] if language else [*wordless, block]
                if language and wordless:
                    yield None, wordless
            current = language
        wordless = []
    yield current, run
    yield None, wordless


def _spoken(blocks: Sequence[Block]) -> tuple[bool, Locale | None]:
    """Whether the blocks have words at all, and the one other language that all of them are in;
    None is the edition's own, or more than one."""
    found: Locale | None = None
    for leaf in walk(blocks):
        if leaf.children or not (leaf.inlines or leaf.msgid or leaf.contacts):
            continue
        language = leaf.shown_language
        if language is None or (found is not None and language is not found and language != found):
            return True, None
        found = language
    return found is not None, found


def _same(new: Sequence[Block], old: Sequence[Block]) -> bool:
    return len(new) == len(old) and all(map(is_, new, old))
