"""Blocks as lines of plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

from adaptkit.guides.inline_trees import plain_text
from adaptkit.model.document import ABBREVIATION, Block, BlockKind
from adaptkit.model.telling import ContactCard, ContactGroup, Said, Way, word
from adaptkit.writers.text.inlines import Writing, words_of
from adaptkit.writers.text.lines import apart, clean, indented, isolated
from adaptkit.writers.text.markup import lines_of, linked

Kind = BlockKind


def blocks_of(blocks: Iterable[Block], writing: Writing) -> list[str]:
    """The lines of all of them, an empty line between each two."""
    return apart(_block(block, writing) for block in blocks)


def _block(block: Block, writing: Writing) -> list[str]:
    kind = block.kind
    match kind:
        case Kind.PARAGRAPH | Kind.SPEAKER | Kind.CAPTION | Kind.ALTERNATIVE | Kind.TABLE_CELL:
            return _paragraph(block, writing)
        case Kind.HEADING:
            return _heading(block, writing)
        case Kind.LIST:
            return _list(block, writing)
        case Kind.QUOTE | Kind.QUOTATION:
            return _framed(writing.say(word("Quotation")), block.children, writing)
        case Kind.CALLOUT:
            label = writing.marked(clean(block.text), block.shown_language)
            return _framed(label, block.children, writing)
        case Kind.CODE:
            return _code(block, writing)
        case Kind.HTML:
            return _html(block, writing)
        case Kind.TABLE:
            return _table(block, writing)
        case Kind.FIGURE:
            return _figure(block, writing)
        case Kind.DEFINITION_LIST:
            return _definitions(block, writing)
        case Kind.SLOT:
            return blocks_of(block.children, writing)
        case Kind.LIST_ITEM | Kind.TABLE_ROW | Kind.TERM | Kind.DEFINITION:
            return _inside(block, writing)
        case Kind.DIRECTORY:
            return apart(_group(group, writing) for group in block.groups)
        case Kind.NOTICE:
            text = writing.marked(clean(block.text), block.shown_language)
            return writing.directed([f"({text})" if block.tight else text])
        case Kind.PASSAGE:
            writing.language = block.shown_language
            lines = blocks_of(block.children, writing)
            writing.language = None
            return [writing.marked(line, block.shown_language) for line in lines]
        case Kind.NOTES:
            return _notes(block, writing)
        case Kind.RULE | Kind.FOOTNOTE | Kind.FRONT_MATTER | Kind.FIELD | Kind.REFERENCE:
            return []
        case _:
            assert_never(kind)


def _words(block: Block, writing: Writing) -> list[str]:
    return [line.strip() for line in words_of(block.inlines, writing).split("\n")]


def _paragraph(block: Block, writing: Writing) -> list[str]:
    lines = _words(block, writing)
    if block.markup == ABBREVIATION:
        short = clean(block.info[2:].removesuffix(":").removesuffix("]"))
        lines[0] = f"{short}{writing.between.colon}{lines[0]}"
    return writing.directed(lines)


def _inside(block: Block, writing: Writing) -> list[str]:
    """What a block holds. What is said of it and stands on its first line does so here too."""
    if not block.children:
        return writing.directed(_words(block, writing))
    first, *rest = block.children
    if first.kind is Kind.NOTICE and first.tight and rest:
        lines = _tight(rest, writing)
        told = writing.marked(clean(first.text), first.shown_language)
        return [f"({told}) {lines[0] if lines else ''}", *lines[1:]]
    return _tight(block.children, writing)


def _tight(blocks: Sequence[Block], writing: Writing) -> list[str]:
    """Lines without empty ones between those that stand close together."""
    out: list[str] = []
    for block in blocks:
        lines = _block(block, writing)
        close = block.tight or block.kind in (Kind.LIST, Kind.NOTICE)
        if out and lines and not close:
            out.append("")
        out += lines
    return out


def _heading(block: Block, writing: Writing) -> list[str]:
    """``Chapter 3. …`` and below it ``3.2. …``: where it is belongs to its words."""
    words = " ".join(_words(block, writing))
    sections = writing.sections
    if block.level == 1 and not sections:
        sections.append(writing.numbers[writing.chapter])
        return writing.directed([f"{writing.chapter_word(writing.chapter)}. {words}"])
    if not sections:
        sections.append(writing.numbers[writing.chapter])
    depth = min(max(block.level - 1, 1), len(sections))
    last = sections[depth] if depth < len(sections) else 0
    sections[depth:] = [last + 1]
    return writing.directed([f"{'.'.join(map(str, sections))}. {words}"])


def _list(block: Block, writing: Writing) -> list[str]:
    items = []
    for number, item in enumerate(block.children, block.start):
        mark = f"{number}. " if block.ordered else "- "
        if item.task:
            mark += f"{item.text}{writing.between.colon}"
        lines = _inside(item, writing)
        items.append(indented(lines, mark, "  "))
    if block.tight:
        return [line for lines in items for line in lines]
    return apart(items)


def _framed(label: str, blocks: Sequence[Block], writing: Writing) -> list[str]:
    """With a word for what it is before it and, where it is long, one at its end."""
    found = [lines for lines in (_block(block, writing) for block in blocks) if any(lines)]
    label = clean(label)
    if blocks and blocks[0].kind is Kind.PARAGRAPH and found:
        found[0] = [f"{label}{writing.between.colon}{found[0][0]}", *found[0][1:]]
    else:
        found.insert(0, [f"{label}{writing.between.colon}".rstrip()])
    spoken = bool(blocks) and blocks[-1].kind is Kind.SPEAKER
    if len(found) > 1 and not (spoken and len(found) == 2):
        found.append([f"({writing.say(word('End: {label}'), label=label)})"])
    return apart(found)


def _code(block: Block, writing: Writing) -> list[str]:
    if block.markup == "unseen":
        return []
    lines = block.text.strip("\n").split("\n")
    if block.msgid:
        return writing.directed([clean(line) for line in lines])
    return [writing.isolate(line.replace("\t", "    ")) for line in lines]


def _html(block: Block, writing: Writing) -> list[str]:
    raw = block.text
    if block.inlines:
        return writing.directed(_words(block, writing))
    return writing.directed(lines_of(raw, writing.say, writing.isolate))


def _table(block: Block, writing: Writing) -> list[str]:
    """Which columns there are, then row by row what stands in each."""
    head = [row for row in block.children if any(cell.header for cell in row.children)]
    body = [row for row in block.children if row not in head]
    labels = [" ".join(_words(cell, writing)) for row in head for cell in row.children]
    marks = writing.between
    named = marks.semicolon.join(filter(None, labels))
    called = writing.say(word("Table"))
    first = f"{called}{marks.colon}{named}" if named else called
    return apart([writing.directed([first]), *(_row(row, labels, writing) for row in body)])


def _row(row: Block, labels: Sequence[str], writing: Writing) -> list[str]:
    lines = []
    for number, cell in enumerate(row.children):
        words = " ".join(_words(cell, writing))
        label = labels[number] if number < len(labels) else ""
        # An empty one under a heading may be there to be filled in.
        if words or label:
            lines.append(f"{label}{writing.between.colon}{words}" if label else words)
    return writing.directed(lines)


def _figure(block: Block, writing: Writing) -> list[str]:
    lines: list[str] = []
    for child in block.children:
        if child.kind is Kind.ALTERNATIVE:
            words = clean(plain_text(child.inlines)).strip()
            if words:
                words = writing.marked(words, child.shown_language)
                lines.append(f"{writing.say(word('Picture'))}{writing.between.colon}{words}")
        else:
            lines += _block(child, writing)
    return writing.directed(lines)


def _definitions(block: Block, writing: Writing) -> list[str]:
    out: list[list[str]] = []
    colon = writing.between.colon
    end = colon.rstrip()
    for child in block.children:
        lines = _inside(child, writing)
        if child.kind is Kind.TERM:
            out.append([*lines[:-1], f"{lines[-1]}{end}"])
        elif out and len(out[-1]) == 1 and len(lines) == 1 and out[-1][0].endswith(end):
            out[-1] = [f"{out[-1][0].removesuffix(end)}{colon}{lines[0]}"]
        else:
            out.append(indented(lines, "  "))
    return [line for lines in out for line in lines]


def _notes(block: Block, writing: Writing) -> list[str]:
    notes = [
        indented(_tight(note.children, writing), f"[{note.number}] ") for note in block.children
    ]
    label = f"{writing.say(word('Footnotes'))}{writing.between.colon}".rstrip()
    return apart([writing.directed([label]), *notes])


# -- contacts --------------------------------------------------------------------------------------


def _group(group: ContactGroup, writing: Writing) -> list[str]:
    heading = _said(group.heading, writing)
    named = [f"{heading}{writing.between.colon}".rstrip()] if heading else []
    return apart([writing.directed(named), *(_card(card, writing) for card in group.cards)])


def _card(card: ContactCard, writing: Writing) -> list[str]:
    name = isolated(clean(card.name.text), "auto", writing.direction)
    if card.romanised:
        name += f" {writing.isolate(clean(card.romanised))}"
    lines = [name]
    if card.about.text:
        marker = f" ({_said(card.spoken, writing)})" if card.spoken.text else ""
        lines.append(f"{_said(card.about, writing)}{marker}")
    lines += [_way(way, writing) for way in card.ways]
    lines.append(words_of(card.checked, writing))
    return writing.directed(lines)


def _way(way: Way, writing: Writing) -> str:
    shown = _said(way.shown, writing)
    if way.code:
        shown = writing.isolate(clean(way.shown.text))
    if way.address:
        shown = linked(shown, way.address, writing.isolate)
    notes = writing.between.comma.join(_said(note, writing) for note in way.notes)
    return f"{_said(way.label, writing)}{writing.between.colon}{shown}{notes and f' ({notes})'}"


def _said(said: Said, writing: Writing) -> str:
    direction = said.language.direction if said.language else "auto"
    words = writing.marked(clean(said.text), said.language)
    return isolated(words, direction, writing.direction)
