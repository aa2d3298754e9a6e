"""Characters that no font has, told with their passage before anything is set."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from adaptkit.guides.inline_trees import plain_text
from adaptkit.model.diagnostic import Diagnostic, Position, warning
from adaptkit.model.document import Block, BlockKind
from adaptkit.model.edition import Edition
from adaptkit.writers.pdf.content import content, drawing, pictures
from adaptkit.writers.pdf.fonts import CODE, families, missing
from adaptkit.writers.pdf.inlines import Node

# Never drawn, so that no font needs them: Unicode's Default_Ignorable_Code_Point.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
# Controls and the mark of byte order; the typesetter refuses them.
_NEVER_SET = (*range(0x20), *range(0x7F, 0xA0), 0xFEFF)
_SVG_TEXT = re.compile(r">([^<>]+)<")
_SHOWN = 40
_UNREAD = frozenset({BlockKind.FIELD, BlockKind.FRONT_MATTER, BlockKind.REFERENCE})


def glyphs_missing(edition: Edition) -> Iterator[Diagnostic]:
    """One for each character that a passage has and no font; those of no passage last. What stands
    around the chapters is known of an edition only that is about to be written."""
    leaves = [(block, _text(block)) for block in _leaves(edition)]
    finished = any(chapter.shown for chapter in edition.chapters)
    around = list(strings(content(edition))) if finished else [edition.title]
    lacking = without_glyph([*(text for _, text in leaves), *around])
    told: set[str] = set()
    for block, text in leaves if lacking else ():
        for character in sorted(lacking.intersection(text)):
            told.add(character)
            yield _told(character, text, block.position, edition, block.id)
    for name, text in _drawn(edition):
        for character in sorted(without_glyph([text])):
            yield _told(character, name, Position(f"source_guide/{name}"), edition)
    for character in sorted(lacking - told):
        text = next(one for one in around if character in one)
        yield _told(character, text, edition.spec.position, edition)


def _leaves(edition: Edition) -> Iterator[Block]:
    """Of each unit once; what readers do not see is of no matter."""
    for chapter in edition.chapters:
        for block in chapter.walk():
            if not block.children and block.kind not in _UNREAD:
                yield block


def _text(block: Block) -> str:
    return plain_text(block.inlines) or block.text


def _drawn(edition: Edition) -> Iterator[tuple[str, str]]:
    """The words in drawings."""
    named = pictures(edition)
    for asset in edition.assets:
        if asset.name in named:
            yield asset.name, "".join(_SVG_TEXT.findall(drawing(asset)))


def _told(
    character: str, text: str, position: Position, edition: Edition, unit: str = ""
) -> Diagnostic:
    name = unicodedata.name(character, "a character without a name")
    at = max(0, text.index(character) - _SHOWN // 2) if character in text else 0
    around = " ".join(text[at : at + _SHOWN].split())
    answer = edition.answers.get(unit)
    where = f" in {answer.path}" if answer and answer.path and answer.words else ""
    return warning(
        "glyph-missing",
        position,
        f"no font has {name} ({stand_in(character)[1:-1]}), so the PDF cannot show it: {around!r}",
        f"write it in another way{where}, or leave pdf out of the edition's formats; "
        f"a draft shows {stand_in(character)}",
        edition=edition.spec.name,
        unit=unit,
    )


def without_glyph(texts: Iterable[str]) -> set[str]:
    """The characters that are to be seen, and that no font has."""
    seen: set[str] = set()
    for text in texts:
        seen.update(text)
    visible = {c for c in seen if not c.isspace() and not _UNSEEN.match(c)}
    lacking = missing((c for c in visible if not _CONTROLS.match(c)), families(CODE))
    # A letter may be drawn from its parts, and one of Unicode's doubles as what it doubles.
    return {c for c in lacking if missing(unicodedata.normalize("NFD", c), families(CODE))}


def strings(node: Any) -> Iterator[str]:
    """All that may be words in some data."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        for value in node.values():
            yield from strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from strings(value)


def stand_in(character: str) -> str:
    """What a draft shows in its place."""
    return f"[U+{ord(character):04X}]"


def with_stand_ins(node: Node) -> Node:
    """The same data with nothing that cannot be set: no character without a glyph, no control."""
    lacking = without_glyph(strings(node))
    table: dict[int, str] = {ord(c): stand_in(c) for c in lacking}
    table |= dict.fromkeys(_NEVER_SET, "") | {0x1680: " "}
    changed = _translated(node, table)
    assert isinstance(changed, dict)
    return changed


def _translated(node: Any, table: Mapping[int, str]) -> Any:
    if isinstance(node, str):
        return node.translate(table)
    if isinstance(node, dict):
        return {key: _translated(value, table) for key, value in node.items()}
    return [_translated(one, table) for one in node] if isinstance(node, list) else node


def drawing_with_stand_ins(drawing: str) -> str:
    """The same for the words of a drawing."""
    lacking = without_glyph(_SVG_TEXT.findall(drawing))
    return drawing.translate({ord(c): stand_in(c) for c in lacking}) if lacking else drawing
