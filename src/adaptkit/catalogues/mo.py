"""MO files, the compiled form of catalogues that programs load (GNU gettext manual, 10.3).

polib reads and writes them. It believes the sizes that a file states, so a short file could ask for
all the memory there is: they are compared with the file's length before polib sees it.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable

from adaptkit.catalogues._polib import Unreadable, mo_bytes, read_mo
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.diagnostic import Position, ProblemsFound, error
from adaptkit.model.locale import Locale

MAGIC = (b"\xde\x12\x04\x95", b"\x95\x04\x12\xde")
"""How an MO file begins: made on a machine with the low byte first, or last."""
_HEADER_SIZE = 28
_CHARSET = re.compile(rb"Content-Type:[^\n\0]{0,200}?charset=([\w.:-]{1,40})", re.IGNORECASE)
# Python knows other encodings (zip, punycode) that no text is in.
_TEXTUAL = re.compile(r"(utf-?8|ascii|us-ascii|iso-?8859|latin|cp|windows-|koi8|gb|big5|euc|shift)")


def parse_mo(content: bytes, *, path: str, locale: Locale | None, domain: str) -> Catalogue:
    """What an MO file holds: finished words, with nothing said of their state. Raises ProblemsFound
    for a file that is damaged anywhere."""
    fault = _fault(content)
    if fault:
        raise _damaged(path, fault)
    encoding = _encoding(content)
    try:
        found = read_mo(content, encoding)
    except Unreadable as problem:
        raise _damaged(path, f"it cannot be read as {encoding} ({problem})") from problem
    entries = []
    for one in found:
        forms = tuple(sorted(one.msgstr_plural.items()))
        words = forms[0][1] if forms else one.msgstr
        state = EntryState.TRANSLATED if words else EntryState.UNTRANSLATED
        plural = (one.msgid_plural, forms) if one.msgid_plural else None
        where = Position(path)
        entries.append(
            Entry(one.msgctxt or "", one.msgid, words, state, plural=plural, position=where)
        )
    header = tuple(found.metadata.items())
    return Catalogue(locale, domain, tuple(entries), header, path=path)


def render_mo(header: Iterable[tuple[str, str]], entries: Iterable[Entry]) -> bytes:
    """An MO file in UTF-8, the same bytes for the same words. Of two entries with one id and text
    the first goes in."""
    return mo_bytes(header, {(e.unit_id, e.msgid): e.msgstr for e in reversed([*entries])})


def _fault(content: bytes) -> str:
    """Why polib must not see this file; ``""`` where it may."""
    if content[:4] not in MAGIC:
        return "it does not begin as an MO file does"
    if len(content) < _HEADER_SIZE:
        return "it is cut off"
    order = "<" if content[:4] == MAGIC[0] else ">"
    revision, count, originals, translations = struct.unpack_from(f"{order}4I", content, 4)
    if revision >> 16 not in (0, 1):
        return f"it is of a later kind ({revision >> 16}.{revision & 0xFFFF})"
    for table in (originals, translations):
        if table + 8 * count > len(content):
            return "it is cut off, or says that it holds more than it does"
        places = list(struct.iter_unpack(f"{order}2I", content[table : table + 8 * count]))
        if any(length + at > len(content) for length, at in places):
            return "it is cut off, or says that it holds more than it does"
        # Texts that lie one over the other would be more than the file.
        if sum(length for length, _ in places) > len(content):
            return "it says that it holds more than it does"
    return ""


def _encoding(content: bytes) -> str:
    found = _CHARSET.search(content)
    said = found[1].decode("ascii", "replace").lower() if found else "utf-8"
    return said if _TEXTUAL.match(said) else "utf-8"


def _damaged(path: str, fault: str) -> ProblemsFound:
    said = f"this MO file is damaged: {fault}"
    hint = "ask for it again, or for the PO file that it was made from"
    return ProblemsFound([error("mo-damaged", Position(path), said, hint)])
