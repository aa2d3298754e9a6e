"""Addresses: which are safe to open, and which lead out of the edition."""

from __future__ import annotations

import re

# Addresses that run code, or that show what a page should not reach.
_UNSAFE = frozenset({"javascript", "vbscript", "data", "file", "blob", "filesystem"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
# Browsers skip these in front of and inside an address, so "java\nscript:" would still run.
_SKIPPED = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


def without_controls(text: str, instead: str = "") -> str:
    """The text with white space and what nobody sees replaced."""
    return _SKIPPED.sub(instead, text)


def scheme(target: str) -> str:
    """``https`` of ``https://…``; ``""`` where an address has none."""
    found = _SCHEME.match(without_controls(target))
    return found[1].lower() if found else ""


def is_safe(target: str) -> bool:
    return scheme(target) not in _UNSAFE


def is_remote(target: str) -> bool:
    start = without_controls(target)
    return bool(scheme(target)) or start.startswith(("//", "\\\\", "/\\"))


def dialled(telephone: str) -> str:
    """``tel:`` with nothing but digits, ``+``, ``*`` and ``#`` (RFC 3966, global or local)."""
    kept = "".join(c for c in telephone if c.isdecimal() or c in "+*#")
    return f"tel:{kept}" if kept else ""
