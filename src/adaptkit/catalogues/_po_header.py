"""The header entry of a PO file: its fields, and the encoding that it declares."""

from __future__ import annotations

import re
from collections.abc import Sequence

from adaptkit.catalogues._po_text import join_comment, ordered_flags
from adaptkit.records import Record

UTF8 = frozenset({"UTF-8", "UTF8", "ASCII", "US-ASCII"})
_CHARSET = re.compile(r"charset=([^\s;]*)", re.IGNORECASE)


class Header(Record, frozen=True):
    fields: tuple[tuple[str, str], ...] = ()
    comment: str = ""
    flags: tuple[str, ...] = ()


def header_of(text: str, comment: Sequence[str], flags: Sequence[str]) -> Header:
    """``text``: the msgstr of the entry whose msgid is empty."""
    fields = tuple(_field(line) for line in text.removesuffix("\n").split("\n"))
    return Header(
        () if fields == (("", ""),) else fields, join_comment(comment), ordered_flags(flags)
    )


def declared_charset(fields: Sequence[tuple[str, str]]) -> str:
    """In capitals; ``""`` where the header says none."""
    found = _CHARSET.search(dict(fields).get("Content-Type", ""))
    return found[1].upper() if found else ""


def in_utf8(fields: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The fields, with UTF-8 as the encoding."""
    return tuple(
        (name, _CHARSET.sub("charset=UTF-8", value) if name == "Content-Type" else value)
        for name, value in fields
    )


def _field(line: str) -> tuple[str, str]:
    """A header line as (name, value); one that has no name keeps its words as the value."""
    name, colon, value = line.partition(":")
    return (name, value.strip()) if colon and name.strip() else ("", line)
