"""Names of files: whether each can be written in a text."""

from __future__ import annotations

import os
from pathlib import Path

from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.model.layout import OWN


def named_in_text(root: Path) -> Path:
    """The project's folder. Raises ProblemsFound where the name of a file is no text: neither a
    catalogue nor a page could name it."""
    found: list[Diagnostic] = []
    for top in OWN:
        for folder, folders, files in os.walk(root / top):
            folders[:] = [name for name in folders if not name.startswith(".")]
            found += (
                _not_text(os.path.relpath(os.path.join(folder, name), root))  # noqa: PTH118
                for name in (*folders, *files)
                if not name.isascii() and not _is_text(name)
            )
    if found:
        raise ProblemsFound(found)
    return root


def _is_text(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _not_text(path: str) -> Diagnostic:
    shown = os.fsencode(path).decode("utf-8", "backslashreplace").replace(os.sep, "/")
    return error(
        "name-not-utf8",
        Position(shown),
        "the name of this file or folder is not written in UTF-8, so nobody can refer to it",
        "give it another name; it often comes out of an old ZIP archive",
    )
