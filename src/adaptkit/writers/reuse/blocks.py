"""Blocks as Markdown: each is some lines, and a blank one stands between two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from adaptkit.editions.anchors import html_ids
from adaptkit.editions.footnotes import Note
from adaptkit.guides.inline_trees import plain_text
from adaptkit.model.destination import ToAsset
from adaptkit.model.document import ABBREVIATION, TITLE, Block, BlockKind
from adaptkit.model.locale import Locale
from adaptkit.model.telling import ContactCard, Said, Way
from adaptkit.texts.html_words import words_of_html
from adaptkit.writers.reuse.inlines import (
    Scene,
    isolated,
    link_to,
    render_inlines,
    render_said,
    spoken,
    strong,
)
from adaptkit.writers.reuse.plain import fence, line, lines, one_line, plain
from adaptkit.writers.reuse.tables import render_table

Kind = BlockKind
APART = "<!-- -->"
"""Between two lists, which would be one; and beside a picture, which would be a figure whose
alternative text is shown below it."""
_NEW_LINE = "\\\n"


def render_blocks(blocks: Iterable[Block], scene: Scene) -> str:
    return join(_each(blocks, scene))


def join(parts: Iterable[str]) -> str:
    """One after the other."""
    out: list[str] = []
    for part in parts:
        if part.strip():
            if out and _is_list(part) and _is_list(out[-1].rpartition("\n\n")[2]):
                out.append(APART)
            out.append(part)
    return "\n\n".join(out)


def _is_list(written: str) -> bool:
    first = written.split(" ", 1)[0]
    return first == "-" or (first[:-1].isdigit() and first[-1:] in ".)") or written[:1] == " "


def _each(blocks: Iterable[Block], scene: Scene) -> Iterator[str]:
    for block in blocks:
        yield _block(block, scene)


def places(block: Block, scene: Scene) -> str:
    """What links to this block lead to."""
    own = scene.place(block.anchor) if block.anchor else ""
    ids = html_ids(block) if "<" in block.text else ()
    return own + "".join(scene.place(id_, verbatim=True) for id_ in ids)


def _block(block: Block, scene: Scene) -> str:
    kind = block.kind
    match kind:
        case Kind.PARAGRAPH | Kind.SPEAKER | Kind.TABLE_CELL | Kind.ALTERNATIVE | Kind.CAPTION:
            return _paragraph(block, scene)
        case Kind.HEADING:
            words = render_inlines(block.inlines, scene).replace("\\\n", " ").strip()
            signs = "#" * min(max(block.level, 1), 6)
            return f"{signs} {places(block, scene)}{words}" if words else ""
        case Kind.LIST:
            return _begun(_list(block, scene), places(block, scene))
        case Kind.LIST_ITEM | Kind.SLOT | Kind.TABLE_ROW | Kind.TERM | Kind.DEFINITION:
            return _begun(render_blocks(block.children, scene), places(block, scene))
        case Kind.QUOTE:
            return _quoted(_begun(render_blocks(block.children, scene), places(block, scene)))
        case Kind.CODE:
            shown = "" if block.markup == "unseen" else fence(block.text, block.info)
            return _begun(shown, places(block, scene))
        case Kind.HTML:
            return _html(block, scene)
        case Kind.RULE:
            return _begun("* * *", places(block, scene))
        case Kind.TABLE:
            return _begun(render_table(block, scene), places(block, scene))
        case Kind.CALLOUT:
            label = strong(render_said(Said(block.text, block.shown_language), scene))
            inside = join((label, *_each(block.children, scene)))
            return _quoted(_begun(inside, places(block, scene)))
        case Kind.QUOTATION:
            return _begun(_quotation(block, scene), places(block, scene))
        case Kind.FIGURE:
            return _figure(block, scene)
        case Kind.DEFINITION_LIST:
            return _begun(_definitions(block, scene), places(block, scene))
        case Kind.DIRECTORY:
            return _begun(_directory(block, scene), places(block, scene))
        case Kind.NOTICE:
            return strong(render_said(Said(block.text, block.shown_language), scene))
        case Kind.PASSAGE:
            return _passage(block, scene)
        case Kind.NOTES | Kind.FOOTNOTE | Kind.FRONT_MATTER | Kind.FIELD | Kind.REFERENCE:
            return ""
        case _:
            assert_never(kind)


def _begun(written: str, names: str) -> str:
    """What has no words of its own, with the places that it is called by in a line before it."""
    return f"{names}\n\n{written}" if names and written else written or names


def _paragraph(block: Block, scene: Scene) -> str:
    words = render_inlines(block.inlines, scene)
    if block.markup == ABBREVIATION:
        short = block.info[2:].removesuffix(":").removesuffix("]")
        words = f"{strong(plain(short))}: {words}"
    elif block.markup == TITLE:
        words = strong(words)
    return places(block, scene) + lines(words)


def _quoted(written: str) -> str:
    return "\n".join(f"> {one}" if one else ">" for one in written.split("\n"))


def _item(mark: str, written: str) -> str:
    """With its mark, and the other lines below its words."""
    aside = " " * (len(mark) + 1)
    first, *rest = written.split("\n")
    return "\n".join((f"{mark} {first}".rstrip(), *(aside + one if one else "" for one in rest)))


def _list(block: Block, scene: Scene) -> str:
    parts = []
    number = block.start
    for child in block.children:
        if child.kind is not Kind.LIST_ITEM:
            # A notice on the item below it.
            parts.append(_item("-" if not block.ordered else f"{number}.", _block(child, scene)))
            continue
        mark = f"{number}{block.delimiter or '.'}" if block.ordered else "-"
        box = {"open": "[ ] ", "done": "[x] "}.get(child.task, "")
        parts.append(_item(mark, box + _item_words(child, scene)))
        number += 1
    return ("\n" if block.tight else "\n\n").join(parts)


def _item_words(item: Block, scene: Scene) -> str:
    """A tight item holds its words and lists without a blank line between them."""
    children: Sequence[Block] = item.children
    begin = places(item, scene)
    if not children:
        return begin + lines(render_inlines(item.inlines, scene))
    if children[0].kind is Kind.NOTICE and children[0].tight:
        begin += _block(children[0], scene) + " "
        children = children[1:]
    tight = children and children[0].tight and all(b.kind is Kind.LIST for b in children[1:])
    if tight:
        return begin + "\n".join(one for one in _each(children, scene) if one)
    return begin + render_blocks(children, scene)


def _html(block: Block, scene: Scene) -> str:
    """What the author's own HTML says."""
    if block.inlines:
        words = render_inlines(block.inlines, scene) if plain_text(block.inlines).strip() else ""
        return places(block, scene) + lines(words)
    return _begun(join(map(one_line, words_of_html(block.text))), places(block, scene))


