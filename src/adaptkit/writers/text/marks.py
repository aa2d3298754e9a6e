"""Marks around words in another language, inside of a line, for a voice that has to change there.

Signs that no text may hold stand for them. No plain text that is written to a file has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from adaptkit.model.locale import Locale

_BEGIN, _SAID, _END = "\ufdd0", "\ufdd1", "\ufdd2"
_MARK = re.compile(f"{_BEGIN}([^{_BEGIN}-{_END}]*){_SAID}|{_END}")
_OURS = re.compile(f"[{_BEGIN}-{_END}]")


def marked(words: str, language: Locale | None) -> str:
    """None is the edition's own language."""
    return f"{_BEGIN}{language.tag if language else ''}{_SAID}{words}{_END}"


def parted(line: str) -> Iterator[tuple[str, str]]:
    """The line in pieces, each with the tag of its language; ``""`` is the edition's own."""
    inside, at = [""], 0
    for mark in _MARK.finditer(line):
        yield inside[-1], _OURS.sub("", line[at : mark.start()])
        at = mark.end()
        if mark[1] is not None:
            inside.append(mark[1])
        elif len(inside) > 1:
            inside.pop()
    yield inside[-1], _OURS.sub("", line[at:])
