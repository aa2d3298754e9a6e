"""A Word document: the whole edition in one file, to restyle and to print."""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.model.edition import Edition
from adaptkit.writers import ALONE, FORMATS, Followed, Format, Others, file_of

SUFFIX = ".docx"


@FORMATS.register("docx")
def docx() -> Format:
    return Format("docx", "Word", write, suffix=SUFFIX, follow=followed)


def write(edition: Edition, _others: Others = ALONE) -> Mapping[str, bytes]:
    from adaptkit.writers.docx.document import render_document

    return {file_of(edition, SUFFIX): render_document(edition)}


def followed(files: Mapping[str, bytes]) -> Followed:
    from adaptkit.writers.docx.follow import follow

    return follow(files)
