"""Running text as Markdown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import assert_never
from urllib.parse import quote

from adaptkit.editions.addresses import as_path
from adaptkit.editions.footnotes import Note
from adaptkit.guides.inline_trees import plain_text
from adaptkit.model.destination import Destination, Nowhere, ToAsset, ToChapter
from adaptkit.model.edition import EditionChapter
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale
from adaptkit.model.telling import Said
from adaptkit.records import Record, field
from adaptkit.texts.html_words import word_of_tag
from adaptkit.writers.html.links import PATH_SAFE, Pages, within_guide
from adaptkit.writers.reuse.plain import code, plain

Kind = InlineKind
_OPENS = {"ltr": "\u2066", "rtl": "\u2067"}
_FIRST_STRONG, _END = "\u2068", "\u2069"
# The isolates of the Unicode Bidirectional Algorithm, 3.1, for formats that have no elements.
_HTML = {
    Kind.SUBSCRIPT: "sub",
    Kind.SUPERSCRIPT: "sup",
    Kind.KEYBOARD: "kbd",
}
_MARKED = {
    Kind.EMPHASIS: ("*", "em"),
    Kind.ITALIC: ("*", "em"),
    Kind.CITED: ("*", "em"),
    Kind.STRONG: ("**", "strong"),
    Kind.BOLD: ("**", "strong"),
    Kind.STRIKETHROUGH: ("~~", "del"),
    Kind.STRUCK: ("~~", "del"),
}


class Scene(Record):
    """``chapter``: whose text it is. ``language``: of the passage that we are inside; None is the
    edition's own. ``cell``: inside of a table, where a line cannot end. ``notes``: the chapter's
    footnotes by number; ``numbers``: what those that are called are called in the file, by chapter
    and number; ``footnotes``: these. ``wanted``: the places that links lead to and that have not
    been written yet."""

    pages: Pages
    chapter: EditionChapter | None = None
    language: Locale | None = None
    cell: bool = False
    notes: Mapping[int, Note] = field(default_factory=dict)
    numbers: dict[tuple[str, int], int] = field(default_factory=dict)
    footnotes: list[tuple[EditionChapter, Note]] = field(default_factory=list)
    wanted: set[str] = field(default_factory=set)

    @property
    def direction(self) -> str:
        return self.language.direction if self.language else self.pages.direction

    @contextmanager
    def within(self, language: Locale | None) -> Iterator[None]:
        before, self.language = self.language, language or self.language
        try:
            yield
        finally:
            self.language = before

    @property
    def around(self) -> Locale:
        return self.language or self.pages.edition.spec.locale

    def place(self, anchor: str, *, verbatim: bool = False) -> str:
        """A place of this chapter, where anything leads there. Pandoc takes it into documents of
        any kind; of ``<a id>`` it makes nothing in most."""
        assert self.chapter is not None
        name = anchor if verbatim else within_guide(anchor, self.chapter)
        if name not in self.wanted:
            return ""
        self.wanted.remove(name)
        shown = name.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
        return f'<span id="{shown}"></span>'

    def href(self, to: Destination | None) -> str:
        """What a link may write; ``""`` where there is no link."""
        if to is None or isinstance(to, Nowhere):
            return ""
        if isinstance(to, ToChapter) and to.written:
            # The place is not there, and whoever wrote it has been told: the chapter is.
            to = ToChapter(to.chapter)
        found = self.pages.href(to, self.pages.single) or ""
        return (
            as_path(quote(to.name, safe=PATH_SAFE)) + to.rest if isinstance(to, ToAsset) else found
        )


def render_inlines(inlines: Sequence[Inline], scene: Scene) -> str:
    out = ""
    for number, inline in enumerate(inlines):
        after = plain_text(inlines[number + 1 : number + 2])[:1]
        written = _render(inline, scene, out[-1:], after)
        if out.endswith("]") and written[:1] in ("(", ":"):
            written = "\\" + written
        out += written
    return out


def render_said(words: Said, scene: Scene) -> str:
    """Some words, marked with their language where they say one."""
    if words.language is None or words.language.same_language(scene.around) or not words.text:
        return plain(words.text)
    return spoken(plain(words.text), words.language)


def spoken(written: str, language: Locale) -> str:
    return f'<span lang="{language.tag}" dir="{language.direction}">{written}</span>'


def isolated(written: str, scene: Scene, says: str, direction: str = "") -> str:
    """Apart from the text around it, where one could move the other."""
    if scene.direction != "rtl" and not _turns(says):
        return written
    return f"{_OPENS.get(direction, _FIRST_STRONG)}{written}{_END}"


def _turns(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)


def strong(written: str, before: str = "", after: str = "") -> str:
    return _wrapped(written, "**", "strong", before, after)


def _wrapped(inner: str, marks: str, element: str, before: str, after: str) -> str:
    """With marks around it where both programs see them as such (CommonMark 0.31, 6.2)."""
    start = len(inner) - len(inner.lstrip(" "))
    end = len(inner.rstrip(" "))
    if start >= end:
        return inner
    head, words, tail = inner[:start], inner[start:end], inner[end:]
    before, after = (" " if head else before), (" " if tail else after)
    opens = not _is_sign(words[0]) or before in ("", " ", "\n") or _is_sign(before)
    closes = not _is_sign(words[-1]) or after in ("", " ", "\n") or _is_sign(after)
    touching = marks[0] in (words[0], words[-1], before, after) or words.endswith("\\")
    if opens and closes and not touching and "\n" not in words:
        return f"{head}{marks}{words}{marks}{tail}"
    return f"{head}<{element}>{words}</{element}>{tail}"


def _is_sign(character: str) -> bool:
    return bool(character) and unicodedata.category(character)[0] in "PS"


def _render(inline: Inline, scene: Scene, before: str, after: str) -> str:
    kind = inline.kind
    match kind:
        case Kind.TEXT:
            return _text(inline, scene)
        case Kind.CODE:
            # A table's cell ends at the first bar, in code too.
            shown = plain(inline.text) if scene.cell and "|" in inline.text else code(inline.text)
            return isolated(shown, scene, inline.text, "ltr")
        case Kind.SOFT_BREAK:
            return " "
        case Kind.HARD_BREAK | Kind.BREAK:
            return " <br> " if scene.cell else "\\\n"
        case Kind.BREAK_OPPORTUNITY:
            return "\u200b"
        case Kind.HTML:
            return plain(word_of_tag(inline.text))
        case Kind.LINK:
            return _link(_inside(inline, scene), inline.to, inline.title, scene)
        case Kind.IMAGE:
            return _image(inline.text, inline.to, inline.title, scene)
        case Kind.FOOTNOTE_REFERENCE:
            return _call(inline, scene)
        case Kind.ISOLATE | Kind.ADDRESS:
            return _left_to_right(inline, scene)
        case Kind.SPAN | Kind.NAME | Kind.DATE:
            return _apart(inline, scene)
        case Kind.MARKER | Kind.NOTICE:
            written = f"({_in_own(inline, scene)})"
            return isolated(written, scene, plain_text((inline,)))
        case Kind.QUOTED:
            return f"\u201c{_inside(inline, scene)}\u201d"
        case (
            Kind.EMPHASIS
            | Kind.STRONG
            | Kind.STRIKETHROUGH
            | Kind.BOLD
            | Kind.ITALIC
            | Kind.CITED
            | Kind.STRUCK
        ):
            return _wrapped(_inside(inline, scene), *_MARKED[kind], before, after)
        case Kind.SUBSCRIPT | Kind.SUPERSCRIPT | Kind.KEYBOARD:
            return f"<{_HTML[kind]}>{_inside(inline, scene)}</{_HTML[kind]}>"
        case Kind.HIGHLIGHT | Kind.SMALL | Kind.UNDERLINE | Kind.ABBREVIATION:
            return _inside(inline, scene)
        case _:
            assert_never(kind)


def _inside(inline: Inline, scene: Scene) -> str:
    return render_inlines(inline.children, scene) if inline.children else plain(inline.text)


def _in_own(inline: Inline, scene: Scene) -> str:
    """In the language that it says."""
    with scene.within(inline.language):
        written = _inside(inline, scene)
    return spoken(written, inline.language) if inline.language and written else written


def _text(inline: Inline, scene: Scene) -> str:
    written = plain(inline.text)
    if not inline.placeholder:
        return written
    if inline.language:
        written = spoken(written, inline.language)
    own = "" if not inline.language else inline.language.direction
    apart = inline.language is not None or _turns(inline.text) != (scene.direction == "rtl")
    return isolated(written, scene, inline.text, own) if apart else written


def _apart(inline: Inline, scene: Scene) -> str:
    written = _in_own(inline, scene)
    direction = inline.direction if inline.direction in _OPENS else ""
    if inline.kind is Kind.SPAN and (inline.language or not direction):
        return written
    return isolated(written, scene, plain_text((inline,)), direction)


def _link(inner: str, to: Destination | None, title: str, scene: Scene) -> str:
    href = scene.href(to)
    # Of a link in another both programs make none.
    if not href or not inner.strip() or re.search(r"(?<!\\)\]\(", inner):
        return inner
    return f"[{inner}]({_target(href)}{_title(title)})"


def link_to(shown: str, address: str) -> str:
    return f"[{shown}]({_target(address)})"


def _target(href: str) -> str:
    escaped = quote(href, safe="%#?" + PATH_SAFE + "[]|")
    return f"<{escaped}>" if re.search(r"[()\[\]|]", escaped) else escaped


def _title(title: str) -> str:
    return f' "{plain(title).replace(chr(34), chr(92) + chr(34))}"' if title.strip() else ""


def _image(words: str, to: Destination | None, title: str, scene: Scene) -> str:
    if not isinstance(to, ToAsset) or to.name not in scene.pages.assets:
        return plain(words)
    return f"![{plain(words)}]({_target(scene.href(to))}{_title(title)})"


def _left_to_right(inline: Inline, scene: Scene) -> str:
    shown = plain(inline.text)
    if inline.target:
        shown = link_to(shown, inline.target)
    return isolated(shown, scene, inline.text, "ltr")


def _call(inline: Inline, scene: Scene) -> str:
    note = scene.notes.get(inline.number)
    if note is None or scene.chapter is None:
        return ""
    key = scene.chapter.name, inline.number
    if key not in scene.numbers:
        scene.numbers[key] = len(scene.numbers) + 1
        scene.footnotes.append((scene.chapter, note))
    return f"[^{scene.numbers[key]}]"
