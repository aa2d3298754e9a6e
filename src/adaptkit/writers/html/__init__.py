"""Web pages: one per chapter, a contents page, and the whole guide in a single file.

Everything works from ``file://``: no script, nothing fetched from elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adaptkit.model.edition import Edition, Sibling
from adaptkit.model.locale import Locale
from adaptkit.model.telling import Said
from adaptkit.writers import ALONE, FORMATS, Followed, Format, Others, Written

_ENGLISH = Locale("en")
_NOTHING = Said("")
_NO_WORDS: Mapping[str, str] = {}


@FORMATS.register("html")
def html() -> Format:
    return Format(
        *("html", "Web pages", write),
        is_word=True,
        default=True,
        needs_others=True,
        rewrite=rewritten,
        follow=followed,
    )


def write(edition: Edition, others: Others = ALONE) -> Mapping[str, bytes]:
    """Path under ``<edition>/html/`` → bytes."""
    from adaptkit.writers.html.pages import render_pages

    return render_pages(edition, others)


def rewritten(before: Edition, after: Edition, written: Written) -> Mapping[str, bytes] | None:
    """The pages that change; None where something is not found where it was."""
    # The module takes the name ``rewrite`` in this package as soon as it is imported.
    from adaptkit.writers.html.rewrite import rewrite_pages

    return rewrite_pages(before, after, written)


def followed(files: Mapping[str, bytes]) -> Followed:
    from adaptkit.writers.html.follow import follow

    return follow(files)


def write_index(
    siblings: Sequence[Sibling],
    *,
    title: Said = _NOTHING,
    words: Mapping[str, str] = _NO_WORDS,
    language: Locale = _ENGLISH,
) -> bytes:
    """``index.html`` of the whole build. ``title``: the guide's. ``words``, ``language``: interface
    words of what stands around the editions, and what they are in."""
    from adaptkit.writers.html.index import render_index

    return render_index(siblings, title=title, words=words, language=language)


def page_name(chapter_name: str) -> str:
    """``part/one.md`` → ``part/one.html``"""
    from adaptkit.writers.html import links

    return links.page_name(chapter_name)
