"""A publisher's own look on web pages and in books: its colours, its styles, its logo."""

from __future__ import annotations

from markupsafe import Markup

from adaptkit.model.theme import Logo, Palette, Theme
from adaptkit.writers.html.inlines import attributes, language_attributes

_NAMES = {
    "accent": ("--accent",),
    "accent_ink": ("--accent-ink",),
    "accent_soft": ("--accent-soft",),
    "page": ("--page",),
    "card": ("--raised",),
    "band": ("--sunken",),
    "cover": ("--cover", "--cover-end"),
    "cover_text": ("--cover-text",),
}


def theme_css(theme: Theme | None) -> str:
    """What follows our own style sheet. Paper stays white, with black words upon it."""
    if theme is None:
        return ""
    schemes = (("light", theme.light), ("dark", theme.dark))
    colours = "".join(
        f"@media screen and (prefers-color-scheme: {scheme}) {{\n  :root {{ {said} }}\n}}\n"
        for scheme, palette in schemes
        if (said := _variables(palette))
    )
    return f"\n/* The publisher's own look. */\n{colours}{theme.styles}"


def book_css(theme: Theme | None) -> str:
    """A book has its reader's colours: a colour comes with its ground, or not at all."""
    if theme is None:
        return ""
    light = theme.light
    cover = f"background: {light.cover}; color: {light.cover_text}; padding: 1.5em 1em;"
    links = f".cover a {{ color: {light.cover_text}; }}\n"
    return (f"\n.cover {{ {cover} }}\n{links}" if light.cover else "\n") + theme.styles


def _variables(palette: Palette) -> str:
    return " ".join(
        f"{name}: {colour};"
        for role, names in _NAMES.items()
        if (colour := getattr(palette, role))
        for name in names
    )


def logo_html(logo: Logo, src: str) -> Markup:
    """``src``: its address as seen from the page."""
    size = {"width": str(logo.asset.width or ""), "height": str(logo.asset.height or "")}
    said = attributes(src=src, alt=logo.words.text, **(size if all(size.values()) else {}))
    return Markup(f'<p class="logo"><img{said}{language_attributes(logo.words.language)}></p>\n')
