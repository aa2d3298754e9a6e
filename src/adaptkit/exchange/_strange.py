"""Words of a spreadsheet that stand where nobody looks for them, and letters that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from adaptkit.exchange._table import HEADER
from adaptkit.model.diagnostic import Diagnostic, Position, warning

# RFC 2152: a + , the letters in base 64, and mostly a - that ends them.
_SHIFTED = re.compile(rb"\+([A-Za-z0-9+/]{3,})-?")
_ENOUGH = 2


def strange_columns(
    names: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]], path: str
) -> Iterator[Diagnostic]:
    """A warning for each column that is none of ours and holds words. ``rows``: each with its
    number and what its cells say; ``names``: of the columns, in small letters."""
    width = max((len(cells) for _, cells in rows), default=0)
    for at in range(max(width, len(names))):
        name = names[at] if at < len(names) else ""
        if name in HEADER:
            continue
        held = [n for n, cells in rows if at < len(cells) and any(map(str.isalpha, cells[at]))]
        if held:
            called = f'the column "{name}"' if name else f"column {at + 1}, which has no name,"
            more = f", and {len(held) - 1:,} more" if len(held) > 1 else ""
            yield warning(
                "exchange-not-read",
                Position(path, held[0]),
                f"{called} was not read; words stand in row {held[0]}{more}",
                'what translators say of a passage belongs in the column "note", a translation in '
                'the column "translation"',
            )


def is_utf_7(content: bytes) -> bool:
    """Whether letters beyond A to Z stand in it as UTF-7 writes them: ``ni+APE-o``."""
    if not content.isascii():
        return False
    letters = 0
    for found in _SHIFTED.finditer(content):
        try:
            said = found[0].decode("utf-7")
        except UnicodeDecodeError:
            continue
        # What is no such letter comes out as signs of the whole world, or as A to Z.
        letters += all(c.isalpha() and "\x80" < c < "\u0600" for c in said)
    return letters >= _ENOUGH
