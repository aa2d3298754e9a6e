"""The only door to polib, by which many of our users' tools read PO files and MO files."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from polib import MOFile
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


def read_mo(content: bytes, encoding: str) -> MOFile:
    """``content`` begins as an MO file, and its sizes are those of the file. Raises Unreadable."""
    import polib

    try:
        # Its type asks for a path; content is taken as well (its own documentation says so).
        return cast("MOFile", cast(Any, polib.mofile)(content, encoding=encoding))
    except (OSError, ValueError, LookupError, AttributeError, TypeError, struct.error) as fault:
        raise Unreadable(str(fault)) from fault


def mo_bytes(header: Iterable[tuple[str, str]], words: Mapping[tuple[str, str], str]) -> bytes:
    """``words``: msgctxt (``""`` for none) and msgid → msgstr."""
    import polib

    made = polib.MOFile(encoding=_UTF8)
    made.metadata = dict(header)
    for (context, msgid), msgstr in words.items():
        made.append(polib.MOEntry(msgctxt=context or None, msgid=msgid, msgstr=msgstr))
    return bytes(made.to_binary())
