"""An edition: one language seen through an ordered list of overlays; what readers get."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from adaptkit.model.between import Between, between
from adaptkit.model.catalogue import EntryState
from adaptkit.model.destination import ToChapter
from adaptkit.model.diagnostic import Diagnostic, Position
from adaptkit.model.document import Block, Chapter, GuideSettings, Step, Variable, walk
from adaptkit.model.frame import Because, ProcessStep
from adaptkit.model.locale import Locale
from adaptkit.model.signing import NO_REVIEWS, Demand, Judged, Passage, Reviews
from adaptkit.model.telling import Said, Telling
from adaptkit.records import Record, field

if TYPE_CHECKING:
    from adaptkit.model.overlay import Drift
    from adaptkit.model.theme import Logo, Theme


class Publisher(Record, frozen=True):
    name: str = ""
    url: str = ""
    email: str = ""


class EditionSpec(Record, frozen=True):
    """What ``locales/editions/NAME.yaml`` says, or what a bare language code means. ``places``:
    where its file says it, by key (``publisher.name``). ``demand``: which reviews it asks for
    beyond those of the guide. ``unlinked_terms``: words of the glossary that texts do not lead to,
    as this edition has them."""

    name: str
    locale: Locale
    catalogues: tuple[Locale, ...] = ()
    overlays: tuple[str, ...] = ()
    publisher: Publisher = Publisher()
    formats: tuple[str, ...] = ()
    fallback: str = "show-source"
    title: str = ""
    date: str = ""
    next_review: str = ""
    language_name: str = ""
    direction: str = ""
    plural_forms: str = ""
    position: Position = Position("")
    only: str = "all"
    places: Mapping[str, Position] = field(default_factory=dict)
    process: tuple[ProcessStep, ...] = ()
    demand: Demand | None = None
    unlinked_terms: tuple[str, ...] = ()

    def place(self, key: str) -> Position:
        """Where its file says this, or what it is part of; else where the edition is."""
        return self.places.get(key) or self.places.get(key.partition(".")[0]) or self.position

    @property
    def label(self) -> str:
        """What menus and the index call it: its language and country. Its name may say that it is
        another one's beside the country's (``es_MX_norte``): then by its publisher too."""
        called = self.language_name or self.locale.display_name()
        more = self.name.removeprefix(f"{self.locale.posix}_")
        if self.language_name or more == self.name:
            return called
        return f"{called} – {self.publisher.name or more}"

    @property
    def text_direction(self) -> str:
        return self.direction or self.locale.direction

    @property
    def chain(self) -> tuple[Locale, ...]:
        """Catalogues to ask, nearest first."""
        return self.catalogues or self.locale.parents()


class Answer(Record, frozen=True):
    """What the catalogues say to a unit. ``words`` are publishable or ``""``. ``state`` None means
    that none was needed: the prose is in the edition's own language. ``stale`` means that the
    catalogue answers another text."""

    words: str = ""
    state: EntryState | None = None
    path: str = ""
    locale: Locale | None = None
    stale: bool = False

    @property
    def needed(self) -> bool:
        return self.state is not None


class Value(Record, frozen=True):
    """What fills ``{name}``: ``kind`` is text, telephone, url, email or date. ``unreviewed``: of a
    term whose translation nobody has signed off. ``language``: what a term is in; None of values,
    which are in none."""

    text: str
    kind: str = "text"
    unreviewed: bool = False
    language: Locale | None = None

    def apart_from(self, around: Locale) -> Locale | None:
        """Its language, where that is another than that of the text around it."""
        own = self.language is None or self.language.same_language(around)
        return None if own else self.language


class UnitTrace(Record, frozen=True):
    """The way of one unit from source line to page."""

    unit: str
    chapter: str
    path: str
    line: int
    steps: tuple[Step, ...] = ()
    outcome: str = "shown"
    state: EntryState | None = None
    answered_by: str = ""
    language: str = ""
    note: str = ""


class EditionChapter(Record, frozen=True):
    """A finished chapter: every leaf has its ``inlines``. ``name`` is the source file's path
    relative to ``source_guide/`` (``part/one.md``). ``footnotes`` are those referred to, in order
    of first reference, numbered from 1. ``origin`` is the parsed source chapter. ``flow`` holds all
    blocks where they stand in the file, footnotes and link definitions too. ``shown`` is what
    readers get of it (see ``editions/complete.py``): notices, footnotes and all, links
    resolved; ``anchor`` is the chapter's id as formats can write it, ``anchors``
    what a link into it may write after ``#``."""

    id: str
    name: str
    title: str
    description: str
    blocks: tuple[Block, ...]
    footnotes: tuple[Block, ...]
    origin: Chapter
    flow: tuple[Block, ...] = ()
    shown: tuple[Block, ...] = ()
    anchor: str = ""
    anchors: Mapping[str, ToChapter] = field(default_factory=dict)

    def walk(self) -> Iterator[Block]:
        return walk((*self.blocks, *self.footnotes))


class Asset(Record, frozen=True):
    """A file to copy: ``name`` relative to ``source_guide/`` (as the pages refer to it).

    ``media_type``: of what it holds, as far as that can be seen (``image/png``). ``width`` and
    ``height`` of a picture in pixels; 0 where it does not say. ``path``: where it stands in the
    project; ``instead_of``: of a picture for one language, the SHA-256 of the one that it stands
    in for."""

    name: str
    content: bytes
    media_type: str = "application/octet-stream"
    width: int = 0
    height: int = 0
    path: str = ""
    instead_of: str = ""


