"""Machines with and without the programs that some formats need."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from adaptkit.workspace import programs

CONTENT = """<office:document-content><office:automatic-styles>
<style:style style:name="Table1"><style:table-properties table:align="center" /></style:style>
<text:list-level-style-bullet fo:text-align="right" />
<style:style style:name="TableHeaderRowCell" style:family="table-cell">
<style:table-cell-properties fo:border="none" />
</style:style></office:automatic-styles>
<text:p text:style-name="Callout Urgent">one</text:p>
<draw:frame draw:name="img1"><draw:image /><svg:title>x</svg:title></draw:frame>
</office:document-content>"""


def archive(content: str = CONTENT) -> bytes:
    """What pandoc gives for ODT, as far as it matters."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        made.writestr("meta.xml", "<meta:creation-date>2026-11-29T10:11:12Z</meta:creation-date>")
        made.writestr("styles.xml", "<x/>")
        made.writestr("content.xml", content)
    return out.getvalue()


class Said:
    """Programs that answer with what they are told to, and remember what they were asked."""

    def __init__(self, answers: Mapping[str, str], written: bytes = b"") -> None:
        self.answers, self.written = answers, written
        self.asked: list[tuple[str, ...]] = []
        self.given: list[bytes] = []

    def says(self, name: str, *arguments: str) -> str:  # noqa: ARG002
        return self.answers.get(name, "")

    def run(self, name: str, arguments: Sequence[str], given: bytes) -> bytes:
        self.asked.append((name, *arguments))
        self.given.append(given)
        return self.written


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


def pandoc_that_writes(file: Path, version: str = "3.9") -> str:
    """A pandoc that writes this file whatever it reads."""
    return (
        f'if [ "$1" = --version ]; then echo "pandoc {version}"; exit; fi\n'
        f"/bin/cat >/dev/null; /bin/cat '{file}'"
    )
