"""A word of the glossary leads there from where a chapter first uses it.

No word changes: a piece of running text is only cut where a link begins and ends. Only whole words
are linked, in the form in which the glossary has them, and in the few forms that are never another
word: a plural with ``s`` in English and the Romance languages, Arabic with its article. A language
with many endings gets fewer links, and no wrong ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import is_
from typing import TypeAlias

from adaptkit.editions.anchors import own_anchor
from adaptkit.editions.glossaries import word_lists
from adaptkit.guides.inline_trees import plain_text
from adaptkit.model.destination import ToChapter
from adaptkit.model.diagnostic import Diagnostic, did_you_mean, warning
from adaptkit.model.document import TITLE, URGENT, Block, BlockKind, walk
from adaptkit.model.edition import Edition, EditionChapter
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale

Kind = BlockKind
# A link in these would be in the way, or be none.
_WITHOUT = frozenset(
    {
        *(Kind.HEADING, Kind.CODE, Kind.HTML, Kind.ALTERNATIVE, Kind.TERM, Kind.NOTICE),
        *(Kind.PASSAGE, Kind.SPEAKER, Kind.FRONT_MATTER, Kind.FIELD, Kind.REFERENCE),
    }
)
_THROUGH = frozenset(
    {
        *(InlineKind.EMPHASIS, InlineKind.STRONG, InlineKind.BOLD, InlineKind.ITALIC),
        *(InlineKind.HIGHLIGHT, InlineKind.SMALL, InlineKind.UNDERLINE),
    }
)
# Letters with the marks that belong to them: of Hebrew, Arabic, the scripts of India, and accents.
_WORD = re.compile(
    r"[\w\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963"
    r"\u0966-\u0df3\u200c\u200d]+"
)
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_BETWEEN = re.compile(r"[\s\u00a0-]+")
_ASIDE = re.compile(r"\s*[(（][^()（）]*[)）]\s*")
_ROMANCE = frozenset({"ca", "es", "fr", "gl", "it", "oc", "pt"})
_SHORTEST = 3
# Vowel signs of Arabic and the stroke that lengthens a word are written or not.
_ARABIC_MARKS = re.compile("[\u0640\u064b-\u0655\u0670]")
_ARABIC_ARTICLE = re.compile(
    "^(?:[\u0648\u0641]?[\u0628\u0643]?\u0627\u0644|[\u0648\u0641]?\u0644\u0644)(?=..)"
)

Terms: TypeAlias = Mapping[str, ToChapter]
"""A word of the glossary as the edition's readers see it → where it is explained."""
_Term: TypeAlias = tuple[tuple[str, ...], ToChapter]


def glossary_terms(edition: Edition, chapters: Iterable[EditionChapter]) -> dict[str, ToChapter]:
    """What can be linked. ``chapters``: of ``edition``, as ``assemble`` gives them."""
    unlinked = {word.casefold() for word in edition.settings.unlinked_terms}
    own = {word.casefold() for word in edition.spec.unlinked_terms}
    found: dict[str, ToChapter] = {}
    for chapter, term, said in _explained(edition, chapters):
        if term.msgid.casefold() not in unlinked and said.casefold() not in own:
            to = ToChapter(chapter.name, own_anchor(term))
            for one in (said, _ASIDE.sub(" ", said).strip()):
                found.setdefault(one, to)
    return {one: to for one, to in found.items() if _WORD.search(one)}


def unknown_terms(edition: Edition) -> Iterator[Diagnostic]:
    """What the edition's file wants to have no links to, and its glossary does not have."""
    if not edition.spec.unlinked_terms:
        return
    known = [said for _, _, said in _explained(edition, edition.chapters)]
    same = {said.casefold() for said in known}
    for word in edition.spec.unlinked_terms:
        if word.casefold() not in same:
            yield warning(
                "term-unknown",
                edition.spec.place("unlinked_terms"),
                f'no glossary of this edition explains "{word}"',
                did_you_mean(word, known) or "write the term as this edition's glossary has it",
                edition=edition.spec.name,
            )


