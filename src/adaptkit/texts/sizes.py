"""How large a file is, as people say it."""

from __future__ import annotations


def size_text(size: int) -> str:
    """``1.2 MB``; never less than 1 kB. ``size`` in bytes."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB"
