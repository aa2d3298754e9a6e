"""What the readers of an edition are told around its chapters: decided once, for every format."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from adaptkit.model.destination import ToChapter
from adaptkit.model.inline import Inline
from adaptkit.model.locale import Locale
from adaptkit.records import Record


def word(english: str) -> str:
    """An interface word: what is written like this stands in the template of those words."""
    return english


class Said(Record, frozen=True):
    """Some words. ``language``: None is the edition's own."""

    text: str
    language: Locale | None = None


class Day(Record, frozen=True):
    """``iso`` as a file says it, ``text`` as readers of the interface's language write it."""

    iso: str
    text: str


class Help(Record, frozen=True):
    """The way to the first passage that says when to get help at once, in its heading's words."""

    words: Said
    to: ToChapter


class Draft(StrEnum):
    """How much of what readers see has been signed off."""

    NO = "no"
    PARTLY = "partly"
    WHOLLY = "wholly"


class Section(Record, frozen=True):
    """One entry of the contents: a chapter (``level`` 1) or a section in it, and those below it.
    ``note``: what a chapter is about."""

    title: Said
    to: ToChapter
    level: int = 1
    note: Said = Said("")
    children: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        yield self
        for child in self.children:
            yield from child.walk()


class Spot(Record, frozen=True):
    """Where something was changed. ``words``: chapter and heading, which may each still be in
    another language; ``to``: None where it is in no chapter."""

    words: tuple[Said, ...] = ()
    to: ToChapter | None = None

    @property
    def where(self) -> str:
        """All of it in one line, for formats that cannot mark a language."""
        return " · ".join(one.text for one in self.words)


class Change(Record, frozen=True):
    """What this edition says otherwise than the guide, for the same reasons. ``done`` are interface
    words; ``people``: who decided and with whom it was tried, where that is not the same for all:
    a label and names."""

    done: Said
    spots: tuple[Spot, ...] = ()
    reasons: tuple[Said, ...] = ()
    people: tuple[tuple[Said, tuple[str, ...]], ...] = ()


class Fact(Record, frozen=True):
    """``label``, interface words, and what there is to say. ``listed``: one line for each
    of several things of a kind, in parts."""

    label: Said
    lines: tuple[tuple[Inline, ...], ...]
    listed: bool = False


class Way(Record, frozen=True):
    """One way to reach somebody, or one thing to know of them: ``shown`` as it is read. ``address``
    to open (``tel:…``). ``code``: whether it is a number or address, which runs from left to right
    in every text. ``notes``: what it is for, and how."""

    label: Said
    shown: Said
    address: str = ""
    code: bool = False
    notes: tuple[Said, ...] = ()


class ContactCard(Record, frozen=True):
    """What readers see of one contact. ``romanised``: its name in Latin letters, where readers may
    need it beside ``name``. ``spoken``: in which language ``about`` is, where it is not that of the
    edition. ``checked``: who looked, as running text."""

    name: Said
    about: Said
    ways: tuple[Way, ...]
    checked: tuple[Inline, ...]
    romanised: str = ""
    spoken: Said = Said("")


class ContactGroup(Record, frozen=True):
    """Contacts of one kind. ``heading`` says nothing where there is one group alone."""

    heading: Said
    cards: tuple[ContactCard, ...]


class Telling(Record, frozen=True):
    """Cover, about, contents and changes of one edition.

    ``draft_words`` say nothing where it is no draft. ``record``: how it was adapted.
    ``footer``: the facts that every page repeats.
    """

    language_name: str = ""
    country_name: str = ""
    day: Day | None = None
    next_review: Day | None = None
    publisher: str = ""
    version: str = ""
    attribution: Said = Said("")
    draft: Draft = Draft.NO
    draft_words: Said = Said("")
    help: Help | None = None
    contents: tuple[Section, ...] = ()
    facts: tuple[Fact, ...] = ()
    record: tuple[Fact, ...] = ()
    changes: tuple[Change, ...] = ()
