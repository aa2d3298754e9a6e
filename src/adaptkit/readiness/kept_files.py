"""What is kept between runs in the person's own cache folder, and what it was made from.

Nothing here can fail: what cannot be read or written is made anew. A file that was cut off or
changed is not believed, for it begins with the sha256 of all that follows.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from adaptkit import __version__
from adaptkit.model.layout import LOCALES, NOT_LANGUAGES, REVIEWS, SOURCE
from adaptkit.model.locale import Locale
from adaptkit.records import NotJson, from_json, to_json
from adaptkit.workspace.fingerprints import Fingerprints, Stamp, cache_folder

# Of whatever is kept: rows of status, editions that were built with their catalogues, and which
# catalogues are without an error.
KINDS = ("status", "built", "clean")


def kept_file(kind: str, *names: str) -> Path | None:
    """Where something of this ``kind`` is kept; None where nothing may be."""
    folder = cache_folder()
    # Only a name: two that share one by chance take turns, since what it was made from is compared.
    mark = zlib.crc32(os.fsencode("\0".join(names)))
    return folder and folder / f"{kind}-{mark:08x}.json"


@cache
def program() -> list[Any]:
    """What tells one state of this program from another, in a source tree too: the name, the time
    and the size of each of its files, and when the folders of the installed libraries last changed.
    Where that cannot be seen, it is another one each time, so that nothing is taken for kept.

    Looked at once: what runs stays as it was loaded, and must not put another one's mark on what it
    makes."""
    try:
        return _program()
    except OSError:
        return [__version__, time.time_ns()]


def _program() -> list[Any]:
    package = Path(__file__).parents[1]
    libraries = [Path(place) for place in sys.path if place.endswith("-packages")]
    times = [place.stat().st_mtime_ns for place in libraries if place.is_dir()]
    return [__version__, sys.version, str(package), *_files_of(package), max(times, default=0)]


def _files_of(package: Path) -> tuple[int, int, int]:
    """How many files, their sizes, and a sum in which one other name, time or size shows: of
    whatever kind they are, for a template or a list changes what is written as a program does.

    Only what Python itself makes of the programs is left out. A sum, for the system gives them in
    any order, and in it two changes alike do not cancel out.
    """
    count = sizes = mark = 0
    folders = [str(package)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if not entry.is_dir(follow_symlinks=False):
                    found = entry.stat()
                    said = f"{entry.path}\0{found.st_mtime_ns}\0{found.st_size}"
                    mark += zlib.crc32(os.fsencode(said))
                    count, sizes = count + 1, sizes + found.st_size
                elif entry.name != "__pycache__":
                    folders.append(entry.path)
    return count, sizes, mark


def read_kept(file: Path | None) -> dict[str, Any]:
    """What the file holds; nothing where it is not exactly what was written."""
    with suppress(OSError, ValueError, RecursionError, NotJson):
        mark, _, content = file.read_bytes().partition(b"\n") if file else (b"", b"", b"")
        if mark.decode("ascii") == hashlib.sha256(content).hexdigest():
            found = from_json(content)
            if isinstance(found, dict):
                return found
    return {}


def write_kept(file: Path, content: Mapping[str, Any]) -> None:
    with suppress(ValueError):  # a name that no Unicode can write
        data = to_json(content)
        write_copy(file, hashlib.sha256(data).hexdigest().encode() + b"\n" + data)


def write_copy(file: Path, content: bytes) -> None:
    """A file as it is: whoever reads it knows the hash that it must have."""
    from adaptkit.model.diagnostic import ProblemsFound
    from adaptkit.workspace.built_files import BuiltFiles

    with suppress(OSError, ProblemsFound):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with BuiltFiles(file.parent) as files:
            files.put(file.name, content)
            files.finish()


def as_kept(value: Any) -> Any:
    """The value as it comes back: of tuples lists are left."""
    return from_json(to_json(value))


class Inputs:
    """The sha256 of every file of a project. ``shared``: of those that all editions are made from,
    and which catalogues there are; ``catalogues``: by a language's code."""

    def __init__(self, root: Path, kept: Mapping[str, Any]) -> None:
        """``kept`` holds what ``stamps`` of an earlier run gave. Raises OSError."""
        self.prints = Fingerprints(root, _stamps(kept), _looked_at(kept))
        self.shared = self.prints.of(SOURCE)
        # What was signed off changes what is said of an edition, and of what only it is made.
        self.shared.update(self.prints.of(REVIEWS))
        self.catalogues: dict[str, dict[str, str]] = {}
        for path, digest in self.prints.of(LOCALES).items():
            folder = path.split("/")[1]
            if path.endswith(".po") and path.count("/") == 2 and folder not in NOT_LANGUAGES:
                self.catalogues.setdefault(_language(folder), {})[path] = digest
                self.shared[path] = ""
            else:
                self.shared[path] = digest

    def also(self, folders: Iterable[str]) -> None:
        """Further folders of the project that all editions are made from. Raises OSError."""
        for folder in folders:
            self.shared.update(self.prints.of(folder))

    def of(self, languages: Iterable[str]) -> dict[str, str]:
        """The catalogues of these languages."""
        return {
            path: digest
            for language in languages
            for path, digest in self.catalogues.get(_language(language), {}).items()
        }

    def named(self, name: str) -> dict[str, str]:
        """The catalogues that are called so, of all languages."""
        return {
            path: digest
            for catalogues in self.catalogues.values()
            for path, digest in catalogues.items()
            if path.rpartition("/")[2] == name
        }

    def stamps(self) -> dict[str, Any]:
        return {"looked_at": self.prints.now, "files": self.prints.found}


def _language(folder: str) -> str:
    """The same for ``es_MX`` and ``es-MX``, ``sr@latin`` and ``sr_Latn``."""
    with suppress(ValueError):
        return Locale.parse(folder).posix
    return folder.casefold()


def _looked_at(kept: Mapping[str, Any]) -> int:
    found = kept.get("looked_at", 0)
    return found if isinstance(found, int) else 0


def _stamps(kept: Mapping[str, Any]) -> dict[str, tuple[Stamp, str]]:
    with suppress(TypeError, ValueError, AttributeError):
        return {
            path: (tuple(stamp), digest) for path, (stamp, digest) in kept.get("files", {}).items()
        }
    return {}


def forget_all() -> None:
    """Delete whatever is kept, of all projects: a name does not tell whose it is, and all of it can
    be made again."""
    folder = cache_folder()
    if folder is None:
        return
    for kind in KINDS:
        for file in folder.glob(f"{kind}-*.json"):
            with suppress(OSError):
                file.unlink()
