"""Web pages: one per chapter, a contents page, and the whole guide in a single file.

Everything works from ``file://``: no script, nothing fetched from elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.model.edition import Edition
from adaptkit.writers import ALONE, FORMATS, Format, Others
from adaptkit.writers.html.index import write_index
from adaptkit.writers.html.links import contents_name, page_name

__all__ = ["contents_name", "html", "page_name", "write", "write_index"]


def write(edition: Edition, others: Others = ALONE) -> Mapping[str, bytes]:
    """Path under ``<edition>/html/`` → bytes."""
    from adaptkit.writers.html.pages import render_pages

    return render_pages(edition, others)


@FORMATS.register("html")
def html() -> Format:
    return Format("html", "Web pages", write, default=True, needs_others=True)
