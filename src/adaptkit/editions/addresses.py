"""Addresses: which are safe to open, and which lead out of the edition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

# The addresses that a reader's program may open. Any other runs code, starts a program or shows
# what a page should not reach: new ones of that kind come up every year.
SCHEMES = ("http", "https", "mailto", "tel", "sms")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
# Longer than any scheme, each of its letters encoded several times over.
BEGINNING = 2000
_ROUNDS = 8
# Browsers skip these in front of and inside an address, so "java\nscript:" would still run.
_SKIPPED = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


def without_controls(text: str, instead: str = "") -> str:
    """The text with white space and what nobody sees replaced."""
    return _SKIPPED.sub(instead, text)


def scheme(target: str) -> str:
    """``https`` of ``https://…``; ``""`` where an address has none."""
    found = _SCHEME.match(without_controls(target))
    return found[1].lower() if found else ""


def is_safe(target: str) -> bool:
    """Whether the address is relative or one of ``SCHEMES``, however often it is encoded."""
    return all(scheme(text) in ("", *SCHEMES) for text in _decoded(target))


def _decoded(target: str) -> Iterator[str]:
    """What is written, and what comes of it when entities and percent signs are read, again and
    again. Only the beginning says what kind of address it is."""
    text = target.lstrip()[:BEGINNING]
    yield text
    for _ in range(_ROUNDS):
        before, text = text, unquote(unescape(text))
        if text == before:
            return
        yield text


def as_path(address: str) -> str:
    """A relative address that is one to every program: where its beginning looks like a scheme,
    such as that of a picture called ``https:x.svg``, it says that it is none (RFC 3986, 4.2)."""
    return f"./{address}" if any(map(scheme, _decoded(address))) else address


def is_remote(target: str) -> bool:
    start = without_controls(target)
    return bool(scheme(target)) or start.startswith(("//", "\\\\", "/\\"))
