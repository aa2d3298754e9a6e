"""How well, and how fast, yesterday's texts are recognised: adaptkit beside GNU msgmerge.

    python bench/matching.py --corpus DIR

One run of both over the same labelled guides (see ``labelled.py``), each in its own way:

- adaptkit reads both guides as Markdown, makes the template of the old one, and asks ``identify``
  where the new units come from. What it proposes for a unit is the text of the first old unit
  that it names (of a MERGED unit all that it names; of a SPLIT tail that of its head; of a NEW
  unit, where an old one has the very same text, that text, since its translation is filled in).
- msgmerge gets a PO of the old texts and a POT of the new ones, keyed by text as its users have
  them (no msgctxt, equal texts once), each msgstr telling which text it was made for, and runs
  with ``--previous --no-wrap``. What it proposes is what that msgstr says.

Both are scored by one rule. A proposal is *right* where every text it names is one that the unit
truly comes from, and *wrong* otherwise: also where the unit comes from nothing. No proposal is
*right* where the unit is new, and else neither. Equal texts are interchangeable.

The columns: ``n`` units, and of these how many per cent were right and wrong. The rows overlap: a
short heading that was moved and edited is in three of them, so the rows of edited texts hold every
text with one predecessor in other words, wherever it stands now.

unchanged        in the same words, wherever it stands
edited ≥ 0.6     in other words; similarity as the design has it, link targets left out
edited < 0.6     as far down as 0.3 (``labelled.FLOOR``)
short            edited, and the old text has three words or fewer
moved, swapped   elsewhere in the chapter or in another one; with its neighbour; some edited too
split heads/tails, merged
twins            texts that stand in the same words in many chapters; some of them edited
new, near        from elsewhere, between two that stand; or much like its neighbour
new, in a gap    from elsewhere, where another was deleted
new, far         like a text that stands, and stays, in another chapter (msgmerge offers any text of
                 the old file, whether it stands or not: nearly all of these by design)
the same again   in the very words of a text that stands elsewhere; that text's words are right

Seconds are of processor time. adaptkit's are for the whole of what msgmerge does: reading the
template and a catalogue, recognising, writing the catalogue (``identify`` alone is given too).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.labelled import HELD_OUT_SEEDS, SHORT, TUNING_SEEDS, Labelled, make
from bench.recognising import Proposals, Seconds, history, many, ours, theirs
from bench.texts import Item, read_sources, said, similarity, source_files, units_of

# msgmerge is stopped after so many seconds on the guide of 20,000 texts: by then it is known.
LIMIT = 120


@dataclass(slots=True)
class Row:
    """Counts of one class of units, ours and msgmerge's."""

    name: str
    n: int = 0
    right: int = 0
    wrong: int = 0
    their_right: int = 0
    their_wrong: int = 0

    def share(self, count: int) -> float:
        return count / self.n if self.n else 0.0


@dataclass(frozen=True, slots=True)
class Target:
    text: str
    met: bool


# Scores --------------------------------------------------------------------------------------


def rows_of(item: Item, old: Sequence[str]) -> list[str]:
    """The names of the rows that a new text belongs to."""
    work = item.work
    out = [name for mark, name in _BY_WORK.items() if mark in work]
    if len(item.origins) != 1 or work & {"head", "tail"}:
        return out
    before = old[item.origins[0]]
    if before == item.text:
        return [*out, "unchanged"]
    out.append("edited ≥ 0.6" if similarity(before, item.text) >= 0.6 else "edited < 0.6")
    return [*out, "short"] if len(said(before)) <= SHORT else out


_BY_WORK = {
    "moved": "moved", "swapped": "swapped", "head": "split heads", "tail": "split tails",
    "merged": "merged", "twin": "twins", "near": "new, near", "gap": "new, in a gap",
    "far": "new, far", "again": "the same again",
}  # fmt: skip
ROWS = ("unchanged", "edited ≥ 0.6", "edited < 0.6", "short", *_BY_WORK.values())


def verdict(item: Item, old: Sequence[str], proposal: tuple[str, ...]) -> str:
    """``right``, ``wrong``, or ``""`` for a predecessor that was not found."""
    truth = {old[origin] for origin in item.origins}
    if proposal:
        if "again" in item.work:
            truth.add(item.text)
        return "right" if set(proposal) <= truth else "wrong"
    return "" if truth else "right"


def measure(
    corpus: Path, seeds: Sequence[int] = HELD_OUT_SEEDS, *, show: int = 0
) -> tuple[list[Row], Seconds]:
    """Both programs over the labelled guides of ``seeds``: a row per class, and the seconds."""
    sources = read_sources(source_files(corpus))
    table = {name: Row(name) for name in ROWS}
    spent = [0.0, 0.0, 0.0]
    for seed in seeds:
        labelled = make(seed, sources)
        old, items = labelled.old_texts, labelled.new_items
        mine, *seconds = ours(units_of(labelled.old), units_of(labelled.new))
        yours, more = theirs(old, [item.text for item in items])
        assert yours is not None
        spent = [a + b for a, b in zip(spent, (*seconds, more), strict=True)]
        for item, one, other in zip(items, mine, yours, strict=True):
            _count(table, item, old, one, other)
        if show:
            _show(labelled, mine, show)
    return list(table.values()), Seconds(*spent)


