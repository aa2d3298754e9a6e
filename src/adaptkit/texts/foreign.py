"""What bytes are that should be a text file and are none: a document, a picture, another
encoding."""

from __future__ import annotations

import codecs

SPREADSHEET = "an Excel spreadsheet"
_OFFICE = b"PK\x03\x04"
# Inside of which ZIP file stands what: a Word document, a spreadsheet, a presentation.
_PACKED = (
    (b"word/", "a Word document"),
    (b"xl/", SPREADSHEET),
    (b"ppt/", "a PowerPoint presentation"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "a LibreOffice spreadsheet"),
    (b"application/vnd.oasis.opendocument.text", "a LibreOffice document"),
    (b"application/epub+zip", "an EPUB book"),
)
_BEGINS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an older Word or Excel"),
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a rich text document (RTF)"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"bplist00", "a document of a Mac program"),
)
LOCKED = "a document that is locked with a password"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def document_in(content: bytes) -> str:
    """``a Word document``, ``a PDF`` and the like, where the bytes are such; else ``""``."""
    start = content[:8]
    if start == _BEGINS[0][0] and _LOCKED in content:
        return LOCKED
    if start.startswith(_OFFICE):
        return next((said for mark, said in _PACKED if mark in content), "a compressed file (ZIP)")
    return next((said for mark, said in _BEGINS if start.startswith(mark)), "")


def is_wide(content: bytes) -> bool:
    """Whether this is text in UTF-16: with its mark, or with a NUL in every other place."""
    if content.startswith(_UTF16):
        return True
    head = content[:64]
    pairs = len(head) // 2
    return pairs > 1 and any(head[at::2].count(0) >= pairs * 0.7 > 0 for at in (0, 1)) and any(head)
