"""Markdown for those who go on with an edition: one file that pandoc and GitHub read alike, which
says whose it is, under which licence, in which language, and how far it has been signed off."""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.model.edition import Edition
from adaptkit.model.telling import word
from adaptkit.writers import ALONE, FORMATS, Followed, Format, Others, file_of

SUFFIX = ".md"


@FORMATS.register("md-reuse")
def reuse() -> Format:
    label = word("Markdown for reuse")
    return Format("md-reuse", label, write, suffix=SUFFIX, is_word=True, follow=followed)


def write(edition: Edition, _others: Others = ALONE) -> Mapping[str, bytes]:
    """The file, and beside it the pictures that it shows."""
    from adaptkit.writers.reuse.around import render_guide

    text = render_guide(edition).encode("utf-8")
    pictures = {asset.name: asset.content for asset in edition.assets}
    return {**pictures, file_of(edition, SUFFIX): text}


def followed(files: Mapping[str, bytes]) -> Followed:
    from adaptkit.writers.markdown.follow import follow

    return follow(files)
