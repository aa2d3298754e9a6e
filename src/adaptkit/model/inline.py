"""Running text as a tree of pieces: what one block says."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from adaptkit.model.destination import Destination
from adaptkit.model.locale import Locale
from adaptkit.records import Record, replace


class InlineKind(StrEnum):
    TEXT = "text"
    CODE = "code"
    EMPHASIS = "emphasis"
    STRONG = "strong"
    STRIKETHROUGH = "strikethrough"
    LINK = "link"
    IMAGE = "image"
    SOFT_BREAK = "soft break"
    HARD_BREAK = "hard break"
    HTML = "html"
    FOOTNOTE_REFERENCE = "footnote reference"
    ISOLATE = "isolate"
    # What allow-listed HTML means (see ``guides/elements.py``):
    BOLD = "bold"
    ITALIC = "italic"
    SUBSCRIPT = "subscript"
    SUPERSCRIPT = "superscript"
    KEYBOARD = "keyboard"
    HIGHLIGHT = "highlight"
    SMALL = "small"
    STRUCK = "struck"
    UNDERLINE = "underline"
    QUOTED = "quoted"
    CITED = "cited"
    ABBREVIATION = "abbreviation"
    SPAN = "span"
    NAME = "name"
    BREAK = "break"
    BREAK_OPPORTUNITY = "break opportunity"
    # What an edition tells its readers (see ``editions/complete.py``):
    MARKER = "marker"
    NOTICE = "notice"
    DATE = "date"
    ADDRESS = "address"


class Inline(Record, frozen=True):
    """A piece of running text.

    ``text``: what TEXT, CODE, HTML (raw, already judged safe) and ISOLATE show; of an IMAGE its
    alternative text. ``target``: of LINK and IMAGE the address (already percent-encoded);
    of ISOLATE ``tel:…``, ``mailto:…``, an address, or ``""``; of FOOTNOTE_REFERENCE the label.
    An ISOLATE is a telephone number, date, dose, address or code: it runs left to right
    whatever stands around it, and ``target`` makes it something to tap.
    ``title``: of LINK and IMAGE; of ABBREVIATION what it is short for. ``number``: of
    FOOTNOTE_REFERENCE, from 1; ``occurrence``: which of the references to that note it is.
    ``placeholder``: the name of the variable or term that this text came from.
    ``language``, ``direction``: of SPAN and NAME, where they say so. ``language`` of a TEXT
    that fills a placeholder: where it is another than that of the text around it.
    A NAME keeps its own direction, whatever stands around it. Of a DATE ``target`` is the day
    (ISO), of an ADDRESS (e-mail or web, shown as it is) what to open.
    ``to``: of LINK and IMAGE in a finished edition, where it leads; ``is_term``: nobody has written
    this LINK, the edition has put it on a word that the glossary explains.
    """

    kind: InlineKind
    text: str = ""
    children: tuple[Inline, ...] = ()
    target: str = ""
    title: str = ""
    number: int = 0
    occurrence: int = 0
    placeholder: str = ""
    language: Locale | None = None
    direction: str = ""
    to: Destination | None = None
    is_term: bool = False

    def changed(self, **changes: Any) -> Inline:
        return replace(self, **changes)
