"""Every link of a book that was written is followed."""

from __future__ import annotations

from adaptkit.writers import Followed, Link
from adaptkit.writers.epub.package import unpack
from adaptkit.writers.html.follow import follow as follow_pages


def follow(content: bytes, name: str) -> Followed:
    """As the links of web pages; nothing in a book leads to other folders of a build. ``name``:
    of the book."""
    found = follow_pages(unpack(content), ending=".xhtml")
    links = (*found.dead, *found.across.values())
    return Followed(tuple(Link(f"{name}/{one.page}", one.target) for one in links))
