"""What a file is, seen from what it holds."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.editions.media import asset


def png(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + head
    whole = struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return b"\x89PNG\r\n\x1a\n" + whole


GIF = b"GIF89a" + struct.pack("<HH", 7, 5) + b"\0\0\0"
JPEG = bytes.fromhex("ffd8ffe000104a46494600010101004800480000ffc0000b080005000701011100")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="8"/>'


@pytest.mark.parametrize(
    ("name", "content", "kind", "size"),
    [
        ("a.png", png(300, 20), "image/png", (300, 20)),
        ("a.gif", GIF, "image/gif", (7, 5)),
        ("a.jpg", JPEG, "image/jpeg", (7, 5)),
        ("a.SVG", SVG, "image/svg+xml", (9, 8)),
        # The name does not say what it is: browsers and Word go by what it holds.
        ("a.png", JPEG, "image/jpeg", (7, 5)),
        ("a.png", b"", "application/octet-stream", (0, 0)),
        ("a.pdf", b"%PDF-1.7", "application/pdf", (0, 0)),
        ("a.png", png(300, 20)[:12], "image/png", (0, 0)),
    ],
)
def test_kind_and_size(name: str, content: bytes, kind: str, size: tuple[int, int]) -> None:
    made = asset(name, content)
    assert (made.media_type, (made.width, made.height)) == (kind, size)
    assert made.content == content


@pytest.mark.parametrize(
    ("said", "size"),
    [
        ('width="9" height="8"', (9, 8)),
        ('width="1in" height="2.54cm"', (96, 96)),
        ('width="3pc" height="36PT"', (48, 48)),
        ('viewBox="0 0 640 480"', (640, 480)),
        ('viewBox="-10,-10, 640 , 480"', (640, 480)),
        ('width="100%" height="100%" viewBox="0 0 640 480"', (640, 480)),
        ('width="320" viewBox="0 0 640 480"', (320, 240)),
        ('height="96mm" viewBox="0 0 254 254"', (363, 363)),
        ('width="9"', (0, 0)),
        ('width="-9" height="8"', (0, 0)),
        ('width="2em" height="8"', (0, 0)),
        ('viewBox="0 0 0 0"', (0, 0)),
        ('viewBox="0 0 1"', (0, 0)),
        ("", (0, 0)),
    ],
)
def test_the_size_of_a_drawing(said: str, size: tuple[int, int]) -> None:
    made = asset("a.svg", f'<svg xmlns="http://www.w3.org/2000/svg" {said}><g/></svg>'.encode())
    assert (made.width, made.height) == size


@given(st.sampled_from([png(3, 2), GIF, JPEG, SVG]), st.binary(max_size=40), st.integers(0, 40))
def test_a_damaged_picture_stops_nothing(good: bytes, noise: bytes, at: int) -> None:
    made = asset("a.svg" if good is SVG else "a.png", good[:at] + noise)
    assert made.width >= 0
    assert made.height >= 0
