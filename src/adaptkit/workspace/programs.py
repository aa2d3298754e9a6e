"""The programs of this machine that some formats need: where they are, and running them.

A project comes from anywhere: nothing that lies in it is run, and what runs has an empty folder as
its place and home, so that no settings of a person or project change what it writes. It gets its
input as bytes and gives its result as bytes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from adaptkit.model.programs import KNOWN, PANDOC, program_failed

_SECONDS = 300
_SHORT = 20
# Where pip puts a program that comes as a package: the package, and the folder in it.
_PACKAGED = {PANDOC: ("pypandoc", "files")}
# What a program needs to start at all, on any system.
_PASSED_ON = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH")


class MachinePrograms:
    def __init__(self, root: Path) -> None:
        """``root``: the project, whose own files are never run."""
        self._root = root.resolve()
        self._places: dict[str, Path | None] = {}
        self._said: dict[tuple[str, ...], str] = {}

    def place(self, name: str) -> Path | None:
        """Where it is: that which pip has installed first, since it is the same on all machines
        with the same packages."""
        if name not in self._places:
            self._places[name] = next(self._found(name), None)
        return self._places[name]

    def _found(self, name: str) -> Iterator[Path]:
        for one in (_packaged(name), shutil.which(name)):
            if one and not Path(one).resolve().is_relative_to(self._root):
                yield Path(one)

    def stamps(self) -> list[list[Any]]:
        """What tells one state of this machine's programs from another."""
        out: list[list[Any]] = []
        for name in KNOWN:
            place = self.place(name)
            with suppress(OSError):
                status = place.stat() if place else None
                out.append([name, str(place), *_times(status)])
        return out

    def says(self, name: str, *arguments: str) -> str:
        asked = (name, *arguments)
        if asked not in self._said:
            place, said = self.place(name), b""
            if place:
                with suppress(OSError, subprocess.SubprocessError):
                    said = _done([str(place), *arguments], b"", _SHORT).stdout
            self._said[asked] = said.decode("utf-8", "replace")
        return self._said[asked]

    def run(self, name: str, arguments: Sequence[str], given: bytes) -> bytes:
        place = self.place(name)
        if place is None:
            raise program_failed(name, "it is not on this machine")
        try:
            done = _done([str(place), *arguments], given, _SECONDS)
        except subprocess.TimeoutExpired:
            raise program_failed(name, f"it was not done after {_SECONDS} seconds") from None
        except (OSError, ValueError) as problem:
            raise program_failed(name, str(problem)) from None
        if done.returncode:
            said = " ".join(done.stderr.decode("utf-8", "replace").split())[:300]
            raise program_failed(name, f"it ended with {done.returncode}: {said}")
        return done.stdout


def _done(command: Sequence[str], given: bytes, seconds: int) -> subprocess.CompletedProcess[bytes]:
    own = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
    with tempfile.TemporaryDirectory(prefix="adaptkit-") as empty:
        own |= {"LC_ALL": "C.UTF-8", "HOME": empty, "XDG_DATA_HOME": empty, "APPDATA": empty}
        return subprocess.run(
            command,
            input=given,
            capture_output=True,
            cwd=empty,
            env=own,
            timeout=seconds,
            check=False,
        )


def _packaged(name: str) -> str:
    package, folder = _PACKAGED.get(name, ("", ""))
    # Looked for, not imported: the package would ask the machine and write into a home.
    found = find_spec(package) if package else None
    places = (found.submodule_search_locations or ()) if found else ()
    for place in places:
        if there := shutil.which(name, path=os.path.join(place, folder)):  # noqa: PTH118
            return there
    return ""


def _times(status: os.stat_result | None) -> list[int]:
    return [status.st_mtime_ns, status.st_size] if status else []
