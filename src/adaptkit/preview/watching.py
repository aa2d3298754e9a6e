"""Whether a file of the project was saved: asked a few times a second, whatever the system."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

Stamps = Mapping[str, tuple[int, int, int]]
"""Path relative to the project, with ``/`` → size in bytes, time of change (nanoseconds), inode."""


def stamps(root: Path, folders: Sequence[str]) -> Stamps:
    """Of every file below these folders of the project. What goes while it is looked at is not
    there; the next look tells."""
    return dict(found for folder in folders for found in _below(root, folder))


def _below(root: Path, folder: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    for where, inner, names in os.walk(root / folder):
        inner[:] = [name for name in inner if not name.startswith(".")]
        for name in names:
            path = os.path.join(where, name)  # noqa: PTH118  # ten times a second
            try:
                status = os.stat(path)  # noqa: PTH116
            except OSError:
                continue
            inside = os.path.relpath(path, root).replace(os.sep, "/")
            yield inside, (status.st_size, status.st_mtime_ns, status.st_ino)
