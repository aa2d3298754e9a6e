"""adaptkit and GNU msgmerge at the same work: where do the new texts come from?"""

from __future__ import annotations

import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.texts import Guide, Item, read_sources, said, source_files, units_of

from adaptkit.catalogues.identity import Identity, identify
from adaptkit.catalogues.merge import merge
from adaptkit.catalogues.po import parse_po, render_po
from adaptkit.catalogues.template import make_template
from adaptkit.guides.names import chapter_ids
from adaptkit.guides.parse import parse_chapter
from adaptkit.guides.units import units
from adaptkit.model.catalogue import Catalogue, Entry, EntryState, MatchKind
from adaptkit.model.document import BlockKind
from adaptkit.model.locale import Locale
from adaptkit.model.unit import Unit
from adaptkit.records import replace

NOW = "2026-01-02 03:04+0000"
Proposals = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Seconds:
    """Processor seconds: of ``identify``, of all that adaptkit does, of msgmerge; ``stopped`` where
    msgmerge was not done by then."""

    identify: float
    ours: float
    theirs: float
    stopped: bool = False

    @property
    def ratio(self) -> float:
        return self.theirs / self.ours if self.ours else 0.0


def ours(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[Proposals, float, float]:
    """What adaptkit proposes for each new unit; seconds of ``identify`` and of all."""
    first = identify(old, None)
    template = render_po(_template(old, first)).encode()
    catalogue = _translated(parse_po(template, path="", locale=None, domain="guide"))
    translated = render_po(catalogue).encode()

    start = time.process_time()
    previous = parse_po(template, path="", locale=None, domain="guide")
    before = time.process_time()
    found = identify(new, previous)
    spent = time.process_time() - before
    known = parse_po(translated, path="", locale=Locale("es"), domain="guide")
    merged, _ = merge(_template(new, found, previous), known, found.matches)
    render_po(merged)
    total = time.process_time() - start

    texts = {entry.unit_id: entry.msgid for entry in previous.live}
    by_id = {match.unit_id: match for match in found.matches}
    proposals: Proposals = []
    known_texts = set(texts.values())
    for unit, match in zip(new, found.matches, strict=True):
        origins = match.origins
        if match.kind is MatchKind.SPLIT:
            origins = by_id[origins[0]].origins[:1]
        filled = (
            (unit.source,) if match.kind is MatchKind.NEW and unit.source in known_texts else ()
        )
        proposals.append(tuple(texts[origin] for origin in origins) or filled)
    return proposals, spent, total


def _template(
    found: Sequence[Unit], identity: Identity, previous: Catalogue | None = None
) -> Catalogue:
    settled = [
        replace(u, id=i, section=identity.sections[u.section])
        for u, i in zip(found, identity.ids, strict=True)
    ]
    return make_template(
        settled, previous=previous, domain="guide", title="Guide", version="1", now=NOW
    )


def _translated(template: Catalogue) -> Catalogue:
    entries = tuple(
        replace(e, msgstr=f"es {e.msgid}", state=EntryState.TRANSLATED) for e in template.entries
    )
    return replace(template, locale=Locale("es"), entries=entries)


def theirs(
    old: Sequence[str], new: Sequence[str], limit: int | None = None
) -> tuple[Proposals | None, float]:
    """What msgmerge proposes for each new text, and its seconds; nothing where it was stopped
    after ``limit`` seconds."""
    known = list(dict.fromkeys(old))
    header = (("Content-Type", "text/plain; charset=UTF-8"), ("Language", "es"))
    entries = (Entry("", t, f"text {n}", EntryState.TRANSLATED) for n, t in enumerate(known))
    po = Catalogue(Locale("es"), "guide", tuple(entries), header=header)
    pot = Catalogue(None, "guide", tuple(Entry("", t) for t in dict.fromkeys(new)), header=header)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "old.po").write_text(render_po(po), "utf-8")
        (folder / "new.pot").write_text(render_po(pot), "utf-8")
        spent = _msgmerge(folder, limit)
        out = folder / "merged.po"
        if not out.exists():
            return None, spent
        merged = parse_po(out.read_bytes(), path="", locale=Locale("es"), domain="guide")
    said_of = {e.msgid: e.msgstr for e in merged.live}
    return [(known[int(said_of[t].split()[1])],) if said_of[t] else () for t in new], spent


