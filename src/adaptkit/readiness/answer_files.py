"""Files that people answered in, as they lie on a disk: what each is, and whether it may be one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from adaptkit.model import back, tried
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.packs.reading import damaged, format_of
from adaptkit.workspace.problems import no_file

_BIGGEST = 16 * 1024 * 1024
_KINDS = {back.FORMAT: "back-translation", tried.FORMAT: "readers"}


class OfEdition(Protocol):
    """A file of answers, understood."""

    @property
    def path(self) -> str: ...

    @property
    def edition(self) -> str: ...


def read_answers_file(file: Path) -> bytes:
    """Raises ProblemsFound, and OSError."""
    shown = file.as_posix()
    if file.is_dir():
        said = "this is a folder, and no file of answers"
        hint = f"name the files in it: {shown}/FILE"
        raise ProblemsFound([error("use-no-file", Position(shown), said, hint)])
    if not file.is_file():
        raise ProblemsFound([no_file(file)])
    if file.stat().st_size > _BIGGEST:
        said = "this file is too large to be a reviewer's answers"
        raise ProblemsFound(
            [damaged(Position(shown), said, "ask for the file that the pack saved")]
        )
    return file.read_bytes()


def kind_of(files: Sequence[Path]) -> str:
    """``review``, ``back-translation`` or ``readers``: what all files answer. What cannot be read
    is looked at by whoever takes answers in. Raises ProblemsFound where they answer different
    things, and OSError."""
    found = {}
    for file in files:
        is_one = file.is_file() and file.stat().st_size <= _BIGGEST
        found[file] = _KINDS.get(format_of(file.read_bytes()) if is_one else "", "review")
    kinds = list(dict.fromkeys(found.values()))
    if len(kinds) > 1:
        other = next(file for file in files if found[file] != kinds[0])
        said = f"this file answers something else than {files[0].as_posix()}"
        hint = "take in reviews, back-translations and readers' sheets each by themselves"
        where = Position(other.as_posix())
        raise ProblemsFound([error("review-answers-foreign", where, said, hint)])
    return kinds[0] if kinds else "review"


def of_one_edition(answers: Sequence[OfEdition]) -> list[Diagnostic]:
    first = answers[0] if answers else None
    return [
        error(
            "review-answers-foreign",
            Position(one.path),
            f"these answers are to {one.edition}, and those before to {first.edition}",
            "take in the answers to one edition at a time",
        )
        for one in answers
        if first and one.edition != first.edition
    ]
