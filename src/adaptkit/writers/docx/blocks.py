"""Blocks as paragraphs and tables, each with the name of a style."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

from adaptkit.editions.anchors import html_ids
from adaptkit.editions.footnotes import Note
from adaptkit.guides.inline_trees import plain_text
from adaptkit.model.destination import ToAsset
from adaptkit.model.document import (
    ABBREVIATION,
    TITLE,
    Block,
    BlockKind,
    below_title,
    title_of,
)
from adaptkit.model.telling import Said
from adaptkit.records import Record, replace
from adaptkit.texts.html_words import words_of_html
from adaptkit.writers.docx.directory import render_directory
from adaptkit.writers.docx.inlines import PLAIN, SMALL, render_inlines, render_said
from adaptkit.writers.docx.numbering import DEEPEST, STEP, Numbered
from adaptkit.writers.docx.paragraphs import paragraph
from adaptkit.writers.docx.pictures import drawing
from adaptkit.writers.docx.runs import Look, verbatim
from adaptkit.writers.docx.scene import Scene
from adaptkit.writers.docx.styles import BODY, callout_style, is_framed
from adaptkit.writers.docx.tables import render_table

Kind = BlockKind
_BOLD = Look(bold=True)


class Place(Record, frozen=True):
    """Where blocks stand. ``style``: of plain paragraphs there. ``depth``: in how many lists.
    ``item``: what the next paragraph begins, a list and a depth in it. ``inset``: how far in all
    of it stands, in twentieths of a point. ``before``: runs that the next paragraph begins with."""

    style: str = BODY
    depth: int = 0
    item: tuple[int, int] | None = None
    inset: int = 0
    before: str = ""


def render_blocks(blocks: Iterable[Block], scene: Scene, place: Place | None = None) -> str:
    """Blocks one after the other. What begins a list's item is said of the first paragraph."""
    place = place or Place()
    out = []
    for block in blocks:
        xml = _block(block, scene, place)
        if xml and (place.item or place.before):
            place = replace(place, item=None, before="")
        out.append(xml)
    return "".join(out)


def render_note(note: Note, scene: Scene) -> str:
    """What a footnote says, after its number."""
    number = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    place = Place("FootnoteText", before=number + scene.text(" ", PLAIN))
    return render_blocks(note.block.children, scene, place) or _paragraph("", scene, place)


def _block(block: Block, scene: Scene, place: Place) -> str:
    if block.anchor:
        scene.bookmark(block.anchor)
    for id_ in html_ids(block) if "<" in block.text else ():
        scene.bookmark(id_)
    kind = block.kind
    match kind:
        case Kind.PARAGRAPH | Kind.SPEAKER:
            title = block.markup == TITLE
            return _paragraph(_words(block, scene), scene, place, keep=title)
        case Kind.HEADING:
            style = f"Heading{min(max(block.level, 1), 6)}"
            return _paragraph(_words(block, scene), scene, replace(place, style=style, inset=0))
        case Kind.LIST:
            return _list(block, scene, place)
        case Kind.LIST_ITEM | Kind.SLOT | Kind.TABLE_ROW:
            return render_blocks(block.children, scene, place)
        case Kind.QUOTE:
            return render_blocks(block.children, scene, _within(place, "Quote"))
        case Kind.CODE:
            return _code(block, scene, place)
        case Kind.HTML:
            return _html(block, scene, place)
        case Kind.RULE:
            return _paragraph("", scene, replace(place, style="Rule"))
        case Kind.TABLE:
            return render_table(block, scene)
        case Kind.CALLOUT:
            return _callout(block, scene)
        case Kind.QUOTATION:
            return _quotation(block, scene, place)
        case Kind.FIGURE:
            return _figure(block, scene, place)
        case Kind.DEFINITION_LIST:
            return render_blocks(block.children, scene, place)
        case Kind.TERM:
            return _leaf(block, scene, replace(place, style="Term"))
        case Kind.DEFINITION:
            return _leaf(block, scene, replace(place, style="Definition"))
        case Kind.TABLE_CELL | Kind.ALTERNATIVE | Kind.CAPTION:
            return _leaf(block, scene, place)
        case Kind.DIRECTORY:
            return render_directory(block, scene)
        case Kind.NOTICE:
            return _notice(block, scene, place)
        case Kind.PASSAGE:
            with scene.within(block.shown_language):
                return render_blocks(block.children, scene, place)
        case Kind.NOTES | Kind.FOOTNOTE:
            # Each stands at the foot of the page that calls it.
            return ""
        case Kind.FRONT_MATTER | Kind.FIELD | Kind.REFERENCE:
            return ""
        case _:
            assert_never(kind)


def _paragraph(
    runs: str, scene: Scene, place: Place, style: str = "", *, keep: bool = False
) -> str:
    return paragraph(
        place.before + runs,
        scene,
        style or place.style,
        item=place.item,
        inset=place.inset,
        keep=keep,
    )


def _words(block: Block, scene: Scene, look: Look = PLAIN) -> str:
    if block.markup == ABBREVIATION:
        short = block.info[2:].removesuffix(":").removesuffix("]")
        return scene.text(f"{short}: ", look) + render_inlines(block.inlines, scene, look)
    if block.markup == TITLE:
        look = replace(look, bold=True)
    return render_inlines(block.inlines, scene, look)


