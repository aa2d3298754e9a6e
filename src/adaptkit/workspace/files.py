"""Bytes on disk: decoding with places, and writing that is never half done."""

from __future__ import annotations

import contextlib
import errno
import os
import posixpath
import re
import secrets
import stat
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.model.layout import RELEASES
from adaptkit.records import Record
from adaptkit.texts.foreign import document_in, is_wide
from adaptkit.workspace.marks import mark_of
from adaptkit.workspace.problems import changed_meanwhile, no_text

_NONE: Mapping[Path, bytes | None] = MappingProxyType({})


def decode(content: bytes, path: str) -> str:
    """The text. Raises ProblemsFound with a place where it is not in UTF-8, or is no text."""
    document = document_in(content)
    if document:
        raise ProblemsFound([no_text(path, document)])
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise ProblemsFound([_not_utf8(content[: problem.start], path)]) from None
    if "\0" in text:
        raise ProblemsFound([_nul(content, path)])
    return text


def _not_utf8(before: bytes, path: str) -> Diagnostic:
    line = len(re.findall(rb"\r\n|\r|\n", before)) + 1
    column = len(re.split(rb"\r\n|\r|\n", before)[-1].decode("utf-8", "replace")) + 1
    return error(
        "not-utf8",
        Position(path, line, column),
        "this file is not saved as UTF-8, so some letters cannot be read",
        _SAVE_AGAIN,
    )


def _nul(content: bytes, path: str) -> Diagnostic:
    """No text file holds a NUL: it was written in UTF-16, or damaged."""
    if is_wide(content):
        said = "this file is saved as UTF-16, not as UTF-8"
        return error("not-utf8", Position(path, 1, 1), said, _SAVE_AGAIN)
    line = content[: content.index(b"\0")].count(b"\n") + 1
    return error(
        "not-text",
        Position(path, line),
        "there is a NUL character in this line: the file was damaged, or is no text file",
        "get it back from the person who sent it or from the project's history",
    )


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
    staged: list[_Staged] = []
    at = Path()
    try:
        changed = [path for path, mark in seen.items() if mark_of(_held(path)) != mark]
        if changed:
            raise ProblemsFound([changed_meanwhile(str(path)) for path in changed])
        if links := [path for path in files if path.is_symlink()]:
            raise ProblemsFound([is_link(path) for path in links])
        for folder in dict.fromkeys(path.parent for path in (*files, *remove)):
            sweep(folder.glob(f"{_MARK}*"))
        for path, content in files.items():
            at = path
            if not path.is_file() or path.read_bytes() != content:
                staged.append(_Staged(path, mark_of(content), _stage(path, content)))
        # Last: what is still there says more than what is still named.
        staged += [_Staged(path, None) for path in remove if os.path.lexists(path)]
        _move_in(staged, seen)
    except OSError as fault:
        raise ProblemsFound([_refused(fault, at)]) from fault
    finally:
        for one in staged:
            if one.temporary:
                _remove(one.temporary)


class _Staged(Record):
    """``mark``: of what it will hold, None for a file that is to go; what it holds lies on the disk
    already, and a build may have a thousand of them. ``new``: nothing stood there. ``before``: a
    second name for what stands there now; ``""`` where nothing does."""

    path: Path
    mark: bytes | None
    temporary: str = ""
    new: bool = False
    before: str = ""
    moved: bool = False


def _move_in(staged: Sequence[_Staged], seen: Mapping[Path, bytes | None]) -> None:
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
                raise ProblemsFound([_refused(fault, one.path)]) from fault
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
                _remove(one.before)


def _unchanged(one: _Staged, seen: Mapping[Path, bytes | None]) -> None:
    """Raises ProblemsFound where the file is not, or (moved) was not, what was read."""
    if one.path not in seen or (one.moved and not one.before):
        return
    if mark_of(_held(Path(one.before) if one.moved else one.path)) != seen[one.path]:
        raise ProblemsFound([changed_meanwhile(str(one.path))])


