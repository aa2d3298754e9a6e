"""Translated documents whose truth is known, and how much of it an alignment finds."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from adaptkit.alignment.document import Part, part_of_chapter
from adaptkit.alignment.pairing import pair_up
from adaptkit.alignment.place import Placement, placements
from adaptkit.catalogues.po import parse_po
from adaptkit.guides.inlines import Context
from adaptkit.guides.names import chapter_ids
from adaptkit.guides.parse import parse_chapter
from adaptkit.guides.proof import prove_spliced
from adaptkit.guides.render import Spliced
from adaptkit.guides.translation import settle
from adaptkit.guides.units import assign_ids, units
from adaptkit.model.catalogue import EntryState
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.document import Block, BlockKind, Chapter
from tests.guides.builders import worded

Truth = dict[str, str]


@dataclass(frozen=True)
class Changed:
    """Shares of the document's paragraphs that a perturbation touches."""

    drop: float = 0.0
    add: float = 0.0
    swap: float = 0.0
    merge: float = 0.0
    split: float = 0.0


@dataclass
class Document:
    """``files``: name → Markdown. ``truth``: unit id → its translation as the file holds it;
    units whose translation is not in the file, or is the guide's own text, are not in it."""

    files: dict[str, str]
    truth: Truth
    halves: set[str] = field(default_factory=set)
    merged: set[str] = field(default_factory=set)


@dataclass
class Score:
    placeable: int
    placed: int
    right: int
    wrong: list[tuple[str, str, str, int]]
    lost: list[tuple[str, str]]
    by_confidence: dict[int, tuple[int, int]]

    @property
    def precision(self) -> float:
        return self.right / self.placed if self.placed else 1.0

    @property
    def recall(self) -> float:
        """Of what stands in the document, the share that was placed (rightly or not)."""
        return (self.placed - self.strays) / self.placeable if self.placeable else 1.0

    strays: int = 0


def read_guide(folder: Path) -> list[Chapter]:
    """Every chapter below the folder; each unit's id is its chapter's and a number."""
    names = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.md"))
    ids = chapter_ids(names)
    out = []
    for name in names:
        text = (folder / name).read_bytes().decode("utf-8")
        chapter = parse_chapter(text, path=name, name=name, chapter_id=ids[name])
        numbered = [f"{ids[name]}.{n}" for n in range(len(units(chapter)))]
        out.append(assign_ids(chapter, numbered, {}))
    return out


def read_translations(path: Path) -> Mapping[str, str]:
    """msgid → finished msgstr, of a catalogue that is keyed by text."""
    catalogue = parse_po(path.read_bytes(), path=path.name, locale=None, domain="")
    return {
        e.msgid: e.msgstr
        for e in catalogue.entries
        if e.state is EntryState.TRANSLATED and e.msgstr
    }


def build(
    chapters: Sequence[Chapter],
    translations: Mapping[str, str],
    *,
    left_out: bool,
    changed: Changed = Changed(),
    seed: int = 1,
) -> Document:
    """The translated document. ``left_out``: what has no translation is not in it; else it
    stands there in English."""
    document = Document({}, {})
    chance = random.Random(seed)
    pool = sorted({t for t in translations.values() if len(t) > 60 and "\n" not in t})
    for chapter in chapters:
        text, done = _translated(chapter, translations)
        spoken = parse_chapter(text, path=chapter.path, name=chapter.name, chapter_id=chapter.id)
        theirs = [b for b in spoken.walk() if b.msgid and not b.children]
        ours = [b for b in chapter.walk() if b.msgid and not b.children]
        assert len(theirs) == len(ours), chapter.path
        gone: set[int] = set()
        for mine, yours in zip(ours, theirs, strict=True):
            if mine.id in done:
                if yours.msgid.casefold() != mine.msgid.casefold():
                    document.truth[mine.id] = yours.msgid
            elif left_out:
                gone |= _lines_of(yours, spoken)
        lines = text.split("\n")
        text = "\n".join(line for n, line in enumerate(lines) if n not in gone)
        if not text.strip():
            continue
        ids = {y.msgid: m.id for m, y in zip(ours, theirs, strict=True) if m.id in done}
        document.files[chapter.name] = _disturbed(text, ids, document, changed, chance, pool)
    return document


def _translated(chapter: Chapter, translations: Mapping[str, str]) -> tuple[str, set[str]]:
    context = Context(chapter.references, chapter.footnotes)
    leaves = [b for b in chapter.walk() if b.msgid and not b.children and b.span is not None]
    texts, done = {}, set()
    for block in leaves:
        words = translations.get(block.msgid)
        if words and block.span is not None:
            texts[block.span] = settle(words, block, context)
            done.add(block.id)
    spliced = Spliced(chapter, texts)
    whole = spliced.whole()
    try:
        prove_spliced(chapter, worded(chapter, texts), spliced, whole)
        return whole, done
    except ProblemsFound:
        return chapter.source, set()


