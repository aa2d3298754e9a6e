"""The page that searches an edition: its text as data, section by section, and what searches it.

No page asks a server, so the text stands in the page. It is data and never acts: a script of its
own element (``application/json``) that no browser runs, in which no ``<`` stands as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from adaptkit.editions.chapter_numbers import numbered
from adaptkit.editions.contents import contents
from adaptkit.model.document import Block, BlockKind
from adaptkit.model.edition import EditionChapter
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale
from adaptkit.model.telling import ContactGroup, Said, Section
from adaptkit.records import Record, field, json_text
from adaptkit.writers.html.links import Pages, page_name, relative

Kind = BlockKind
# A heading in these is no place of its own.
_APART = frozenset(
    {Kind.QUOTE, Kind.QUOTATION, Kind.CALLOUT, Kind.LIST, Kind.TABLE, Kind.FIGURE, Kind.NOTES}
)
# What the program says there is nothing to look for, and an alternative text nobody sees.
_UNSEARCHED = frozenset(
    {Kind.ALTERNATIVE, Kind.NOTICE, Kind.FRONT_MATTER, Kind.FIELD, Kind.REFERENCE, Kind.RULE}
)
_TAG = re.compile(r"<!--.*?-->|<[A-Za-z/!?][^<>]*>", re.DOTALL)
_ENDS = tuple(".!?:;,…。！？：；，、؟؛،।")
# What runs from left to right stays so where a piece of the text is shown.
_LTR, _END = "\u2066", "\u2069"


class _Part(Record):
    """One place to arrive at. ``texts``: what stands there, in order, each with the tag of its
    language, ``""`` for the edition's own."""

    anchor: str
    title: str
    language: str = ""
    texts: list[tuple[str, str]] = field(default_factory=list)


def search_data(pages: Pages) -> str:
    """All that can be found, as JSON: a line for each chapter."""
    listed = pages.edition.telling.contents
    lines = [
        chapter_line(pages, chapter, place, listed[place - 1])
        for place, chapter in enumerate(pages.edition.chapters, 1)
    ]
    return "[\n" + ",\n".join(lines) + "\n]"


def chapter_line(
    pages: Pages, chapter: EditionChapter, place: int, section: Section | None = None
) -> str:
    """``[address, title, language, [[anchor, heading, text, language]…]]``. ``place``: of the
    chapter, from 1. A language is ``""`` where it is the edition's own. A text that is not all in
    the language of its heading stands in pieces: ``[[language, piece]…]``."""
    title = (section or contents([chapter])[0]).title
    language = title.language.tag if title.language else ""
    notes = pages.edition.said("Footnotes")
    parts = _Parts(_Part("", title.text, language), notes)
    parts.take(chapter.shown, None)
    found = [
        [part.anchor, part.title, text, part.language]
        for part in parts.found
        for text in (_in_pieces(part),)
        if text or part.anchor
    ]
    address = relative(page_name(chapter.name), pages.search)
    line = json_text(
        [address, numbered(title.text, place, pages.edition.chapters), language, found]
    )
    # Nothing in it can end the element that it stands in.
    return line.replace("<", "\\u003c")


class _Parts:
    """``notes``: what the list of footnotes is called."""

    def __init__(self, first: _Part, notes: Said) -> None:
        self.found, self.notes = [first], notes

    def take(self, blocks: Sequence[Block], inside: Locale | None, *, whole: bool = False) -> None:
        """``inside``: the language of the passage around them. ``whole``: nothing in them is a
        place of its own."""
        for block in blocks:
            self._take(block, inside, whole)

    def _take(self, block: Block, inside: Locale | None, whole: bool) -> None:
        kind = block.kind
        if kind in _UNSEARCHED or (kind is Kind.CODE and block.markup == "unseen"):
            return
        if kind is Kind.PASSAGE:
            self.take(block.children, block.shown_language, whole=whole)
        elif kind is Kind.FOOTNOTE:
            self._open(f"fn-{block.number}", self.notes.text, self.notes.language)
            self.take(block.children, inside, whole=True)
        elif not whole and kind in (Kind.HEADING, Kind.TERM):
            self._open(block.anchor, _words(block), _language(block) or inside)
        elif block.children:
            self.take(block.children, inside, whole=whole or kind in _APART)
        else:
            self.found[-1].texts += _texts(block, inside)

    def _open(self, anchor: str, title: str, language: Locale | None) -> None:
        if anchor and title:
            self.found.append(_Part(anchor, title, _tag(language)))
        elif title != self.found[0].title:
            self.found[-1].texts.append((title, _tag(language)))


def _tag(language: Locale | None) -> str:
    return language.tag if language else ""


def _words(block: Block) -> str:
    if block.children:
        return " ".join(text for child in block.children for text, _ in _texts(child, None))
    return " ".join(_said(block.inlines).split())


def _language(block: Block) -> Locale | None:
    """A whole text that is in another language stands in one span that says so."""
    spans = [one for one in block.inlines if one.kind is InlineKind.SPAN]
    return spans[0].language if len(spans) == 1 and block.inlines[0] is spans[0] else None


def _texts(block: Block, inside: Locale | None) -> Iterator[tuple[str, str]]:
    """Each with the tag of its language. ``inside``: that of the passage around them."""
    own = _tag(_language(block) or inside)
    if block.groups:
        yield from (text for group in block.groups for text in _contacts(group, own))
    elif block.kind in (Kind.CODE, Kind.HTML) and not block.inlines:
        text = block.text if block.kind is Kind.CODE else unescape(_TAG.sub(" ", block.text))
        yield " ".join(text.split()), own
    else:
        yield " ".join(_said(block.inlines).split()), own


def _contacts(group: ContactGroup, own: str) -> Iterator[tuple[str, str]]:
    def told(said: Said) -> tuple[str, str]:
        return said.text, _tag(said.language) or own

    yield told(group.heading)
    for card in group.cards:
        yield from (told(card.name), (card.romanised, own), told(card.about))
        for way in card.ways:
            yield (f"{_LTR}{way.shown.text}{_END}", own) if way.code else told(way.shown)


def _said(pieces: Sequence[Inline]) -> str:
    """What readers see of running text, and not what the program says beside it."""
    return "".join(map(_piece, pieces))


def _piece(piece: Inline) -> str:
    match piece.kind:
        case InlineKind.TEXT | InlineKind.CODE:
            return piece.text
        case InlineKind.ISOLATE | InlineKind.ADDRESS:
            return f"{_LTR}{piece.text}{_END}"
        case InlineKind.SOFT_BREAK | InlineKind.HARD_BREAK | InlineKind.BREAK:
            return " "
        case InlineKind.IMAGE | InlineKind.MARKER | InlineKind.NOTICE | InlineKind.HTML:
            return ""
        case _:
            return _said(piece.children) if piece.children else piece.text


def _in_pieces(part: _Part) -> str | list[list[str]]:
    """One text after the other; between two that no sign divides a point is put."""
    out: list[list[str]] = []
    for text, language in part.texts:
        if not text:
            continue
        if out:
            out[-1][1] += " " if out[-1][1].endswith(_ENDS) else " · "
        if out and out[-1][0] == language:
            out[-1][1] += text
        else:
            out.append([language, text])
    if len(out) > 1 or (out and out[0][0] != part.language):
        return out
    return out[0][1] if out else ""
