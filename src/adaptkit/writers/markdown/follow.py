"""Every link and picture of the Markdown files that were written is followed, as a program that
makes pages of them would."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from adaptkit.editions.anchors import slug
from adaptkit.guides.inline_trees import plain_text, with_more
from adaptkit.guides.inlines import Context, parse_inlines
from adaptkit.guides.parse import parse_chapter
from adaptkit.model.document import Block, BlockKind, Chapter
from adaptkit.model.inline import InlineKind
from adaptkit.model.layout import MARKDOWN
from adaptkit.writers import Followed, Link

_MAY_LEAD = re.compile(r"\[\^[^\[\]\n]*\]:|\](?:\(|:)[ \t]*\n?[ \t]*(?:<([^<>\n]*)>|([^\s()<>]+))")
_HTML = re.compile(r"""\b(?:href|src)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_ID = re.compile(r"""\b(?:id|name)\s*=\s*["']?([^"'\s>]+)|\{\s*#([\w:.-]+)""")
_HEADING = re.compile(r"(?m)^[ >\t]*#{1,6}[ \t]+(.*?)(?:[ \t]*\{[^{}\n]*\}|[ \t]+#+)?[ \t]*$")
# What looks like a link in these is shown as it stands, or as its words alone.
_PLAIN = frozenset(
    {
        BlockKind.CODE,
        BlockKind.CAPTION,
        BlockKind.FIELD,
        BlockKind.FRONT_MATTER,
        BlockKind.ALTERNATIVE,
    }
)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/|\?")


def follow(files: Mapping[str, bytes]) -> Followed:
    """What is dead among the links and pictures of these files, and what leads to other folders.

    Links are read off the text, which costs next to nothing; only a file with one that seems dead
    is parsed, for code may look like a link.
    """
    places = _Places(files)
    dead: list[Link] = []
    across: dict[str, Link] = {}
    for page, content in files.items():
        if not page.lower().endswith(MARKDOWN):
            continue
        text = content.decode("utf-8", "replace")
        found: list[tuple[Link, str]] = []
        for target in dict.fromkeys(_may_lead(text)):
            path = unquote(re.split(r"[?#]", target)[0])
            there = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
            if there.startswith("../") or not places.arrives(there if path else page, target):
                found.append((Link(page, target), there))
        real = set(_leads(_parsed(page, text))) if found else set()
        for link, there in found:
            if link.target in real and there.startswith("../"):
                across.setdefault(there, link)
            elif link.target in real:
                dead.append(link)
    return Followed(tuple(dead), across)


def _may_lead(text: str) -> Iterator[str]:
    """What may be a link into the edition: the label of a footnote is none."""
    for pattern in (_MAY_LEAD, _HTML):
        for found in pattern.finditer(text):
            target = found[found.lastindex] if found.lastindex else ""
            if target and not _ELSEWHERE.match(target):
                yield target


class _Places:
    """What can be linked to in each file: read off its text, and parsed only where that does not
    have it."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self._plain: dict[str, frozenset[str]] = {}
        self._parsed: dict[str, frozenset[str]] = {}

    def arrives(self, there: str, target: str) -> bool:
        if there not in self._files:
            return False
        place = unquote(target.partition("#")[2])
        if not place or not there.lower().endswith(MARKDOWN):
            return True
        if there not in self._plain:
            text = self._files[there].decode("utf-8", "replace")
            self._plain[there] = frozenset({*_ids(text), *map(slug, _HEADING.findall(text))})
        if place in self._plain[there]:
            return True
        if there not in self._parsed:
            text = self._files[there].decode("utf-8", "replace")
            self._parsed[there] = frozenset(_slugs(_parsed(there, text)))
        return place in self._parsed[there]


def _ids(text: str) -> Iterator[str]:
    return (found[1] or found[2] for found in _ID.finditer(text))


def _parsed(name: str, text: str) -> Chapter:
    return parse_chapter(text, path=name, name=name, chapter_id="")


def _slugs(chapter: Chapter) -> Iterator[str]:
    """What headings are called; of the same words the second gets ``-1``."""
    context = Context.of(chapter)
    seen: dict[str, int] = {}
    for block in chapter.walk():
        if block.kind is BlockKind.HEADING:
            words = slug(plain_text(parse_inlines(block.text, context)))
            count = seen.get(words, 0)
            seen[words] = count + 1
            yield f"{words}-{count}" if count else words


def _leads(chapter: Chapter) -> Iterator[str]:
    """Where its links lead, and what it shows."""
    context = Context.of(chapter)
    for block in chapter.walk():
        yield from _of_block(block, context)
    for one in chapter.references.values():
        yield one.target


def _of_block(block: Block, context: Context) -> Iterator[str]:
    if block.kind is BlockKind.FIGURE:
        yield block.target
    elif block.kind is BlockKind.HTML:
        yield from _HTML.findall(block.text)
    elif block.kind not in _PLAIN and block.text:
        for piece in with_more(parse_inlines(block.text, context)):
            if piece.kind is InlineKind.HTML:
                yield from _HTML.findall(piece.text)
            elif piece.kind in (InlineKind.LINK, InlineKind.IMAGE):
                yield piece.target