class Progress(Record, frozen=True):
    """Counts of units that this edition needs. ``own``: what needs no translation and has to be
    signed off all the same: overlays' texts in the edition's language, and their decisions.
    ``reviewed``: what of all that is signed off."""

    needed: int = 0
    translated: int = 0
    fuzzy: int = 0
    untranslated: int = 0
    reviewed: int = 0
    own: int = 0

    @property
    def to_sign(self) -> int:
        return self.needed + self.own

    @property
    def unsigned(self) -> int:
        """What could be signed off today and is not."""
        return self.translated + self.own - self.reviewed

    @property
    def percent(self) -> int:
        """Whole per cent, rounded down: 100 means all."""
        return 100 if not self.needed else self.translated * 100 // self.needed


class Adaptation(Record, frozen=True):
    """One thing that was changed for this country: for the list that readers see.

    ``anchor``: of what the operation touched, as pages have it; ``chapter``: its id or name.
    ``reason``: for the readers of this edition; ``language``: what it is written in; None where
    nobody said. ``told``: what readers are told was done, an interface word in English.
    ``signed_off``: whether somebody has to sign off the decision itself, beside the words that it
    brings. ``listed``: whether it is told by itself, or only counted. ``because``: all that is on
    record of it. ``unit``: of the reason, where it can be translated. ``before``: what the guide
    said there; ``own_words``: what the overlay says instead. ``touches_core``: it changes a safety
    passage.
    """

    overlay: str
    operation: str
    name: str
    target: str
    reason: str
    anchor: str = ""
    chapter: str = ""
    language: Locale | None = None
    told: str = ""
    signed_off: bool = True
    listed: bool = True
    because: Because = Because()
    unit: str = ""
    before: str = ""
    own_words: str = ""
    touches_core: bool = False
    position: Position = Position("")


ENGLISH = Locale("en")
"""What interface words are written in."""


def interface_word(words: Mapping[str, str], english: str, **values: str) -> str:
    """A word of ``words`` by its English, which stands for one that is missing."""
    text = words.get(english) or english
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


class Edition(Record, frozen=True):
    """Finished: writers only read.

    ``settings.attribution`` is translated where it can be; ``attribution_language`` is None then.
    ``open_variables`` are the guide's, with the value of its own country, that no overlay has set.
    ``words`` are the interface words by their English text (a missing one is its own English).
    ``telling`` is what readers are told around the chapters. ``answers`` are what the catalogues
    said, by unit id, ``values`` what filled the placeholders. ``asked`` is what has to be signed
    off, by unit, and ``judged`` what was said of it, where anything was; ``reviews`` who may.
    ``sources`` are the parsed files by path. ``theme``: its publisher's own
    look. ``date`` is that of the edition, ``today`` that of the day on which it is made (ISO).
    """

    spec: EditionSpec
    settings: GuideSettings
    title: str
    chapters: tuple[EditionChapter, ...]
    words: Mapping[str, str] = field(default_factory=dict)
    words_language: Locale = Locale("en")
    assets: tuple[Asset, ...] = ()
    trace: tuple[UnitTrace, ...] = ()
    progress: Progress = Progress()
    adaptations: tuple[Adaptation, ...] = ()
    drift: tuple[Drift, ...] = ()
    open_points: tuple[Block, ...] = ()
    open_variables: tuple[Variable, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    date: str = ""
    today: str = ""
    attribution_language: Locale | None = None
    sources: Mapping[str, Chapter] = field(default_factory=dict)
    translators: tuple[str, ...] = ()
    telling: Telling = Telling()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)
    asked: Mapping[str, Passage] = field(default_factory=dict)
    judged: Mapping[str, Judged] = field(default_factory=dict)
    reviews: Reviews = NO_REVIEWS
    theme: Theme | None = None

    @property
    def logo(self) -> Logo | None:
        return self.theme.logo if self.theme is not None else None

    def word(self, english: str, **values: str) -> str:
        """An interface word in the edition's language, ``{name}`` filled from ``values``."""
        return interface_word(self.words, english, **values)

    def language_of(self, english: str) -> Locale:
        """What an interface word is in: one that has no translation is English."""
        return self.words_language if self.words.get(english) else ENGLISH

    @property
    def between(self) -> Between:
        return between(self.spec.locale)

    def said(self, english: str, **values: str) -> Said:
        """An interface word with its language where that is not the edition's own."""
        language = self.language_of(english)
        own = language.same_language(self.spec.locale)
        return Said(interface_word(self.words, english, **values), None if own else language)


class BuiltFile(Record, frozen=True):
    """What a reader can take along: one file that holds an edition in a format, or the folder of
    that format (``path`` ends with ``/``). ``path`` is relative to the edition's folder
    (``pdf/guide.pdf``); ``size`` in bytes, of the file or of all there is in the folder."""

    format: str
    label: str
    path: str
    size: int = 0

    @property
    def is_folder(self) -> bool:
        return self.path.endswith("/")


class Sibling(Record, frozen=True):
    """An edition of the same build, for switchers and the index.

    ``formats``: the names of those that it is built in. ``chapters``: their names
    (``part/one.md``). Only known once it has been made: ``title``; ``percent`` translated;
    ``original``, nothing in it had to be translated; ``draft``, not everything has been signed off;
    ``words``, its interface words, and ``words_language``; ``built``, what was written.
    """

    name: str
    locale: Locale
    label: str
    direction: str
    title: str = ""
    percent: int = 100
    formats: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    original: bool = False
    draft: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    words_language: Locale = Locale("en")
    built: tuple[BuiltFile, ...] = ()
