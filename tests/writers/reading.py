"""The words that a reader meets in each format, in the order in which they stand."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
# They stand between letters and are none.
_BETWEEN = re.compile("[\u200b\u2066-\u2069]")
_WITHIN = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp "
    "small span strong sub sup time tt u var wbr".split()
)
# Marks of footnotes, and what a page says of its own place in the whole.
_NOT_READ = frozenset(
    "footnote-reference footnote-ref footnote-back footnote-backref chapter-number".split()
)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", _BETWEEN.sub("", text))


class _Page(HTMLParser):
    """``body`` and ``notes``: what the text says and what its footnotes say."""

    def __init__(self) -> None:
        super().__init__()
        self.body = ""
        self.notes = ""
        self._skipped = ""
        self._noted = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = dict(attrs).get("class") or ""
        if kind == "footnotes":
            self._noted = True
        if kind in _NOT_READ:
            self._skipped = tag
        if tag == "img":
            self.handle_data(dict(attrs).get("alt") or "")
        elif tag not in _WITHIN:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._skipped:
            self._skipped = ""
        elif tag == "section":
            self._noted = False
        if tag not in _WITHIN:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        if self._skipped:
            return
        if self._noted:
            self.notes += data
        else:
            self.body += data


def page_words(html: str) -> tuple[list[str], list[str]]:
    """Of the text, and of its footnotes."""
    page = _Page()
    page.feed(html)
    page.close()
    return words(page.body), words(page.notes)


def part(document: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return ElementTree.fromstring(archive.read(name))


def _said(paragraph: ElementTree.Element) -> str:
    out = ""
    for one in paragraph.iter():
        if one.tag == f"{WORD}t":
            out += one.text or ""
        elif one.tag in (f"{WORD}br", f"{WORD}tab"):
            out += " "
        elif one.tag == _DRAWN:
            out += one.get("descr") or ""
    return out


def paragraphs(root: ElementTree.Element) -> list[ElementTree.Element]:
    return list(root.iter(f"{WORD}p"))


def style_of(paragraph: ElementTree.Element) -> str:
    style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
    return "" if style is None else style.get(f"{WORD}val") or ""


def places_in(root: ElementTree.Element) -> set[str]:
    return {one.get(f"{WORD}name") or "" for one in root.iter(f"{WORD}bookmarkStart")}


def document_words(document: bytes) -> tuple[list[str], list[str]]:
    """Of the chapters, and of their footnotes."""
    every = paragraphs(part(document, "word/document.xml"))
    listed = max(n for n, one in enumerate(every) if style_of(one) == "TOC1")
    about = next(n for n, one in enumerate(every) if "to_about" in places_in(one))
    notes = paragraphs(part(document, "word/footnotes.xml"))
    return (
        words(" ".join(_said(one) for one in every[listed + 1 : about])),
        words(" ".join(_said(one) for one in notes)),
    )


def rendered(markdown: str) -> str:
    """As CommonMark with GitHub's tables, strikethrough and footnotes reads it."""
    read = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return str(read.use(footnote_plugin).use(tasklists_plugin).render(markdown))


def markdown_words(text: str) -> tuple[list[str], list[str]]:
    """Of the chapters, and of their footnotes."""
    html = rendered(text.split("\n---\n", 1)[1])
    chapters, about = re.split(r"<h1>(?:<span[^>]*>)?About this edition(?:</span>)?</h1>", html)
    return page_words(chapters)[0], page_words(about)[1]
