"""A page to print or to read, without any script, that loads nothing."""

from __future__ import annotations

from collections.abc import Iterable

from adaptkit.model.pack_words import PackWords
from adaptkit.packs.page import OURS, style
from adaptkit.packs.words import ENGLISH
from adaptkit.writers.html.inlines import attributes, escape
from adaptkit.writers.html.sealed import policy

LINE = '<span class="line"></span>'
"""Room to write by hand."""


def printed(
    title: str,
    body: Iterable[str],
    words: PackWords = ENGLISH,
    direction: str = "",
    *,
    pictures: bool = False,
) -> bytes:
    """``title``: plain; ``body``: HTML; ``words``: in which the page itself speaks; ``direction``:
    of the edition, which its own language may have another one than usual."""
    css = style()
    sealed = policy(css, pictures=pictures)
    own = direction if words is not ENGLISH else ""
    written = attributes(lang=words.language.tag, dir=own or words.language.direction)
    return "".join(
        (
            f'<!DOCTYPE html>\n<html{written}>\n<head>\n<meta charset="utf-8">\n',
            f"{OURS}\n",
            f'<meta http-equiv="Content-Security-Policy" content="{sealed}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f"<title>{escape(title)}</title>\n<style>{css}</style>\n</head>\n<body>\n<main>\n",
            *body,
            "</main>\n</body>\n</html>\n",
        )
    ).encode("utf-8")
