"""The guide as a tree of blocks.

A *unit* is a leaf block with a ``msgid``: one paragraph, heading, list item's text, table cell,
caption, alternative text, front-matter field or wordy HTML block. Containers (lists, quotes,
tables, call-outs, slots) hold children and no text of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from adaptkit.model.contact import Contact
from adaptkit.model.destination import Destination
from adaptkit.model.diagnostic import Diagnostic, Position
from adaptkit.model.inline import Inline
from adaptkit.model.layout import GUIDE_SETTINGS
from adaptkit.model.locale import Locale
from adaptkit.model.signing import Demand
from adaptkit.records import Record, field, replace

if TYPE_CHECKING:
    from adaptkit.model.telling import ContactGroup


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST = "list"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    CODE = "code"
    HTML = "html"
    RULE = "rule"
    TABLE = "table"
    TABLE_ROW = "table row"
    TABLE_CELL = "table cell"
    CALLOUT = "call-out"
    SLOT = "slot"
    QUOTATION = "quotation"
    FIGURE = "figure"
    ALTERNATIVE = "alternative text"
    CAPTION = "caption"
    DEFINITION_LIST = "definition list"
    TERM = "term"
    DEFINITION = "definition"
    FOOTNOTE = "footnote"
    FRONT_MATTER = "front matter"
    FIELD = "field"
    REFERENCE = "reference definition"
    DIRECTORY = "directory"
    # Only in a finished edition (see ``editions/complete.py``):
    NOTICE = "notice"
    PASSAGE = "passage in another language"
    SPEAKER = "speaker"
    NOTES = "footnotes"


# How a PARAGRAPH is written that stands in the middle of a line: what an abbreviation stands for,
# and the title of a call-out, on its first line.
ABBREVIATION, TITLE = "abbreviation", "title"
URGENT = frozenset({"urgent", "call-now"})
"""Kinds of call-outs that say when to get help at once."""


class Span(Record, frozen=True):
    """Where a unit's text stands in its file: 0-based lines, 0-based columns, end exclusive.

    Lines are those that ``\\n``, ``\\r\\n`` and lone ``\\r`` make; columns count characters.
    """

    start_line: int
    start_column: int
    end_line: int
    end_column: int


ALIAS = "alias"


class Mark(Record, frozen=True):
    """What ``{#id .local country=US}`` says of a block."""

    id: str = ""
    classes: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    line: int = 0

    @property
    def local(self) -> bool:
        return "local" in self.classes

    @property
    def core(self) -> bool:
        return "core" in self.classes

    def get(self, key: str) -> str:
        return dict(self.pairs).get(key, "")

    @property
    def aliases(self) -> tuple[str, ...]:
        """What the block was called before, as the author wrote it, the earliest first."""
        return tuple(value for key, value in self.pairs if key == ALIAS and value)


class Step(Record, frozen=True):
    """One operation that touched a block: for the trace and for ``explain``. ``removes``: what it
    aimed at is gone. ``basis``: of a made-up story that it put in, as its consent record says."""

    overlay: str
    operation: str
    name: str
    path: str
    removes: bool = False
    basis: str = ""


class Block(Record, frozen=True):
    """A node of the guide. Which fields mean something depends on ``kind``:

    * ``text``: a leaf's raw inline Markdown as it stands in the file (lines joined by ``\\n``,
      container prefixes gone); the verbatim content of CODE and HTML; of RULE nothing.
    * ``msgid``: the same as translators see it (soft breaks folded, hard breaks ``\\`` + newline,
      reference links in full); ``""`` where there is nothing to translate.
    * ``id``: the unit's frozen id (leaves with a msgid). ``section``: the id of the section it
      stands in; a HEADING that opens a section carries that section's own id.
    * ``level``: HEADING 1–6. ``ordered``, ``start``, ``delimiter``, ``tight``: LIST
      (``tight`` also on PARAGRAPH: shown without its own <p>). ``task``: LIST_ITEM, ``"open"``,
      ``"done"`` or ``""``. ``header``, ``align``: TABLE_CELL.
    * ``info``: CODE the fence's info string; CALLOUT its type (note, tip, important, warning,
      caution, urgent, call-now, call-today, talk-to-team); SLOT its name; DIRECTORY the kinds of
      contacts that it shows, ``""`` for all; FIELD its key; FOOTNOTE its label.
    * ``target``: FIGURE the image's address.
    * ``markup``: how it was written: the fence, ``">"``, ``":::"``, ``"alert"``, ``"="``, ``"#"``…
    * ``lines``: 0-based half-open line range in the file at ``position.path``.
    * ``language``: of the prose; None is the guide's source language. ``domain``: which
      catalogue translates it (``guide`` or an overlay's name).
    * ``addresses``: further ids by which overlays can aim at it, outermost first: what an overlay
      puts in place of ``barriers.costs`` has its own ``id`` (``MY/costs.1``, which catalogues
      know) and still answers to ``barriers.costs``. Neighbours that share one are one place.
    * ``key``: its name in the edition, also where it has no ``id``; no two blocks share one.
    * after ``finish``: ``inlines`` (leaves), ``shown_language`` where it is not the edition's own.
    * in a finished edition: ``anchor``, what links can lead to, and ``former``, what they could
      lead to before; ``to``, of FIGURE its picture;
      ``groups``, of DIRECTORY what readers see of its contacts; ``calls``, of FOOTNOTE how often
      the text refers to it. A CALLOUT's ``text`` is the word that says what it is, and its
      ``level`` that of the heading which says so, 0 where it is none; a NOTICE's
      ``text`` is one too, ``shown_language`` what either is in.
      A NOTICE's ``info`` is "untranslated", "local" (about another country) or "story" (a made-up
      one), and a ``tight`` one stands inside of what it speaks of. A PASSAGE holds what is all in
      ``shown_language``; NOTES the chapter's footnotes.
    """

    kind: BlockKind
    position: Position
    id: str = ""
    section: str = ""
    text: str = ""
    msgid: str = ""
    children: tuple[Block, ...] = ()
    inlines: tuple[Inline, ...] = ()
    mark: Mark = Mark()
    span: Span | None = None
    lines: tuple[int, int] = (0, 0)
    level: int = 0
    ordered: bool = False
    start: int = 1
    delimiter: str = ""
    tight: bool = False
    task: str = ""
    header: bool = False
    align: str = ""
    info: str = ""
    target: str = ""
    markup: str = ""
    language: Locale | None = None
    domain: str = "guide"
    steps: tuple[Step, ...] = ()
    shown_language: Locale | None = None
    number: int = 0
    contacts: tuple[Contact, ...] = ()
    addresses: tuple[str, ...] = ()
    key: str = ""
    anchor: str = ""
    to: Destination | None = None
    groups: tuple[ContactGroup, ...] = ()
    calls: int = 0
    former: tuple[str, ...] = ()

    @property
    def is_unit(self) -> bool:
        return bool(self.msgid)

    def changed(self, **changes: Any) -> Block:
        return replace(self, **changes)

    def walk(self) -> Iterator[Block]:
        """This block and all below it, in reading order."""
        return walk((self,))

    def map_leaves(self, change: Callable[[Block], Block]) -> Block:
        """The same tree with ``change`` applied to every block that has no children."""
        if not self.children:
            return change(self)
        children = tuple(child.map_leaves(change) for child in self.children)
        if all(new is old for new, old in zip(children, self.children, strict=True)):
            return self
        return self.changed(children=children)


def title_of(callout: Block) -> Block | None:
    """What the author wrote beside a call-out's kind, where it is in the language around it."""
    first = callout.children[0] if callout.children else None
    return first if first is not None and first.markup == TITLE else None


def below_title(callout: Block) -> tuple[Block, ...]:
    return callout.children[1:] if title_of(callout) else callout.children


def walk(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks and all below them, in reading order."""
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        yield block
        if block.children:
            waiting += block.children[::-1]


class Reference(Record, frozen=True):
    """A link reference definition, ``[label]: target "title"``."""

    target: str
    title: str = ""


QUESTIONS = "questions"
"""A list of questions to readers of a chapter: which of them tells whether it was understood."""
TRANSLATED_FIELDS = ("title", "description", QUESTIONS)


class Syntax(Record, frozen=True):
    """What a guide says of the Markdown that it is written in: its ``dialect`` (a name that
    ``dialects`` knows, or none) and the ``fields`` of front matters that are translated, with dots
    where they stand further in: ``hero.tagline``."""

    dialect: str = ""
    fields: tuple[str, ...] = TRANSLATED_FIELDS


PLAIN = Syntax()


class Chapter(Record, frozen=True):
    """One Markdown file: of the guide, or an overlay's prose. ``path`` is relative to the project;
    ``name`` is relative to ``source_guide/`` (or to the overlay's folder) and names the output."""

    id: str
    path: str
    name: str
    source: str
    blocks: tuple[Block, ...]
    title: str = ""
    references: Mapping[str, Reference] = field(default_factory=dict)
    footnotes: tuple[str, ...] = ()
    syntax: Syntax = PLAIN
    diagnostics: tuple[Diagnostic, ...] = ()

    def walk(self) -> Iterator[Block]:
        return walk(self.blocks)


class Variable(Record, frozen=True):
    """A placeholder's value: ``kind`` is text, telephone, url, email or date."""

    name: str
    value: str
    kind: str = "text"
    note: str = ""
    position: Position = Position("")


class Term(Record, frozen=True):
    """One entry of ``terms.yaml``: ``key`` is what stands in ``{term.key}``."""

    key: str
    name: str
    definition: str = ""
    note: str = ""
    position: Position = Position("")


class GuideContact(Record, frozen=True):
    name: str
    email: str = ""
    url: str = ""


class GuideSettings(Record, frozen=True):
    """What ``guide.yaml`` says; every field has a default, since the file may be absent.
    ``pictures``: further folders of the project from which pages may show pictures. ``demand``:
    which reviews a passage needs. ``unlinked_terms``: words of the glossary that no text leads to,
    as the guide has them."""

    title: str = ""
    version: str = ""
    source_language: Locale = Locale("en")
    country: str = ""
    chapters: tuple[str, ...] = ()
    licence_name: str = ""
    licence_url: str = ""
    attribution: str = ""
    contacts: tuple[GuideContact, ...] = ()
    variables: Mapping[str, Variable] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    syntax: Syntax = PLAIN
    pictures: tuple[str, ...] = ()
    demand: Demand = Demand()
    unlinked_terms: tuple[str, ...] = ()
    path: str = GUIDE_SETTINGS
    chapters_position: Position = Position(GUIDE_SETTINGS)


class Guide(Record, frozen=True):
    """``about`` holds what ``guide.yaml`` and ``terms.yaml`` give translators: title, attribution
    and the terms that are used as placeholders."""

    settings: GuideSettings
    chapters: tuple[Chapter, ...]
    about: Chapter | None = None

    def walk(self) -> Iterator[Block]:
        for chapter in self.chapters:
            yield from chapter.walk()

    @property
    def diagnostics(self) -> Iterable[Diagnostic]:
        for chapter in self.chapters:
            yield from chapter.diagnostics
