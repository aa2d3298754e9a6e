"""Small pages on sheets, two on each side: to print, to fold once and to staple.

The result is for paper only: it has no tags, no links and no bookmarks, and its pages stand in an
order that nobody can read on a screen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from adaptkit.records import Record
from adaptkit.writers.pdf.objects import Objects

_BOX = re.compile(rb"/MediaBox ?\[ ?0 0 ([\d.]+) ([\d.]+) ?\]")
_RESOURCES = re.compile(rb"/Resources (\d+ 0 R|<<(?:[^<>]|<<[^<>]*>>)*>>)")
_GROUP = re.compile(rb"/Group ?<<[^<>]*>>")
_CONTENTS = re.compile(rb"/Contents (\d+) 0 R")
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_BEGIN = b"%PDF-1.7\n%\x80\x80\x80\x80\n"
_HEAD = re.compile(rb"\A\d+ 0 obj\s*")


class Side(Record, frozen=True):
    """One side of a sheet, as it is seen: the pages on it, from 1; 0 where one stays blank."""

    left: int
    right: int


def sides(pages: int, *, rtl: bool) -> list[Side]:
    """The front and the back of each sheet, the outermost first. On its back the sheet is turned
    round its short edge. Blank pages stand at the end only; a book that is read from right to
    left has its back on the right."""
    whole = -(-pages // 4) * 4
    found = []
    for first in range(1, whole // 2 + 1):
        pair = tuple(n if n <= pages else 0 for n in (whole + 1 - first, first))
        # Fronts have their earlier page where the book opens; backs on the other side.
        left, right = pair if (first % 2 == 1) != rtl else pair[::-1]
        found.append(Side(left, right))
    return found


def imposed(
    pdf: bytes, sheet: tuple[float, float], named: Mapping[str, str], *, rtl: bool
) -> bytes:
    """``pdf``: the pages, as our typesetter writes them. ``sheet``: width and height in points.
    ``named``: what the file says of itself, such as ``Title``."""
    source = Objects.of(pdf)
    pages = source.pages()
    drawn = {n: _as_drawing(source, page) for n, page in enumerate(pages, 1)}
    width = _size(source, pages[0])[0]
    order = sides(len(pages), rtl=rtl)
    file = _File(source)
    kids = []
    for side in order:
        shown = [(side.left, sheet[0] / 2 - width), (side.right, sheet[0] / 2)]
        placed = [(n, x, file.add(drawn[n])) for n, x in shown if n]
        steps = b"".join(b"q 1 0 0 1 %.2f 0 cm/P%d Do Q\n" % (x, n) for n, x, _ in placed)
        forms = b"".join(b"/P%d %d 0 R" % (n, number) for n, _, number in placed)
        stream = b"<</Length %d>>\nstream\n%b\nendstream" % (len(steps), steps)
        kids.append((forms, file.new(stream)))
    return file.whole(kids, sheet, named, rtl=rtl)


def _size(source: Objects, page: int) -> tuple[float, float]:
    found = _BOX.search(source.numbered[page])
    assert found is not None
    return float(found[1]), float(found[2])


def _as_drawing(source: Objects, page: int) -> bytes:
    """A page as something that is drawn on another (ISO 32000-1, 8.10)."""
    written = source.numbered[page]
    contents, resources = _CONTENTS.search(written), _RESOURCES.search(written)
    assert contents is not None
    assert resources is not None
    group = _GROUP.search(written)
    width, height = _size(source, page)
    said = b"<</Type/XObject/Subtype/Form/BBox[0 0 %.2f %.2f]/Resources %b%b" % (
        width,
        height,
        resources[1],
        group[0] if group else b"",
    )
    body = _body(source.numbered[int(contents[1])])
    return body.replace(b"<<", said, 1)


def _body(written: bytes) -> bytes:
    """An object without its number."""
    return _HEAD.sub(b"", written).rpartition(b"endobj")[0].strip(b"\r\n")


class _File:
    """A file in the making: what is taken over from another, each object once, and what is new."""

    def __init__(self, source: Objects) -> None:
        self.source = source
        self.objects: list[bytes] = []
        self.taken: dict[int, int] = {}

    def new(self, body: bytes) -> int:
        self.objects.append(body)
        return len(self.objects)

    def add(self, body: bytes) -> int:
        """An object of the source, and all that it needs."""
        number = self.new(b"")
        self.objects[number - 1] = self._renumbered(body)
        return number

    def _renumbered(self, body: bytes) -> bytes:
        dictionary, mark, data = body.partition(b"stream\n")
        return _REFERENCE.sub(lambda m: b"%d 0 R" % self._take(int(m[1])), dictionary) + mark + data

    def _take(self, number: int) -> int:
        if number not in self.taken:
            self.taken[number] = self.new(b"")
            body = _body(self.source.numbered[number])
            self.objects[self.taken[number] - 1] = self._renumbered(body)
        return self.taken[number]

    def whole(
        self,
        kids: list[tuple[bytes, int]],
        sheet: tuple[float, float],
        named: Mapping[str, str],
        *,
        rtl: bool,
    ) -> bytes:
        tree = len(self.objects) + len(kids) + 1
        pages = [
            self.new(
                b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.2f %.2f]/Resources<</XObject<<%b>>>>"
                b"/Contents %d 0 R>>" % (tree, *sheet, forms, contents)
            )
            for forms, contents in kids
        ]
        listed = b" ".join(b"%d 0 R" % page for page in pages)
        self.new(b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(pages), listed))
        # Which edge to turn sheets round is told to the printer.
        turned = b"/R2L" if rtl else b"/L2R"
        root = self.new(
            b"<</Type/Catalog/Pages %d 0 R/ViewerPreferences<</DisplayDocTitle true"
            b"/Duplex/DuplexFlipShortEdge/Direction%b>>>>" % (tree, turned)
        )
        told = b"".join(b"/%b<%b>" % (key.encode(), _hex(words)) for key, words in named.items())
        return _written(self.objects, root, self.new(b"<<%b>>" % told))


def _hex(words: str) -> bytes:
    return b"FEFF" + words.encode("utf-16-be", "replace").hex().upper().encode()


def _written(objects: list[bytes], root: int, info: int) -> bytes:
    out, at, places = [_BEGIN], len(_BEGIN), []
    for number, body in enumerate(objects, 1):
        places.append(at)
        whole = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        out.append(whole)
        at += len(whole)
    size = len(objects) + 1
    out.append(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    out += [b"%010d 00000 n \n" % place for place in places]
    out.append(b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R>>\n" % (size, root, info))
    out.append(b"startxref\n%d\n%%%%EOF\n" % at)
    return b"".join(out)
