"""A font's file: which characters it has, and how each is drawn (OpenType 1.9)."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

_COMPOSED = 0x8000
"""Of the count of a glyph's contours: it is made of other glyphs."""
_HEADER = 10


@cache
def read(path: str) -> FontFile:
    return FontFile(Path(path).read_bytes())


class FontFile:
    """``glyphs``: the number of each character's glyph."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._tables = dict(_tables(content))
        self.glyphs: Mapping[int, int] = dict(_characters(content, self._tables[b"cmap"]))

    @property
    def varies_in_weight(self) -> bool:
        at = self._tables.get(b"fvar")
        if at is None:
            return False
        axes, count, size = struct.unpack_from(">HxxHH", self._content, at + 4)
        tags = (self._content[at + axes + size * n :][:4] for n in range(count))
        return b"wght" in tags

    def outline(self, character: str) -> bytes | None:
        """How it is drawn: equal bytes, equal shapes. None where that does not stand in one
        place."""
        glyph = self.glyphs.get(ord(character))
        if glyph is None or b"glyf" not in self._tables:
            return None
        (is_long,) = struct.unpack_from(">H", self._content, self._tables[b"head"] + 50)
        form, size, unit = (">2I", 4, 1) if is_long else (">2H", 2, 2)
        places = struct.unpack_from(form, self._content, self._tables[b"loca"] + size * glyph)
        start, end = (self._tables[b"glyf"] + unit * place for place in places)
        drawn = self._content[start:end]
        if len(drawn) <= _HEADER or struct.unpack_from(">H", drawn)[0] & _COMPOSED:
            return None
        return drawn


def _tables(font: bytes) -> Iterator[tuple[bytes, int]]:
    (count,) = struct.unpack_from(">H", font, 4)
    for n in range(count):
        tag, _, at = struct.unpack_from(">4s2I", font, 12 + 16 * n)
        yield tag, at


def _characters(font: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Character and glyph: ``cmap``, formats 4 and 12."""
    (count,) = struct.unpack_from(">H", font, at + 2)
    places = {at + struct.unpack_from(">I", font, at + 8 + 8 * n)[0] for n in range(count)}
    for start in sorted(places):
        (form,) = struct.unpack_from(">H", font, start)
        if form == 4:
            yield from _segments(font, start)
        elif form == 12:
            yield from _groups(font, start)


def _segments(font: bytes, at: int) -> Iterator[tuple[int, int]]:
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    array = struct.Struct(f">{count}H")
    places = [at + 14 + 2 * count * n + (2 if n else 0) for n in range(4)]
    ends, starts, deltas, offsets = (array.unpack_from(font, place) for place in places)
    for n, (end, start, delta, offset) in enumerate(
        zip(ends, starts, deltas, offsets, strict=True)
    ):
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                place = places[3] + 2 * n + offset + 2 * (code - start)
                (glyph,) = struct.unpack_from(">H", font, place)
                if not glyph:
                    continue
            found = (glyph + delta) & 0xFFFF
            if found:
                yield code, found


def _groups(font: bytes, at: int) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">I", font, at + 12)
    for n in range(count):
        start, end, glyph = struct.unpack_from(">3I", font, at + 16 + 12 * n)
        for code in range(start, end + 1):
            if glyph + code - start:
                yield code, glyph + code - start
