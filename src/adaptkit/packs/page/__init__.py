"""A pack as one HTML file that opens anywhere, also without a network, and sends nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from importlib.resources import files
from typing import Any

from adaptkit.model.back import BackPack
from adaptkit.model.locale import Locale
from adaptkit.model.pack import Pack
from adaptkit.model.tried import ReadersPack
from adaptkit.packs.back import back_data
from adaptkit.packs.data import pack_data
from adaptkit.packs.readers import readers_data
from adaptkit.packs.words import ENGLISH, words_of
from adaptkit.records import json_text
from adaptkit.writers.html.sealed import policy

OURS = '<meta name="generator" content="adaptkit review pack">'
"""What every page of a pack says of itself."""
_COMMON = "0-common.js"
_REVIEW = ("1-answers.js", "2-passages.js", "3-row.js", "4-page.js")
_BACK = ("5-back.js",)
_READERS = ("6-readers.js",)


def render_page(pack: Pack) -> bytes:
    """A reviewer's page."""
    return _page(f"Review: {pack.label}", pack_data(pack), _REVIEW, pack.language)


def render_back_page(pack: BackPack) -> bytes:
    """The page of somebody who translates back."""
    return _page(f"Back-translation: {pack.label}", back_data(pack), _BACK, pack.language)


def render_readers_page(pack: ReadersPack) -> bytes:
    """The page of whoever counts how readers get on."""
    return _page(f"With readers: {pack.label}", readers_data(pack), _READERS, pack.language)


def _page(title: str, data: dict[str, Any], scripts: Sequence[str], language: Locale) -> bytes:
    """A page: its words in ``language`` where there are any, and in English."""
    spoken = [one for one in (language, ENGLISH.language) if words_of(one) is not None]
    css, script = style(), "".join(map(_text, (_COMMON, *scripts)))
    data = data | _languages(list(dict.fromkeys(one.base for one in spoken)))
    filled = {
        "OURS": OURS,
        "POLICY": policy(css, script, pictures=bool(data.get("pictures"))),
        "TITLE": escape(title),
        "STYLE": css,
        "PACK": in_script(json_text(data)),
        "SCRIPT": script,
    }
    # Cut at the marks first: no text that is filled in is looked through for others.
    first, *rest = _text("page.html").split("@")
    out = [first]
    for place, part in enumerate(rest):
        out.append(filled[part] if place % 2 == 0 else part)
    return "".join(out).encode("utf-8")


def in_script(json: str) -> str:
    """JSON as it can stand in a script element: nothing in it ends the element or begins a
    comment (HTML, 4.12.1.3), and no old browser takes U+2028 for a line's end."""
    return (
        json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def _languages(locales: Sequence[Locale]) -> dict[str, Any]:
    spoken = {locale.tag: locale for locale in locales}
    return {
        "spoken": locales[0].tag,
        "words": {tag: words_of(locale) for tag, locale in spoken.items()},
        "directions": {tag: locale.direction for tag, locale in spoken.items()},
        "names": {tag: locale.display_name() for tag, locale in spoken.items()},
    }


def style() -> str:
    return _text("style.css")


@lru_cache(maxsize=16)
def _text(name: str) -> str:
    return files("adaptkit.packs.page").joinpath(name).read_text(encoding="utf-8")
