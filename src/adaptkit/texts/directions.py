"""Which way text runs."""

from __future__ import annotations

import unicodedata

_OTHER = {"ltr": frozenset({"R", "AL"}), "rtl": frozenset({"L"})}


def turns(text: str, direction: str) -> bool:
    """Whether any of it runs the other way: then it must not move the words around it.
    ``direction``: that of the text around it, ``"ltr"`` or ``"rtl"``."""
    other = _OTHER[direction]
    return any(unicodedata.bidirectional(character) in other for character in text)
