"""The letters of a translation are those that its translator typed.

A program that takes UTF-8 for a code page of Windows makes ``opciÃ³n`` of ``opción``; one that
takes that code page for ISO 8859-1 leaves invisible signs in the place of quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from adaptkit.checks import Passage, check
from adaptkit.model.diagnostic import Diagnostic, error

# The first letter and the signs after it are the bytes of one letter in UTF-8, as Windows-1252
# shows them. Signs that may close a sentence do not count: CAFÉ”, NÃO…
_SIGNS = r"\u0080-\u009f¡-ª¬-º¼-¿€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™šœžŸ"
_SPOILT = re.compile(rf"[Â-ß][{_SIGNS}]|[à-ï](?:[{_SIGNS}]{{2}}|€[“”‘’–—•…])|ð[Ÿ\u009f]..")
# ISO-2022, whose letters are plain ones between two escapes; U+0085 is a line end.
_ESCAPED = re.compile(r"\x1b(?:\$[@-D]|\([BJ])|[\u0080-\u0084\u0086-\u009f]")

# One of these stands in whatever is found.
_ANY = {*map(chr, range(0x80, 0xC0)), *"\x1b€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™šœžŸ"}


@check("letters", spoils=True, signs=_ANY)
def letters(passage: Passage) -> Iterator[Diagnostic]:
    """Readers would get letters that mean nothing, where the source has none like them."""
    found = _ESCAPED.search(passage.translation) or _mistaken(passage.translation)
    if found and not _ESCAPED.search(passage.source) and not _mistaken(passage.source):
        shown = re.sub(r"[\x00-\x1f\u0080-\u009f]", lambda c: f"U+{ord(c[0]):04X}", found[0])
        yield error(
            "letters-spoilt",
            passage.position,
            f"letters of the translation of {passage.called} were spoilt by a program: {shown}",
            "copy the words from the translator's own file, and save as UTF-8",
            unit=passage.unit_id,
        )


def _mistaken(text: str) -> re.Match[str] | None:
    for found in _SPOILT.finditer(text) if not text.isascii() else ():
        try:
            b"".join(map(_byte, found[0])).decode("utf-8")
        except UnicodeError:
            continue
        return found
    return None


def _byte(letter: str) -> bytes:
    return letter.encode("latin-1" if letter < "\u0100" else "cp1252")
