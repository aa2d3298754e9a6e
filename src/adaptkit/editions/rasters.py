"""Whether a PNG, JPEG, GIF, WebP or AVIF file is a picture that readers can be shown.

Pages, programs and packed files are sometimes named so, by mistake or to slip through; and a few
bytes can claim a picture so large that opening it takes all of a telephone's memory.
"""

from __future__ import annotations

from adaptkit.model.edition import Asset
from adaptkit.texts.foreign import document_in

# Bytes, and points. The largest photographs of cameras have a tenth of either.
LARGEST_FILE = 64 * 1024 * 1024
_MOST_POINTS = 400_000_000
_AGAIN = "open it in a picture program and save or export it once more as PNG or JPEG"
# How a whole file ends, give or take what programs have added.
_ENDS = {"image/png": b"IEND", "image/jpeg": b"\xff\xd9", "image/gif": b";"}


def fault(picture: Asset) -> tuple[str, str]:
    """Why nobody can draw it, and what to do; ``"", ""`` where it is as it should be."""
    content = picture.content
    if not content:
        return "it is empty", "copy the file once more; it was perhaps not copied to its end"
    if not picture.media_type.startswith("image/") and content[4:8] != b"ftyp":
        return f"it is {_what(content)}, and no picture", _hint(content)
    width, height = _size(picture)
    if width * height > _MOST_POINTS:
        said = f"it says that it is {width:,} × {height:,} points large"
        return said, "make it smaller in a picture program; 2,000 points are wide enough for a page"
    if _is_cut_off(picture):
        return "its end is missing", "copy the file once more; it was perhaps not copied to its end"
    return "", ""


def _size(picture: Asset) -> tuple[int, int]:
    """The library reads a GIF's size as signed numbers, and takes a large one for none."""
    if picture.media_type != "image/gif":
        return picture.width, picture.height
    head = picture.content[6:10]
    return int.from_bytes(head[:2], "little"), int.from_bytes(head[2:], "little")


def _what(content: bytes) -> str:
    head = content[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<html" in head or head.startswith(b"<!doctype html"):
        return "a web page"
    if b"<svg" in head:
        return "a drawing (SVG) under another name"
    said = document_in(content)
    return said if said != "a picture" else "a damaged file"


def _hint(content: bytes) -> str:
    if b"<svg" in content[:1000].lower():
        return "give it the ending .svg, in the text that shows it too"
    return "put the picture itself there: " + _AGAIN


def _is_cut_off(picture: Asset) -> bool:
    content = picture.content
    if picture.media_type == "image/webp":
        return len(content) < int.from_bytes(content[4:8], "little") + 8
    return _ENDS.get(picture.media_type, b"") not in content