def _leaf(block: Block, scene: Scene, place: Place) -> str:
    if block.children:
        return render_blocks(block.children, scene, place)
    return _paragraph(_words(block, scene), scene, place)


def _within(place: Place, style: str) -> Place:
    """What stands in a call-out keeps its frame: all its paragraphs have one style."""
    return place if is_framed(place.style) else replace(place, style=style)


def _notice(block: Block, scene: Scene, place: Place) -> str:
    words = Said(block.text, block.shown_language)
    with scene.within(block.shown_language):
        style = place.style if is_framed(place.style) else "Notice"
        said = render_said(words, scene, SMALL if style != "Notice" else PLAIN)
        return _paragraph(said, scene, place, style)


def _list(block: Block, scene: Scene, place: Place) -> str:
    """A list of tasks is one list for each mark that its items have."""
    depth = min(place.depth, DEEPEST)
    inset = place.inset + STEP
    numbers: dict[str, int] = {}
    out = [_empty_item(scene, place)] if place.item else []
    for child in block.children:
        if child.kind is not Kind.LIST_ITEM:
            out.append(render_blocks((child,), scene, replace(place, item=None)))
            continue
        kind = child.task or ((block.delimiter or ".") if block.ordered else "bullet")
        if kind not in numbers:
            framed = is_framed(place.style)
            scene.lists.append(Numbered(kind, depth, block.start, framed))
            numbers[kind] = len(scene.lists)
        own = replace(
            place, depth=place.depth + 1, item=(numbers[kind], depth), inset=inset, before=""
        )
        if own.style == BODY:
            own = replace(own, style=_list_style(kind))
        out.append(_item(child, scene, own))
    return "".join(out)


def _list_style(kind: str) -> str:
    return {"bullet": "ListBullet", "open": "Checklist", "done": "Checklist"}.get(
        kind, "ListNumber"
    )


def _empty_item(scene: Scene, place: Place) -> str:
    return _paragraph("", scene, place)


def _item(block: Block, scene: Scene, place: Place) -> str:
    if block.anchor:
        scene.bookmark(block.anchor)
    children: Sequence[Block] = block.children
    if children and children[0].kind is Kind.NOTICE and children[0].tight:
        notice = Said(children[0].text, children[0].shown_language)
        before = render_said(notice, scene, SMALL) + scene.text(" ", PLAIN)
        place, children = replace(place, before=before), children[1:]
    if not children:
        return _paragraph(_words(block, scene), scene, place)
    return render_blocks(children, scene, place)


def _code(block: Block, scene: Scene, place: Place) -> str:
    if block.markup == "unseen":
        return ""
    # Words in the page's language run as the page does.
    direction = scene.direction if block.msgid else "ltr"
    text = block.text.removesuffix("\n")
    runs = verbatim(text, PLAIN, scene.around, direction)
    return paragraph(runs, scene, "Code", item=place.item, inset=place.inset, direction=direction)


def _html(block: Block, scene: Scene, place: Place) -> str:
    """What the author's own HTML says; how it looks is a matter of web pages."""
    if block.inlines:
        words = render_inlines(block.inlines, scene)
        return _paragraph(words, scene, place) if plain_text(block.inlines).strip() else ""
    said = words_of_html(block.text)
    return "".join(_paragraph(scene.text(line, PLAIN), scene, place) for line in said)


def _callout(block: Block, scene: Scene) -> str:
    style = callout_style(block.info)
    runs = render_said(Said(block.text, block.shown_language), scene)
    title = title_of(block)
    if title is not None:
        if title.anchor:
            scene.bookmark(title.anchor)
        runs += "<w:r><w:br/></w:r>" + render_inlines(title.inlines, scene, PLAIN)
    label = paragraph(runs, scene, f"{style}Label", level=block.level)
    end = paragraph("", scene, "CalloutEnd")
    return label + render_blocks(below_title(block), scene, Place(style)) + end


def _quotation(block: Block, scene: Scene, place: Place) -> str:
    said = [child for child in block.children if child.kind is not Kind.SPEAKER]
    speaker = next((child for child in block.children if child.kind is Kind.SPEAKER), None)
    quoted = render_blocks(said, scene, _within(place, "Quote"))
    return quoted + (_leaf(speaker, scene, _within(place, "QuoteSource")) if speaker else "")


def _figure(block: Block, scene: Scene, place: Place) -> str:
    alternative = next((b for b in block.children if b.kind is Kind.ALTERNATIVE), None)
    caption = next((b for b in block.children if b.kind is Kind.CAPTION), None)
    for part in (alternative, caption):
        if part and part.anchor:
            scene.bookmark(part.anchor)
    words = plain_text(alternative.inlines) if alternative else ""
    drawn = drawing(block.to, words, scene) if isinstance(block.to, ToAsset) else ""
    shown = ""
    if drawn:
        shown = _paragraph(drawn, scene, place, "Figure")
    elif words and alternative:
        with scene.within(alternative.shown_language):
            shown = _paragraph(scene.text(words, PLAIN), scene, place)
    below = _leaf(caption, scene, replace(place, style="Caption", item=None)) if caption else ""
    return shown + below
