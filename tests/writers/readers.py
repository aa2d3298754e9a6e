"""What readers get of an edition: the words of a page, a book that was opened, a text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

from adaptkit.editions.complete import complete
from adaptkit.model.edition import Edition
from adaptkit.writers import ALONE, FORMATS

from .builders import sample_editions

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_SILENT = ("script", "style", "template", "iframe", "noembed", "noframes")
# Written by a book, and not by a page.
_OF_BOOKS = ("draft", "footnote-number")


class Words(HTMLParser):
    """The words of HTML as a browser shows them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT and not self.silent:
            self.silent = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self.silent:
            self.silent = ""

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.parts)


def signs(text: str) -> str:
    """The text without white space and without what no book can hold."""
    return "".join(
        re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffc\U00010000-\U0010ffff]", "", text).split()
    )


def opened(book: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def book_of(made: Edition) -> Mapping[str, bytes]:
    (content,) = FORMATS["epub"]().write(made, ALONE).values()
    return opened(content)


def text_of(made: Edition) -> str:
    (content,) = FORMATS["txt"]().write(made, ALONE).values()
    return content.decode("utf-8")


def parsed(page: bytes) -> ElementTree.Element:
    """The page, read by a parser that takes nothing but XML."""
    return ElementTree.fromstring(page)


def chapter_words(page: bytes) -> str:
    """The words of a chapter of a book that stand in the web page too."""
    (section,) = parsed(page).findall(f"{XHTML}body/{XHTML}section")
    found: list[str] = []

    def walk(element: ElementTree.Element) -> None:
        own = element.get("class") in _OF_BOOKS or element.get("role") == "img"
        if not own:
            found.append(element.text or "")
            for child in element:
                walk(child)
        found.append(element.tail or "")

    walk(section)
    return "".join(found)


def written_books(folder: Path) -> list[Path]:
    """Books of the sample editions, as a build would write them."""
    found = []
    for of in sample_editions():
        (content,) = FORMATS["epub"]().write(complete(of, of.assets), ALONE).values()
        path = folder / of.spec.name / "epub" / f"{of.spec.name}.epub"
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        found.append(path)
    return found
