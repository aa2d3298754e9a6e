"""What a file of an edition is: its media type, seen from what it holds, and a picture's size."""

from __future__ import annotations

import io
import re

from adaptkit.model.edition import Asset

_UNKNOWN = "application/octet-stream"
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
    import imagesize

    try:
        width, height = imagesize.get(io.BytesIO(content))
    except Exception:  # whatever a damaged file makes the library stumble over
        width, height = -1, -1
    return Asset(name, content, kind, max(0, int(width)), max(0, int(height)))


def media_type(name: str, content: bytes) -> str:
    if name.lower().endswith(".svg"):
        return "image/svg+xml"
    return next((kind for begins, kind in _BEGINNINGS if begins.match(content)), _UNKNOWN)
