"""Characters that XML and spreadsheets cannot hold, written as ``_xHHHH_`` and read back.

The notation is that of Office Open XML (ECMA-376, part 1, 22.9.2.19, ST_Xstring): what looks
like such a code already is told apart by ``_x005F_``.
"""

from __future__ import annotations

import re

# XML 1.0 (2.2 Char) allows tab, LF and CR of the control characters; a CR is turned into LF.
ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def encode(text: str) -> str:
    text = _LOOKS_LIKE.sub("_x005F_", text)
    return ILLEGAL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def decode(text: str) -> str:
    return _CODE.sub(lambda found: chr(int(found[1], 16)), text)


def visible(text: str) -> str:
    """For notes that people only read: a control character as ``U+0007``."""
    return ILLEGAL.sub(lambda found: f"U+{ord(found[0]):04X}", text)
