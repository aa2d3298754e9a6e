"""The order in which people count files."""

from __future__ import annotations

import re
from pathlib import PurePosixPath


def natural(name: str) -> tuple[object, ...]:
    """Sort key: ``2-b.md`` before ``10-a.md``, folder by folder."""
    return tuple(
        tuple(
            (0, int(p), "") if p.isdecimal() else (1, 0, p) for p in re.split(r"(\d+)", part) if p
        )
        for part in PurePosixPath(name).parts
    )
