"""HTML as the XML that a book is made of, whoever wrote it: an author's own HTML may leave tags
open, close strange ones or run, and one such place would keep a program from opening the chapter.

What our own functions have rendered passes as it is. All of it goes the same way, since an author's
HTML may open in one passage what it closes in another.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from urllib.parse import quote, unquote

from adaptkit.editions.addresses import is_remote, is_safe, scheme
from adaptkit.records import Record
from adaptkit.writers.epub._names import (
    ELEMENTS,
    ENDS,
    ENDS_PARAGRAPH,
    EVERYWHERE,
    HOLDS_PARAGRAPHS,
    MATHS,
    OWN,
    PRESENT,
    RENAMED,
    SKIPPED,
    TYPES,
    VOID,
)

_MATHML = "http://www.w3.org/1998/Math/MathML"
# libxml2, with which many programs read books, goes no deeper than 255; the page is around it.
_DEEPEST = 200
# XML 1.0, production 2. A form feed is white space in HTML; the others show nothing.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Namespaces in XML, production 4, without the letters that no one needs.
_NAME = re.compile(r"[^\W\d][\w.\-]*")
_NOT_IN_NAME = re.compile(r"[^\w.\-]")
_ADDRESS_SAFE = "/!$&'()*+,;=:@-._~%?"
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NUMBER = re.compile(r"[0-9]{1,6}")
_NUMBERS = frozenset({"width", "height", "start", "value", "colspan", "rowspan", "span"})
# EPUBCheck 5.3 does not know that one can write to a number, and warns: it is shown instead.
SPELLED = "sms"
_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


class Sheet(Record, frozen=True):
    """``html``: as XML. ``maths``: whether there is MathML in it."""

    html: str
    maths: bool = False


def xhtml(html: str, places: Mapping[str, str], folder: str = "") -> Sheet:
    """``html``: what stands inside of a body. ``places``: where an author's own HTML means pages
    and pictures by the names that they have elsewhere; ``folder``: where it stands itself."""
    reader = _Reader(places, folder)
    reader.read(html)
    return Sheet("".join(reader.out), reader.maths)


def escape(text: str) -> str:
    """As text or inside of quotes."""
    text = _NO_XML.sub(lambda m: " " if m[0] == "\f" else "\ufffd", text)
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


def xml_id(name: str) -> str:
    """An id as XML can have it; most are as they are."""
    if _NAME.fullmatch(name):
        return name
    return "_" + _NOT_IN_NAME.sub(lambda m: f"_{ord(m[0]):x}_", name)


class _Places(Record, frozen=True):
    named: Mapping[str, str]
    there: frozenset[str]
    folder: str

    def href(self, written: str) -> str | None:
        """The address as a book can have it; None where there must be no link."""
        if not is_safe(written) or written.startswith(("/", "\\")):
            return None
        if scheme(written) == SPELLED:
            return None
        if is_remote(written):
            return _tidy(written)
        path, mark, name = written.partition("#")
        there = self._found(path) if path else ""
        return _tidy(path if there is None else there) + (
            mark + quote(xml_id(unquote(name)), safe=_ADDRESS_SAFE) if name else ""
        )

    def source(self, written: str) -> str | None:
        """A picture of the book; None where there is none."""
        return None if is_remote(written) else self._found(re.split(r"[?#]", written)[0])

    def _found(self, path: str) -> str | None:
        if path in self.there:
            return path
        for base in (self.folder, ""):
            name = posixpath.normpath(posixpath.join(base, unquote(path)))
            if name in self.named:
                return self.named[name]
        return None


def _tidy(address: str) -> str:
    """With nothing in it that has to be encoded."""
    head, mark, rest = address.partition("#")
    whole = quote(head, safe=_ADDRESS_SAFE) + (mark and mark + quote(rest, safe=_ADDRESS_SAFE))
    return _PERCENT.sub("%25", whole)


def _digits(text: str) -> str:
    return re.sub(r"<[^>]*>|\D", "", text)


class _Reader(HTMLParser):
    def __init__(self, places: Mapping[str, str], folder: str) -> None:
        super().__init__(convert_charrefs=True)
        self.places = _Places(places, frozenset(places.values()), folder)
        self.out: list[str] = []
        self.maths = False
        self.stack: list[str] = []
        self.ids: set[str] = set()
        self.skipping: list[str] = []
        # Links that have to be said in words: how deep they are, where they begin, the number.
        self.spelled: list[tuple[int, int, str]] = []

    def read(self, html: str) -> None:
        self.feed(html)
        self.close()
        self._close_to(0)

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.out.append(escape(data))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # ``<br/>`` closes itself; of any other element HTML knows no such thing.
        self.handle_starttag(tag, attrs)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.skipping or tag in SKIPPED:
            if tag == (self.skipping or [tag])[0]:
                self.skipping.append(tag)
            return
        name = RENAMED.get(tag, tag)
        if name not in ELEMENTS and name not in MATHS:
            return
        self._end_others(name)
        given: dict[str, str] = {}
        for key, value in attrs:
            given.setdefault(key, value or "")
        if name == "img" and not self._has_source(given):
            self._missing(given.get("alt", ""))
            return
        if len(self.stack) >= _DEEPEST and name not in VOID:
            return
        self.out.append(f"<{name}{self._attributes(name, given)}")
        if name in VOID:
            self.out.append(" />")
        else:
            self.out.append(">")
            self.stack.append(name)
            if name == "a" and scheme(given.get("href", "")) == SPELLED:
                number = given["href"].strip().partition(":")[2].partition("?")[0]
                self.spelled.append((len(self.stack), len(self.out), unquote(number)))
        self.maths = self.maths or name == "math"

    def handle_endtag(self, tag: str) -> None:
        if self.skipping:
            if tag == self.skipping[0]:
                self.skipping.pop()
            return
        name = RENAMED.get(tag, tag)
        if name == "br":
            self.handle_starttag("br", [])
        elif name in self.stack:
            self._close_to(len(self.stack) - 1 - self.stack[::-1].index(name))

    def _close_to(self, depth: int) -> None:
        while len(self.stack) > depth:
            if self.spelled and self.spelled[-1][0] == len(self.stack):
                _, at, number = self.spelled.pop()
                if _digits(number) not in _digits("".join(self.out[at:])):
                    self.out.append(f' (<bdi dir="ltr">{escape(number)}</bdi>)')
            self.out.append(f"</{self.stack.pop()}>")

    def _end_others(self, name: str) -> None:
        if name in ENDS_PARAGRAPH:
            self._end(frozenset({"p"}), HOLDS_PARAGRAPHS)
        ended, within = ENDS.get(name, (frozenset[str](), frozenset[str]()))
        if ended:
            self._end(ended, within)

    def _end(self, ended: frozenset[str], within: frozenset[str]) -> None:
        """Close the outermost of these that is open, and all inside of it, but none beyond what
        holds them."""
        found = None
        for depth in range(len(self.stack) - 1, -1, -1):
            if self.stack[depth] in within:
                break
            if self.stack[depth] in ended:
                found = depth
        if found is not None:
            self._close_to(found)

    def _attributes(self, name: str, given: Mapping[str, str]) -> str:
        allowed = OWN.get(name, frozenset())
        kept: dict[str, str] = {}
        for key, value in given.items():
            if key in EVERYWHERE or key in allowed:
                kept |= self._attribute(key, value)
        if name == "math":
            kept["xmlns"] = _MATHML
        return "".join(f' {key}="{escape(value)}"' for key, value in kept.items())

    def _attribute(self, key: str, value: str) -> dict[str, str]:
        """What becomes of it, by name; nothing where it may not pass."""
        match key:
            case "id":
                return self._id(value)
            case "href":
                href = self.places.href(value.strip())
                return {} if href is None else {key: href}
            case "src":
                return {key: self.places.source(value.strip()) or ""}
            case "lang":
                return {"lang": value, "xml:lang": value} if _TAG.fullmatch(value) else {}
            case "dir":
                return {key: value.lower()} if value.lower() in ("ltr", "rtl", "auto") else {}
            case "epub:type":
                return {key: value} if value in TYPES else {}
            case "aria-labelledby":
                return {key: xml_id(value)} if value and value.split() == [value] else {}
            case _ if key in PRESENT:
                return {key: key}
            case _ if key in _NUMBERS:
                return {key: value} if _NUMBER.fullmatch(value) else {}
            case _:
                return {key: value} if value or key == "alt" else {}

    def _id(self, value: str) -> dict[str, str]:
        name = xml_id(value)
        if not value or name in self.ids:
            return {}
        self.ids.add(name)
        return {"id": name}

    def _has_source(self, given: Mapping[str, str]) -> bool:
        return self.places.source(given.get("src", "").strip()) is not None

    def _missing(self, words: str) -> None:
        """The words of a picture that the book has not got."""
        if words.strip():
            self.out.append(f'<span class="missing-picture">{escape(words)}</span>')
