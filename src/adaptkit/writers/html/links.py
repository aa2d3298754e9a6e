"""Where things are on web pages: page names, ids, and what a destination becomes in ``href``."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import assert_never
from urllib.parse import quote, unquote

from adaptkit.editions.addresses import as_path
from adaptkit.model.destination import Destination, Nowhere, Outside, ToAsset, ToChapter
from adaptkit.model.edition import Asset, Edition, EditionChapter
from adaptkit.model.inline import Inline
from adaptkit.records import Record, field, replace

RESERVED = frozenset(
    {
        *("main", "about", "about-title", "adapted", "contents", "editions", "here"),
        *("data", "found", "results", "search", "words"),
    }
)
"""Ids that pages have of their own."""
PATH_SAFE = "/!$&'()*+,;=:@-._~"


@lru_cache(maxsize=1 << 12)
def page_name(chapter_name: str) -> str:
    """``part/one.md`` → ``part/one.html``"""
    return posixpath.splitext(chapter_name)[0] + ".html"


def contents_name(chapter_names: Iterable[str]) -> str:
    """``index.html``; ``contents.html`` where a chapter itself takes that name."""
    return _free(("index.html", "contents.html", "contents-page.html"), chapter_names)


def single_name(chapter_names: Iterable[str]) -> str:
    return _free(("single.html", "single-page.html", "whole-guide.html"), chapter_names)


def search_name(chapter_names: Iterable[str]) -> str:
    return _free(("search.html", "search-page.html", "find.html"), chapter_names)


def _free(candidates: tuple[str, ...], chapter_names: Iterable[str]) -> str:
    # Compared without case: on many disks Index.html and index.html are one file.
    taken = {page_name(name).casefold() for name in chapter_names}
    found = next((name for name in candidates if name not in taken), "_" + candidates[0])
    while found in taken:
        found = "_" + found
    return found


@lru_cache(maxsize=1 << 14)
def relative(target: str, page: str) -> str:
    """The address of one output path as seen from another, percent-encoded."""
    found = posixpath.relpath(target, posixpath.dirname(page) or ".")
    return as_path(quote(found, safe=PATH_SAFE))


def within_guide(name: str, chapter: EditionChapter) -> str:
    """An id as the single page has it: always under its chapter's."""
    head = chapter.anchor
    return name if not head or name == head or name.startswith(head + ".") else f"{head}.{name}"


def former_place(name: str, chapter: EditionChapter, pages: Pages) -> str:
    """What a passage was called before, as the single page has it: in full where the chapter was
    called otherwise too."""
    return name if pages.is_free(name) else within_guide(name, chapter)


def _holds(chapter: EditionChapter, name: str) -> bool:
    """Whether the author's own HTML has this id."""
    to = chapter.anchors.get(name)
    return to is not None and to.verbatim


def chapter_anchor(chapter: EditionChapter) -> str:
    """Where a chapter begins on the single page."""
    return f"chapter-{chapter.anchor}"


class Pages(Record, frozen=True):
    """All pages of one edition. ``chapters`` and ``assets`` by name; ``contents``, ``single`` and
    ``search`` are the names of those pages; ``direction`` that of their text. ``rendered``: running
    text that is the same wherever it stands, by the identity of its pieces (which it keeps) and of
    the language around it: each chapter is shown twice. ``places``: where chapters and pictures are
    in an electronic book, which is one file without single page (``book``); what has no place there
    is shown as words."""

    edition: Edition
    chapters: Mapping[str, EditionChapter]
    assets: Mapping[str, Asset]
    contents: str
    single: str
    search: str
    direction: str
    rendered: dict[tuple[int, int], tuple[Sequence[Inline], str]] = field(default_factory=dict)
    book: bool = False
    places: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, edition: Edition) -> Pages:
        names = [chapter.name for chapter in edition.chapters]
        return cls(
            edition,
            {chapter.name: chapter for chapter in edition.chapters},
            {asset.name: asset for asset in edition.assets},
            contents_name(names),
            single_name(names),
            search_name(names),
            edition.spec.text_direction,
        )

    @classmethod
    def of_book(cls, edition: Edition, places: Mapping[str, str], contents: str) -> Pages:
        return replace(cls.of(edition), contents=contents, single="", book=True, places=places)

    def page_of(self, chapter: str) -> str:
        """The page of a chapter, by its name."""
        return self.places.get(chapter) or page_name(chapter)

    def is_free(self, name: str) -> bool:
        """Whether no chapter has or could have this id on the single page."""
        if name.startswith("chapter-"):
            return False
        return not any(
            name == one.anchor or name.startswith(f"{one.anchor}.") or _holds(one, name)
            for one in self.chapters.values()
        )

    def href(self, to: Destination | None, page: str, within: str = "") -> str | None:
        """What to write in ``href`` on ``page``; None where there must be no link.

        ``within``: the chapter whose text it stands in.
        """
        match to:
            case ToChapter():
                return self._to_chapter(to, page)
            case ToAsset(name, rest):
                return None if self.book else relative(name, page) + rest
            case Outside(address):
                return address
            case Nowhere(written):
                return self._as_written(written, page, within)
            case None:
                return None
            case _:
                assert_never(to)

    def _to_chapter(self, to: ToChapter, page: str) -> str:
        meant = self.chapters[to.chapter]
        if page == self.single:
            place = to.anchor if to.verbatim else within_guide(to.anchor, meant)
            return "#" + quote(place if to.anchor else chapter_anchor(meant), safe=PATH_SAFE)
        # A bare "#" stays on the page; an anchor that nobody has stays as it was written.
        end = "#" + quote(to.anchor, safe=PATH_SAFE) if to.anchor else to.written
        there = self.page_of(to.chapter)
        return end if there == page and end else relative(there, page) + end

    def _as_written(self, written: str, page: str, within: str) -> str | None:
        path, mark, fragment = written.partition("#")
        if page == self.single and path and "?" not in path:
            # What a nested chapter points at is elsewhere when seen from the single page.
            whole = posixpath.join(posixpath.dirname(within), unquote(path))
            return relative(whole, page) + mark + fragment
        return written or None


def reserved_ids(edition: Edition) -> set[str]:
    """The ids that stand around the chapters in the page that holds all of them."""
    own = {"main", "about", "adapted", "contents"}
    return own | {chapter_anchor(chapter) for chapter in edition.chapters}
