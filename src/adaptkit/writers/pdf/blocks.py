"""Blocks as data for the typesetter: one node for each, its kind under ``t``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from adaptkit.guides.inline_trees import plain_text
from adaptkit.model.document import (
    ABBREVIATION,
    TITLE,
    Block,
    BlockKind,
    below_title,
    title_of,
)
from adaptkit.model.telling import ContactCard, ContactGroup, Way
from adaptkit.writers.pdf.author_html import words_of_html
from adaptkit.writers.pdf.inlines import (
    Node,
    Scene,
    folded,
    inlines_of,
    isolated,
    joined,
    picture,
    said,
)

Kind = BlockKind
_ALIGNMENTS = {"left": "start", "center": "center", "right": "end"}
_MOST_LEVELS = 6
_OPEN_BOX, _DONE_BOX = "\u2610", "\u2611"
# Of a table's columns the widest gets at most this many times what the narrowest gets.
_MOST_WIDER = 3


def blocks_of(blocks: Iterable[Block], scene: Scene) -> list[Node]:
    return [node for block in blocks for node in _nodes(block, scene)]


def _nodes(block: Block, scene: Scene) -> Iterator[Node]:
    label = scene.place(block.anchor)
    for node in _bare(block, scene):
        if label:
            node["id"], label = label, None
        yield node
    if label:
        scene.placed.discard(label)


def _bare(block: Block, scene: Scene) -> list[Node]:
    kind = block.kind
    match kind:
        case Kind.PARAGRAPH | Kind.SPEAKER:
            return [_paragraph(block, scene)]
        case Kind.HEADING:
            return [_heading(block, scene)]
        case Kind.LIST:
            return [_list(block, scene)]
        case Kind.QUOTE:
            return [{"t": "quote", "c": blocks_of(block.children, scene), "by": []}]
        case Kind.CODE:
            return _code(block, scene)
        case Kind.HTML:
            return _html(block, scene)
        case Kind.RULE:
            return [{"t": "rule"}]
        case Kind.TABLE:
            return [_table(block, scene)]
        case Kind.CALLOUT:
            return [_callout(block, scene)]
        case Kind.SLOT:
            return blocks_of(block.children, scene)
        case Kind.QUOTATION:
            return [_quotation(block, scene)]
        case Kind.FIGURE:
            return [_figure(block, scene)]
        case Kind.DEFINITION_LIST:
            return [_definitions(block, scene)]
        case Kind.DIRECTORY:
            return [node for group in block.groups for node in _group(group, scene)]
        case Kind.NOTICE:
            return [_notice(block, scene)]
        case Kind.PASSAGE:
            return [_passage(block, scene)]
        case Kind.LIST_ITEM | Kind.TERM | Kind.DEFINITION | Kind.TABLE_ROW | Kind.TABLE_CELL:
            return _loose(block, scene)  # outside of what they belong in
        case Kind.ALTERNATIVE | Kind.CAPTION:
            return [{"t": "p", "c": inlines_of(block.inlines, scene)}]
        case Kind.FOOTNOTE | Kind.FRONT_MATTER | Kind.FIELD | Kind.REFERENCE | Kind.NOTES:
            return []  # each note stands at the foot of the page that refers to it
        case _:
            assert_never(kind)


def _loose(block: Block, scene: Scene) -> list[Node]:
    if block.children:
        return blocks_of(block.children, scene)
    return [{"t": "p", "c": inlines_of(block.inlines, scene)}]


def _paragraph(block: Block, scene: Scene) -> Node:
    words = inlines_of(block.inlines, scene)
    if len(words) == 1 and words[0]["t"] == "img":
        return {"t": "figure", "img": words[0], "cap": []}
    if block.markup == ABBREVIATION:
        short = block.info[2:].removesuffix(":").removesuffix("]")
        words = joined([{"t": "s", "v": folded(f"{short}: ")}, *words])
    elif block.markup == TITLE:
        words = [{"t": "strong", "c": words}]
    return {"t": "p", "c": words, "tight": block.tight}


def _heading(block: Block, scene: Scene) -> Node:
    # Who hears the headings is lost where one level is missing.
    scene.level = min(block.level, scene.level + 1, _MOST_LEVELS)
    words = inlines_of(block.inlines, scene)
    if scene.language:
        # The contents and the bookmarks show it outside of its passage.
        words = [{"t": "span", "c": words, **scene.marks(scene.language)}]
    return heading_node(words, scene, is_title=block.level == 1)


def heading_node(words: list[Node], scene: Scene, *, is_title: bool) -> Node:
    """A chapter's title has its number in front of it, once."""
    if is_title and scene.number:
        # As text, so that whoever hears, copies or looks for the title has it too.
        words = joined([{"t": "s", "v": f"{scene.number} "}, *words])
        scene.number = ""
    return {"t": "h", "level": scene.level, "c": words}


