"""Markdown: the source's own bytes wherever they still hold, and proven equal in structure."""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.model.edition import Edition
from adaptkit.writers import ALONE, FORMATS, Followed, Format, Others, Written


@FORMATS.register("md")
def markdown() -> Format:
    return Format(
        "md",
        "Markdown",
        write,
        default=True,
        shows_notices=False,
        rewrite=rewrite,
        follow=followed,
    )


def followed(files: Mapping[str, bytes]) -> Followed:
    """What its links come to; read only where something is written."""
    from adaptkit.writers.markdown.follow import follow

    return follow(files)


def write(edition: Edition, _others: Others = ALONE) -> Mapping[str, bytes]:
    """The chapters under their own names, with the pictures they show, and beside them how the
    edition was adapted and who has read it. Raises ProblemsFound when
    a chapter cannot be written without changing its structure."""
    from adaptkit.writers.markdown.anchors import wanted
    from adaptkit.writers.markdown.chapters import render_chapter

    names = wanted(edition)
    files = {asset.name: asset.content for asset in edition.assets}
    for chapter in edition.chapters:
        files[chapter.name] = render_chapter(chapter, edition, names).encode("utf-8")
    if edition.chapters and (
        edition.spec.overlays or edition.spec.process or edition.progress.to_sign
    ):
        from adaptkit.writers.markdown.record import record_file

        told = record_file(edition, files)
        if told is not None:
            files[told[0]] = told[1].encode("utf-8")
    return files


def rewrite(_before: Edition, after: Edition, written: Written) -> Mapping[str, bytes] | None:
    """The chapters that were made; each is a file of its own. None where one of them has anchors:
    the links of other chapters say which it needs."""
    from adaptkit.writers.markdown.chapters import render_chapter

    made = [chapter for chapter in after.chapters if chapter.flow]
    if any(b'<a id="' in written(chapter.name) for chapter in made):
        return None
    return {chapter.name: render_chapter(chapter, after).encode("utf-8") for chapter in made}
