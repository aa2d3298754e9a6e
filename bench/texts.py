"""Guides as lists of texts: read from Markdown, written as Markdown, compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Indel

from adaptkit.guides.parse import parse_chapter
from adaptkit.guides.units import units
from adaptkit.model.document import BlockKind
from adaptkit.model.unit import Unit

ROOT = Path(__file__).resolve().parents[1]
_TARGET = re.compile(r"\]\([^()\s]*\)|<[a-z]+:[^<>\s]*>")


@dataclass(frozen=True, slots=True)
class Item:
    """One text. ``origins``: the numbers of the old texts that it comes from (none: it is new).
    ``work``: what was done to it."""

    kind: BlockKind
    text: str
    origins: tuple[int, ...] = ()
    work: frozenset[str] = frozenset()


Guide = list[list[Item]]


def similarity(old: str, new: str) -> float:
    """0.6 · ratio of words + 0.4 · ratio of characters, link targets left out."""
    one, other = _TARGET.sub("]", old), _TARGET.sub("]", new)
    by_words = Indel.normalized_similarity(said(old), said(new))
    return 0.6 * by_words + 0.4 * Indel.normalized_similarity(one, other)


def said(text: str) -> tuple[str, ...]:
    """The words, without capitals, punctuation and link targets."""
    return tuple(re.findall(r"\w+", _TARGET.sub("]", text).casefold()))


# Markdown ------------------------------------------------------------------------------------

_MARKS = {BlockKind.HEADING: "## ", BlockKind.LIST_ITEM: "- ", BlockKind.PARAGRAPH: ""}


def read_sources(files: Iterable[Path]) -> Guide:
    """The headings, paragraphs and list items of Markdown files; what would not come back in the
    same words from Markdown of its own is left out."""
    out = []
    for path in files:
        text = path.read_text("utf-8")
        chapter = parse_chapter(text, path=path.name, name=path.name, chapter_id="ch")
        items = [
            Item(unit.kind if unit.kind in _MARKS else BlockKind.PARAGRAPH, unit.source)
            for unit in units(chapter)
        ]
        items = [item for item in items if said(item.text) and stands(item)]
        if len(items) >= 3:
            out.append(items)
    return out


def stands(item: Item) -> bool:
    """Whether Markdown gives back exactly this text as one unit of this kind."""
    found = units(parse_chapter(render([item]), path="", name="", chapter_id="ch"))
    return [(u.kind, u.source) for u in found] == [(item.kind, item.text)]


def render(chapter: Sequence[Item]) -> str:
    out, before = [], None
    for n, item in enumerate(chapter):
        if not (before is item.kind is BlockKind.LIST_ITEM):
            out.append("")
        mark = "# " if n == 0 and item.kind is BlockKind.HEADING else _MARKS[item.kind]
        out.append(mark + item.text)
        before = item.kind
    return "\n".join(out[1:]) + "\n"


def units_of(guide: Guide) -> list[Unit]:
    """The guide written as Markdown and read as adaptkit reads it: one unit for each item."""
    out: list[Unit] = []
    for n, chapter in enumerate(guide, 1):
        name = f"chapter-{n:03}.md"
        parsed = parse_chapter(
            render(chapter), path=f"source_guide/{name}", name=name, chapter_id=f"chapter-{n:03}"
        )
        found = units(parsed)
        assert [u.source for u in found] == [item.text for item in chapter], name
        out += found
    return out


def source_files(corpus: Path) -> list[Path]:
    """The Markdown to make guides of: the book as it is now, the English pages, our own guide."""
    book = corpus / "rust-by-example" / "now" / "src"
    files = sorted(book.rglob("*.md")) if book.is_dir() else sorted(corpus.rglob("*.md"))
    if book.is_dir():
        files += sorted(corpus.glob("flattenthecurve/*-en.md"))
    return files + sorted((ROOT / "source_guide").glob("*.md"))
