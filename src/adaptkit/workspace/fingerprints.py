"""Which content each file of a project has, without reading again what nobody has touched."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

Stamp = tuple[int, int, int, int]
"""Size in bytes, time of change and of the last change of its entry (nanoseconds), inode."""

# A file that was changed so shortly before it was looked at may change again within one tick of
# the file system's clock (FAT: two seconds): git calls such an entry "racily clean".
RACY = 2_000_000_000


class Fingerprints:
    """The sha256 of files under ``root``. ``known``: path → stamp and hash of an earlier look.

    The hash is of the content. That of a file with the very stamp of last time is taken over, as
    git does: a program that writes a file cannot leave size, both times and inode as they were.
    """

    def __init__(
        self, root: Path, known: Mapping[str, tuple[Stamp, str]], looked_at: int = 0
    ) -> None:
        self._root, self._known, self._looked_at = root, known, looked_at
        self.now = time.time_ns()
        self.found: dict[str, tuple[Stamp, str]] = {}
        self.read = 0

    def of(self, folder: str) -> dict[str, str]:
        """Path → hash of every file below ``folder``; paths are relative to the root, with ``/``.

        Links to folders of the project are followed. Raises OSError for what cannot be read.
        """
        return {path: self._hash(path, entry) for path, entry in _files(self._root, folder)}

    def _hash(self, path: str, entry: os.DirEntry[str]) -> str:
        status = entry.stat()  # On Windows without an inode: 0, this time and the next.
        stamp = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
        known = self._known.get(path)
        settled = max(stamp[1], stamp[2]) < self._looked_at - RACY
        if known and known[0] == stamp and settled:
            digest = known[1]
        else:
            digest = _sha256(entry.path)
            self.read += 1
        self.found[path] = (stamp, digest)
        return digest


def _sha256(path: str) -> str:
    import hashlib

    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _files(
    root: Path, folder: str, linked: tuple[Path, ...] = ()
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """``linked``: where the links on the way led to, so that none is followed in a circle."""
    full = root / folder
    if not full.is_dir():
        return
    with os.scandir(full) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        if entry.name == ".git":
            continue  # of a guide that is a repository of its own: large, and shown nowhere
        path = f"{folder}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _files(root, path, linked)
        elif entry.is_file():
            yield path, entry
        elif entry.is_dir():
            target = Path(entry.path).resolve()
            # What leads out of the project is refused wherever it is read.
            if target.is_relative_to(root.resolve()) and target not in linked:
                yield from _files(root, path, (*linked, target))


def cache_folder() -> Path | None:
    """The person's own folder for what can be made again; never one inside a project, which
    others may have filled. None with ``ADAPTKIT_CACHE=`` (empty), or where there is no home."""
    chosen = os.environ.get("ADAPTKIT_CACHE")
    if chosen is not None:
        return Path(chosen) if chosen else None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    else:
        home = os.environ.get("HOME", "")
        usual = "Library/Caches" if sys.platform == "darwin" else ".cache"
        base = os.environ.get("XDG_CACHE_HOME", "") or (home and f"{home}/{usual}")
    folder = Path(base, "adaptkit")
    return folder if base and folder.is_absolute() else None