def _quotation(block: Block, scene: Scene) -> str:
    said = [child for child in block.children if child.kind is not Kind.SPEAKER]
    speakers = [child for child in block.children if child.kind is Kind.SPEAKER]
    return _quoted(join((*_each(said, scene), *_each(speakers, scene))))


def _figure(block: Block, scene: Scene) -> str:
    alternative = next((b for b in block.children if b.kind is Kind.ALTERNATIVE), None)
    caption = next((b for b in block.children if b.kind is Kind.CAPTION), None)
    words = plain_text(alternative.inlines) if alternative else ""
    begin = places(block, scene) + (places(alternative, scene) if alternative else "")
    below = _block(caption, scene) if caption else ""
    if not isinstance(block.to, ToAsset) or block.to.name not in scene.pages.assets:
        return join((begin + one_line(words), below))
    picture = f"![{plain(words)}]({scene.href(block.to)})"
    return begin + picture + (_NEW_LINE + below if below else APART)


def _definitions(block: Block, scene: Scene) -> str:
    """Both programs know lists, and GitHub no definitions: a term is the first line of an item."""
    items: list[list[Block]] = []
    for child in block.children:
        if child.kind is Kind.TERM and (not items or items[-1][-1].kind is not Kind.TERM):
            items.append([])
        if not items:
            items.append([])
        items[-1].append(child)
    return "\n".join(_item("-", _definition(item, scene)) for item in items)


def _definition(blocks: Sequence[Block], scene: Scene) -> str:
    parts = []
    for block in blocks:
        begin, words = places(block, scene), block
        children = list(block.children)
        while children and children[0].kind is Kind.NOTICE:
            begin += _block(children.pop(0), scene) + " "
        if len(children) > 1 or (children and not children[0].inlines):
            body = begin + render_blocks(children, scene)
            parts.append(f"\n{body}")
            continue
        words = children[0] if children else block
        begin += places(words, scene) if words is not block else ""
        written = render_inlines(words.inlines, scene)
        if block.kind is Kind.TERM:
            written = strong(written.replace(_NEW_LINE, " ").strip())
        parts.append(begin + lines(written))
    out = parts[0]
    for part in parts[1:]:
        out += ("\n" if part.startswith("\n") else _NEW_LINE) + part
    return out


def _directory(block: Block, scene: Scene) -> str:
    parts = []
    for group in block.groups:
        if len(block.groups) > 1:
            parts.append(strong(render_said(group.heading, scene)))
        parts.append("\n".join(_item("-", _card(card, scene)) for card in group.cards))
    return join(parts)


def _card(card: ContactCard, scene: Scene) -> str:
    name = isolated(strong(render_said(card.name, scene)), scene, card.name.text)
    if card.romanised:
        name += " " + isolated(plain(card.romanised), scene, card.romanised, "ltr")
    out = [name]
    if card.about.text:
        marker = f" ({render_said(card.spoken, scene)})" if card.spoken.text else ""
        out.append(line(render_said(card.about, scene)) + marker)
    out += [_way(way, scene) for way in card.ways]
    out.append(line(render_inlines(card.checked, scene)))
    return _NEW_LINE.join(out)


def _way(way: Way, scene: Scene) -> str:
    shown = render_said(way.shown, scene)
    if way.address:
        shown = link_to(shown, way.address)
    if way.code:
        shown = isolated(shown, scene, way.shown.text, "ltr")
    marks = scene.pages.edition.between
    notes = marks.comma.join(isolated(render_said(n, scene), scene, n.text) for n in way.notes)
    return f"{line(render_said(way.label, scene))}{marks.colon}{shown}" + (
        f" ({notes})" if notes else ""
    )


def _passage(block: Block, scene: Scene) -> str:
    with scene.within(block.shown_language):
        written = render_blocks(block.children, scene)
    return _apart(written, block.shown_language)


def _apart(written: str, language: Locale | None) -> str:
    if not written or language is None:
        return written
    return f'<div lang="{language.tag}" dir="{language.direction}">\n\n{written}\n\n</div>'


def render_note(note: Note, scene: Scene) -> str:
    """What a footnote says."""
    with scene.within(note.language):
        written = render_blocks(note.block.children, scene)
    if note.language and "\n" not in written:
        return spoken(written, note.language)
    return _apart(written, note.language)