def _list(block: Block, scene: Scene) -> Node:
    items = [_item(item, scene) for item in block.children]
    boxes = {item.get("box", "") for item in items}
    marker = boxes.pop() if len(boxes) == 1 else ""
    if marker:
        for item in items:
            del item["box"]
    tight = all(item.tight for item in _firsts(block.children))
    return {
        "t": "list",
        "ordered": block.ordered,
        "start": block.start,
        "ending": block.delimiter if block.delimiter == ")" else ".",
        "marker": marker,
        "tight": tight,
        "items": items,
    }


def _firsts(items: Sequence[Block]) -> Iterator[Block]:
    return (
        next((b for b in item.children if b.kind is not Kind.NOTICE), item.children[0])
        for item in items
        if item.children
    )


def _item(block: Block, scene: Scene) -> Node:
    node: Node = {"t": "item", "c": blocks_of(block.children, scene)}
    if label := scene.place(block.anchor):
        node["id"] = label
    if block.task:
        node["box"] = _DONE_BOX if block.task == "done" else _OPEN_BOX
    return node


def _code(block: Block, scene: Scene) -> list[Node]:
    if block.markup == "unseen":
        return []
    own = scene.direction == "rtl" and not block.msgid
    lines = block.text.expandtabs(4).rstrip("\n").splitlines() or [""]
    before, scene.isolating = scene.isolating, own
    shown = [isolated(line, "ltr", scene) for line in lines]
    scene.isolating = before
    return [{"t": "pre", "lines": shown, "ltr": own}]


def _html(block: Block, scene: Scene) -> list[Node]:
    """Only a browser can show it as it is meant; nobody loses its words."""
    if block.inlines:
        words = inlines_of(block.inlines, scene)
        return [{"t": "p", "c": words}] if words else []
    return [{"t": "p", "c": [{"t": "s", "v": text}]} for text in words_of_html(block.text)]


def _table(block: Block, scene: Scene) -> Node:
    head = [row for row in block.children if any(cell.header for cell in row.children)]
    body = [row for row in block.children if row not in head]
    count = max((len(_cells(row)) for row in block.children), default=1)
    return {
        "t": "table",
        "widths": _widths(block, count),
        "align": [_ALIGNMENTS.get(c.align, "start") for c in _cells(block.children[0])],
        "head": [_row(row, count, scene) for row in head],
        "rows": [_row(row, count, scene) for row in body],
    }


def _cells(row: Block) -> list[Block]:
    return [cell for cell in row.children if cell.kind is Kind.TABLE_CELL]


def _widths(table: Block, count: int) -> list[int]:
    """What share of the width each column gets: by the root of how much there is to read."""
    longest = [1.0] * count
    for row in table.children:
        for place, cell in enumerate(_cells(row)):
            longest[place] = max(longest[place], len(plain_text(cell.inlines)) ** 0.5)
    least = max(longest) / _MOST_WIDER
    return [round(10 * max(one, least)) for one in longest]


def _row(row: Block, count: int, scene: Scene) -> list[Node]:
    """What stands in a row and is no cell (a notice) belongs to the first one."""
    cells: list[Node] = []
    before: list[Node] = []
    place = scene.place(row.anchor)
    for child in row.children:
        if child.kind is Kind.TABLE_CELL:
            cells.append(_cell(child, scene))
        else:
            before += _inline_notice(child, scene)
    cells += [{"c": []} for _ in range(count - len(cells))]
    cells[0]["c"] = joined([*before, *cells[0]["c"]])
    if place:
        cells[0].setdefault("id", place)
        if cells[0]["id"] != place:
            scene.placed.discard(place)
    return cells


def _cell(block: Block, scene: Scene) -> Node:
    node: Node = {"c": inlines_of(block.inlines, scene)}
    if label := scene.place(block.anchor):
        node["id"] = label
    return node


def _callout(block: Block, scene: Scene) -> Node:
    language = block.shown_language
    around = scene.language or scene.edition.spec.locale
    apart = language is not None and not language.same_language(around)
    title = title_of(block)
    return {
        "t": "callout",
        "kind": block.info.lower() or "note",
        # Below the last heading, which may stand higher than its author wrote it.
        "level": min(block.level, scene.level + 1, _MOST_LEVELS),
        "title": blocks_of((title,), scene) if title else [],
        "label": {"c": [{"t": "s", "v": block.text}], **scene.marks(language if apart else None)},
        "c": blocks_of(below_title(block), scene),
    }