def _lines_of(block: Block, chapter: Chapter) -> set[int]:
    """The lines that go when a text is not there; none where others stand on them too."""
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
        return set()
    for around in chapter.walk():
        if around.kind is BlockKind.LIST_ITEM and around.children[:1] == (block,):
            return set(range(*around.lines)) if len(around.children) == 1 else set()
    return set(range(*block.lines))


def _disturbed(
    text: str,
    ids: Mapping[str, str],
    document: Document,
    changed: Changed,
    chance: random.Random,
    pool: Sequence[str],
) -> str:
    """Paragraphs at the top level dropped, added, swapped, joined, cut in two."""
    if changed == Changed():
        return text
    parsed = parse_chapter(text, path="", name="", chapter_id="x")
    chunks: list[tuple[str, Block | None]] = []
    lines, at = text.split("\n"), 0
    for block in parsed.blocks:
        start, end = block.lines
        if block.kind is not BlockKind.PARAGRAPH or start < at or not block.msgid:
            continue
        chunks += [("\n".join(lines[at:start]), None), ("\n".join(lines[start:end]), block)]
        at = end
    chunks.append(("\n".join(lines[at:]), None))
    out: list[str] = []
    n = 0
    while n < len(chunks):
        chunk, block = chunks[n]
        n += 1
        if block is None:
            out.append(chunk)
            continue
        follows = n + 1 < len(chunks) and not chunks[n][0].strip()
        unit = ids.get(block.msgid, "")
        draw = chance.random()
        if draw < changed.drop:
            document.truth.pop(unit, None)
        elif follows and (draw := draw - changed.drop) < changed.swap:
            out += [chunks[n + 1][0], chunks[n][0], chunk]
            n += 2
        elif follows and (draw := draw - changed.swap) < changed.merge:
            other = ids.get(chunks[n + 1][1].msgid, "")  # type: ignore[union-attr]
            out.append(chunk + " " + chunks[n + 1][0])
            document.merged |= {unit, other} & document.truth.keys()
            n += 2
        elif (cut := _halves(chunk)) and draw - changed.merge < changed.split:
            out.append("\n\n".join(cut))
            document.halves |= {unit} & document.truth.keys()
        else:
            out.append(chunk)
        if chance.random() < changed.add and pool:
            words = " ".join(chance.choice(pool) for _ in range(3)).split()
            chance.shuffle(words)
            new = " ".join(words[: chance.randint(10, 50)])
            out.append("\n" + re.sub(r"[^\w ]", "", new) + ".\n")
    return "\n".join(out)


def _halves(text: str) -> tuple[str, str] | None:
    found = re.search(r"^(.{30,}?[.!?。！？])\s*(\S.{30,})$", text, re.DOTALL)
    return (found[1], found[2]) if found and "`" not in text else None


def measure(chapters: Sequence[Chapter], document: Document, threshold: int | None = None) -> Score:
    """Align with no catalogue, place everything, compare with the truth."""
    guide = [part_of_chapter(chapter) for chapter in chapters]
    parts = read_parts(document.files)
    found = placements(pair_up(guide, parts), **({} if threshold is None else {"least": threshold}))
    return judge({p.unit.id: p for p in found.placed if p.unit}, chapters, document)


def read_parts(files: Mapping[str, str]) -> list[Part]:
    ids = chapter_ids(sorted(files))
    return [
        part_of_chapter(parse_chapter(text, path=name, name=name, chapter_id=ids[name]))
        for name, text in sorted(files.items())
    ]


def judge(
    placed: Mapping[str, Placement], chapters: Sequence[Chapter], document: Document
) -> Score:
    sources = {u.id: u.source for chapter in chapters for u in units(chapter)}
    right, wrong, strays = 0, [], 0
    table: Counter[tuple[int, bool]] = Counter()
    for unit, one in placed.items():
        meant = document.truth.get(unit)
        good = meant is not None and _same(
            one.msgstr, meant, unit in document.merged | document.halves
        )
        right += good
        strays += meant is None
        table[one.confidence // 10 * 10, good] += 1
        if not good:
            wrong.append((sources[unit], one.msgstr, meant or "(nothing)", one.confidence))
    lost = [(sources[u], t) for u, t in document.truth.items() if u not in placed]
    tens = sorted({ten for ten, _ in table})
    return Score(
        len(document.truth),
        len(placed),
        right,
        wrong,
        lost,
        {ten: (table[ten, True], table[ten, True] + table[ten, False]) for ten in tens},
        strays,
    )


def _same(one: str, other: str, parted: bool) -> bool:
    """Of joined and cut paragraphs, the very words but for one in ten."""
    if _plain(one) == _plain(other):
        return True
    if not parted:
        return False
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(_plain(one), _plain(other)) >= 0.9


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text)
