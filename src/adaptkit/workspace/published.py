"""A published edition, a folder or its archive, from anywhere: looked into, and never unpacked.

Nothing outside of it is read, no link is followed, and nothing in it can make reading it endless:
of an archive only entries of the sizes that it declares are read, and those are added up before.
"""

from __future__ import annotations

import hashlib
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Protocol

from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error

MOST_FILES = 20_000
MOST_BYTES = 2_000_000_000
_MOST_DIRECTORY = 16_000_000  # of an archive: what it says of its files
_PIECE = 1 << 20
_DAMAGED = (zipfile.BadZipFile, NotImplementedError, EOFError, struct.error, zlib.error)
_HINT = "get it again from whoever published it"


class Published(Protocol):
    """``sizes``: path below the folder → size in bytes, of all files."""

    sizes: dict[str, int]

    def open(self, path: str) -> AbstractContextManager[IO[bytes]]: ...


class PublishedFolder:
    """Raises ProblemsFound for links, pipes, and more files than any edition has."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sizes: dict[str, int] = {}
        wrong: list[Diagnostic] = []
        for path, found in _files(folder):
            if stat.S_ISREG(found.st_mode):
                self.sizes[path] = found.st_size
            else:
                wrong.append(_refused(folder / path, "it is a link, a pipe or a device"))
            if len(self.sizes) + len(wrong) > MOST_FILES:
                raise ProblemsFound([_refused(folder, f"it holds more than {MOST_FILES:,} files")])
        if wrong:
            raise ProblemsFound(wrong)

    def open(self, path: str) -> IO[bytes]:
        # What has become a link meanwhile is not followed, and a pipe not waited for.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        return os.fdopen(os.open(self.folder / path, flags | getattr(os, "O_BINARY", 0)), "rb")


def _files(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Every file and link below, and what it is; folders are gone through, links never."""
    waiting = [""]
    while waiting:
        above = waiting.pop()
        with os.scandir(folder / above) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                path = f"{above}/{entry.name}" if above else entry.name
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(path)
                else:
                    yield path, entry.stat(follow_symlinks=False)


class PublishedArchive:
    """A ZIP with all in one folder, or with nothing above ``mark``, the file that says what it is.
    What programs that pack put around that folder is one file more each (``../__MACOSX/._x``).
    Raises ProblemsFound for whatever no release has: names that lead out, links, what is locked,
    two files of one name, and more of anything than an edition can have."""

    def __init__(self, file: zipfile.ZipFile, path: Path, mark: str) -> None:
        self._file = file
        entries = [one for one in file.infolist() if not one.is_dir()]
        wrong = [said for one in file.infolist() if (said := _unfit(one))]
        if len({one.filename for one in entries}) < len(entries):
            wrong.append("two of its files have the same name")
        if sum(one.file_size for one in entries) > MOST_BYTES:
            wrong.append(f"unpacked it would be larger than {MOST_BYTES:,} bytes")
        if wrong:
            raise ProblemsFound([_refused(path, said) for said in dict.fromkeys(wrong)])
        top = _top([one.filename for one in entries], mark)
        self._entries = {_below(top, one.filename): one for one in entries}
        self.sizes = {name: one.file_size for name, one in self._entries.items()}

    def open(self, path: str) -> IO[bytes]:
        try:
            return self._file.open(self._entries[path])
        except (OSError, ValueError) as fault:
            # It is said to begin before the file does.
            raise zipfile.BadZipFile(str(fault)) from None


def _top(names: list[str], mark: str) -> str:
    """The folder that ``mark`` stands in, with ``/``; ``""`` where it stands in none, or where two
    may be meant."""
    above = [name.removesuffix(mark) for name in names if f"/{name}".endswith(f"/{mark}")]
    depths = [one.count("/") for one in above]
    first = [one for one in above if one.count("/") == min(depths)]
    return first[0] if len(first) == 1 else ""


def _below(top: str, name: str) -> str:
    return name.removeprefix(top) if name.startswith(top) else f"../{name}"


def _unfit(one: zipfile.ZipInfo) -> str:
    """``orig_filename``: zipfile cuts a name at a NUL, and mends what Windows writes."""
    name = one.orig_filename
    shown = f"{name!r:.80}"
    parts = name.rstrip("/").split("/")
    mode = one.external_attr >> 16
    if any(ord(c) < 32 or c in "\\:\x7f" for c in name) or {"", ".", ".."} & set(parts):
        return f"{shown} would lead out of its folder, or be another file on other computers"
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return f"{shown} is a link or a device"
    if one.flag_bits & 1:
        return f"{shown} is locked with a password"
    if one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return f"{shown} is packed in a way that no release is"
    return ""


@contextmanager
def opened(path: Path, mark: str) -> Iterator[Published]:
    """The folder or archive. ``mark``: the name of the file that says what it is. Raises
    ProblemsFound for what is neither, or is damaged, or no release."""
    if path.is_dir():
        yield PublishedFolder(path)
        return
    # No pipe or device is opened: it may have no end.
    if not path.is_file() or path.stat().st_size > MOST_BYTES:
        raise ProblemsFound([_refused(path, "it is neither a folder nor an archive")])
    _bounded(path)
    try:
        file = zipfile.ZipFile(path)
    except (*_DAMAGED, OSError, ValueError, OverflowError) as fault:
        raise ProblemsFound([_damaged(path, fault)]) from None
    with file:
        found = PublishedArchive(file, path, mark)
        try:
            yield found
        except _DAMAGED as fault:
            raise ProblemsFound([_damaged(path, fault)]) from None


def _bounded(path: Path) -> None:
    """Before anybody reads the list of an archive, it must not be endless: its own record at the
    end says how long it is (APPNOTE.TXT 4.3.16)."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 65_557))
        tail = file.read()
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) < at + 22:
        raise ProblemsFound([_refused(path, "it is damaged, or no ZIP")])
    count, length = struct.unpack_from("<HI", tail, at + 10)
    # 0xFFFF says that there are so many that another record has the number.
    if count > MOST_FILES or length > _MOST_DIRECTORY:
        raise ProblemsFound([_refused(path, f"it holds more than {MOST_FILES:,} files")])


def sha256_of(source: Published, path: str) -> str:
    digest = hashlib.sha256()
    with source.open(path) as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def content_of(source: Published, path: str, most: int) -> bytes:
    """At the most ``most`` bytes, and one more where there are more."""
    with source.open(path) as file:
        return file.read(most + 1)


def _damaged(path: Path, fault: Exception) -> Diagnostic:
    return _refused(path, f"it is damaged, or no ZIP ({fault})")


def _refused(path: Path, said: str) -> Diagnostic:
    return error("archive-refused", Position(str(path)), f"this is not looked into: {said}", _HINT)
