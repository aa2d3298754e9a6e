"""Marks such as ``{#name .core}`` that nobody reads, since one of their brackets is missing."""

from __future__ import annotations

import re

_OPEN = re.compile(r"(?<![^\s*_])\{:?[ \t]*[#.][A-Za-z][^{}\n]*$", re.M)
_CLOSED = re.compile(r"(?<=[ \t])[#.][A-Za-z][\w-]*[ \t]*\}[ \t]*$", re.M)
_WHOLE = re.compile(r"(?<!\\)\{:?[ \t]*[#.][A-Za-z][^{}\n]*\}[ \t]*$", re.M)


def open_mark(text: str) -> str:
    """The mark at the end of a line that is opened and not closed, or closed and not opened, as
    readers would see it; ``""`` where there is none."""
    if "{" not in text and "}" not in text:
        return ""
    found = _OPEN.search(text) or _CLOSED.search(text)
    return found[0].strip() if found else ""


def whole_mark(text: str) -> str:
    """One that has both brackets."""
    found = _WHOLE.search(text) if "{" in text else None
    return found[0].strip() if found else ""