def _explained(
    edition: Edition, chapters: Iterable[EditionChapter]
) -> Iterator[tuple[EditionChapter, Block, str]]:
    """The terms of the edition's glossaries with what readers see of them. One that is still in
    another language is none of this one's words."""
    for chapter in chapters:
        lists = word_lists(chapter.origin, edition.settings.source_language)
        for block in walk(chapter.blocks) if lists else ():
            if block.kind is Kind.DEFINITION_LIST and block.key in lists:
                for term in block.children:
                    if term.kind is Kind.TERM and not term.shown_language and own_anchor(term):
                        yield chapter, term, " ".join(plain_text(term.inlines).split())


class TermLinks:
    """The terms of one edition, ready to be linked in its chapters."""

    def __init__(self, terms: Terms, locale: Locale) -> None:
        self._language = locale.language
        self._unspaced: list[tuple[str, ToChapter]] = []
        self._spaced: dict[str, list[_Term]] = {}
        self._known: dict[str, list[_Term]] = {}
        for said, to in sorted(terms.items(), key=lambda one: (-len(one[0]), one[0])):
            words = tuple(self._plain(word) for word in _WORD.findall(said))
            if _UNSPACED.search(said):
                if len(said) > 1:
                    self._unspaced.append((said, to))
            elif len(said) >= _SHORTEST and " ".join(_BETWEEN.split(said)) == " ".join(
                _WORD.findall(said)
            ):
                self._spaced.setdefault(words[0], []).append((words, to))
        self._any = bool(self._unspaced or self._spaced)

    def linked(self, blocks: Sequence[Block], chapter: str) -> tuple[Block, ...]:
        """``blocks``: all that the chapter of this name shows."""
        if not self._any:
            return tuple(blocks)
        return tuple(self._blocks(blocks, {chapter: True}))

    # ``used`` holds where links lead already: of this chapter, every place of its own.

    def _blocks(self, blocks: Sequence[Block], used: dict[object, bool]) -> Iterator[Block]:
        for block in blocks:
            yield block if self._is_left(block) else self._block(block, used)

    def _is_left(self, block: Block) -> bool:
        urgent = block.kind is Kind.CALLOUT and block.info.lower() in URGENT
        return block.kind in _WITHOUT or urgent or block.header or block.markup == TITLE

    def _block(self, block: Block, used: dict[object, bool]) -> Block:
        if block.children:
            children = tuple(self._blocks(block.children, used))
            same = all(map(is_, children, block.children))
            return block if same else block.changed(children=children)
        if not block.inlines:
            return block
        inlines = self._pieces(block.inlines, used, "", "")
        return block if inlines is block.inlines else block.changed(inlines=inlines)

    def _pieces(
        self, pieces: tuple[Inline, ...], used: dict[object, bool], before: str, after: str
    ) -> tuple[Inline, ...]:
        """``before``, ``after``: the signs that stand around all of them."""
        out: list[Inline] = []
        for number, piece in enumerate(pieces):
            if piece.kind is InlineKind.TEXT and not piece.language:
                left = _end(pieces, number, -1) or before
                right = _end(pieces, number, 1) or after
                out += self._text(piece, used, left, right)
            elif piece.kind in _THROUGH and piece.children:
                left = _end(pieces, number, -1) or before
                right = _end(pieces, number, 1) or after
                inner = self._pieces(piece.children, used, left, right)
                out.append(piece if inner is piece.children else piece.changed(children=inner))
            else:
                out.append(piece)
        same = len(out) == len(pieces) and all(map(is_, out, pieces))
        return pieces if same else tuple(out)

    def _text(
        self, piece: Inline, used: dict[object, bool], before: str, after: str
    ) -> Iterator[Inline]:
        text, at = piece.text, 0
        for start, end, to in self._found(text, used, before, after):
            if start > at:
                yield piece.changed(text=text[at:start])
            yield Inline(
                InlineKind.LINK,
                children=(piece.changed(text=text[start:end]),),
                to=to,
                is_term=True,
            )
            at = end
        if at == 0:
            yield piece
        elif at < len(text):
            yield piece.changed(text=text[at:])

    def _found(
        self, text: str, used: dict[object, bool], before: str, after: str
    ) -> list[tuple[int, int, ToChapter]]:
        """Each term that is not linked yet, where it first stands; longer ones first."""
        found = [one for one in self._unspaced_in(text) if _take(one[2], used)]
        if self._spaced:
            found += self._words(text, used, before, after)
        return sorted(found, key=lambda one: one[0])

    def _unspaced_in(self, text: str) -> Iterator[tuple[int, int, ToChapter]]:
        """The first place of each term that is no part of a longer one."""
        taken: list[tuple[int, int]] = []
        for said, to in self._unspaced:
            start, length, first = text.find(said), len(said), True
            while start >= 0:
                end = start + length
                if not any(one < end and start < other for one, other in taken):
                    taken.append((start, end))
                    if first:
                        yield start, end, to
                    first = False
                start = text.find(said, end)

    def _words(
        self, text: str, used: dict[object, bool], before: str, after: str
    ) -> Iterator[tuple[int, int, ToChapter]]:
        if not any(map(self._begun_by, _WORD.findall(text))):
            return
        words = list(_WORD.finditer(text))
        at = 0
        while at < len(words):
            length, to = self._longest(text, words, at)
            first, last = words[at], words[at + max(length, 1) - 1]
            # A word may go on in the piece beside this one.
            whole = not (
                (first.start() == 0 and before and _WORD.match(before))
                or (last.end() == len(text) and after and _WORD.match(after))
            )
            if to is not None and whole and _take(to, used):
                yield first.start(), last.end(), to
            at += max(length, 1)

    def _longest(
        self, text: str, words: Sequence[re.Match[str]], at: int
    ) -> tuple[int, ToChapter | None]:
        """How many words from here are a term: the longest. 0: none."""
        for term, to in self._begun_by(words[at][0]):
            if self._stands(term, text, words, at):
                return len(term), to
        return 0, None

    def _begun_by(self, word: str) -> list[_Term]:
        """The terms that may begin with this word, longer ones first; asked once of each word."""
        known = self._known.get(word)
        if known is None:
            known = [one for form in self._forms(word) for one in self._spaced.get(form, ())]
            known = self._known[word] = sorted(known, key=lambda one: -len(one[0]))
        return known

    def _stands(
        self, term: tuple[str, ...], text: str, words: Sequence[re.Match[str]], at: int
    ) -> bool:
        those = words[at : at + len(term)]
        if len(those) < len(term):
            return False
        last = len(term) - 1
        for number, (said, found) in enumerate(zip(term, those, strict=True)):
            forms = self._forms(found[0]) if number == last else (self._plain(found[0]),)
            if said not in forms:
                return False
            if number and not _BETWEEN.fullmatch(text[those[number - 1].end() : found.start()]):
                return False
        return True

    def _plain(self, word: str) -> str:
        if self._language != "ar":
            return word.casefold()
        return _ARABIC_ARTICLE.sub("", _ARABIC_MARKS.sub("", word))

    def _forms(self, word: str) -> tuple[str, ...]:
        """The word, and what it is the plural of."""
        plain = self._plain(word)
        forms = [plain]
        if self._language == "en" or self._language in _ROMANCE:
            if plain.endswith("s") and len(plain) > _SHORTEST:
                forms.append(plain[:-1])
            if plain.endswith("es") and len(plain) > _SHORTEST + 1:
                forms.append(plain[:-2])
            if plain.endswith("ies") and self._language == "en":
                forms.append(f"{plain[:-3]}y")
        return tuple(forms)


def _take(to: ToChapter, used: dict[object, bool]) -> bool:
    """Whether nothing in the chapter leads there yet; nothing ever does within one chapter."""
    if to.chapter in used or to in used:
        return False
    used[to] = True
    return True


def _end(pieces: Sequence[Inline], number: int, step: int) -> str:
    """The sign that stands beside this piece."""
    beside = number + step
    if not 0 <= beside < len(pieces):
        return ""
    text = plain_text((pieces[beside],))
    return text[-1:] if step < 0 else text[:1]
