"""Running text as HTML, escaped as the CommonMark reference renderer does it."""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import assert_never

from adaptkit.model.destination import Destination, ToAsset
from adaptkit.model.edition import Edition, EditionChapter
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale
from adaptkit.model.telling import Said
from adaptkit.records import Record, field
from adaptkit.texts.directions import turns
from adaptkit.writers.html.links import (
    RESERVED,
    Pages,
    former_place,
    relative,
    within_guide,
)

Kind = InlineKind
# A left-to-right piece longer than this may be broken over lines, or it would leave a phone.
_UNBROKEN = 24
# A drawing whose width is a length of its own, and no share of the page.
_SAYS_ITS_WIDTH = re.compile(
    rb"\A[^<]*(?:<[?!][^>]*>[^<]*)*<(?:\w+:)?svg\b[^>]*\swidth\s*=\s*[\"'][^\"'%]+[\"']"
)
# Wider than the text is on any page.
_FULL = 960


def escape(text: str) -> str:
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


def attributes(**values: str | None) -> str:
    """`` name="value"`` of each that has a value; ``aria_label`` is aria-label."""
    out = ""
    for name, value in values.items():
        if value:
            out += f' {_attribute(name)}="{escape(value)}"'
    return out


@cache
def _attribute(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


@lru_cache(maxsize=256)
def language_attributes(language: Locale | None) -> str:
    return attributes(lang=language.tag, dir=language.direction) if language else ""


def said(words: Said) -> str:
    """Some words, marked with their language where they say one."""
    if words.language is None:
        return escape(words.text)
    return f"<span{language_attributes(words.language)}>{escape(words.text)}</span>"


def label_languages(edition: Edition, english: str, around: Locale) -> tuple[str, str]:
    """``lang`` of an element whose attribute says this interface word, and of what is inside of it,
    where the word is not in the language ``around``."""
    spoken = edition.language_of(english)
    if spoken.same_language(around):
        return "", ""
    return attributes(lang=spoken.tag), attributes(lang=around.tag)


class Scene(Record):
    """What rendering text on one page has to know, and the little that it remembers on the way.

    ``chapter``: whose text it is; None outside of chapters. ``language``: of the passage that we
    are inside; None is the edition's own. ``ids`` are those taken on this page; ``references``
    counts the calls of each footnote. ``labels`` are the column headings of the table that we are
    inside. ``placed``: whether anything has asked where it stands, so that it is not the same on
    all pages.
    """

    pages: Pages
    page: str
    chapter: EditionChapter | None = None
    language: Locale | None = None
    ids: set[str] = field(default_factory=set)
    references: Counter[int] = field(default_factory=Counter)
    labels: tuple[str, ...] = ()
    placed: bool = False

    @classmethod
    def of_chapter(cls, pages: Pages, chapter: EditionChapter) -> Scene:
        return cls(pages, pages.page_of(chapter.name), chapter)

    @property
    def edition(self) -> Edition:
        return self.pages.edition

    @property
    def single(self) -> bool:
        return self.page == self.pages.single

    @property
    def direction(self) -> str:
        return self.language.direction if self.language else self.pages.direction

    @property
    def book(self) -> bool:
        return self.pages.book

    def called(self, name: str) -> str:
        """What programs that show books call an element (EPUB 3 Structural Semantics Vocabulary):
        they open a note beside the text. Web pages have no such attribute."""
        return f' epub:type="{name}"' if self.book else ""

    def apart(self, english: str) -> tuple[str, str]:
        """The language of an attribute that says this interface word, where it is not that of the
        text around it; and the language of what stands inside of its element."""
        around = self.language or self.edition.spec.locale
        return label_languages(self.edition, english, around)

    def take_id(self, name: str) -> str | None:
        """The id to write, or None where there is none or it stands on the page already."""
        if not name:
            return None
        return self._taken(self.place(name))

    def take_former(self, name: str) -> str | None:
        """The same for what a passage was called before."""
        assert self.chapter is not None
        found = former_place(name, self.chapter, self.pages) if self.single else name
        return self._taken(found) if found not in RESERVED else None

    def _taken(self, name: str) -> str | None:
        self.placed = True
        if name in self.ids:
            return None
        self.ids.add(name)
        return name

    def place(self, name: str) -> str:
        self.placed = True
        return within_guide(name, self.chapter) if self.single and self.chapter else name

    def href(self, to: Destination | None) -> str | None:
        self.placed = True
        return self.pages.href(to, self.page, self.chapter.name if self.chapter else "")

    def picture(self, to: Destination | None) -> str | None:
        """The ``src`` of a picture that is part of the edition, or None."""
        if not isinstance(to, ToAsset):
            return None
        self.placed = True
        if self.book:
            there = self.pages.places.get(to.name)
            return relative(there, self.page) if there else None
        if not self.single:
            return relative(to.name, self.page)
        asset = self.pages.assets[to.name]
        content = base64.b64encode(asset.content).decode("ascii")
        return f"data:{asset.media_type};base64,{content}"

    def room(self, to: Destination | None) -> str:
        """The attributes that keep a picture's room free until it is there: what comes after it,
        and whoever follows a link to that, stays in its place."""
        asset = self.pages.assets.get(to.name) if isinstance(to, ToAsset) else None
        if self.book or asset is None or not (asset.width and asset.height):
            return ""
        width, height = asset.width, asset.height
        if asset.media_type == "image/svg+xml" and not _SAYS_ITS_WIDTH.search(asset.content):
            # It is as wide as the text, whatever its view box counts in.
            width, height = _FULL, max(1, round(_FULL * height / width))
        return attributes(width=str(width), height=str(height))


def render_inlines(inlines: Sequence[Inline], scene: Scene) -> str:
    if len(inlines) == 1 and inlines[0].kind is Kind.TEXT and not inlines[0].placeholder:
        return escape(inlines[0].text)  # most passages are no more than that
    key = id(inlines), id(scene.language)
    known = scene.pages.rendered.get(key)
    if known is not None:
        return known[1]
    before, scene.placed = scene.placed, False
    text = "".join([_render(inline, scene) for inline in inlines])
    if not scene.placed:
        scene.pages.rendered[key] = inlines, text
    scene.placed = scene.placed or before
    return text


def _render(inline: Inline, scene: Scene) -> str:
    kind = inline.kind
    if kind is Kind.TEXT:
        return _filled(inline, scene) if inline.placeholder else escape(inline.text)
    if kind is Kind.CODE:
        # Code runs left to right in every script.
        direction = ' dir="ltr"' if scene.direction == "rtl" else ""
        return f"<code{direction}>{escape(inline.text)}</code>"
    if kind is Kind.SOFT_BREAK:
        return "\n"
    inner = (inline.children and render_inlines(inline.children, scene)) or escape(inline.text)
    match kind:
        case Kind.LINK:
            return _link(inline, inner, scene)
        case Kind.IMAGE:
            return _image(inline, scene)
        case Kind.HARD_BREAK:
            return "<br />\n"
        case Kind.BREAK:
            return "<br>"
        case Kind.BREAK_OPPORTUNITY:
            return "<wbr>"
        case Kind.HTML:
            return inline.text
        case Kind.FOOTNOTE_REFERENCE:
            return _footnote_reference(inline, scene)
        case Kind.ISOLATE | Kind.ADDRESS:
            return _left_to_right(inline)
        case Kind.SPAN | Kind.NAME:
            return _span(inline, inner)
        case Kind.ABBREVIATION:
            return f"<abbr{attributes(title=inline.title)}>{inner}</abbr>"
        case Kind.MARKER:
            return f'<small class="marker"{language_attributes(inline.language)}>{inner}</small>'
        case Kind.NOTICE:
            return f'<small class="local"{language_attributes(inline.language)}>{inner}</small>'
        case Kind.DATE:
            return _date(inline, inner)
        case (
            Kind.EMPHASIS
            | Kind.STRONG
            | Kind.STRIKETHROUGH
            | Kind.BOLD
            | Kind.ITALIC
            | Kind.SUBSCRIPT
            | Kind.SUPERSCRIPT
            | Kind.KEYBOARD
            | Kind.HIGHLIGHT
            | Kind.SMALL
            | Kind.STRUCK
            | Kind.UNDERLINE
            | Kind.QUOTED
            | Kind.CITED
        ):
            name = _ELEMENTS[kind]
            return f"<{name}>{inner}</{name}>"
        case _:
            assert_never(kind)


_ELEMENTS = {
    Kind.EMPHASIS: "em",
    Kind.STRONG: "strong",
    Kind.STRIKETHROUGH: "del",
    Kind.BOLD: "b",
    Kind.ITALIC: "i",
    Kind.SUBSCRIPT: "sub",
    Kind.SUPERSCRIPT: "sup",
    Kind.KEYBOARD: "kbd",
    Kind.HIGHLIGHT: "mark",
    Kind.SMALL: "small",
    Kind.STRUCK: "s",
    Kind.UNDERLINE: "u",
    Kind.QUOTED: "q",
    Kind.CITED: "cite",
}


def _filled(inline: Inline, scene: Scene) -> str:
    """What a placeholder stands for: apart where it runs the other way or is in another
    language."""
    shown = escape(inline.text)
    if inline.language:
        return f"<bdi{language_attributes(inline.language)}>{shown}</bdi>"
    return f"<bdi>{shown}</bdi>" if turns(inline.text, scene.direction) else shown


def _span(inline: Inline, inner: str) -> str:
    name = "bdi" if inline.kind is Kind.NAME else "span"
    language = inline.language.tag if inline.language else None
    return f"<{name}{attributes(lang=language, dir=inline.direction)}>{inner}</{name}>"


def _date(inline: Inline, inner: str) -> str:
    shown = f"<bdi>{inner}</bdi>"
    return f"<time{attributes(datetime=inline.target)}>{shown}</time>" if inline.target else shown


def _link(inline: Inline, inner: str, scene: Scene) -> str:
    href = scene.href(inline.to)
    if href is None:
        return inner
    # An empty address is a link to this page, and has to stand there all the same.
    marks = attributes(title=inline.title, class_="term" if inline.is_term else None)
    return f'<a href="{escape(href)}"{marks}>{inner}</a>'


def _image(inline: Inline, scene: Scene) -> str:
    source = scene.picture(inline.to)
    if source is None:
        return f'<span class="missing-picture">{escape(inline.text)}</span>'
    title = attributes(title=inline.title)
    return f'<img src="{escape(source)}" alt="{escape(inline.text)}"{title} />'


def _footnote_reference(inline: Inline, scene: Scene) -> str:
    scene.references[inline.number] += 1
    own = scene.take_id(reference_name(inline.number, scene.references[inline.number]))
    note = scene.place(f"fn-{inline.number}")
    called = scene.called("noteref")
    return (
        f'<sup class="footnote-reference"><a{attributes(id=own)} href="#{escape(note)}"'
        f'{called} role="doc-noteref">{inline.number}</a></sup>'
    )


def reference_name(number: int, occurrence: int) -> str:
    return f"fnref-{number}" + (f"-{occurrence}" if occurrence > 1 else "")


def _left_to_right(inline: Inline) -> str:
    breakable = inline.kind is Kind.ADDRESS or len(inline.text) > _UNBROKEN
    kind = "long" if breakable else None
    shown = f'<bdi{attributes(class_=kind)} dir="ltr">{escape(inline.text)}</bdi>'
    return f"<a{attributes(href=inline.target)}>{shown}</a>" if inline.target else shown
