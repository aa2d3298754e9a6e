"""A PDF file as its objects, and back. Reads only what our typesetter writes: PDF 1.7 with plain
objects and one cross-reference table."""

from __future__ import annotations

import base64
import re
import zlib

from adaptkit.records import Record

_XREF = re.compile(rb"xref\r?\n0 (\d+)\r?\n")
_START = re.compile(rb"startxref\r?\n(\d+)\r?\n")
_STREAM = re.compile(
    rb"(?P<dictionary><<(?:(?!stream|endobj).)*?/Length (?P<length>\d+)"
    rb"(?:(?!stream|endobj).)*?>>\s*)stream\r?\n",
    re.DOTALL,
)
_FILTER = re.compile(rb"/Filter\s*(/\w+|\[[^\]]*\])")
_PARAMETERS = re.compile(rb"/DecodeParms\s*(<<.*?>>)", re.DOTALL)
_LENGTH = re.compile(rb"/Length \d+")
_PAGES = re.compile(rb"<</Type/Pages/Count \d+/Kids\[([^\]]*)\]")
_SPOKEN = re.compile(rb"\A(\d+ 0 obj\s*<</Type/Catalog\b.*?/Lang)\([^()]*\)", re.DOTALL)
_ENTRY, _LINE = 20, 76


class Objects(Record):
    """``numbered``: each object as it is written, ``1 0 obj`` and all. ``order``: as they stand in
    the file. ``entries``: the lines of the table; ``tail``: the trailer."""

    head: bytes
    numbered: dict[int, bytes]
    order: list[int]
    entries: list[bytes]
    tail: bytes

    @classmethod
    def of(cls, pdf: bytes) -> Objects:
        start = int(_START.findall(pdf)[-1])
        table = _XREF.match(pdf, start)
        assert table is not None
        begin, count = table.end(), int(table[1])
        entries = [pdf[begin + _ENTRY * n : begin + _ENTRY * (n + 1)] for n in range(count)]
        places = {n: int(one[:10]) for n, one in enumerate(entries) if one[17:18] == b"n"}
        order = sorted(places, key=places.__getitem__)
        ends = [*(places[n] for n in order[1:]), start]
        numbered = {n: pdf[places[n] : end] for n, end in zip(order, ends, strict=True)}
        tail = pdf[begin + _ENTRY * count :]
        return cls(pdf[: places[order[0]]], numbered, order, entries, tail)

    def whole(self) -> bytes:
        """The file, with the places of all objects as they are now."""
        out, at, moved = [self.head], len(self.head), dict[int, int]()
        for number in self.order:
            written = without_stray_end(self.numbered[number])
            moved[number] = at
            out.append(written)
            at += len(written)
        out.append(b"xref\n0 %d\n" % len(self.entries))
        for number, entry in enumerate(self.entries):
            out.append(b"%010d %b" % (moved[number], entry[11:]) if number in moved else entry)
        out.append(_START.sub(lambda _: b"startxref\n%d\n" % at, self.tail))
        return b"".join(out)

    def pages(self) -> list[int]:
        """The pages' objects, in order."""
        found = next(m for one in self.numbered.values() if (m := _PAGES.search(one)))
        return [int(n) for n in re.findall(rb"(\d+) 0 R", found[1])]

    def say_language(self, code: str) -> None:
        """The document's own. Our typesetter knows language and country alone: of Chinese it would
        not say whether it is simplified or traditional."""
        for number, written in self.numbered.items():
            self.numbered[number] = _SPOKEN.sub(rb"\1(%b)" % code.encode("ascii"), written)

    def text_of(self, number: int) -> bytes:
        """What a stream holds."""
        _, data, _ = _stream(self.numbered[number])
        return zlib.decompress(data)

    def put_text(self, number: int, text: bytes) -> None:
        head, _, rest = _stream(self.numbered[number])
        data = zlib.compress(text, 9)
        head = _LENGTH.sub(b"/Length %d" % len(data), head, count=1)
        self.numbered[number] = head + data + rest


def _stream(written: bytes) -> tuple[bytes, bytes, bytes]:
    found = _STREAM.search(written)
    assert found is not None
    end = found.end() + int(found["length"])
    return written[: found.end()], written[found.end() : end], written[end:]


def without_stray_end(written: bytes) -> bytes:
    """One object. Where its stream ends in CR, a checker takes that and the line end before
    ``endstream`` for one, and counts a byte too few: then the data stand in ASCII. Nothing else can
    be done to those of a font, whose checksum is their last byte."""
    found = _STREAM.search(written)
    if found is None:
        return written
    data = written[found.end() : found.end() + int(found["length"])]
    if not data.endswith(b"\r"):
        return written
    text = base64.a85encode(data, wrapcol=_LINE) + b"~>"
    dictionary = _FILTER.sub(_in_ascii, found["dictionary"])
    dictionary = _PARAMETERS.sub(rb"/DecodeParms[null\1]", dictionary)
    dictionary = _LENGTH.sub(b"/Length %d" % len(text), dictionary, count=1)
    rest = written[found.end() + len(data) :]
    return written[: found.start()] + dictionary + b"stream\n" + text + rest


def _in_ascii(found: re.Match[bytes]) -> bytes:
    return b"/Filter[/ASCII85Decode" + found[1].strip(b"[]") + b"]"
