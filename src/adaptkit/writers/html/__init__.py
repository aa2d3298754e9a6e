"""Web pages: one per chapter, a contents page, and the whole guide in a single file.

Everything works from ``file://``: no script, nothing fetched from elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adaptkit.model.edition import Edition, Sibling
from adaptkit.writers import WRITERS
from adaptkit.writers.html.index import write_index
from adaptkit.writers.html.links import anchor, contents_name, page_name

__all__ = ["anchor", "contents_name", "page_name", "write", "write_index"]


@WRITERS.register("html")
def write(
    edition: Edition,
    siblings: Sequence[Sibling] = (),
    sizes: Mapping[str, int] | None = None,
) -> Mapping[str, bytes]:
    """Path under ``<edition>/html/`` → bytes.

    ``siblings``: every edition of this build, this one too if you like; for the switcher.
    ``sizes``: files of this edition's other formats, by path under ``<edition>/``
    (``pdf/guide.pdf``), in bytes; those are linked to with their size.
    """
    from adaptkit.writers.html.pages import render_pages

    return render_pages(edition, tuple(siblings), dict(sizes or {}))
