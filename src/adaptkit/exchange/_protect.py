"""Which stretches of a unit's Markdown a translator should not have to type."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adaptkit.exchange._controls import ILLEGAL
from adaptkit.texts.placeholders import PLACEHOLDER

CONTROL = "x-control"
# The order decides where two could begin at the same place. Nothing depends on finding exactly
# what a Markdown parser finds: what is protected is carried whole, and so is what is not.
_PIECES = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`)(?:[^`]|(?!(?P=ticks)(?!`))`)+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<construct>\{\{[^{}\n]*\}\}|\{%(?:[^%{}\n]|%(?!\}))*%\}|\{[\w:+-]+\}`[^`\n]+`)"
    rf"|(?P<placeholder>{PLACEHOLDER.pattern})"
    r"|(?P<language>(?<=\])\{[ \t]*lang=[^{}\n]*\})"
    r"|(?P<footnote>\[\^[^\]\s]+\])"
    r"|(?<=\]\()(?P<link><[^<>\n]*>|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*)"
    r"|(?<=\]\[)(?P<label>[^\[\]\n]+)(?=\])"
    r"|(?P<html><(?:/?[A-Za-z]|!--|[?!])[^<>]*>)"
    r"|(?P<lb>\\\n)"
    rf"|(?P<control>{ILLEGAL.pattern})"
)
# Of placeholders the schema knows image, page break and line break; others begin with x-.
_KINDS = {
    "code": "x-code",
    "construct": "x-construct",
    "placeholder": "x-placeholder",
    "language": "x-language",
    "footnote": "x-footnote",
    "link": "x-link",
    "label": "x-link",
    "html": "x-html",
    "lb": "lb",
    "control": CONTROL,
}


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """(kind, stretch), kind ``""`` for words. Joined they are the text."""
    at = 0
    for found in _PIECES.finditer(text):
        if found.start() > at:
            yield "", text[at : found.start()]
        kind = next(k for name, k in _KINDS.items() if found[name] is not None)
        if kind != CONTROL and ILLEGAL.search(found[0]):
            # A code span that holds such a character is carried in its parts.
            yield from _parts(kind, found[0])
        else:
            yield kind, found[0]
        at = found.end()
    if at < len(text):
        yield "", text[at:]


def _parts(kind: str, text: str) -> Iterator[tuple[str, str]]:
    at = 0
    for found in ILLEGAL.finditer(text):
        if found.start() > at:
            yield kind, text[at : found.start()]
        yield CONTROL, found[0]
        at = found.end()
    if at < len(text):
        yield kind, text[at:]
