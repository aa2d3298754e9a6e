"""When two texts count as the same, and a short sign of a text that holds for all such."""

from __future__ import annotations

import hashlib
import re
import unicodedata

# Not a blank that stands alone, as nearly all do.
_WHITE = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")
_MAY_BE_WHITE = ("  ", "\n", "\t", "\r")


def nfc(text: str) -> str:
    """The text with letters and their marks as one character each (Unicode, UAX #15)."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """NFC, line ends and runs of blanks as one blank; a no-break space stays what it is."""
    text = nfc(text)
    if any(map(text.__contains__, _MAY_BE_WHITE)):  # looking for it takes longer than all the rest
        text = _WHITE.sub(" ", text)
    return text.strip(" ")


def digest(*texts: str) -> str:
    """16 hexadecimal digits; the same for NFC and NFD."""
    whole = "\0".join(map(nfc, texts))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:16]