def _msgmerge(folder: Path, limit: int | None) -> float:
    program = shutil.which("msgmerge")
    if not program:
        sys.exit("msgmerge is not installed: it is part of GNU gettext")

    def be_limited() -> None:
        if limit:
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))

    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [program, "--previous", "--no-wrap", "--quiet", "--output-file=merged.po"]
    done = subprocess.run(
        [*command, "old.po", "new.pot"],
        cwd=folder, check=False, stdin=subprocess.DEVNULL, preexec_fn=be_limited,
    )  # fmt: skip
    if done.returncode not in (0, -signal.SIGXCPU):
        raise RuntimeError(f"msgmerge ended with {done.returncode}")
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    return end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime


# The book's own history, and a guide of 20,000 texts -------------------------------------------


@dataclass(frozen=True, slots=True)
class History:
    """What became of a real book's units in 18 months; seconds of ``identify``."""

    units: int
    kinds: Mapping[str, int]
    seconds: float


def history(corpus: Path) -> History | None:
    """rust-by-example from 2024-10 to now; None where it is not in the corpus."""
    book = corpus / "rust-by-example"
    if not (book / "2024-10").is_dir():
        return None
    before, after = (_units_below(book / date / "src") for date in ("2024-10", "now"))
    previous = _template(before, identify(before, None))
    start = time.process_time()
    matches = identify(after, previous).matches
    spent = time.process_time() - start
    return History(len(after), Counter(match.kind.value for match in matches), spent)


def _units_below(folder: Path) -> list[Unit]:
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))
    ids = chapter_ids(names)
    out: list[Unit] = []
    for name in names:
        text = (folder / name).read_text("utf-8")
        out += units(parse_chapter(text, path=name, name=name, chapter_id=ids[name]))
    return out


def many(
    corpus: Path, *, old: int = 20_000, new: int = 1_000, seed: int = 1, limit: int | None = None
) -> Seconds:
    """Both programs over a large guide; msgmerge for at most ``limit`` seconds.

    Half of ``new`` are edits of some of the ``old`` texts, half stand between them.

    The texts are real sentences with about half of the words exchanged for words from anywhere,
    so that none is in twice and many are a little like many others.
    """
    chance = random.Random(seed)
    said_there = [said(i.text) for chapter in read_sources(source_files(corpus)) for i in chapter]
    sentences = [words for words in said_there if len(words) > 3]
    vocabulary = [word for words in sentences for word in words if word.isalpha()]

    def varied(words: Sequence[str], share: float) -> str:
        drawn = (chance.choice(vocabulary) if chance.random() < share else w for w in words)
        return f"The {' '.join(drawn)}."

    texts: dict[str, None] = {}
    while len(texts) < old + new // 2:
        texts[varied(chance.choice(sentences), 0.5)] = None
    before, inserted = list(texts)[:old], list(texts)[old:]
    after = list(before)
    for at in chance.sample(range(old), new - len(inserted)):
        after[at] = varied(said(before[at])[1:], 0.2) + " Now."
    for text in inserted:
        after.insert(chance.randrange(len(after)), text)
    chapters = [_as_guide(listed) for listed in (before, after)]
    _, identifying, total = ours(units_of(chapters[0]), units_of(chapters[1]))
    found, spent = theirs(before, after, limit)
    return Seconds(identifying, total, spent, stopped=found is None)


def _as_guide(texts: Sequence[str]) -> Guide:
    items = [Item(BlockKind.PARAGRAPH, text) for text in texts]
    return [items[n : n + 100] for n in range(0, len(items), 100)]
