"""Where a file's name leads: to itself, or through a link to somewhere else."""

from __future__ import annotations

import stat
from pathlib import Path, PurePosixPath

from adaptkit.model.diagnostic import Diagnostic, Position, error


def is_plain_file(path: Path) -> bool:
    """Whether it is a file with an end: no link, and no pipe or device, which may have none."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def link_on_the_way(root: Path, path: str) -> Path | None:
    """The first link on the way from ``root`` down to the file at ``path``, and the file itself if
    it is one; None where there is none. What is written there would land somewhere else."""
    there = root
    for part in PurePosixPath(path).parts:
        there = there / part
        if there.is_symlink():
            return there
    return None


def is_link(path: Path) -> Diagnostic:
    """What to say where something would be written through a link."""
    return error(
        "link-in-the-way",
        Position(str(path)),
        "this is a link to another place, and nothing is written through a link",
        "take the link away, or put a real folder or file in its place",
    )
