"""A blank that is drawn by itself goes with the text beside it.

PDFium, which Chromium and Edge show PDFs with, leaves out whatever has no ink: a blank between two
pieces that each say their text was lost, and two words became one.
"""

from __future__ import annotations

import re

from adaptkit.writers.pdf.shown import INSIDE, Letters, glyphs_of

_BLANK = b"0020"
_ALONE = (
    rb"(?P<drawn> [02] Tr/(?P<font>f\d+) [\d.]+ Tf [^()\[\]<>]*?Tm"
    rb"(?P<show>\[[\d. -]*\(" + INSIDE + rb"\)[\d. -]*\]TJ|\(" + INSIDE + rb"\)Tj))"
)
_BEHIND = re.compile(
    rb"(?P<said>/Span<</ActualText<FEFF[0-9A-Fa-f]+)(?P<inner>>>>BDC(?:(?!EMC|BDC).)*?)\nEMC"
    + _ALONE
    + rb"(?=/Span<<|\nET)",
    re.DOTALL,
)
_BEFORE = re.compile(
    rb"(?<=BT)" + _ALONE + rb"/Span<</ActualText<FEFF(?P<said>[0-9A-Fa-f]+>>>BDC)", re.DOTALL
)


def with_blanks(stream: bytes, letters: Letters) -> bytes:
    """A page where each blank that stands alone is said by the piece before it, or behind it."""

    def is_blank(found: re.Match[bytes]) -> bool:
        table = letters.get(found["font"], {})
        return [table.get(glyph) for glyph in glyphs_of(found["show"])] == [_BLANK]

    def behind(found: re.Match[bytes]) -> bytes:
        if not is_blank(found):
            return found[0]
        return found["said"] + _BLANK + found["inner"] + found["drawn"] + b"\nEMC"

    def before(found: re.Match[bytes]) -> bytes:
        if not is_blank(found):
            return found[0]
        return b"/Span<</ActualText<FEFF" + _BLANK + found["said"] + found["drawn"]

    return _BEFORE.sub(before, _BEHIND.sub(behind, stream))
