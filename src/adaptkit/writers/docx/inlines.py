"""Running text as runs, links, calls of footnotes and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from adaptkit.guides.inline_trees import plain_text
from adaptkit.model.destination import ToAsset
from adaptkit.model.document import Block
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.telling import Said
from adaptkit.records import replace
from adaptkit.texts.html_words import word_of_tag
from adaptkit.writers.docx.pictures import drawing
from adaptkit.writers.docx.runs import (
    END,
    FIRST_STRONG,
    LEFT_TO_RIGHT,
    RIGHT_MARK,
    RIGHT_TO_LEFT,
    Look,
    begins_rtl,
    turns,
)
from adaptkit.writers.docx.scene import Scene

Kind = InlineKind
PLAIN = Look()
SMALL = Look(style="Aside")
_OPENS = {"ltr": LEFT_TO_RIGHT, "rtl": RIGHT_TO_LEFT}


def render_inlines(inlines: Sequence[Inline], scene: Scene, look: Look = PLAIN) -> str:
    return "".join(_render(inline, scene, look) for inline in inlines)


def render_said(words: Said, scene: Scene, look: Look = PLAIN) -> str:
    """Some words, marked with their language where they say one."""
    if words.language is None or words.language.same_language(scene.around):
        return scene.text(words.text, look)
    with scene.within(words.language):
        inner = scene.text(words.text, look)
    return isolated(inner, scene, look, words.language.direction, words.text)


def isolated(inner: str, scene: Scene, look: Look, direction: str, says: str) -> str:
    """``inner`` apart from the text around it, where one could move the other. ``direction``: its
    own; ``""`` that of its first letter."""
    if scene.direction != "rtl" and not turns(says, scene.direction):
        return inner
    begins, ends = _OPENS.get(direction, FIRST_STRONG), END
    if scene.direction == "rtl" and (direction == "rtl" or (not direction and begins_rtl(says))):
        # The same order. In an isolate, LibreOffice draws no blank between a word and a number.
        begins = ends = RIGHT_MARK
    return scene.text(begins, look) + inner + scene.text(ends, look)


def _render(inline: Inline, scene: Scene, look: Look) -> str:
    kind = inline.kind
    match kind:
        case Kind.TEXT:
            return _text(inline, scene, look)
        case Kind.CODE:
            return _code(inline, scene, look)
        case Kind.SOFT_BREAK:
            return scene.text(" ", look)
        case Kind.HARD_BREAK | Kind.BREAK:
            return scene.line_break(look)
        case Kind.BREAK_OPPORTUNITY:
            return scene.text("\u200b", look)
        case Kind.HTML:
            return scene.text(word_of_tag(inline.text), look)
        case Kind.LINK:
            return _link(inline, scene, look)
        case Kind.IMAGE:
            return _image(inline, scene, look)
        case Kind.FOOTNOTE_REFERENCE:
            return _call(inline, scene, look)
        case Kind.ISOLATE | Kind.ADDRESS:
            return _left_to_right(inline, scene, look)
        case Kind.SPAN | Kind.NAME | Kind.DATE:
            return _apart(inline, scene, look)
        case Kind.MARKER | Kind.NOTICE:
            with scene.within(inline.language):
                inner = _inside(inline, scene, replace(SMALL, bold=look.bold))
            direction = inline.language.direction if inline.language else ""
            return isolated(inner, scene, look, direction, _says(inline))
        case Kind.QUOTED:
            inner = _inside(inline, scene, look)
            return scene.text("\u201c", look) + inner + scene.text("\u201d", look)
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
            | Kind.CITED
            | Kind.ABBREVIATION
        ):
            return _inside(inline, scene, _looking(kind, look))
        case _:
            assert_never(kind)


def _looking(kind: InlineKind, look: Look) -> Look:
    match kind:
        case Kind.STRONG | Kind.BOLD:
            return replace(look, bold=True)
        case Kind.EMPHASIS | Kind.ITALIC | Kind.CITED:
            return replace(look, italic=True)
        case Kind.STRIKETHROUGH | Kind.STRUCK:
            return replace(look, struck=True)
        case Kind.UNDERLINE:
            return replace(look, underline=True)
        case Kind.HIGHLIGHT:
            return replace(look, marked=True)
        case Kind.SUBSCRIPT:
            return replace(look, raised="subscript")
        case Kind.SUPERSCRIPT:
            return replace(look, raised="superscript")
        case Kind.SMALL:
            return replace(look, style=look.style or "Aside")
        case Kind.KEYBOARD:
            return replace(look, style=look.style or "InlineCode")
        case _:
            return look


def _inside(inline: Inline, scene: Scene, look: Look) -> str:
    if inline.children:
        return render_inlines(inline.children, scene, look)
    return scene.text(inline.text, look)


def _says(inline: Inline) -> str:
    return plain_text(inline.children) if inline.children else inline.text


def _text(inline: Inline, scene: Scene, look: Look) -> str:
    if not inline.placeholder:
        return scene.text(inline.text, look)
    with scene.within(inline.language):
        inner = scene.text(inline.text, look)
    if inline.language or turns(inline.text, scene.direction):
        direction = inline.language.direction if inline.language else ""
        return isolated(inner, scene, look, direction, inline.text)
    return inner


def _code(inline: Inline, scene: Scene, look: Look) -> str:
    coded = replace(look, style=look.style or "InlineCode")
    return isolated(scene.text(inline.text, coded, "ltr"), scene, look, "ltr", inline.text)


def _apart(inline: Inline, scene: Scene, look: Look) -> str:
    """A name, a date, or what the author has said the language or direction of."""
    with scene.within(inline.language):
        inner = _inside(inline, scene, look)
    direction = inline.direction if inline.direction in _OPENS else ""
    if inline.kind is Kind.SPAN and not inline.language and not direction:
        return inner
    if not direction and inline.language:
        direction = inline.language.direction
    return isolated(inner, scene, look, direction, _says(inline))


def _link(inline: Inline, scene: Scene, look: Look) -> str:
    shown = replace(look, style="Hyperlink")
    inner = _inside(inline, scene, shown)
    linked = scene.link(inline.to, inner)
    # What cannot be followed does not look as if it could.
    return _inside(inline, scene, look) if linked == inner else linked


def _left_to_right(inline: Inline, scene: Scene, look: Look) -> str:
    shown = scene.text(inline.text, replace(look, style="Hyperlink"), "ltr")
    linked = scene.open(inline.target, shown) if inline.target else shown
    if linked == shown:
        linked = scene.text(inline.text, look, "ltr")
    return isolated(linked, scene, look, "ltr", inline.text)


def _image(inline: Inline, scene: Scene, look: Look) -> str:
    drawn = drawing(inline.to, inline.text, scene) if isinstance(inline.to, ToAsset) else ""
    return drawn or scene.text(inline.text, look)


def _call(inline: Inline, scene: Scene, look: Look) -> str:
    """A footnote where it is called first; where it is again, the number that it has."""
    note = scene.notes.get(inline.number)
    if note is None or scene.chapter is None:
        return ""
    key = scene.chapter.name, inline.number
    again = scene.called.get(key)
    if again is not None:
        return _called_again(again)
    if scene.part is scene.below:
        # A footnote holds no footnote (17.11): what it says stands in the middle of the text.
        return scene.text(f" ({_whole(note.block)})", look)
    place = scene.called[key] = len(scene.called) + 1
    scene.footnotes.append((scene.chapter, note))
    mark = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
    called = f'<w:r>{mark}<w:footnoteReference w:id="{place + 1}"/></w:r>'
    return scene.bookmarks.around(_note_place(place), called) if note.block.calls > 1 else called


def _note_place(place: int) -> str:
    return f"note_{place}"


def _called_again(place: int) -> str:
    look = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
    kinds = ("begin", "separate", "end")
    begin, separate, end = (
        f'<w:r>{look}<w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds
    )
    told = f'<w:r>{look}<w:instrText xml:space="preserve"> NOTEREF {_note_place(place)} \\f \\h '
    return f"{begin}{told}</w:instrText></w:r>{separate}<w:r>{look}<w:t>{place}</w:t></w:r>{end}"


def _whole(note: Block) -> str:
    words = " ".join(plain_text(block.inlines) for block in note.walk() if block.inlines)
    return " ".join(words.split())
