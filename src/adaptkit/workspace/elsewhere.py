"""Somebody's folder of Markdown, looked at before a guide is made of it. Nothing in it is changed;
no link is followed, nothing hidden is opened."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from adaptkit.model.diagnostic import Position, ProblemsFound, error
from adaptkit.records import Record

MARKDOWN = (".md", ".markdown", ".mdx")
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif")
# What programs put beside a guide, and what they make of it.
_NOT_TEXT = frozenset({"node_modules", "__pycache__", "venv", "_site", "vendor"})
_MADE = frozenset({"build", "dist", "target", "site", "public"})
_LARGEST = 50_000_000


class Found(Record, frozen=True):
    """Names relative to the folder, with ``/``. ``names``: of all files; ``left_out``: of those
    that are links, folders of programs, or far too large."""

    names: tuple[str, ...]
    left_out: tuple[str, ...]


def look(folder: Path, apart: Path) -> Found:
    """What is in the folder but for ``apart`` (where the new project stands). Raises
    ProblemsFound."""
    if not folder.is_dir():
        hint = "look whether the name is right; it is the folder that holds the Markdown files"
        raise ProblemsFound(
            [error("use-document", Position(folder.as_posix()), "there is no such folder", hint)]
        )
    names: list[str] = []
    left_out: list[str] = []
    for path, name, is_file in _walk(folder, apart.resolve() / "source_guide"):
        if is_file and not path.is_symlink() and path.stat().st_size <= _LARGEST:
            names.append(name)
        else:
            left_out.append(name)
    return Found(tuple(sorted(names)), tuple(sorted(left_out)))


def _walk(folder: Path, apart: Path) -> Iterator[tuple[Path, str, bool]]:
    for here, folders, files in os.walk(folder):
        kept = []
        for name in sorted(folders):
            path = Path(here, name)
            made = name in _MADE and Path(here) == folder
            if name.startswith(".") or path.resolve() == apart:
                continue
            if name in _NOT_TEXT or made or path.is_symlink():
                yield path, path.relative_to(folder).as_posix() + "/", False
            else:
                kept.append(name)
        folders[:] = kept
        for name in files:
            path = Path(here, name)
            if not name.startswith(".") and (path.is_file() or path.is_symlink()):
                yield path, path.relative_to(folder).as_posix(), True


def contents(folder: Path, names: tuple[str, ...]) -> dict[str, bytes]:
    """The files' bytes. Raises ProblemsFound where one cannot be read."""
    out: dict[str, bytes] = {}
    for name in names:
        try:
            out[name] = (folder / name).read_bytes()
        except OSError as fault:
            said = f"this file cannot be read: {fault.strerror or fault}"
            where = Position((folder / name).as_posix())
            hint = "see whether you may open it"
            raise ProblemsFound([error("not-readable", where, said, hint)]) from fault
    return out
