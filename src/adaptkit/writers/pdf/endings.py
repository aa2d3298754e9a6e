"""Streams that end in CR: with the line end before ``endstream`` a checker takes CR LF for one, and
counts a byte too few. Such a stream is written in ASCII, and all places after it are corrected.

Reads only what our typesetter writes: PDF 1.7 with a plain cross-reference table.
"""

from __future__ import annotations

import base64 as b64
import re

_XREF = re.compile(rb"xref\r?\n0 (\d+)\r?\n")
_START = re.compile(rb"startxref\r?\n(\d+)\r?\n")
_STREAM = re.compile(
    rb"(?P<dictionary><<(?:(?!stream|endobj).)*?/Length (?P<length>\d+)(?:(?!stream|endobj).)*?>>\s*)"
    rb"stream\r?\n",
    re.DOTALL,
)
_FILTER = re.compile(rb"/Filter\s*(/\w+|\[[^\]]*\])")
_PARAMETERS = re.compile(rb"/DecodeParms\s*(<<.*?>>)", re.DOTALL)
_LENGTH = re.compile(rb"/Length \d+")
_ENTRY, _LINE = 20, 76


def without_stray_ends(pdf: bytes) -> bytes:
    """The same document, in which no stream's last byte is CR."""
    start = int(_START.findall(pdf)[-1])
    head = _XREF.match(pdf, start)
    assert head is not None
    count = int(head[1])
    entries = [pdf[head.end() + _ENTRY * n : head.end() + _ENTRY * (n + 1)] for n in range(count)]
    places = {n: int(one[:10]) for n, one in enumerate(entries) if one[17:18] == b"n"}
    order = sorted(places, key=places.__getitem__)
    out, moved = [pdf[: places[order[0]]]], {}
    at = len(out[0])
    for number, following in zip(order, [*order[1:], -1], strict=True):
        end = places[following] if following >= 0 else start
        written = _mended(pdf[places[number] : end])
        moved[number] = at
        out.append(written)
        at += len(written)
    table = b"".join(
        b"%010d %b" % (moved[n], one[11:]) if n in moved else one for n, one in enumerate(entries)
    )
    tail = pdf[head.end() + _ENTRY * count :]
    tail = _START.sub(lambda _: b"startxref\n%d\n" % at, tail)
    return b"".join(out) + pdf[start : head.end()] + table + tail


def _mended(written: bytes) -> bytes:
    """One object. What its stream holds stands in ASCII where it would end in CR; nothing else can
    be done to the data of a font, whose checksum is its last byte."""
    found = _STREAM.search(written)
    if found is None:
        return written
    data = written[found.end() : found.end() + int(found["length"])]
    if not data.endswith(b"\r"):
        return written
    text = b64.a85encode(data, wrapcol=_LINE) + b"~>"
    dictionary = _FILTER.sub(_in_ascii, found["dictionary"])
    dictionary = _PARAMETERS.sub(rb"/DecodeParms[null\1]", dictionary)
    dictionary = _LENGTH.sub(b"/Length %d" % len(text), dictionary, count=1)
    rest = written[found.end() + len(data) :]
    return written[: found.start()] + dictionary + b"stream\n" + text + rest


def _in_ascii(found: re.Match[bytes]) -> bytes:
    return b"/Filter[/ASCII85Decode" + found[1].strip(b"[]") + b"]"