def _count(
    table: Mapping[str, Row],
    item: Item,
    old: Sequence[str],
    one: tuple[str, ...],
    other: tuple[str, ...],
) -> None:
    mine, yours = verdict(item, old, one), verdict(item, old, other)
    for name in rows_of(item, old):
        row = table[name]
        row.n += 1
        row.right += mine == "right"
        row.wrong += mine == "wrong"
        row.their_right += yours == "right"
        row.their_wrong += yours == "wrong"


def _show(labelled: Labelled, mine: Proposals, show: int) -> None:
    """So many wrong and lost ones, to be read by a person."""
    old = labelled.old_texts
    for wanted in ("wrong", ""):
        left = show
        for item, proposal in zip(labelled.new_items, mine, strict=True):
            if verdict(item, old, proposal) != wanted or left <= 0:
                continue
            left -= 1
            print(f"{(wanted or 'lost').upper()} seed {labelled.seed}: {rows_of(item, old)}")
            print(f"      new {item.text[:150]!r}")
            for origin in item.origins:
                likeness = similarity(old[origin], item.text)
                print(f"    truth {likeness:.2f} {old[origin][:150]!r}")
            for text in proposal:
                print(f"      got {similarity(text, item.text):.2f} {text[:150]!r}")


# What is said of it ----------------------------------------------------------------------------


def targets(rows: Iterable[Row]) -> list[Target]:
    """What the issue demands, and whether it holds."""
    by_name = {row.name: row for row in rows}

    def right(name: str) -> float:
        return by_name[name].share(by_name[name].right)

    def wrong(name: str) -> float:
        return by_name[name].share(by_name[name].wrong)

    near, low, far = "edited ≥ 0.6", "edited < 0.6", "new, far"
    return [
        Target(f"{near}: at least 99% right ({right(near):.2%})", right(near) >= 0.99),
        Target(f"{near}: at most 0.5% wrong ({wrong(near):.2%})", wrong(near) <= 0.005),
        Target(f"{low}: at least half right ({right(low):.1%})", right(low) >= 0.5),
        Target(f"{low}: at most 5% wrong ({wrong(low):.1%})", wrong(low) <= 0.05),
        Target(f"short: at least 85% right ({right('short'):.1%})", right("short") >= 0.85),
        Target(f"{far}: no proposal ({by_name[far].wrong} of {by_name[far].n})",
               by_name[far].wrong == 0),
    ]  # fmt: skip


def many_target(seconds: Seconds) -> Target:
    more = "more than " if seconds.stopped else ""
    text = f"1,000 new units against 20,000: a tenth of msgmerge ({more}{seconds.ratio:.0f} times)"
    return Target(text, seconds.ratio >= 10)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True, metavar="DIR")
    parser.add_argument("--tuning", action="store_true", help="the seeds that were tuned with")
    parser.add_argument("--quick", action="store_true", help="leave out the guide of 20,000 texts")
    parser.add_argument("--whole", action="store_true", help="let msgmerge finish these 20,000")
    parser.add_argument("--show", type=int, default=0, help="so many wrong and lost ones a guide")
    given = parser.parse_args()
    seeds = TUNING_SEEDS if given.tuning else HELD_OUT_SEEDS
    rows, seconds = measure(given.corpus, seeds, show=given.show)
    print_rows(rows, seconds)
    book = history(given.corpus)
    if book:
        kinds = ", ".join(f"{many} {kind}" for kind, many in sorted(book.kinds.items()))
        print(f"rust-by-example, 2024-10 to now: {book.units} units: {kinds}; {book.seconds:.3f} s")
    found = targets(rows)
    if not given.quick:
        large = many(given.corpus, limit=None if given.whole else LIMIT)
        print("1,000 new units against 20,000 old ones:")
        print_seconds(large)
        found.append(many_target(large))
    for target in found:
        print(f"{'met' if target.met else 'missed':7}{target.text}")
    sys.exit(not all(target.met for target in found))


def print_rows(rows: Iterable[Row], seconds: Seconds) -> None:
    print(f"{'':17}{'':>7}{'adaptkit':>16}{'msgmerge':>16}")
    print(f"{'':17}{'n':>7}{'right':>8}{'wrong':>8}{'right':>8}{'wrong':>8}")
    for row in rows:
        counts = (row.right, row.wrong, row.their_right, row.their_wrong)
        print(f"{row.name:17}{row.n:7}" + "".join(f"{row.share(c):8.2%}" for c in counts))
    print_seconds(seconds)


def print_seconds(seconds: Seconds) -> None:
    print(
        f"processor seconds: adaptkit {seconds.ours:.2f} (identify alone {seconds.identify:.2f}), "
        f"msgmerge {'(stopped) ' * seconds.stopped}{seconds.theirs:.2f}: "
        f"{'more than ' * seconds.stopped}{seconds.ratio:.0f} times as much"
    )


if __name__ == "__main__":
    main()
