"""What a page's content stream shows, run by run, in the order in which it is read.

Our typesetter writes the words of a line as they are seen, from left to right, in every script.
What reads a page aloud takes them in the order of the file (ISO 32000-1, 14.8.2.3.3: within a run
the characters may be reversed, the pieces must not be). And where a mark of a letter is drawn by
itself, both say the same text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from adaptkit.records import Record, replace
from adaptkit.writers.pdf.clusters import of_one_glyph, say_once
from adaptkit.writers.pdf.shown import Letters, Place

_CHUNK = re.compile(rb"/\w+<<[^\n]*?>>BDC\n|/Artifact BMC\n")
_MCID = re.compile(rb"<</MCID (\d+)[^\n]*?>>BDC")
_LANG = re.compile(rb"/Lang\(([^)]*)\)")
_PLACE = re.compile(rb"q 1 0 0 -1 (-?[\d.]+) (-?[\d.]+) cm")
_TEXT = re.compile(rb"(?<=BT)(.*?)(?=\nET\n)", re.DOTALL)
_SIZE = re.compile(rb"/f\d+ ([\d.]+) Tf")
_SPOKEN = re.compile(rb"<</ActualText<([0-9A-Fa-f]+)>>>BDC")
_ALONE = re.compile(rb"/Span<</ActualText<([0-9A-Fa-f]+)>>>BDC[^\n]*\nEMC")
_IN_STRING = rb"(?:\\.|[^\\()]|\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\))*"
_TOKEN = re.compile(rb"\(" + _IN_STRING + rb"\)|BDC|BMC|EMC\n?", re.DOTALL)
# Two places closer than this are one, in points.
_SAME = 0.01
_NEAR = 3
_SILENT = b"<</ActualText<FEFF>>>BDC"


class Run(Record, frozen=True):
    """A stretch of text that is drawn in one go. ``x``, ``y``, ``size`` in points; ``rtl``: it runs
    from right to left; ``at``: its place in the stream; ``mark``: it is drawn at the letter that
    follows, which says both; ``language``: where that is not the document's; ``blank``: it shows
    nothing; ``alone``: it is one glyph, so that it does not say which way it runs."""

    mcid: int
    x: float
    y: float
    size: float
    rtl: bool
    at: int
    mark: bool = False
    language: str = ""
    blank: bool = False
    alone: bool = False


class PageText(Record):
    """A content stream in chunks of marked content. ``letters``: what the glyphs of its fonts
    say."""

    chunks: list[bytes]
    runs: dict[int, Run]
    letters: Letters

    @classmethod
    def of(cls, stream: bytes, letters: Letters) -> PageText:
        starts = [m.start() for m in _CHUNK.finditer(stream) if not _is_inside(stream, m)]
        bounds = [0, *starts, len(stream)]
        chunks = [stream[a:b] for a, b in pairwise(bounds)]
        found = [run for at, chunk in enumerate(chunks) if (run := _run(chunk, at, letters))]
        return cls(chunks, {run.mcid: run for run in _with_marks(found)}, letters)

    def in_order(self) -> bytes:
        """The stream with the pieces of every run in the order in which they are read, each text
        once."""
        self._silence_marks()
        for run in self.runs.values():
            if run.rtl and not run.mark:
                self.chunks[run.at] = _TEXT.sub(_turned, self.chunks[run.at])
        rest = (run for run in self.runs.values() if not run.rtl)
        say_once(self.chunks, [Place(r.at, r.x, r.y, r.size) for r in rest], self.letters)
        return b"".join(self.chunks)

    def _silence_marks(self) -> None:
        """A mark that is drawn beside its letter says nothing by itself: the letter says both. What
        stands in another line, or runs from left to right, says the same words again."""
        at = {run.at: run for run in self.runs.values()}
        says = {place: self._says(place) for place in at}
        for run in at.values():
            near = [*range(run.at + 1, run.at + 4), *range(run.at - 1, run.at - 4, -1)]
            beside = [n for n in near if says.get(n) == b""][:2]
            line = [n for n in beside if abs(at[n].y - run.y) < run.size]
            own = says[run.at] if run.rtl else b""
            if run.mark or (own and any(own in _SPOKEN.findall(self.chunks[n]) for n in line)):
                self.chunks[run.at] = _silent(self.chunks[run.at])

    def _says(self, at: int) -> bytes:
        """Of a chunk that is one piece with a text of its own, that text."""
        texts = _TEXT.findall(self.chunks[at])
        found = _ALONE.fullmatch(texts[0]) if len(texts) == 1 else None
        return found[1] if found else b""


def _with_marks(runs: Sequence[Run]) -> Sequence[Run]:
    """Of letters that run from right to left a mark comes first, and takes no room; nor does the
    blank at the end of a line, which stands as high as the letter. A letter by itself does not say
    which way it runs: what stands near it does."""
    out = list(runs)
    letter = len(runs) - 1
    for n in range(len(runs) - 2, -1, -1):
        run, found = runs[n], runs[letter]
        # The same words in two lines, or in two rows of a table, begin in one place too.
        if abs(run.x - found.x) >= _SAME or abs(run.y - found.y) >= found.size:
            letter = n
        elif any(one.rtl for one in runs[max(0, n - _NEAR) : letter + 1 + _NEAR]):
            out[n] = replace(run, rtl=run.rtl or run.alone, mark=abs(run.y - found.y) > _SAME)
            out[letter] = replace(found, rtl=found.rtl or found.alone)
    return out


def _silent(chunk: bytes) -> bytes:
    if _SPOKEN.search(chunk):
        return _SPOKEN.sub(_SILENT, chunk)
    return _TEXT.sub(lambda found: b"/Span" + _SILENT + found[0] + b"\nEMC", chunk)


def _is_inside(stream: bytes, found: re.Match[bytes]) -> bool:
    """Marks of a piece of text stand between BT and ET."""
    return stream[found.start() - 1 : found.start()] not in (b"", b"\n", b"C") or (
        b"ActualText" in found[0]
    )


def _run(chunk: bytes, at: int, letters: Letters) -> Run | None:
    number, place, size = _MCID.search(chunk), _PLACE.search(chunk), _SIZE.search(chunk)
    if number is None or place is None or size is None:
        return None
    x, y = float(place[1]), float(place[2])
    spoken = _LANG.search(number[0])
    language = spoken[1].decode("latin-1") if spoken else ""
    runs_left = _runs_left(chunk)
    only = of_one_glyph(chunk, letters)
    return Run(
        int(number[1]), x, y, float(size[1]), runs_left, at,
        language=language, blank=only is not None and not only.strip(), alone=only is not None,
    )  # fmt: skip


def _runs_left(chunk: bytes) -> bool:
    if b"/ReversedChars" in chunk:
        return True
    spoken = (bytes.fromhex(one.decode()).decode("utf-16") for one in _SPOKEN.findall(chunk))
    return any(unicodedata.bidirectional(c) in ("R", "AL") for text in spoken for c in text)


def _turned(found: re.Match[bytes]) -> bytes:
    pieces = list(_pieces(found[0]))
    if not all(b"Tm" in piece for piece in pieces):
        return found[0]
    return b"\n".join(map(_reversed, reversed(pieces)))


def _reversed(piece: bytes) -> bytes:
    """What draws a run from right to left says so, or says its text."""
    said = piece.startswith((b"/ReversedChars", b"/Span"))
    return piece if said else b"/ReversedChars BMC" + piece + b"\nEMC"


def _pieces(text: bytes) -> Iterator[bytes]:
    """The parts of a run that each say where they stand."""
    depth = start = 0
    for token in _TOKEN.finditer(text):
        if token[0] in (b"BDC", b"BMC"):
            if depth == 0 and text[start : token.start()].count(b"Tm"):
                begun = text.rindex(b"/", start, token.start()) if token[0] == b"BMC" else -1
                begun = begun if begun >= 0 else text.rindex(b"/Span", start, token.start())
                yield text[start:begun].strip(b"\n")
                start = begun
            depth += 1
        elif token[0].startswith(b"EMC"):
            depth -= 1
            if depth == 0:
                yield text[start : token.end()].strip(b"\n")
                start = token.end()
    if text[start:].strip():
        yield text[start:].strip(b"\n")
