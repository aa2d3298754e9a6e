"""The pieces of one cluster stand together under its text.

For most readers it is enough that a piece says nothing. PDFium, which Chromium and Edge show PDFs
with, takes an empty text for none, and says the glyph's own. Under one text it takes all that is
drawn for one.
"""

from __future__ import annotations

import re

from adaptkit.records import Record
from adaptkit.writers.pdf.shown import BYTE, INSIDE, STRING, Place, glyphs_of

_SHOW = rb"(?:\[[^\[\]()]*\(" + INSIDE + rb"\)[^\[\]()]*\]TJ|\(" + INSIDE + rb"\)Tj)"
_DRAWN = (
    rb" (?P<mode>[02]) Tr/(?P<font>f\d+) (?P<size>[\d.]+) Tf 1 0 0 -1 0 0 Tm(?P<show>"
    + _SHOW
    + rb")"
)
# What follows says by itself where it stands.
_FIRST = re.compile(
    rb"(?<=BT)(?:/Span<</ActualText<[0-9A-Fa-f]*>>>BDC" + _DRAWN + rb"\nEMC"
    rb"|" + re.sub(rb"\?P<(\w+)>", rb"?P<plain_\1>", _DRAWN) + rb")(?=/Span<<| [02] Tr|\nET)",
    re.DOTALL,
)  # fmt: skip
_OFFSET = re.compile(rb"\[(-?[\d.]+)\(")
_LAST_SAID = re.compile(rb"\nEMC\nET\n")
_LAST_SHOWN = re.compile(rb"(?P<show>" + _SHOW + rb")(?=\nET\n)", re.DOTALL)
# So much of the letters' size is no gap between two of them.
_UNSEEN = 0.05
_LOOK = re.compile(rb"cm(.*?)\nBT", re.DOTALL)


class _Piece(Record, frozen=True):
    mode: bytes
    font: bytes
    size: bytes
    show: bytes


def join(chunks: list[bytes], holder: Place, place: Place, text: bytes) -> bool:
    """Moves the first piece of a run, which goes on with the cluster that another run ends in, to
    that other one; False where that cannot be, and nothing is changed."""
    to, of = chunks[holder.chunk], chunks[place.chunk]
    found, look = _FIRST.search(of), _LOOK.search(of)
    other = _LOOK.search(to)
    if found is None or look is None or other is None or look[1] != other[1]:
        return False
    piece = _piece(found)
    drawn = _drawn(piece, place.x - holder.x, holder.y - place.y)
    held = _held(to, text)
    if drawn is None or held is None:
        return False
    before, after = held
    chunks[holder.chunk] = before + drawn + after
    chunks[place.chunk] = of[: found.start()] + of[found.end() :]
    return True


def _piece(found: re.Match[bytes]) -> _Piece:
    names = ("mode", "font", "size", "show")
    return _Piece(*(found[name] or found[f"plain_{name}"] for name in names))


def _drawn(piece: _Piece, x: float, y: float) -> bytes | None:
    """What draws it there. A mark takes no room, and stands beside where its letter ends: whoever
    reads the file has to find that end again, or sees a gap before the next letter. Its place is
    written as such, since PDFium sorts a line by that."""
    offset = _OFFSET.match(piece.show)
    show, aside, back = piece.show, 0.0, b""
    if offset:
        aside = float(offset[1]) * float(piece.size) / 1000
        show = b"[" + piece.show[offset.end() - 1 :]
        if len(list(glyphs_of(piece.show))) == 1:
            back = b" %b Tc" % _number(aside)
        elif abs(aside) > _UNSEEN * float(piece.size):
            return None
    place = b"1 0 0 -1 %b %b Tm" % (_number(x - aside), _number(y))
    start = b" %b Tr/%b %b Tf %b%b" % (piece.mode, piece.font, piece.size, place, back)
    return start + show + (b" 0 Tc" if back else b"")


def _number(value: float) -> bytes:
    return f"{value:.4f}".rstrip("0").rstrip(".").encode() or b"0"


def _held(chunk: bytes, text: bytes) -> tuple[bytes, bytes] | None:
    """The run up to the end of its last piece, which says the text, and the rest."""
    said = _LAST_SAID.search(chunk)
    if said:
        return chunk[: said.start()], chunk[said.start() :]
    shown = _LAST_SHOWN.search(chunk)
    if shown is None:
        return None
    first, last = _parted(shown["show"])
    mark = b"/Span<</ActualText<FEFF%b>>>BDC" % text
    return chunk[: shown.start()] + first + mark + last, b"\nEMC" + chunk[shown.end() :]


def _parted(show: bytes) -> tuple[bytes, bytes]:
    """What draws all glyphs but the last, if there are any, and what draws that one."""
    *_, string = STRING.finditer(show)
    codes = list(BYTE.finditer(string[1]))
    cut = string.start(1) + codes[-2].start()
    if show.endswith(b"Tj"):
        return (show[:cut] + b")Tj" if len(codes) > 2 else b""), b"(" + show[cut:]
    before = show[:cut] + b")" if len(codes) > 2 else show[: string.start()]
    return (before + b"]TJ" if before != b"[" else b""), b"[(" + show[cut:]
