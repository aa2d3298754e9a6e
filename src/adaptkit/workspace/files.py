"""Writing that is never half done: what people may have in no other place."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.workspace.links import is_link
from adaptkit.workspace.marks import mark_of
from adaptkit.workspace.problems import changed_meanwhile
from adaptkit.workspace.staging import (
    MARK,
    Staged,
    held,
    move_in,
    refused,
    remove_file,
    stage,
    sweep,
)

_NONE: Mapping[Path, bytes | None] = MappingProxyType({})
_PATIENCE = 10.0


def write_files(
    files: Mapping[Path, bytes],
    seen: Mapping[Path, bytes | None] = _NONE,
    remove: Collection[Path] = (),
) -> None:
    """Stage every file beside its place, then move all of them in; then take away those of
    ``remove``. A file that already holds the same bytes, or is gone already, is left alone.

    ``seen``: ``mark_of`` what files held when they were read (None: they were not there); one that
    holds something else by now was saved by somebody, and is neither overwritten nor taken away.
    Raises ProblemsFound for that and when the disk refuses; then every file is as it was before.
    However a run ends, each single file is the old or the new one, whole.
    """
    if both := [path for path in remove if path in files]:
        raise ValueError(f"to be written and to be taken away: {both}")
    staged: list[Staged] = []
    at = Path()
    try:
        changed = [path for path, mark in seen.items() if mark_of(held(path)) != mark]
        if changed:
            raise ProblemsFound([changed_meanwhile(str(path)) for path in changed])
        if links := [path for path in files if path.is_symlink()]:
            raise ProblemsFound([is_link(path) for path in links])
        if others := [path for path in files if _is_no_file(path)]:
            raise ProblemsFound(map(_no_file, others))
        for folder in dict.fromkeys(path.parent for path in (*files, *remove)):
            sweep(folder.glob(f"{MARK}*"))
        for path, content in files.items():
            at = path
            if not path.is_file() or path.read_bytes() != content:
                staged.append(Staged(path, mark_of(content), stage(path, content)))
        # Last: what is still there says more than what is still named.
        staged += [Staged(path, None) for path in remove if os.path.lexists(path)]
        move_in(staged, seen)
    except OSError as fault:
        raise ProblemsFound([refused(fault, at)]) from fault
    finally:
        for one in staged:
            if one.temporary:
                remove_file(one.temporary)


def _is_no_file(path: Path) -> bool:
    """Whether a pipe or a device stands there: a file would take its place."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _no_file(path: Path) -> Diagnostic:
    said = "this is a pipe or a device, and no file is put in its place"
    return error("not-written", Position(str(path)), said, "name a file")


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """No other run that asks for this folder is inside at the same time; False where that cannot
    be had. Ends with the process, however that ends, and leaves no file."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield False
        return
    handle = -1
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
    try:
        yield handle >= 0 and _locked(lambda: fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB))
    finally:
        if handle >= 0:
            os.close(handle)


def _locked(lock: Callable[[], None]) -> bool:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            lock()
        except BlockingIOError:
            # A run that somebody has put to sleep must not hold up all others for ever.
            if time.monotonic() > end:
                return False
            time.sleep(0.02)
        except OSError:
            return False
        else:
            return True
