"""The only door to polib, by which many of our users' tools read PO files and MO files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from polib import POEntry as POEntry
    from polib import POFile as POFile

_LINE = re.compile(r"\(line (\d+)\)")
_UTF8 = "utf-8"


class Unreadable(Exception):
    """What polib says about content that it cannot read, and the line (0 where it says none)."""

    def __init__(self, said: str, line: int = 0) -> None:
        super().__init__(said)
        self.line = line


class _Whole(str):
    """polib splits text at U+2028, U+0085 and others; a PO file's lines end with ``\\n`` alone."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:
        del keepends
        return self.split("\n")


def read_po_again(content: bytes) -> POFile:
    """Raises Unreadable."""
    import polib

    try:
        return polib.pofile(_Whole(content.decode(_UTF8)), encoding=_UTF8)
    except (OSError, ValueError, LookupError, AttributeError, TypeError) as fault:
        line = _LINE.search(str(fault))
        raise Unreadable(str(fault), int(line[1]) if line else 0) from fault
