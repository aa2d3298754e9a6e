"""Running text as HTML, escaped as the CommonMark reference renderer does it."""

from __future__ import annotations

import base64
import posixpath
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import assert_never

from adaptkit.model.document import Inline, InlineKind
from adaptkit.model.edition import Edition, EditionChapter
from adaptkit.model.locale import Locale
from adaptkit.writers.html.links import (
    Site,
    anchor,
    is_safe,
    page_name,
    plain,
    relative,
    within_guide,
)

_MEDIA_TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
}
# A left-to-right piece longer than this may be broken over lines, or it would leave a phone.
_UNBROKEN = 24


def escape(text: str) -> str:
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


def attributes(**values: str | None) -> str:
    """`` name="value"`` of each that has a value; ``aria_label`` is aria-label."""
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for name, value in values.items()
        if value
    )


@dataclass(slots=True)
class Scene:
    """What rendering one chapter has to know, and the little that it remembers on the way.

    ``language``: of the untranslated passage that we are inside; None is the edition's own.
    ``ids`` are those taken on this page; ``references`` counts the calls of each footnote.
    ``labels`` are the column headings of the table that we are inside.
    """

    site: Site
    chapter: EditionChapter
    single: bool = False
    language: Locale | None = None
    ids: set[str] = field(default_factory=set)
    references: Counter[int] = field(default_factory=Counter)
    labels: tuple[str, ...] = ()

    @property
    def edition(self) -> Edition:
        return self.site.edition

    @property
    def direction(self) -> str:
        return self.language.direction if self.language else self.edition.spec.text_direction

    def take_id(self, name: str) -> str | None:
        """The id to write, or None where there is none or it stands on the page already."""
        if not name:
            return None
        name = self.place(name)
        if name in self.ids:
            return None
        self.ids.add(name)
        return name

    def place(self, name: str) -> str:
        return within_guide(anchor(name), self.chapter) if self.single else anchor(name)

    def picture(self, target: str) -> str | None:
        """The ``src`` of a picture that is part of the edition, or None."""
        name = self.site.asset(target, self.chapter)
        if name is None:
            return None
        if not self.single:
            return relative(name, page_name(self.chapter.name))
        kind = _MEDIA_TYPES.get(posixpath.splitext(name)[1].lower(), "application/octet-stream")
        content = base64.b64encode(self.site.assets[name]).decode("ascii")
        return f"data:{kind};base64,{content}"


def render_inlines(inlines: Sequence[Inline], scene: Scene) -> str:
    return "".join(_render(inline, scene) for inline in inlines)


def _render(inline: Inline, scene: Scene) -> str:
    inner = render_inlines(inline.children, scene) or escape(inline.text)
    match inline.kind:
        case InlineKind.TEXT:
            turned = inline.placeholder and _turns(inline.text, scene.direction)
            return f"<bdi>{inner}</bdi>" if turned else inner
        case InlineKind.CODE:
            # Code runs left to right in every script.
            direction = "ltr" if scene.direction == "rtl" else None
            return f"<code{attributes(dir=direction)}>{inner}</code>"
        case InlineKind.EMPHASIS:
            return f"<em>{inner}</em>"
        case InlineKind.STRONG:
            return f"<strong>{inner}</strong>"
        case InlineKind.STRIKETHROUGH:
            return f"<del>{inner}</del>"
        case InlineKind.LINK:
            return _link(inline, inner, scene)
        case InlineKind.IMAGE:
            return _image(inline, scene)
        case InlineKind.SOFT_BREAK:
            return "\n"
        case InlineKind.HARD_BREAK:
            return "<br />\n"
        case InlineKind.HTML:
            return inline.text
        case InlineKind.FOOTNOTE_REFERENCE:
            return _footnote_reference(inline, scene)
        case InlineKind.ISOLATE:
            return _isolate(inline)
        case _:
            assert_never(inline.kind)


def _turns(text: str, direction: str) -> bool:
    """Whether any of it runs the other way: then it must not move the words around it."""
    other = {"L"} if direction == "rtl" else {"R", "AL"}
    return any(unicodedata.bidirectional(character) in other for character in text)


def _link(inline: Inline, inner: str, scene: Scene) -> str:
    href = scene.site.href(inline.target, scene.chapter, single=scene.single)
    if href is None:
        return inner
    # An empty address is a link to this page, and has to stand there all the same.
    return f'<a href="{escape(href)}"{attributes(title=inline.title)}>{inner}</a>'


def _image(inline: Inline, scene: Scene) -> str:
    alternative = inline.text or plain(inline.children)
    source = scene.picture(inline.target)
    if source is None:
        return f'<span class="missing-picture">{escape(alternative)}</span>'
    title = attributes(title=inline.title)
    return f'<img src="{escape(source)}" alt="{escape(alternative)}"{title} />'


def _footnote_reference(inline: Inline, scene: Scene) -> str:
    scene.references[inline.number] += 1
    own = scene.take_id(reference_name(inline.number, scene.references[inline.number]))
    note = scene.place(f"fn-{inline.number}")
    return (
        f'<sup class="footnote-reference"><a{attributes(id=own)} href="#{escape(note)}"'
        f' role="doc-noteref">{inline.number}</a></sup>'
    )


def reference_name(number: int, occurrence: int) -> str:
    return f"fnref-{number}" + (f"-{occurrence}" if occurrence > 1 else "")


def _isolate(inline: Inline) -> str:
    kind = "long" if len(inline.text) > _UNBROKEN else None
    shown = f'<bdi{attributes(class_=kind)} dir="ltr">{escape(inline.text)}</bdi>'
    if not inline.target or not is_safe(inline.target):
        return shown
    return f"<a{attributes(href=inline.target)}>{shown}</a>"
