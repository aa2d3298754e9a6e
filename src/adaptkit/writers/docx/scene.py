"""What writing a document has to know, and what it gathers on the way."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urlsplit

from adaptkit.editions.footnotes import Note
from adaptkit.model.destination import Destination, Outside, ToChapter
from adaptkit.model.edition import Asset, Edition, EditionChapter
from adaptkit.model.locale import Locale
from adaptkit.records import Record, field, replace
from adaptkit.writers.docx.numbering import Numbered
from adaptkit.writers.docx.runs import Look, escaped, line_break, run

# Word takes no bookmark that is longer (ECMA-376, part 1, 17.13.6.2), and knows them without case.
_LONGEST_NAME = 40
# No program opens a longer one.
_LONGEST_ADDRESS = 2_000
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


class Part(Record):
    """A part of the package, with what it points at: (kind, target, whether it is
    elsewhere), each with its id."""

    relations: dict[tuple[str, str, bool], str] = field(default_factory=dict)

    def relation(self, kind: str, target: str, *, elsewhere: bool = False) -> str:
        """Its id; the same for the same target."""
        return self.relations.setdefault((kind, target, elsewhere), f"rId{len(self.relations) + 1}")


class Bookmarks(Record):
    """The places that links lead to. ``waiting``: those of the next paragraph."""

    names: dict[tuple[str, str], str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    placed: set[str] = field(default_factory=set)
    waiting: list[str] = field(default_factory=list)
    count: int = 0

    def name(self, chapter: str, anchor: str) -> str:
        """What Word calls a place; nothing but letters, digits and ``_``."""
        key = chapter, anchor
        if key not in self.names:
            readable = re.sub(r"[^A-Za-z0-9]+", "_", anchor or chapter).strip("_") or "place"
            digest = hashlib.sha256(f"{chapter}\0{anchor}".encode()).hexdigest()
            name = f"to_{readable}"
            if len(name) > _LONGEST_NAME or name.lower() in self.taken:
                name = f"{name[: _LONGEST_NAME - 9]}_{digest[:8]}"
            self.taken.add(name.lower())
            self.names[key] = name
        return self.names[key]

    def wait(self, name: str) -> None:
        if name not in self.placed:
            self.placed.add(name)
            self.waiting.append(name)

    def here(self) -> str:
        """Those that have been waiting for this paragraph."""
        found = "".join(self.around(name, "") for name in self.waiting)
        self.waiting.clear()
        return found

    def around(self, name: str, inner: str) -> str:
        """``inner`` as a place of this name."""
        self.placed.add(name)
        self.count += 1
        begin = f'<w:bookmarkStart w:id="{self.count}" w:name="{name}"/>'
        return f'{begin}{inner}<w:bookmarkEnd w:id="{self.count}"/>'


class Scene(Record):
    """``chapter``: whose text it is. ``language``: of the passage that we are inside; None is the
    edition's own. ``notes``: the chapter's footnotes by number; ``called``: those that stand in the
    document, by chapter and number, and what Word will call them; ``footnotes``: these, each with
    its chapter.
    ``lists``: by number, from 1, what each list is (see ``numbering``). ``media``: pictures, by
    their name in the package; ``drawn`` counts them. ``opens``: the next paragraph is a chapter's
    first; ``opened``: that was not its title. ``titles``: the list that its title, still to come,
    is an item of; 0: of none. ``width``: of the text, in twentieths of a point."""

    edition: Edition
    width: int
    assets: Mapping[str, Asset]
    chapter: EditionChapter | None = None
    language: Locale | None = None
    part: Part = field(default_factory=Part)
    body: Part = field(default_factory=Part)
    below: Part = field(default_factory=Part)
    bookmarks: Bookmarks = field(default_factory=Bookmarks)
    notes: Mapping[int, Note] = field(default_factory=dict)
    called: dict[tuple[str, int], int] = field(default_factory=dict)
    footnotes: list[tuple[EditionChapter, Note]] = field(default_factory=list)
    lists: list[Numbered] = field(default_factory=list)
    media: dict[str, bytes] = field(default_factory=dict)
    pictured: dict[str, tuple[str, str]] = field(default_factory=dict)
    drawn: int = 0
    opens: bool = False
    opened: bool = False
    titles: int = 0

    @property
    def own(self) -> Locale:
        return self.edition.spec.locale

    @property
    def around(self) -> Locale:
        return self.language or self.own

    @property
    def direction(self) -> str:
        return self.language.direction if self.language else self.edition.spec.text_direction

    def text(self, words: str, look: Look, direction: str = "") -> str:
        """Runs in the language of the passage."""
        if look.language is None and self.language is not None:
            look = replace(look, language=self.language)
        return run(words, look, self.own, direction or self.direction)

    def line_break(self, look: Look) -> str:
        return line_break(look, self.own, self.direction)

    @contextmanager
    def within(self, language: Locale | None) -> Iterator[None]:
        """Inside of a passage in this language."""
        before, self.language = self.language, language or self.language
        try:
            yield
        finally:
            self.language = before

    @contextmanager
    def inside(self, part: Part) -> Iterator[None]:
        """What is written now stands in this part."""
        before, self.part = self.part, part
        waiting, self.bookmarks.waiting = self.bookmarks.waiting, []
        try:
            yield
        finally:
            self.part = before
            self.bookmarks.waiting = [*waiting, *self.bookmarks.waiting]

    def bookmark(self, anchor: str) -> None:
        """The next paragraph is what links to this of the chapter lead to."""
        assert self.chapter is not None
        self.bookmarks.wait(self.bookmarks.name(self.chapter.name, anchor))

    def link(self, to: Destination | None, inner: str) -> str:
        """``inner`` as something to follow, where that is safe and leads anywhere."""
        if isinstance(to, ToChapter):
            return self.link_to(self.bookmarks.name(to.chapter, to.anchor), inner)
        return self.open(to.address, inner) if isinstance(to, Outside) else inner

    @staticmethod
    def link_to(bookmark: str, inner: str) -> str:
        return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{inner}</w:hyperlink>'

    def open(self, address: str, inner: str) -> str:
        """The same for what is not of this edition."""
        if not may_open(address):
            return inner
        id_ = self.part.relation("hyperlink", address, elsewhere=True)
        return f'<w:hyperlink r:id="{id_}" w:history="1">{inner}</w:hyperlink>'


def may_open(address: str) -> bool:
    """Only what opens a page, a mail or a call; and nothing that Word would call damaged."""
    if len(address) > _LONGEST_ADDRESS or not re.fullmatch(r"[!-~]+", address):
        return False
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    if parts.scheme.lower() not in _SCHEMES or escaped(address).count("#") > 1:
        return False
    return bool(parts.netloc if parts.scheme.lower().startswith("http") else parts.path)
