"""Running text as plain text."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import assert_never

from adaptkit.model.between import Between, between
from adaptkit.model.destination import Destination, Outside, ToChapter
from adaptkit.model.edition import Edition
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale
from adaptkit.model.telling import word
from adaptkit.records import Record, field
from adaptkit.writers.text.lines import clean, directed, isolated, raised
from adaptkit.writers.text.marks import marked
from adaptkit.writers.text.markup import lines_of, linked

Kind = InlineKind


class Writing(Record):
    """What writing one chapter has to know. ``numbers``: of the chapters by name, from 1;
    ``chapter``: the name of this one; ``language``: of the passage that we are inside, None is the
    edition's own; ``sections``: the numbers of the section that we are in; ``voiced``: what is in
    another language than what is around it is marked, as ``marks.py`` says, for whoever speaks it.
    """

    edition: Edition
    numbers: Mapping[str, int]
    chapter: str = ""
    language: Locale | None = None
    sections: list[int] = field(default_factory=list)
    voiced: bool = False

    @classmethod
    def of(cls, edition: Edition, chapter: str = "", *, voiced: bool = False) -> Writing:
        numbers = {one.name: number for number, one in enumerate(edition.chapters, 1)}
        return cls(edition, numbers, chapter, voiced=voiced)

    @property
    def between(self) -> Between:
        return between(self.language or self.edition.spec.locale)

    @property
    def direction(self) -> str:
        return self.language.direction if self.language else self.edition.spec.text_direction

    def say(self, english: str, **values: str) -> str:
        words = self.edition.word(english, **values)
        return self.marked(words, self.edition.language_of(english)) if self.voiced else words

    def marked(self, words: str, language: Locale | None) -> str:
        """None is the edition's own language."""
        if not self.voiced or not words.strip():
            return words
        own = self.edition.spec.locale
        if (language or own).same_language(self.language or own):
            return words
        other = language if language and not language.same_language(own) else None
        return marked(words, other)

    def isolate(self, text: str) -> str:
        """A number, an address or code, which runs from left to right in every text."""
        return isolated(text, "ltr", self.direction)

    def directed(self, lines: Sequence[str]) -> list[str]:
        return [directed(line, self.direction) for line in lines]

    def chapter_word(self, name: str) -> str:
        return self.say(word("Chapter {number}"), number=str(self.numbers[name]))


def words_of(inlines: Sequence[Inline], writing: Writing) -> str:
    """What it says; a new line where the text has one."""
    if any(piece.kind is Kind.HTML for piece in inlines):
        marked = "".join(
            piece.text
            if piece.kind is Kind.HTML
            else html.escape(_words(piece, writing)).replace("\n", "<br>")
            for piece in inlines
        )
        return "\n".join(lines_of(marked, writing.say, writing.isolate))
    return "".join(_words(piece, writing) for piece in inlines)


def _words(piece: Inline, writing: Writing) -> str:
    kind = piece.kind
    inner = words_of(piece.children, writing) if piece.children else clean(piece.text)
    match kind:
        case Kind.TEXT:
            return _filled(piece, inner, writing) if piece.placeholder else inner
        case Kind.SOFT_BREAK:
            return " "
        case Kind.HARD_BREAK | Kind.BREAK:
            return "\n"
        case Kind.BREAK_OPPORTUNITY | Kind.HTML:
            return ""
        case Kind.LINK:
            # A word of the glossary comes in every second sentence: saying where it is explained
            # each time drowns the sentence, and the glossary is in the contents.
            return inner if piece.is_term else _link(piece.to, inner, writing)
        case Kind.IMAGE:
            return (
                f"({writing.say(word('Picture'))}{writing.between.colon}{inner})"
                if inner.strip()
                else ""
            )
        case Kind.FOOTNOTE_REFERENCE:
            return f" [{piece.number}]"
        case Kind.CODE | Kind.ISOLATE | Kind.ADDRESS:
            return writing.isolate(inner)
        case Kind.SPAN | Kind.NAME:
            return _span(piece, inner, writing)
        case Kind.MARKER | Kind.NOTICE:
            return f"({writing.marked(inner, piece.language)})"
        case Kind.STRIKETHROUGH | Kind.STRUCK:
            # Without a word for it, what no longer holds would be read as if it did.
            return f"({writing.say(word('Crossed out: {text}'), text=inner)})"
        case Kind.SUPERSCRIPT:
            return raised(inner)
        case Kind.SUBSCRIPT:
            return raised(inner, "down")
        case Kind.QUOTED:
            return f"\u201c{inner}\u201d"
        case (
            Kind.EMPHASIS
            | Kind.STRONG
            | Kind.BOLD
            | Kind.ITALIC
            | Kind.KEYBOARD
            | Kind.HIGHLIGHT
            | Kind.SMALL
            | Kind.UNDERLINE
            | Kind.CITED
            | Kind.ABBREVIATION
            | Kind.DATE
        ):
            return inner
        case _:
            assert_never(kind)


def _filled(piece: Inline, words: str, writing: Writing) -> str:
    direction = piece.language.direction if piece.language else "auto"
    return isolated(words, direction, writing.direction)


def _span(piece: Inline, words: str, writing: Writing) -> str:
    direction = piece.direction or (piece.language.direction if piece.language else "")
    if piece.kind is Kind.SPAN and piece.language:
        words = writing.marked(words, piece.language)
    if not direction and piece.kind is Kind.SPAN:
        return words
    return isolated(words, direction or "auto", writing.direction)


def _link(to: Destination | None, words: str, writing: Writing) -> str:
    match to:
        case Outside(address):
            return linked(words, address, writing.isolate)
        case ToChapter(chapter=name) if name != writing.chapter:
            return f"{words} ({writing.chapter_word(name)})"
        case _:
            return words
