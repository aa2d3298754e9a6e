"""The pages of a book: cover, contents, chapters, and what there is to say of the edition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from importlib.resources import files

from markupsafe import Markup

from adaptkit.editions.chapter_numbers import numbered
from adaptkit.model.edition import Asset, Edition, EditionChapter
from adaptkit.model.telling import Fact, Section
from adaptkit.model.theme import Logo
from adaptkit.records import replace
from adaptkit.writers.epub.xhtml import escape, xhtml
from adaptkit.writers.html.blocks import render_article
from adaptkit.writers.html.frame import constant_values, environment
from adaptkit.writers.html.inlines import Scene, attributes, language_attributes, render_inlines
from adaptkit.writers.html.inlines import said as as_html
from adaptkit.writers.html.links import Pages, page_name
from adaptkit.writers.html.pages import about, help_link, is_titled, number_of
from adaptkit.writers.html.theme import book_css, logo_html

TITLE, CONTENTS, ABOUT, STYLE = "title.xhtml", "contents.xhtml", "about.xhtml", "book.css"
# What every program that shows books can draw (EPUB 3.3, section 3.2), with its usual ending.
PICTURES = {
    "image/svg+xml": "svg",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
}

_SOURCE = re.compile(rb'<img [^>]*?src="([^"]*)"')


def render_book(edition: Edition) -> dict[str, bytes]:
    """Every file of the book but those that say what is in it, by its name beside them."""
    book = _Book(edition)
    style = files("adaptkit.writers.epub").joinpath(STYLE).read_text(encoding="utf-8")
    made = {STYLE: (style + book_css(edition.theme)).encode()}
    if edition.logo is not None and edition.logo.asset.name not in book.own:
        made[_logo_place(edition.logo)] = edition.logo.asset.content
    made[TITLE] = book.title_page()
    made[CONTENTS] = book.contents_page()
    for place, chapter in enumerate(edition.chapters, 1):
        made[book.pages.page_of(chapter.name)] = book.chapter_page(place, chapter)
    made[ABOUT] = book.about_page()
    shown = _shown(made)
    places = book.pages.places
    return made | {
        places[one.name]: one.content for one in edition.assets if places.get(one.name) in shown
    }


def rewrite_book(
    before: Edition, after: Edition, pages: Mapping[str, bytes]
) -> dict[str, bytes] | None:
    """``pages``: of the book as it was. None where something is not found where it was."""
    old, new = _Book(before), _Book(after)
    made = dict(pages)
    pairs = zip(before.chapters, after.chapters, strict=True)
    for place, (was, becomes) in enumerate(pairs, 1):
        if was.shown or becomes.shown:
            page = old.pages.page_of(was.name)
            if made.get(page) != old.chapter_page(place, was):
                return None
            made[page] = new.chapter_page(place, becomes)
    for fact, instead in zip(before.telling.facts, after.telling.facts, strict=True):
        there, here = old.fact(fact), new.fact(instead)
        if there != here and made.get(ABOUT, b"").count(there) != 1:
            return None
        made[ABOUT] = made[ABOUT].replace(there, here)
    shown = _shown(made)
    kept = {name: content for name, content in made.items() if "/" not in name or name in shown}
    return kept if shown <= kept.keys() else None


def _shown(pages: Mapping[str, bytes]) -> frozenset[str]:
    """The pictures that these pages show."""
    whole = b"\n".join(content for name, content in pages.items() if name.endswith(".xhtml"))
    return frozenset(found.decode() for found in _SOURCE.findall(whole))


class _Book:
    """Writes the pages of one edition."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.own = _places(edition)
        self.pages = Pages.of_book(edition, self.own, CONTENTS)
        # An author's own HTML leads to web pages.
        self.meant = self.own | {page_name(c.name): self.own[c.name] for c in edition.chapters}
        if edition.logo is not None:
            self.meant.setdefault(edition.logo.asset.name, _logo_place(edition.logo))
        self.constant = constant_values(edition)

    def title_page(self) -> bytes:
        logo = self.edition.logo
        shown = Markup() if logo is None else logo_html(logo, logo.asset.name)
        html = self._part("draft")
        html += self._part("cover", help=help_link(self.pages, TITLE), logo=shown)
        return self._page(self.edition.title, html, "titlepage", "frontmatter")

    def contents_page(self) -> bytes:
        edition = self.edition
        label = as_html(edition.said("Contents"))
        entries = self._entries(_with_numbers(edition), self._to_about())
        html = (
            '<nav epub:type="toc" role="doc-toc" aria-labelledby="contents">\n'
            f'<h1 id="contents">{label}</h1>\n{entries}</nav>\n'
        )
        sheet = xhtml(html, self.meant).html + self._landmarks()
        return self._whole(edition.word("Contents"), sheet, "frontmatter")

    def chapter_page(self, place: int, chapter: EditionChapter) -> bytes:
        """``place``: of the chapter, from 1."""
        heading = "" if is_titled(chapter) else f"<h1>{escape(chapter.title)}</h1>\n"
        html = self._part("draft") + str(number_of(self.edition, place)) + heading
        html += render_article(Scene.of_chapter(self.pages, chapter))
        title = numbered(chapter.title, place, self.edition.chapters)
        return self._page(title, html, "chapter", "bodymatter", chapter)

    def about_page(self) -> bytes:
        values = {**about(self.pages, ABOUT, level=1), "formats": [], "single_href": ""}
        html = self._part("about", **values)
        return self._page(self.edition.word("About this edition"), html, "", "backmatter")

    def fact(self, fact: Fact) -> bytes:
        """As it stands in the page about the edition."""
        scene = Scene(self.pages, ABOUT)
        lines = "".join(render_inlines(line, scene) for line in fact.lines)
        html = xhtml(f"<dl><dt></dt><dd>{lines}</dd></dl>", self.meant).html
        return html.removeprefix("<dl><dt>").removesuffix("</dl>").encode()

    def _part(self, template: str, **values: object) -> str:
        found = environment().get_template(f"{template}.html.j2")
        return found.render(**self.constant, **values)

    def _to_about(self) -> str:
        words = as_html(self.edition.said("About this edition"))
        return f"<li><a{attributes(href=ABOUT)}>{words}</a></li>\n"

    def _entries(self, sections: Iterable[Section], last: str = "") -> str:
        """A list of what readers can turn to; without what has no words to show."""
        lines = []
        for section in sections:
            href = self.pages.href(section.to, CONTENTS) or ""
            inner = self._entries(section.children)
            if section.title.text.strip():
                marks = language_attributes(section.title.language)
                words = escape(section.title.text)
                link = f"<a{attributes(href=href)}><span{marks}>{words}</span></a>\n"
                lines.append(f"<li>{link}{inner}</li>\n")
        lines += [last] if last else []
        return f"<ol>\n{''.join(lines)}</ol>\n" if lines else ""

    def _landmarks(self) -> str:
        """Where programs go that know only such places."""
        chapters = self.edition.chapters
        found = [
            ("titlepage", TITLE, self.edition.title),
            ("toc", CONTENTS, self.edition.word("Contents")),
        ]
        if chapters:
            first = self.pages.page_of(chapters[0].name)
            found.append(("bodymatter", first, chapters[0].title))
        found.append(("copyright-page", ABOUT, self.edition.word("About this edition")))
        lines = "".join(
            f'<li><a epub:type="{kind}" href="{page}">{escape(words or page)}</a></li>\n'
            for kind, page, words in found
        )
        return f'<nav epub:type="landmarks" hidden="hidden">\n<ol>\n{lines}</ol>\n</nav>\n'

    def _page(
        self,
        title: str,
        html: str,
        kind: str,
        part: str,
        chapter: EditionChapter | None = None,
    ) -> bytes:
        folder = chapter.name.rpartition("/")[0] if chapter else ""
        sheet = xhtml(html, self.meant, folder).html
        called = f' epub:type="{kind}"' if kind else ""
        role = ' role="doc-chapter"' if kind == "chapter" else ""
        label = attributes(aria_label=title.strip()) if role else ""
        return self._whole(title, f"<section{called}{role}{label}>\n{sheet}</section>\n", part)

    def _whole(self, title: str, body: str, part: str) -> bytes:
        spec = self.edition.spec
        title = title.strip() or spec.label
        title = title.strip() or spec.label
        tag, direction = spec.locale.tag, spec.text_direction
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
            f' lang="{tag}" xml:lang="{tag}" dir="{direction}">\n<head>\n'
            f'<meta charset="utf-8" />\n<title>{escape(title)}</title>\n'
            f'<link rel="stylesheet" type="text/css" href="{STYLE}" />\n</head>\n'
            f'<body epub:type="{part}">\n{body}</body>\n</html>\n'
        ).encode()


def _with_numbers(edition: Edition) -> list[Section]:
    """The contents as programs list them, which count nothing themselves."""
    return [
        replace(
            one, title=replace(one.title, text=numbered(one.title.text, place, edition.chapters))
        )
        if one.title.text.strip()
        else one
        for place, one in enumerate(edition.telling.contents, 1)
    ]


def _logo_place(logo: Logo) -> str:
    """Beside the pages: it is no picture of the guide."""
    return f"logo.{PICTURES[logo.asset.media_type]}"


def _places(edition: Edition) -> dict[str, str]:
    """Where chapters and pictures are in the book, by their names in the guide: names that every
    program can open, whatever an author's files are called."""
    digits = len(str(max(len(edition.chapters), 10)))
    found = {
        chapter.name: f"chapter-{number:0{digits}}.xhtml"
        for number, chapter in enumerate(edition.chapters, 1)
    }
    pictures = [asset for asset in edition.assets if asset.media_type in PICTURES]
    for number, asset in enumerate(sorted(pictures, key=_name), 1):
        found[asset.name] = f"pictures/{number:03}.{PICTURES[asset.media_type]}"
    return found


def _name(asset: Asset) -> str:
    return asset.name
