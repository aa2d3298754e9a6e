"""Where things are: page names, anchors, and what a link in the guide becomes on a page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from adaptkit.model.diagnostic import Position
from adaptkit.model.document import Block, BlockKind, Inline, Mark
from adaptkit.model.edition import Edition, EditionChapter

# Addresses that run code, or that show what a page should not reach.
_UNSAFE = frozenset({"javascript", "vbscript", "data", "file", "blob", "filesystem"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
# Browsers skip these in front of and inside an address, so "java\nscript:" would still run.
_SKIPPED = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
PATH_SAFE = "/!$&'()*+,;=:@-._~"


def anchor(unit_id: str) -> str:
    """An HTML id for a unit's or section's id: the same, without white space or controls."""
    return _SKIPPED.sub("-", unit_id)


def page_name(chapter_name: str) -> str:
    """``part/one.md`` → ``part/one.html``"""
    return posixpath.splitext(chapter_name)[0] + ".html"


def contents_name(chapter_names: Iterable[str]) -> str:
    """``index.html``; ``contents.html`` where a chapter itself takes that name."""
    return _free(("index.html", "contents.html", "contents-page.html"), chapter_names)


def single_name(chapter_names: Iterable[str]) -> str:
    return _free(("single.html", "single-page.html", "whole-guide.html"), chapter_names)


def _free(candidates: tuple[str, ...], chapter_names: Iterable[str]) -> str:
    # Compared without case: on many disks Index.html and index.html are one file.
    taken = {page_name(name).casefold() for name in chapter_names}
    return next((name for name in candidates if name not in taken), "_" + candidates[0])


def relative(target: str, page: str) -> str:
    """The address of one output path as seen from another, percent-encoded."""
    return quote(posixpath.relpath(target, posixpath.dirname(page) or "."), safe=PATH_SAFE)


def scheme(target: str) -> str:
    """``https`` of ``https://…``; ``""`` where an address has none."""
    found = _SCHEME.match(_SKIPPED.sub("", target))
    return found[1].lower() if found else ""


def is_safe(target: str) -> bool:
    return scheme(target) not in _UNSAFE


def is_remote(target: str) -> bool:
    return bool(scheme(target)) or _SKIPPED.sub("", target).startswith(("//", "\\\\", "/\\"))


def own_anchor(block: Block) -> str:
    """The id that a block shows: of a heading its section's, of others the author's, if any."""
    if block.kind is BlockKind.HEADING and block.section:
        return anchor(block.section)
    if block.mark.id:
        # An author's id is unique in its section only.
        return anchor(f"{block.section}.{block.mark.id}" if block.section else block.mark.id)
    # What an overlay puts in place of another block is still found where that one was.
    return anchor(block.addresses[0]) if block.addresses else ""


def within_guide(name: str, chapter: EditionChapter) -> str:
    """An id as the single page has it: always under its chapter's."""
    head = anchor(chapter.id)
    return name if not head or name == head or name.startswith(head + ".") else f"{head}.{name}"


def plain(inlines: Iterable[Inline]) -> str:
    """The words of some running text, without markup."""
    return "".join(_plain(inlines))


def _plain(inlines: Iterable[Inline]) -> Iterator[str]:
    from adaptkit.model.document import InlineKind as Kind

    for inline in inlines:
        match inline.kind:
            case Kind.SOFT_BREAK | Kind.HARD_BREAK:
                yield " "
            case Kind.HTML | Kind.FOOTNOTE_REFERENCE:
                pass
            case Kind.TEXT | Kind.CODE | Kind.ISOLATE:
                yield inline.text
            case _:
                yield inline.text if not inline.children else plain(inline.children)


def slug(words: str) -> str:
    """The anchor that readers of Markdown expect of a heading: ``Your team!`` → ``your-team``."""
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", words.strip().lower()))


def _fragments(chapter: EditionChapter) -> dict[str, str]:
    """What an author may write after ``#`` → the anchor on the page; the surest names first."""
    found: dict[str, str] = {}
    named = [(block, own) for block in chapter.walk() if (own := own_anchor(block))]
    for block, own in named:
        if block.mark.id:
            found.setdefault(block.mark.id, own)
    for block, own in named:
        for name in (own, block.id, block.section.partition(".")[2]):
            if name and (block.kind is BlockKind.HEADING or name != block.section):
                found.setdefault(name, own)
        for address in block.addresses:
            found.setdefault(address, own)
            found.setdefault(address.rpartition(".")[2], own)
    seen: dict[str, int] = {}
    for block, own in named:
        if block.kind is not BlockKind.HEADING:
            continue
        words = slug(block.text)
        count = seen.get(words, 0)
        seen[words] = count + 1
        found.setdefault(f"{words}-{count}" if count else words, own)
        found.setdefault(slug(plain(block.inlines)), own)
    return found


