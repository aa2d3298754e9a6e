"""Lines of YAML files that are told to people: found as text, for a file that was read before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adaptkit.model.diagnostic import Position


def line_of(text: str, path: str, key: str, word: str = "") -> Position:
    """Where the file says ``key``, or ``word`` under it; else its first line."""
    field = re.compile(rf"{key}\s*:")
    keys = [
        at
        for at in _places(text, key)
        if text[max(0, at - 1) : at] in "\r\n" and field.match(text, at)
    ]
    if not keys:
        return Position(path, 1)
    if not word:
        return Position(path, _line(text, keys[0]))
    whole = re.compile(rf"(?<![\w./-]){re.escape(word)}(?!\w)")
    within = (at for at in _places(text, word, keys[0]) if whole.match(text, at))
    return Position(path, _line(text, next(within, keys[-1])))


def _places(text: str, word: str, at: int = 0) -> Iterator[int]:
    """Where the word stands, at or behind ``at``. Not line by line: a thousand of its lines may be
    asked for one by one."""
    while (at := text.find(word, at)) >= 0:
        yield at
        at += 1


def _line(text: str, at: int) -> int:
    return text[:at].replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
