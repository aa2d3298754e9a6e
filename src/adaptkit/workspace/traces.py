"""Where else in a project's folder words of a text stand, and whether git remembers it."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from pathlib import Path

_TAG = re.compile(r"<[^<>]*>")
_MOST_BYTES = 50_000_000


def files_with(root: Path, holds: Callable[[str], bool], apart: Collection[str]) -> Iterator[str]:
    """The text files below ``root``, but for those ``apart`` and git's own, of which ``holds``
    says so: as they stand, or as a page shows them. Paths are relative, with ``/``."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name != ".git")
        for name in sorted(names):
            file = Path(folder, name)
            path = file.relative_to(root).as_posix()
            if path in apart or file.is_symlink():
                continue
            with suppress(OSError, UnicodeDecodeError):
                if file.stat().st_size > _MOST_BYTES or not file.is_file():
                    continue
                text = file.read_bytes().decode("utf-8")
                if "\0" not in text and (holds(text) or holds(_shown(text))):
                    yield path


def _shown(text: str) -> str:
    """What a page says to its readers."""
    return html.unescape(_TAG.sub("", text)) if "<" in text or "&" in text else ""


def in_git(root: Path) -> bool:
    """Whether the project, or a folder above it, is a git repository."""
    return any((folder / ".git").exists() for folder in (root, *root.parents))
