"""Bytes → text: UTF-8, or the place where it is not."""

from __future__ import annotations

import re

from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.texts.foreign import document_in, is_wide
from adaptkit.workspace.problems import no_text

_SAVE_AGAIN = 'open it in a text editor and save it again with the encoding "UTF-8"'


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
