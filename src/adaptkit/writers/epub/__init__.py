"""EPUB 3: the web pages' own rendering as a book that opens on a telephone or a reading device, and
is read by voice or in braille. Written straight into a ZIP archive; the same bytes each time."""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.model.edition import Edition
from adaptkit.writers import ALONE, FORMATS, Followed, Format, Others, Written, file_of

SUFFIX = ".epub"


@FORMATS.register("epub")
def epub() -> Format:
    return Format("epub", "EPUB", write, suffix=SUFFIX, rewrite=rewritten, follow=followed)


def write(edition: Edition, _others: Others = ALONE) -> Mapping[str, bytes]:
    """The one file that is the book."""
    from adaptkit.writers.epub.book import render_book
    from adaptkit.writers.epub.package import pack

    return {file_of(edition, SUFFIX): pack(render_book(edition), edition)}


def rewritten(before: Edition, after: Edition, written: Written) -> Mapping[str, bytes] | None:
    """The book with the chapters that change; None where something is not found where it was."""
    from adaptkit.writers.epub.book import rewrite_book
    from adaptkit.writers.epub.package import pack_again, unpack

    name = file_of(after, SUFFIX)
    book = written(name)
    pages = rewrite_book(before, after, unpack(book))
    return None if pages is None else {name: pack_again(pages, after, book)}


def followed(files: Mapping[str, bytes]) -> Followed:
    from adaptkit.writers.epub.follow import follow

    ((name, book),) = files.items()
    return follow(book, name)
