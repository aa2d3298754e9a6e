"""Markdown: the source's own bytes wherever they still hold, and proven equal in structure."""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.model.edition import Edition
from adaptkit.writers import ALONE, FORMATS, Format, Others, Written


@FORMATS.register("md")
def markdown() -> Format:
    return Format("md", "Markdown", write, default=True, shows_notices=False, rewrite=rewrite)


def write(edition: Edition, _others: Others = ALONE) -> Mapping[str, bytes]:
    """The chapters under their own names, with the pictures they show. Raises ProblemsFound when
    a chapter cannot be written without changing its structure."""
    from adaptkit.writers.markdown.chapters import render_chapter

    files = {asset.name: asset.content for asset in edition.assets}
    for chapter in edition.chapters:
        files[chapter.name] = render_chapter(chapter, edition).encode("utf-8")
    return files


def rewrite(_before: Edition, after: Edition, _written: Written) -> Mapping[str, bytes]:
    """The chapters that were made; each is a file of its own."""
    from adaptkit.writers.markdown.chapters import render_chapter

    return {
        chapter.name: render_chapter(chapter, after).encode("utf-8")
        for chapter in after.chapters
        if chapter.flow
    }
