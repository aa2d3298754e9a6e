"""What an organisation gives its editions a look of its own with."""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.model.edition import Asset
from adaptkit.model.telling import Said
from adaptkit.records import Record, field


class Palette(Record, frozen=True):
    """Colours as ``#rrggbb``; ``""`` is as ever. ``accent``: links, headings and marks; with
    ``accent_ink``, words upon it, and ``accent_soft``, a tint of it. ``page``, ``card``, ``band``:
    grounds. ``cover`` and ``cover_text`` stand upon each other."""

    accent: str = ""
    accent_ink: str = ""
    accent_soft: str = ""
    page: str = ""
    card: str = ""
    band: str = ""
    cover: str = ""
    cover_text: str = ""


class Logo(Record, frozen=True):
    """``words`` stand for it."""

    asset: Asset
    words: Said


class Theme(Record, frozen=True):
    """``overlay``: whose it is. ``chosen``: the colours that somebody has written, by their place
    in its file (``accent``, ``dark.accent``); ``light`` and ``dark`` (where readers have asked for
    that) are what we make of them. ``styles``: CSS in our own writing, which can hide nothing and
    has no colour."""

    overlay: str
    light: Palette = Palette()
    dark: Palette = Palette()
    logo: Logo | None = None
    styles: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