def _quotation(block: Block, scene: Scene) -> Node:
    quoted = [child for child in block.children if child.kind is not Kind.SPEAKER]
    speaker = next((child for child in block.children if child.kind is Kind.SPEAKER), None)
    by = inlines_of(speaker.inlines, scene) if speaker else []
    return {"t": "quote", "c": blocks_of(quoted, scene), "by": by}


def _figure(block: Block, scene: Scene) -> Node:
    alternative = next((b for b in block.children if b.kind is Kind.ALTERNATIVE), None)
    caption = next((b for b in block.children if b.kind is Kind.CAPTION), None)
    words = plain_text(alternative.inlines) if alternative else ""
    below = inlines_of(caption.inlines, scene) if caption else []
    shown = picture(block.to, words, scene)
    if shown is None:
        return {"t": "missing", "c": [{"t": "s", "v": folded(words)}], "cap": below}
    language = alternative.shown_language if alternative else None
    return {"t": "figure", "img": {**shown, **scene.marks(language)}, "cap": below}


def _definitions(block: Block, scene: Scene) -> Node:
    items: list[Node] = []
    for child in block.children:
        if child.kind is Kind.TERM or not items:
            items.append({"term": [], "c": []})
        if child.kind is Kind.TERM:
            items[-1]["term"] = _term(child, scene)
            if label := scene.place(child.anchor):
                items[-1]["id"] = label
        else:
            items[-1]["c"] += _loose(child, scene) if child.inlines or child.children else []
    return {"t": "terms", "items": items}


def _term(block: Block, scene: Scene) -> list[Node]:
    if not block.children:
        return inlines_of(block.inlines, scene)
    out: list[Node] = []
    for child in block.children:
        found = inlines_of(child.inlines, scene)
        out += _inline_notice(child, scene) if child.kind is Kind.NOTICE else found
    return out


def _inline_notice(block: Block, scene: Scene) -> list[Node]:
    if block.kind is not Kind.NOTICE:
        return inlines_of(block.inlines, scene)
    words: list[Node] = [{"t": "s", "v": folded(block.text)}]
    return [{"t": "small", "c": words, **_apart(block, scene)}, {"t": "s", "v": " "}]


def _apart(block: Block, scene: Scene) -> Node:
    language = block.shown_language
    around = scene.language or scene.edition.spec.locale
    same = language is None or language.same_language(around)
    return {} if same else scene.marks(language)


def _notice(block: Block, scene: Scene) -> Node:
    words = [{"t": "s", "v": folded(block.text)}]
    return {"t": "notice", "kind": block.info, "c": words, **_apart(block, scene)}


def _passage(block: Block, scene: Scene) -> Node:
    before, scene.language = scene.language, block.shown_language
    node: Node = {"t": "passage", "c": blocks_of(block.children, scene)}
    scene.language = before
    return {**node, **scene.marks(block.shown_language)}


def _group(group: ContactGroup, scene: Scene) -> list[Node]:
    words = said(group.heading, scene)
    named: list[Node] = [{"t": "group", "c": words}] if words else []
    return [*named, *(_card(card, scene) for card in group.cards)]


def _card(card: ContactCard, scene: Scene) -> Node:
    name = said(card.name, scene)
    if card.romanised:
        name = [*name, {"t": "s", "v": " " + isolated(card.romanised, "ltr", scene)}]
    about = said(card.about, scene)
    if about and card.spoken.text:
        about += [{"t": "s", "v": " "}, {"t": "small", "c": said(card.spoken, scene)}]
    return {
        "t": "card",
        "name": name,
        "about": about,
        "ways": [_way(way, scene) for way in card.ways],
        "checked": inlines_of(card.checked, scene),
    }


def _way(way: Way, scene: Scene) -> Node:
    before, scene.isolating = scene.isolating, scene.direction == "rtl"
    shown = said(way.shown, scene)
    if way.code:
        shown = [{"t": "s", "v": isolated(folded(way.shown.text), "ltr", scene)}]
    if way.address:
        shown = [{"t": "a", "url": way.address, "c": shown}]
    notes = [said(note, scene) for note in way.notes]
    scene.isolating = before
    return {"label": said(way.label, scene), "shown": shown, "notes": notes}
