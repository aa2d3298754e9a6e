"""Every link of the pages that were written is followed: the one proof that holds for all of them,
whoever made the link."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote

from adaptkit.writers import Followed, Link

_PAGE = ".html"
# As our own pages have them; an author's own HTML may have others.
_LEADS = re.compile(rb'href="([^"]*)"')
_SHOWS = re.compile(rb'src="([^"]*)"')
# In small letters. Each begins with letters, for which a whole book is searched in no time.
_VALUE = rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
_ANY_LEADS = tuple(re.compile(name + _VALUE) for name in (rb"href", rb"src"))
_ANY_ID = tuple(re.compile(rb"%s(?<=\b%s)" % (name, name) + _VALUE) for name in (rb"id", rb"name"))
# Of every page's search box too; what a page says of itself is no place on it.
_ID = re.compile(rb' id="([^"]*)"')
_NAME = re.compile(rb' name="(?<!<meta name=")([^"]*)"')
_UPWARDS = re.compile(r"((?:\.\./)+)((?:[\w-]+/)*[\w-][\w.-]*)")
_ON_THIS_PAGE = ("#", "?")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/")


def follow(files: Mapping[str, bytes], ending: str = _PAGE) -> Followed:
    """What is dead among the links and pictures of these files, and what leads to other folders.

    A link is read off the bytes, which costs next to nothing; only a page with a dead one is read
    as a browser reads it, in which text that looks like a link is none. Most links of a page are
    those of every page beside it: where one has been followed once, it is not followed again.
    ``ending``: of pages.
    """
    ids: dict[str, frozenset[str]] = {}
    dead: list[Link] = []
    across: dict[str, Link] = {}
    known: dict[str, set[str]] = {}
    for page, content in files.items():
        if not page.endswith(ending):
            continue
        found: list[Link] = []
        settled = known.setdefault(posixpath.dirname(page), set())
        for target in sorted(_targets(content) - settled):
            outside = _outside(page, target)
            if outside:
                across.setdefault(outside, Link(page, target))
            elif outside is None and not _arrives(files, ids, page, target):
                found.append(Link(page, target))
                continue
            if not target.startswith(_ON_THIS_PAGE):
                settled.add(target)
        if found:
            real = _read(content)
            dead += [link for link in found if link.target in real]
    return Followed(tuple(dead), across)


def _targets(content: bytes) -> frozenset[str]:
    """What the page links to and shows, once each."""
    plain = _LEADS.findall(content) + _SHOWS.findall(content)
    small = content.lower()
    named = sum(map(small.count, (b"href", b"src=", b"src =")))
    if named != len(plain) + content.count(b"hreflang"):
        plain += _values(_ANY_LEADS, content, small)
    return _unescaped(plain)


def _outside(page: str, target: str) -> str | None:
    """Where the target is, seen from the files' own folder, if it is not in it; ``""`` where that
    is no file of this build at all; None where it is inside."""
    if target.startswith("#"):
        return None
    upwards = _UPWARDS.fullmatch(target)
    if upwards:
        # As every page's menu leads to the other editions.
        out = len(upwards[1]) // 3 - page.count("/")
        return "../" * out + upwards[2] if out > 0 else None
    if not target or _ELSEWHERE.match(target):
        return ""
    path = re.split(r"[?#]", target)[0]
    if not path or ".." not in path:
        return None
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path)))
    return whole if whole.startswith("../") else None


def _arrives(
    files: Mapping[str, bytes], ids: dict[str, frozenset[str]], page: str, target: str
) -> bool:
    path, _, place = target.partition("#")
    path = path.partition("?")[0]
    there = page
    if path:
        there = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path)))
    if there not in files:
        return False
    if not place or not there.endswith(posixpath.splitext(page)[1]):
        return True
    if there not in ids:
        ids[there] = _ids(files[there])
    return place in ids[there] or unquote(place) in ids[there]


def _ids(content: bytes) -> frozenset[str]:
    plain = _ID.findall(content) + _NAME.findall(content)
    named = content.count(b"id=") + content.count(b"name=") - content.count(b'<meta name="')
    if named != len(plain):
        plain += _values(_ANY_ID, content, content.lower())
    return _unescaped(plain)


def _values(patterns: Iterable[re.Pattern[bytes]], content: bytes, small: bytes) -> list[bytes]:
    """The values of attributes, however they are written. ``small``: all of it in small letters."""
    found = (one for pattern in patterns for one in pattern.finditer(small))
    return [content[slice(*one.span(one.lastindex or 0))] for one in found]


def _unescaped(written: list[bytes]) -> frozenset[str]:
    """The values of attributes, once each."""
    # Joined by what stands in no page: one call for all of them.
    joined = b"\0".join(dict.fromkeys(written)).decode("utf-8", "replace")
    values = joined.split("\0")
    return frozenset(map(unescape, values) if "&" in joined else values)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.targets: set[str] = set()

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.targets.update(value or "" for name, value in attrs if name in ("href", "src"))


def _read(content: bytes) -> set[str]:
    reader = _Reader()
    reader.feed(content.decode("utf-8", "replace"))
    reader.close()
    return reader.targets
