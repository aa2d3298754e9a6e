"""Bytes on disk: decoding with places, and writing that is never half done."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from adaptkit.model.diagnostic import Position, ProblemsFound, error


def decode(content: bytes, path: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as problem:
        before = content[: problem.start]
        line = len(re.findall(rb"\r\n|\r|\n", before)) + 1
        column = len(re.split(rb"\r\n|\r|\n", before)[-1].decode("utf-8", "replace")) + 1
        raise ProblemsFound(
            [
                error(
                    "not-utf8",
                    Position(path, line, column),
                    "this file is not saved as UTF-8, so some letters cannot be read",
                    'open it in a text editor and save it again with the encoding "UTF-8"',
                )
            ]
        ) from None


def write_files(files: Mapping[Path, bytes]) -> None:
    """Stage every file beside its place, then move all of them in. A file that already holds the
    same bytes is left alone."""
    staged: list[tuple[str, Path]] = []
    try:
        for path, content in files.items():
            if path.is_file() and path.read_bytes() == content:
                continue
            staged.append((_stage(path, content), path))
        for temporary, path in staged:
            os.replace(temporary, path)
    finally:
        for temporary, _ in staged:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(temporary)


def _stage(path: Path, content: bytes) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=".adaptkit-", dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    os.chmod(temporary, mode)
    return temporary


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
