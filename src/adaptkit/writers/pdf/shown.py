"""What a page's content stream shows: strings of glyphs, and where their runs begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from adaptkit.records import Record

Letters = Mapping[bytes, Mapping[bytes, bytes]]
"""Of each font of a page, by its name there: glyph → what it says, in hexadecimal UTF-16."""

INSIDE = rb"(?:\\.|[^\\()]|\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\))*"
"""What may stand between a string's brackets."""
STRING = re.compile(rb"\((" + INSIDE + rb")\)", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
BYTE = re.compile(rb"\\(?:[0-7]{1,3}|.)|.", re.DOTALL)
"""One of a string's, however it is written."""
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class Place(Record, frozen=True):
    """A run of text: its chunk of the stream, and where its baseline begins, in points."""

    chunk: int
    x: float
    y: float
    size: float


def glyphs_of(show: bytes) -> Iterator[bytes]:
    for string in STRING.findall(show):
        codes = _ESCAPED.sub(_byte, string)
        yield from (codes[n : n + 2] for n in range(0, len(codes), 2))


def _byte(found: re.Match[bytes]) -> bytes:
    escaped = found[1]
    if escaped.isdigit():
        return bytes([int(escaped, 8)])
    return _ESCAPES.get(escaped, escaped)
