"""A cluster of letters and marks that is drawn in several pieces says its text once.

Our typesetter draws a mark that stands higher or lower than its letter by itself, and writes the
text of both at each: whoever copies a Khmer word has most of it twice (typst, issue 4225).
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from adaptkit.records import Record, replace
from adaptkit.writers.pdf.joined import join
from adaptkit.writers.pdf.objects import Objects
from adaptkit.writers.pdf.shown import BYTE, INSIDE, STRING, Letters, Place, glyphs_of

_RESOURCES = re.compile(rb"/Resources (\d+) 0 R")
_FONTS = re.compile(rb"/Font<<([^>]*)>>")
_FONT = re.compile(rb"/(f\d+) (\d+) 0 R")
_TABLE = re.compile(rb"/ToUnicode (\d+) 0 R")
_CHARACTERS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_CHARACTER = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
_TOKEN = re.compile(
    rb"<</ActualText<(?P<said>[0-9A-Fa-f]+)>>>BDC|/(?P<font>f\d+) (?P<size>[\d.]+) Tf"
    rb"|(?P<show>\[(?:[^\[\]()]|\(" + INSIDE + rb"\))*\]TJ|\(" + INSIDE + rb"\)Tj)|(?P<end>EMC)",
    re.DOTALL,
)
_SAID_GLYPH = re.compile(
    rb"/Span<</ActualText<FEFF(?P<said>[0-9A-Fa-f]+)>>>BDC"
    rb"(?P<inner>(?:/ReversedChars BMC)? [02] Tr/(?P<font>f\d+) [^()\[\]<>]*?Tm"
    rb"(?P<show>\[[\d. -]*\(" + INSIDE + rb"\)[\d. -]*\]TJ|\(" + INSIDE + rb"\)Tj)"
    rb"(?:\nEMC)?)\nEMC",
    re.DOTALL,
)
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_NOTHING = b"FEFF"
_MARK = b"/Span<</ActualText<FEFF>>>BDC"


class _Piece(Record, frozen=True):
    """What is drawn of one cluster in one go. ``glyphs``: which, with their font; ``at``: where its
    text or what draws it stands in the chunk; ``said``: its text is written beside it."""

    text: bytes
    glyphs: frozenset[tuple[bytes, bytes]]
    at: tuple[int, int]
    said: bool

    def goes_on_with(self, other: _Piece) -> bool:
        """The same text in the same font, but not the same glyphs: that is the same again."""
        fonts = {font for piece in (self, other) for font, _ in piece.glyphs}
        return self.text == other.text and len(fonts) == 1 and not self.glyphs & other.glyphs


def letters_of(objects: Objects, page: int) -> Letters:
    """What the glyphs of a page's fonts say, by the fonts' own tables."""
    resources = _RESOURCES.search(objects.numbered[page])
    written = objects.numbered[int(resources[1])] if resources else objects.numbered[page]
    fonts = _FONTS.search(written)
    return {
        name: _letters(objects, int(number))
        for name, number in (_FONT.findall(fonts[1]) if fonts else ())
    }


def _letters(objects: Objects, font: int) -> Mapping[bytes, bytes]:
    table = _TABLE.search(objects.numbered[font])
    text = objects.text_of(int(table[1])) if table else b""
    return {
        bytes.fromhex(glyph.decode()): said.upper()
        for block in _CHARACTERS.findall(text)
        for glyph, said in _CHARACTER.findall(block)
    }


def without_controls(objects: Objects) -> None:
    """Takes what only turns text out of the fonts' tables, in place. Where a word that is turned
    ends, its last letter would stand for both in all of the file, with a text of its own wherever
    it is the letter alone; and not every reader knows such texts."""
    fonts = (one for one in objects.numbered.values() if b"/Type/Font/" in one)
    for number in {int(found[1]) for one in fonts if (found := _TABLE.search(one))}:
        before = objects.text_of(number)
        after = _CHARACTER.sub(_without_controls, before)
        if after != before:
            objects.put_text(number, after)


def _without_controls(found: re.Match[bytes]) -> bytes:
    text = _decoded(found[2])
    plain = _CONTROLS.sub("", text)
    if plain in ("", text):
        return found[0]
    return b"<%b> <%b>" % (found[1], plain.encode("utf-16-be").hex().upper().encode())


def without_needless(stream: bytes, letters: Letters) -> bytes:
    """A page without the texts beside glyphs that say the same by themselves."""

    def bare(found: re.Match[bytes]) -> bytes:
        glyphs = list(glyphs_of(found["show"]))
        said = letters.get(found["font"], {}).get(glyphs[0]) if len(glyphs) == 1 else None
        if said is None or said != found["said"].upper():
            return found[0]
        inner = found["inner"]
        if inner.startswith(b"/ReversedChars") or not _is_from_right(_decoded(said)):
            return inner
        return b"/ReversedChars BMC" + inner + b"\nEMC"

    return _SAID_GLYPH.sub(bare, stream)


def say_once(chunks: list[bytes], places: Sequence[Place], letters: Letters) -> None:
    """Changes in place the chunks of runs that go on with the cluster that the run before them
    ended in. ``places``: of the runs from left to right, as they stand in the stream."""
    last: _Piece | None = None
    holder = places[0] if places else None
    for before, place in pairwise(places):
        if not _is_beside(before, place):
            last = None
            continue
        if last is None:
            last, holder = _last(_pieces(chunks[before.chunk], letters)), before
        pieces = list(_pieces(chunks[place.chunk], letters))
        first = pieces[0] if pieces else None
        goes_on = bool(last and first and first.goes_on_with(last))
        if last and first and holder and goes_on:
            if not join(chunks, holder, place, last.text):
                chunks[place.chunk] = _silent(chunks[place.chunk], first)
            pieces[0] = replace(first, glyphs=first.glyphs | last.glyphs)
        if len(pieces) > goes_on:
            holder = place
        last = pieces[-1] if pieces else None


def _last(pieces: Iterator[_Piece]) -> _Piece | None:
    return next(iter(deque(pieces, maxlen=1)), None)


def _is_beside(before: Place, place: Place) -> bool:
    """On one line, but not as high: what is as high is drawn in one go."""
    apart = abs(before.y - place.y)
    return 0 < apart < place.size == before.size and place.x >= before.x


def of_one_glyph(chunk: bytes, letters: Letters) -> str | None:
    """What a chunk says that draws one glyph; None where it draws more."""
    if chunk.count(b" Tm") != 1:
        return None
    pieces = list(_pieces(chunk, letters))
    if len(pieces) != 1 or len(pieces[0].glyphs) != 1:
        return None
    return _decoded(pieces[0].text)


def _is_from_right(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def _decoded(text: bytes) -> str:
    return bytes.fromhex(text.decode()).decode("utf-16-be", "replace")


def _pieces(chunk: bytes, letters: Letters) -> Iterator[_Piece]:
    said, at, font = b"", (0, 0), b""
    glyphs: set[tuple[bytes, bytes]] = set()
    for token in _TOKEN.finditer(chunk):
        if token["said"]:
            said, at = token["said"].upper().removeprefix(_NOTHING), token.span("said")
            glyphs = set()
        elif token["font"]:
            font = token["font"] + b" " + token["size"]
        elif token["end"]:
            if at != (0, 0):
                yield _Piece(said, frozenset(glyphs), at, True)
            at = (0, 0)
        else:
            shown = list(glyphs_of(token["show"]))
            if at != (0, 0):
                glyphs.update((font, glyph) for glyph in shown)
                continue
            table = letters.get(font.partition(b" ")[0], {})
            for glyph in shown:
                own = frozenset({(font, glyph)})
                yield _Piece(table.get(glyph, b""), own, token.span("show"), False)


def _silent(chunk: bytes, piece: _Piece) -> bytes:
    start, end = piece.at
    if piece.said:
        return chunk[:start] + _NOTHING + chunk[end:]
    first, rest = _parted(chunk[start:end])
    return chunk[:start] + _MARK + first + b"\nEMC" + rest + chunk[end:]


def _parted(show: bytes) -> tuple[bytes, bytes]:
    """What draws the first glyph, and what draws those behind it."""
    string = STRING.search(show)
    assert string is not None
    codes = list(BYTE.finditer(string[1]))
    cut = string.start(1) + codes[1].end()
    if show.endswith(b"Tj"):
        rest = show[cut : string.end(1)]
        return show[:cut] + b")Tj", b" (" + rest + b")Tj" if rest else b""
    inner = show[cut : -len(b"]TJ")].removeprefix(b")") if len(codes) == 2 else b"(" + show[cut:-3]
    return show[:cut] + b")]TJ", b" [" + inner + b"]TJ" if inner else b""
