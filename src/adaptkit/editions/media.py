"""What a file of an edition is: its media type, seen from what it holds, and a picture's size."""

from __future__ import annotations

import io
import re

from adaptkit.model.edition import Asset

_UNKNOWN = "application/octet-stream"
# Pixels (CSS Values and Units 3, section 6.2).
_UNITS = {"": 1, "px": 1, "pt": 96 / 72, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4}
# How files begin (WHATWG MIME Sniffing, section 6.1), for what pages may show.
_BEGINNINGS = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF....WEBPVP", re.DOTALL), "image/webp"),
    (re.compile(rb"....ftypavi[fs]", re.DOTALL), "image/avif"),
    (re.compile(rb"%PDF-"), "application/pdf"),
)


def asset(name: str, content: bytes) -> Asset:
    """The file with its media type and, of a picture, its size in pixels (0 where it says none)."""
    kind = media_type(name, content)
    if not kind.startswith("image/"):
        return Asset(name, content, kind)
    if kind == "image/svg+xml":
        return Asset(name, content, kind, *drawing_size(content))
    # It brings with it all that fetches from the network.
    import imagesize

    try:
        width, height = imagesize.get(io.BytesIO(content))
    except Exception:  # whatever a damaged file makes the library stumble over
        width, height = -1, -1
    return Asset(name, content, kind, max(0, int(width)), max(0, int(height)))


def drawing_size(content: bytes) -> tuple[int, int]:
    """Of a drawing: what its width and height say, else its view box (SVG 2, section 8.2), in
    pixels; 0, 0 where neither tells."""
    from xml.etree import ElementTree

    try:
        # It comes from ``safe_svg``, which passes no entities on.
        _, root = next(iter(ElementTree.iterparse(io.BytesIO(content), ("start",))))
    except (ElementTree.ParseError, StopIteration, ValueError, LookupError):
        return 0, 0
    said = _pixels(root.get("width", "")), _pixels(root.get("height", ""))
    box = [_pixels(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip())]
    if all(said) or len(box) != 4 or not (box[2] and box[3]):
        return (round(said[0]), round(said[1])) if all(said) else (0, 0)
    width, height = box[2:]
    if said[0] or said[1]:
        # One is said: the other follows from the shape.
        by = said[0] / width if said[0] else said[1] / height
        return round(width * by), round(height * by)
    return round(width), round(height)


def _pixels(length: str) -> float:
    """A CSS length; 0 where it depends on something else (``100%``, ``2em``) or is none."""
    found = re.fullmatch(r"\s*\+?(\d{1,7}(?:\.\d{1,9})?|\.\d{1,9})\s*([a-z]*)\s*", length, re.I)
    return float(found[1]) * _UNITS.get(found[2].lower(), 0.0) if found else 0.0


def media_type(name: str, content: bytes) -> str:
    if name.lower().endswith(".svg"):
        return "image/svg+xml"
    return next((kind for begins, kind in _BEGINNINGS if begins.match(content)), _UNKNOWN)
