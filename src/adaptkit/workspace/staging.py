"""Files written beside their place and moved in together: all of them or, where one fails, none."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.records import Record
from adaptkit.workspace.marks import mark_of
from adaptkit.workspace.problems import changed_meanwhile

MARK = ".adaptkit-"
_ABANDONED = 3600.0
_BINARY = getattr(os, "O_BINARY", 0)  # Windows
_LOCKED = (
    "you may not change it, or another program holds it",
    "close it in other programs, or ask for the right to write in this folder",
)
_IN_THE_WAY = (
    "a file has the name of a folder that is needed",
    "rename that file, or choose another folder",
)


class Staged(Record):
    """``mark``: of what it will hold, None for a file that is to go; what it holds lies on the disk
    already, and a build may have a thousand of them. ``new``: nothing stood there. ``before``: a
    second name for what stands there now; ``""`` where nothing does."""

    path: Path
    mark: bytes | None
    temporary: str = ""
    new: bool = False
    before: str = ""
    moved: bool = False


def move_in(staged: Sequence[Staged], seen: Mapping[Path, bytes | None]) -> None:
    """All or, where one of them fails, none."""
    try:
        for one in staged:
            try:
                one.before = "" if one.new else _keep(one.path)
                _unchanged(one, seen)
                # Said before it is done: whoever is stopped between the two can tell by the file.
                one.moved = True
                if one.mark is not None:
                    os.replace(one.temporary, one.path)
                elif one.before:
                    os.unlink(one.path)
            except OSError as fault:
                if one.mark is None:
                    raise ProblemsFound([_not_deleted(fault, one.path)]) from fault
                raise ProblemsFound([refused(fault, one.path)]) from fault
        for one in staged:
            # An editor may have had the file open all the while, and written into it.
            _unchanged(one, seen)
    except BaseException:
        for one in staged:
            _put_back(one)
        raise
    finally:
        for one in staged:
            if one.before:
                remove_file(one.before)


def _unchanged(one: Staged, seen: Mapping[Path, bytes | None]) -> None:
    """Raises ProblemsFound where the file is not, or (moved) was not, what was read."""
    if one.path not in seen or (one.moved and not one.before):
        return
    if mark_of(held(Path(one.before) if one.moved else one.path)) != seen[one.path]:
        raise ProblemsFound([changed_meanwhile(str(one.path))])


def held(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _put_back(one: Staged) -> None:
    with contextlib.suppress(OSError):
        # What somebody has saved there in the meantime is theirs.
        if one.moved and mark_of(held(one.path)) == one.mark:
            if one.before:
                os.replace(one.before, one.path)
            else:
                os.unlink(one.path)


def _keep(path: Path) -> str:
    """A second name for the file as it is now, or a copy; ``""`` where there is no file."""
    name = str(path.parent / f"{MARK}{secrets.token_hex(6)}")
    try:
        os.link(path, name)
    except FileNotFoundError:
        return ""
    except OSError:
        # A memory stick knows no second names.
        return stage(path, path.read_bytes()) if path.exists() else ""
    return name


def stage(path: Path, content: bytes) -> str:
    """The content in a file beside its place, and on the disk itself before this returns, so that
    not even a power cut leaves an empty file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=MARK, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        os.chmod(temporary, mode)
    except BaseException:
        remove_file(temporary)
        raise
    return temporary


def lay(temporary: str, content: bytes) -> None:
    """The same for what can be made again: nobody waits for the disk. The folder is there."""
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    try:
        with os.fdopen(handle, "wb", buffering=0) as file:
            left = memoryview(content)
            while left:
                left = left[file.write(left) :]
    except BaseException:
        remove_file(temporary)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def remove_file(path: str | Path) -> None:
    with contextlib.suppress(OSError):
        os.unlink(path)


def sweep(left: Iterable[Path], *, all_of_it: bool = False) -> None:
    """Take away what a run that was killed has left behind: what is old, for another run may be
    at work; all of it only for whoever is ``alone``."""
    for path in left:
        with contextlib.suppress(OSError):
            if path.name.startswith(MARK) and (
                all_of_it or time.time() - path.stat().st_ctime > _ABANDONED
            ):
                path.unlink()


def refused(fault: OSError, path: Path) -> Diagnostic:
    reason, hint = _reason(fault)
    return error("not-written", Position(str(path)), f"this file cannot be written: {reason}", hint)


def _not_deleted(fault: OSError, path: Path) -> Diagnostic:
    reason, hint = _reason(fault)
    return error("not-deleted", Position(str(path)), f"this file cannot be deleted: {reason}", hint)


def _reason(fault: OSError) -> tuple[str, str]:
    """Why the disk refuses, and what to do."""
    reasons = {
        errno.ENOSPC: ("the disk is full", "make room, then run the command again"),
        errno.EDQUOT: ("your share of the disk is full", "make room, then run the command again"),
        errno.EFBIG: ("this disk takes no file of this size", "copy the project to another disk"),
        errno.EROFS: ("this disk can only be read", "copy the project to a disk of your own"),
        errno.EACCES: _LOCKED,
        errno.EPERM: _LOCKED,
        errno.EEXIST: _IN_THE_WAY,
        errno.ENOTDIR: _IN_THE_WAY,
        errno.EISDIR: ("there is a folder of this name", "rename the folder or take it away"),
    }
    said = fault.strerror or str(fault)
    return reasons.get(fault.errno or 0, (said, "mend that, then run the command again"))
