"""Plain text: one file of lines, for a screen reader, a message, or a braille translator.

What pages show by form stands in words: what a call-out is, where it ends, which column a cell
belongs to. No line is wrapped and nothing is drawn with signs.
"""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.model.edition import Edition
from adaptkit.writers import ALONE, FORMATS, Format, Others, Written, file_of

SUFFIX = ".txt"


@FORMATS.register("txt")
def txt() -> Format:
    return Format("txt", "Plain text", write, suffix=SUFFIX, is_word=True, rewrite=rewritten)


def write(edition: Edition, _others: Others = ALONE) -> Mapping[str, bytes]:
    """The one file, in UTF-8."""
    from adaptkit.writers.text.whole import render_text

    return {file_of(edition, SUFFIX): render_text(edition).encode("utf-8")}


def rewritten(before: Edition, after: Edition, written: Written) -> Mapping[str, bytes] | None:
    """The file with the chapters that change; None where something is not found where it was."""
    from adaptkit.writers.text.whole import rewrite_text

    name = file_of(after, SUFFIX)
    text = rewrite_text(before, after, written(name).decode("utf-8"))
    return None if text is None else {name: text.encode("utf-8")}