@dataclass(frozen=True, slots=True)
class Help:
    """Where the guide says when to get help at once: the first ``urgent`` call-out.

    ``heading`` stands above it; None where the chapter has none before it."""

    chapter: EditionChapter
    heading: Block | None

    @property
    def words(self) -> str:
        words = " ".join(plain(self.heading.inlines).split()) if self.heading else ""
        return words or self.chapter.title

    @property
    def place(self) -> str:
        return own_anchor(self.heading) if self.heading else ""


def first_help(chapters: Iterable[EditionChapter]) -> Help | None:
    for chapter in chapters:
        heading: Block | None = None
        for block in chapter.walk():
            if block.kind is BlockKind.HEADING:
                heading = block
            elif block.kind is BlockKind.CALLOUT and block.info.lower() == "urgent":
                return Help(chapter, heading)
    return None


_Waiting = tuple[Position, BlockKind, Mark]


def _waiting(block: Block) -> _Waiting:
    return block.position, block.kind, block.mark


@dataclass(frozen=True, slots=True)
class Site:
    """All pages of one edition. ``fragments``: chapter name → what may follow ``#`` → anchor.
    ``waiting``: the open adaptation points."""

    edition: Edition
    chapters: Mapping[str, EditionChapter]
    fragments: Mapping[str, Mapping[str, str]]
    assets: Mapping[str, bytes]
    contents: str
    single: str
    help: Help | None = None
    waiting: frozenset[_Waiting] = frozenset()

    @classmethod
    def of(cls, edition: Edition) -> Site:
        names = [chapter.name for chapter in edition.chapters]
        return cls(
            edition,
            {chapter.name: chapter for chapter in edition.chapters},
            {chapter.name: _fragments(chapter) for chapter in edition.chapters},
            {asset.name: asset.content for asset in edition.assets},
            contents_name(names),
            single_name(names),
            first_help(edition.chapters),
            frozenset(map(_waiting, edition.open_points)),
        )

    def waits(self, block: Block) -> bool:
        """Whether this passage about another country is shown without anybody's decision."""
        return bool(self.waiting) and _waiting(block) in self.waiting

    def asset(self, target: str, chapter: EditionChapter) -> str | None:
        """The name of the picture that a chapter means, or None where it is not there."""
        if is_remote(target):
            return None
        return self._found(re.split(r"[?#]", target)[0], chapter, self.assets)

    def _found(self, path: str, chapter: EditionChapter, known: Collection[str]) -> str | None:
        # An overlay's prose names things from the guide's root, wherever it has been put.
        for base in (posixpath.dirname(chapter.name), ""):
            for written in (unquote(path), path):
                name = posixpath.normpath(posixpath.join(base, written))
                if name in known:
                    return name
        return None

    def href(self, target: str, chapter: EditionChapter, *, single: bool) -> str | None:
        """What to write in ``href``; None where the link must not be made."""
        if not is_safe(target):
            return None
        if is_remote(target) or target.startswith("/"):
            return target
        path, mark, fragment = target.partition("#")
        name = self._found(path, chapter, self.chapters) if path else chapter.name
        if name is not None:
            return self._chapter_href(name, mark, fragment, chapter, single)
        asset = self.asset(path, chapter)
        page = self.single if single else page_name(chapter.name)
        if asset is not None:
            return relative(asset, page) + mark + fragment
        if single and "?" not in path:
            # What a nested chapter points at is elsewhere when seen from the single page.
            whole = posixpath.join(posixpath.dirname(chapter.name), unquote(path))
            return relative(whole, page) + mark + fragment
        return target

    def _chapter_href(
        self, name: str, mark: str, fragment: str, chapter: EditionChapter, single: bool
    ) -> str:
        meant = self.chapters[name]
        own = self.fragments[name].get(unquote(fragment)) if fragment else None
        if single:
            place = within_guide(own, meant) if own else chapter_anchor(meant)
            return "#" + quote(place, safe=PATH_SAFE)
        # A bare "#" stays on the page; an anchor that nobody has stays as it was written.
        end = "#" + quote(own, safe=PATH_SAFE) if own else mark + fragment
        if name == chapter.name and end:
            return end
        return relative(page_name(name), page_name(chapter.name)) + end


def chapter_anchor(chapter: EditionChapter) -> str:
    """Where a chapter begins on the single page."""
    return f"chapter-{anchor(chapter.id)}"
