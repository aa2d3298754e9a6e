"""Every link of the pages that were written is followed: the one proof that holds for all of them,
whoever made the link."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote

from adaptkit.writers import Followed, Link

_PAGE = ".html"
# As our own pages have them; an author's own HTML may have others.
_LEADS = re.compile(rb'href="([^"]*)"')
_SHOWS = re.compile(rb'src="([^"]*)"')
_ANY_LEADS = re.compile(rb"(?i:href|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_ID = re.compile(rb' id="([^"]*)"')
_ANY_ID = re.compile(rb"(?i:\bid|\bname)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/")


def follow(files: Mapping[str, bytes]) -> Followed:
    """What is dead among the links and pictures of these files, and what leads to other folders.

    A link is read off the bytes, which costs next to nothing; only a page with a dead one is read
    as a browser reads it, in which text that looks like a link is none.
    """
    ids: dict[str, frozenset[str]] = {}
    dead: list[Link] = []
    across: dict[str, Link] = {}
    for page, content in files.items():
        if not page.endswith(_PAGE):
            continue
        found: list[Link] = []
        for target in _targets(content):
            outside = _outside(page, target)
            if outside:
                across.setdefault(outside, Link(page, target))
            elif outside is None and not _arrives(files, ids, page, target):
                found.append(Link(page, target))
        if found:
            real = _read(content)
            dead += [link for link in found if link.target in real]
    return Followed(tuple(dead), across)


def _targets(content: bytes) -> Iterator[str]:
    """What the page links to and shows, once each."""
    plain = _LEADS.findall(content) + _SHOWS.findall(content)
    found = set(plain)
    named = sum(map(content.count, (b"href", b"HREF", b"Href", b"src=", b"SRC", b"src =")))
    if named != len(plain) + content.count(b"hreflang"):
        found |= {b"".join(groups) for groups in _ANY_LEADS.findall(content)}
    for one in sorted(found):
        yield unescape(one.decode("utf-8", "replace"))


def _outside(page: str, target: str) -> str | None:
    """Where the target is, seen from the files' own folder, if it is not in it; ``""`` where that
    is no file of this build at all; None where it is inside."""
    path = re.split(r"[?#]", target)[0]
    if not target or _ELSEWHERE.match(target):
        return ""
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
    if not place or not there.endswith(_PAGE):
        return True
    if there not in ids:
        ids[there] = _ids(files[there])
    return place in ids[there] or unquote(place) in ids[there]


def _ids(content: bytes) -> frozenset[str]:
    plain = _ID.findall(content)
    found = set(plain)
    if content.count(b"id=") + content.count(b"name=") != len(plain) + content.count(
        b'<meta name="'
    ):
        found |= {b"".join(groups) for groups in _ANY_ID.findall(content)}
    return frozenset(unescape(one.decode("utf-8", "replace")) for one in found)


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