def _held(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _put_back(one: _Staged) -> None:
    with contextlib.suppress(OSError):
        # What somebody has saved there in the meantime is theirs.
        if one.moved and mark_of(_held(one.path)) == one.mark:
            if one.before:
                os.replace(one.before, one.path)
            else:
                os.unlink(one.path)


def _keep(path: Path) -> str:
    """A second name for the file as it is now, or a copy; ``""`` where there is no file."""
    name = str(path.parent / f"{_MARK}{secrets.token_hex(6)}")
    try:
        os.link(path, name)
    except FileNotFoundError:
        return ""
    except OSError:
        # A memory stick knows no second names.
        return _stage(path, path.read_bytes()) if path.exists() else ""
    return name


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


def _remove(path: str | Path) -> None:
    with contextlib.suppress(OSError):
        os.unlink(path)


def sweep(left: Iterable[Path], *, all_of_it: bool = False) -> None:
    """Take away what a run that was killed has left behind: what is old, for another run may be
    at work; all of it only for whoever is ``alone``."""
    for path in left:
        with contextlib.suppress(OSError):
            if path.name.startswith(_MARK) and (
                all_of_it or time.time() - path.stat().st_ctime > _ABANDONED
            ):
                path.unlink()


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


def _refused(fault: OSError, path: Path) -> Diagnostic:
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


_SAVE_AGAIN = 'open it in a text editor and save it again with the encoding "UTF-8"'
_MARK = ".adaptkit-"
_OF_AN_EDITION = frozenset({"html", "md", "manifest.json", "trace.json", "edition.json"})
_ABANDONED = 3600.0
_PATIENCE = 10.0
_BINARY = getattr(os, "O_BINARY", 0)  # Windows
_LOCKED = (
    "you may not change it, or another program holds it",
    "close it in other programs, or ask for the right to write in this folder",
)
_IN_THE_WAY = (
    "a file has the name of a folder that is needed",
    "rename that file, or choose another folder",
)


def _stage(path: Path, content: bytes) -> str:
    """The content in a file beside its place, and on the disk itself before this returns, so that
    not even a power cut leaves an empty file."""
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


def _lay(temporary: str, content: bytes) -> None:
    """The same for what can be made again: nobody waits for the disk. The folder is there."""
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    try:
        with os.fdopen(handle, "wb", buffering=0) as file:
            left = memoryview(content)
            while left:
                left = left[file.write(left) :]
    except BaseException:
        _remove(temporary)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


class BuiltFiles:
    """Files that can be made again, written while a build goes on and moved in at its end.

    Until ``finish`` nothing that a reader may open has changed; a build that fails, or is stopped,
    leaves the pages of last time. Use it as a context. ``tidy``: what runs that were killed have
    left anywhere in the folder is taken away first, unless another one is at work there.
    """

    def __init__(self, folder: Path, *, tidy: bool = False) -> None:
        self.folder = folder
        self._tidy = tidy
        self._lock = -1
        self._staged: list[_Staged] = []
        self._swept: dict[str, bool] = {}
        self._mark = f"{_MARK}{secrets.token_hex(6)}"
        self._new: list[Path] = []
        self._finished = False

    def __enter__(self) -> BuiltFiles:
        if self._tidy and self.folder.is_dir():
            self._begin()
        return self

    def __exit__(self, *_: object) -> None:
        for one in self._staged:
            _remove(one.temporary)
        for folder in () if self._finished else reversed(self._new):
            with contextlib.suppress(OSError):
                folder.rmdir()
        if self._lock >= 0:
            os.close(self._lock)

    def _begin(self) -> None:
        """Say that somebody is at work in this folder; whoever is the only one tidies it up."""
        self._tidy = False
        self._lock, sole = _at_work(self.folder)
        try:
            if sole:
                sweep(_left_behind(self.folder), all_of_it=True)
        finally:
            _not_alone(self._lock)

    def put(self, path: str, content: bytes) -> None:
        """``path`` is relative to the folder. Raises ProblemsFound when the disk refuses."""
        above = posixpath.dirname(path)
        try:
            if above not in self._swept:
                folder = self.folder / above
                link = link_on_the_way(self.folder, above)
                if link is not None:
                    raise ProblemsFound([is_link(link)])
                made = _made(folder)
                self._new += made
                if self._tidy:
                    self._begin()
                self._swept[above] = bool(made)
                sweep(folder.glob(f"{_MARK}*"))
            full = f"{self.folder}{os.sep}{path}"
            # In a folder that was only just made there is nothing yet.
            if not self._swept[above] and os.path.islink(full):  # noqa: PTH114 of thousands
                raise ProblemsFound([is_link(Path(full))])
            held = None if self._swept[above] else _held_in_place(full, content)
            if not held:
                temporary = f"{os.path.dirname(full)}{os.sep}{self._mark}-{len(self._staged)}"  # noqa: PTH120
                _lay(temporary, content)
                mark = mark_of(content)
                self._staged.append(_Staged(Path(full), mark, temporary, new=held is None))
        except OSError as fault:
            raise ProblemsFound([_refused(fault, self.folder / path)]) from fault

    def finish(self, first: Collection[str] = ()) -> None:
        """Move all of them in or, where one of them fails, none. ``first``: those whose being there
        says that the others are ours."""
        before = {self.folder / path for path in first}
        self._staged.sort(key=lambda one: one.path not in before)
        _move_in(self._staged, _NONE)
        self._finished = True


def _at_work(folder: Path) -> tuple[int, bool]:
    """A handle that says, until it is closed or the process ends, that somebody is at work there;
    and whether nobody else is."""
    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):  # on Windows there is no such thing
        return -1, False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return handle, False
    return handle, True


def _not_alone(handle: int) -> None:
    """Others may work beside us from now on, and see that we are there."""
    if handle >= 0:
        import fcntl

        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_SH)


def _left_behind(folder: Path) -> Iterator[Path]:
    """The temporary files in the folder, and anywhere in those below it that hold an edition: the
    rest of it may be somebody's whole disk."""
    yield from folder.glob(f"{_MARK}*")
    for one in folder.iterdir():
        if one.is_symlink() or not one.is_dir():
            continue
        if one.name == RELEASES:
            yield from _left_behind(one)
            continue
        inside = {below.name for below in one.iterdir()}
        if inside & _OF_AN_EDITION or any(name.startswith(_MARK) for name in inside):
            for above, _, names in os.walk(one):
                yield from (Path(above) / name for name in names if name.startswith(_MARK))


def _made(folder: Path) -> list[Path]:
    """The folders that had to be made for this one, the outermost first."""
    new = []
    while not folder.is_dir():
        new.append(folder)
        folder = folder.parent
    for one in reversed(new):
        one.mkdir()
    return new[::-1]


def _held_in_place(path: str, content: bytes) -> bool | None:
    """Whether the file holds this; None where there is none."""
    try:
        if os.stat(path).st_size != len(content):  # noqa: PTH116 of thousands
            return False
        with open(path, "rb") as file:  # noqa: PTH123
            return file.read() == content
    except FileNotFoundError:
        return None
