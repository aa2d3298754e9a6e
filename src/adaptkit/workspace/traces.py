"""Where else in a project's folder words of a text stand, and whether git remembers it."""

from __future__ import annotations

import html
import io
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from pathlib import Path

_TAG = re.compile(r"<[^<>]*>")
_MOST_BYTES = 50_000_000
_DAMAGED = (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, zlib.error)


def files_with(root: Path, holds: Callable[[str], bool], apart: Collection[str]) -> Iterator[str]:
    """The text files below ``root``, but for those ``apart`` and git's own, of which ``holds``
    says so: as they stand, or as a page shows them; and archives by what is in them. Paths are
    relative, with ``/``."""
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
                content = file.read_bytes()
                if any(holds(text) or holds(_shown(text)) for text in _texts(content)):
                    yield path


def _texts(content: bytes) -> Iterator[str]:
    """What it says, if it is a text; of an archive (a release, a book, a Word document) all texts
    that are in it, as far as they are together no larger than a file may be."""
    if not content.startswith(b"PK\3\4"):
        text = content.decode("utf-8")
        yield from [text] if "\0" not in text else []
        return
    with suppress(*_DAMAGED), zipfile.ZipFile(io.BytesIO(content)) as archive:
        left = _MOST_BYTES
        for one in archive.infolist():
            left -= one.file_size
            if left < 0:
                return
            with suppress(UnicodeDecodeError):
                text = archive.read(one).decode("utf-8")
                yield from [text] if "\0" not in text else []


def _shown(text: str) -> str:
    """What a page says to its readers."""
    return html.unescape(_TAG.sub("", text)) if "<" in text or "&" in text else ""


def in_git(root: Path) -> bool:
    """Whether the project, or a folder above it, is a git repository."""
    return any((folder / ".git").exists() for folder in (root, *root.parents))
