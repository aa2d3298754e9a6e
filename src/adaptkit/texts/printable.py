"""Characters that a file of words can hold."""

from __future__ import annotations

import re

# What XML 1.0 has no place for (its section 2.2): control characters, halves of pairs, and two
# that are none.
_NO_CHARACTERS = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BLANKS = str.maketrans("\x0b\x0c", "  ")


def printable(text: str) -> str:
    """The text without characters that no reader sees and that programs stumble over."""
    return _NO_CHARACTERS.sub("", text.translate(_BLANKS))
