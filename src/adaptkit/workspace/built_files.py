"""Files that can be made again: written while a build goes on, shown together at its end."""

from __future__ import annotations

import contextlib
import os
import posixpath
import secrets
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.layout import RELEASES
from adaptkit.workspace.links import is_link, link_on_the_way
from adaptkit.workspace.marks import mark_of
from adaptkit.workspace.staging import MARK, Staged, lay, move_in, refused, remove_file, sweep

_NONE: Mapping[Path, bytes | None] = MappingProxyType({})
_OF_AN_EDITION = frozenset({"html", "md", "manifest.json", "trace.json", "edition.json"})


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
        self._staged: list[Staged] = []
        self._swept: dict[str, bool] = {}
        self._mark = f"{MARK}{secrets.token_hex(6)}"
        self._new: list[Path] = []
        self._finished = False

    def __enter__(self) -> BuiltFiles:
        if self._tidy and self.folder.is_dir():
            self._begin()
        return self

    def __exit__(self, *_: object) -> None:
        for one in self._staged:
            remove_file(one.temporary)
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
                sweep(folder.glob(f"{MARK}*"))
            full = f"{self.folder}{os.sep}{path}"
            # In a folder that was only just made there is nothing yet.
            if not self._swept[above] and os.path.islink(full):  # noqa: PTH114 of thousands
                raise ProblemsFound([is_link(Path(full))])
            held = None if self._swept[above] else _held_in_place(full, content)
            if not held:
                temporary = f"{os.path.dirname(full)}{os.sep}{self._mark}-{len(self._staged)}"  # noqa: PTH120
                lay(temporary, content)
                mark = mark_of(content)
                self._staged.append(Staged(Path(full), mark, temporary, new=held is None))
        except OSError as fault:
            raise ProblemsFound([refused(fault, self.folder / path)]) from fault

    def finish(self, first: Collection[str] = ()) -> None:
        """Move all of them in or, where one of them fails, none. ``first``: those whose being there
        says that the others are ours."""
        before = {self.folder / path for path in first}
        self._staged.sort(key=lambda one: one.path not in before)
        move_in(self._staged, _NONE)
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
    yield from folder.glob(f"{MARK}*")
    for one in folder.iterdir():
        if one.is_symlink() or not one.is_dir():
            continue
        if one.name == RELEASES:
            yield from _left_behind(one)
            continue
        inside = {below.name for below in one.iterdir()}
        if inside & _OF_AN_EDITION or any(name.startswith(MARK) for name in inside):
            for above, _, names in os.walk(one):
                yield from (Path(above) / name for name in names if name.startswith(MARK))


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
