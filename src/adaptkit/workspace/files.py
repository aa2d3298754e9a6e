"""Bytes on disk: decoding with places, and writing that is never half done."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error


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
    same bytes is left alone.

    Raises ProblemsFound when the disk refuses; then every file is as it was before. However a
    run ends, each single file is the old or the new one, whole.
    """
    staged: list[tuple[str, Path]] = []
    at = Path()
    try:
        for folder in dict.fromkeys(path.parent for path in files):
            sweep(folder.glob(f"{_MARK}*"))
        for path, content in files.items():
            at = path
            if not path.is_file() or path.read_bytes() != content:
                staged.append((_stage(path, content), path))
        _move_in(staged)
    except OSError as fault:
        raise ProblemsFound([_refused(fault, at)]) from fault
    finally:
        for temporary, _ in staged:
            _remove(temporary)


def _move_in(staged: Sequence[tuple[str, Path]]) -> None:
    """All or, where one of them fails, none."""
    kept: list[tuple[str, Path]] = []
    fresh: list[Path] = []
    try:
        for temporary, path in staged:
            before = _keep(path)
            kept += [(before, path)] if before else []
            fresh += [path] if not before and not path.exists() else []
            os.replace(temporary, path)
    except BaseException:
        for before, path in kept:
            with contextlib.suppress(OSError):
                os.replace(before, path)
        for path in fresh:
            _remove(path)
        raise
    finally:
        for before, _ in kept:
            _remove(before)


def _keep(path: Path) -> str:
    """A second name for the file as it is now; ``""`` where there is none, or none can be."""
    name = path.parent / f"{_MARK}{secrets.token_hex(6)}"
    try:
        os.link(path, name)
    except OSError:
        return ""
    return str(name)


def _remove(path: str | Path) -> None:
    with contextlib.suppress(OSError):
        os.unlink(path)


def sweep(left: Iterable[Path]) -> None:
    """Take away what a run that was killed has left behind; a run of today may be at work."""
    for path in left:
        with contextlib.suppress(OSError):
            if path.name.startswith(_MARK) and time.time() - path.stat().st_ctime > _ABANDONED:
                path.unlink()


def _refused(fault: OSError, path: Path) -> Diagnostic:
    reasons = {
        errno.ENOSPC: ("the disk is full", "make room, then run the command again"),
        errno.EDQUOT: ("your share of the disk is full", "make room, then run the command again"),
        errno.EROFS: ("this disk can only be read", "copy the project to a disk of your own"),
        errno.EACCES: _LOCKED,
        errno.EPERM: _LOCKED,
        errno.EEXIST: _IN_THE_WAY,
        errno.ENOTDIR: _IN_THE_WAY,
        errno.EISDIR: ("there is a folder of this name", "rename the folder or take it away"),
    }
    said = fault.strerror or str(fault)
    reason, hint = reasons.get(fault.errno or 0, (said, "mend that, then run the command again"))
    return error("not-written", Position(str(path)), f"this file cannot be written: {reason}", hint)


_MARK = ".adaptkit-"
_ABANDONED = 3600.0
_LOCKED = (
    "you may not change it, or another program holds it",
    "close it in other programs, or ask for the right to write in this folder",
)
_IN_THE_WAY = (
    "a file has the name of a folder that is needed",
    "rename that file, or choose another folder",
)


def _stage(path: Path, content: bytes) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=_MARK, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        os.chmod(temporary, mode)
    except BaseException:
        _remove(temporary)
        raise
    return temporary


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
