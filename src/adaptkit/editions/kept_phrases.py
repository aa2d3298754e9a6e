"""Words that a translation keeps as its source has them: readers are told what language they have.

A screen reader says *plan of care* by the rules of Arabic or Spanish unless somebody marks it
(WCAG 2.2, 3.1.2). Marked is only what is certain: in another script whatever stands in the source
too, letter by letter; in the same one only an emphasised or quoted phrase of two words or more.
Names are not marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from operator import is_

from adaptkit.guides.inline_trees import plain_text
from adaptkit.model.document import Block
from adaptkit.model.edition import Edition
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale
from adaptkit.texts.languages import SCRIPTS
from adaptkit.texts.placeholders import PLACEHOLDER, TERM

Kind = InlineKind
_EMPHASISED = frozenset(
    {Kind.EMPHASIS, Kind.STRONG, Kind.BOLD, Kind.ITALIC, Kind.QUOTED, Kind.CITED}
)
_THROUGH = _EMPHASISED | {Kind.LINK, Kind.HIGHLIGHT, Kind.SMALL, Kind.UNDERLINE}
_FEWEST_LETTERS = 3
_ADDRESS = re.compile(r"\]\([^()]*\)|<[^<>]*>|\{[^{}]*\}")
_SIGNS = re.compile(r"[*_`\[\]\\]")
_WORD = re.compile(r"[^\W_]+")


def with_kept_phrases(
    block: Block, inlines: tuple[Inline, ...], edition: Edition
) -> tuple[Inline, ...]:
    """The pieces of a translated block, with what they keep in its source's language."""
    own, theirs = edition.spec.locale, block.language or edition.settings.source_language
    if not block.msgid or theirs.same_language(own):
        return inlines
    source = block.msgid if block.language else _with_terms(block.msgid, edition)
    shown, there = _words(plain_text(inlines)), _words(_ADDRESS.sub(" ", source))
    if len(shown & there) >= 0.9 * len(there) and shown <= _words(source):
        return inlines  # a translator says that all of it is the same
    if theirs.likely_script == own.likely_script:
        return _Marking(theirs, source, None).pieces(inlines)
    letters = SCRIPTS.get(theirs.likely_script)
    return _Marking(theirs, source, _run(letters)).pieces(inlines) if letters else inlines


def _with_terms(text: str, edition: Edition) -> str:
    """Terms in the guide's own words: how another language says one may keep them."""
    terms = edition.settings.terms
    if not terms or f"{{{TERM}" not in text:
        return text
    names = {f"{TERM}{key}": term.name for key, term in terms.items()}
    return PLACEHOLDER.sub(lambda match: names.get(match[1], match[0]), text)


class _Marking:
    def __init__(self, language: Locale, source: str, pattern: re.Pattern[str] | None) -> None:
        self._language = language
        self._source = source
        self._plain = ""
        self._pattern = pattern

    def pieces(self, pieces: tuple[Inline, ...]) -> tuple[Inline, ...]:
        out: list[Inline] = []
        for piece in pieces:
            if piece.language is not None:
                out.append(piece)
            elif piece.kind is Kind.TEXT and self._pattern is not None:
                out += self._text(piece, self._pattern)
            elif self._pattern is None and piece.kind in _EMPHASISED and self._is_phrase(piece):
                out.append(piece.changed(children=(self._span(piece.children),)))
            elif piece.kind in _THROUGH and piece.children:
                inner = self.pieces(piece.children)
                out.append(piece if inner is piece.children else piece.changed(children=inner))
            else:
                out.append(piece)
        same = len(out) == len(pieces) and all(map(is_, out, pieces))
        return pieces if same else tuple(out)

    def _text(self, piece: Inline, pattern: re.Pattern[str]) -> Iterator[Inline]:
        at = 0
        for found in pattern.finditer(piece.text):
            if self._is_kept(found[0]):
                if found.start() > at:
                    yield piece.changed(text=piece.text[at : found.start()])
                yield self._span((piece.changed(text=found[0]),))
                at = found.end()
        if at == 0:
            yield piece
        elif at < len(piece.text):
            yield piece.changed(text=piece.text[at:])

    def _is_phrase(self, piece: Inline) -> bool:
        words = plain_text((piece,))
        return len(words.split()) > 1 and self._is_kept(words)

    def _is_kept(self, phrase: str) -> bool:
        if sum(map(str.isalpha, phrase)) < _FEWEST_LETTERS or _is_name(phrase):
            return False
        if not self._plain:
            self._plain = _plain(self._source)
        words = r"\s+".join(map(re.escape, phrase.casefold().split()))
        return bool(re.search(rf"(?<!\w){words}(?:e?s)?(?!\w)", self._plain))

    def _span(self, children: tuple[Inline, ...]) -> Inline:
        language = self._language
        return Inline(Kind.SPAN, children=children, language=language, direction=language.direction)


def _is_name(phrase: str) -> bool:
    """Names and titles are the same everywhere, and may be in any language. A phrase may begin with
    a capital letter, a word by itself may not."""
    first, *others = phrase.split()
    return any(map(_has_capital, others or (first,)))


def _has_capital(word: str) -> bool:
    return word != word.lower()


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _plain(source: str) -> str:
    return _SIGNS.sub("", _ADDRESS.sub(" ", source)).casefold()


@lru_cache(maxsize=16)
def _run(letters: str) -> re.Pattern[str]:
    """Words of these letters, with what joins them."""
    word = rf"[{letters}][{letters}\u0300-\u036f'\u2019]*"
    return re.compile(rf"{word}(?:[ \u00a0-]{word})*")
