"""Machines with and without the programs that some formats need."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from adaptkit.workspace import programs
from tests import pandoc


class Said:
    """Programs that answer with what they are told to, and remember what they were asked."""

    def __init__(
        self, answers: Mapping[str, str], written: bytes | Callable[[bytes], bytes] = b""
    ) -> None:
        self.answers, self.written = answers, written
        self.asked: list[tuple[str, ...]] = []
        self.given: list[bytes] = []

    def says(self, name: str, *arguments: str) -> str:  # noqa: ARG002
        return self.answers.get(name, "")

    def run(self, name: str, arguments: Sequence[str], given: bytes) -> bytes:
        self.asked.append((name, *arguments))
        self.given.append(given)
        return self.written if isinstance(self.written, bytes) else self.written(given)


@contextmanager
def machine_with(folder: Path, scripts: Mapping[str, str]) -> Iterator[Path]:
    """A machine that has these shell scripts as its programs, in ``folder``, and no others."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{lines}\n", "utf-8")
        (folder / name).chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(programs, "_packaged", lambda _name: "")
        patch.setenv("PATH", str(folder))
        yield folder


PANDOC = f"exec '{sys.executable}' '{pandoc.__file__}' \"$@\""


def pandoc_that_writes(file: Path, version: str = "3.9") -> str:
    """A pandoc that writes this file whatever it reads."""
    return (
        f'if [ "$1" = --version ]; then echo "pandoc {version}"; exit; fi\n'
        f"/bin/cat >/dev/null; /bin/cat '{file}'"
    )
