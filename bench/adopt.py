"""What becomes of translations that other tools have made, in catalogues keyed by text.

    python bench/adopt.py --corpus DIR

The book's Spanish and Chinese catalogues, made by mdbook-i18n-helpers, are put into a project with
the book's Markdown, and ``adaptkit update`` is run: with the Markdown of 2024-10, then with that of
today (``then now``), and once with that of today alone.

Each translation that the file held is counted once: *kept* as finished, *suggested* (fuzzy),
*obsolete* (kept in the file; of this book mostly comments and strings in code, which the guide
does not translate), or *lost*: its words stand nowhere any more. None may be. *text kept* leaves
out of what was held what stands in blocks of code, by the look of it. *units* are those of the
guide that are finished then, and those that have a suggestion.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from adaptkit.catalogues.po import parse_po
from adaptkit.cli import run
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.locale import Locale

LANGUAGES = ("es", "zh")
_CODE = re.compile(r"""\s*(//|/\*|\*|#!?\[|```|b?r?#*"|')|\d+$|.*\n\Z""", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Score:
    """``held`` translations; what became of each; ``prose`` of them stand outside code.
    ``units`` of the guide, ``finished`` and ``fuzzy`` ones. ``seconds`` of processor time."""

    language: str
    guide: str
    held: int
    kept: int
    suggested: int
    obsolete: int
    lost: int
    prose: int
    units: int
    finished: int
    fuzzy: int
    seconds: float

    @property
    def adds_up(self) -> bool:
        return self.held == self.kept + self.suggested + self.obsolete + self.lost


def measure(corpus: Path) -> Iterator[Score]:
    """Every language, by every way through the two dates."""
    book = corpus / "rust-by-example"
    for language in LANGUAGES:
        given = (book / "now" / "po" / f"{language}.po").read_bytes()
        for steps in (("2024-10", "now"), ("now",)):
            with tempfile.TemporaryDirectory() as folder:
                yield from _adopted(Path(folder), book, language, given, steps)


def _adopted(
    root: Path, book: Path, language: str, given: bytes, steps: tuple[str, ...]
) -> Iterator[Score]:
    path = root / "locales" / language / "guide.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(given)
    before = _read(given, language)
    label = ""
    for step in steps:
        shutil.rmtree(root / "source_guide", ignore_errors=True)
        shutil.copytree(book / step / "src", root / "source_guide")
        start = time.process_time()
        said = _update(root)
        seconds = time.process_time() - start
        label = f"{label}, then {step}" if label else step
        yield _score(language, label, before, _read(path.read_bytes(), language), said, seconds)


def _update(root: Path) -> dict[str, int] | None:
    """What the command itself says of the adoption."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = run(["--project", str(root), "update", "--json"])
    assert code == 0, out.getvalue()
    adopted: dict[str, int] | None = json.loads(out.getvalue())["catalogues"][0]["adopted"]
    return adopted


def _read(content: bytes, language: str) -> Catalogue:
    return parse_po(content, path="guide.po", locale=Locale.parse(language), domain="guide")


def _score(
    language: str,
    guide: str,
    before: Catalogue,
    after: Catalogue,
    said: dict[str, int] | None,
    seconds: float,
) -> Score:
    held = [entry for entry in before.entries if entry.msgstr]
    # A finished entry without an id serves every place with its text: best state first.
    place: dict[str, EntryState] = {}
    best = (EntryState.OBSOLETE, EntryState.FUZZY, EntryState.TRANSLATED)
    own = _own_words(after)
    for entry in own:
        state = place.get(entry.msgstr, EntryState.OBSOLETE)
        place[entry.msgstr] = max(state, entry.state, key=best.index)
    if said:
        counts = said["kept"], said["suggested"], said["obsolete"]
        lost = sum(entry.msgstr not in place for entry in held)
        counts = (*counts[:2], counts[2] - lost)
        assert said["held"] == len(held)
    else:
        states = Counter(place.get(entry.msgstr) for entry in held)
        lost = states[None]
        counts = (
            states[EntryState.TRANSLATED],
            states[EntryState.FUZZY],
            states[EntryState.OBSOLETE],
        )
    live = Counter(entry.state for entry in after.live)
    return Score(
        language,
        guide,
        len(held),
        *counts,
        lost,
        sum(not _CODE.match(entry.msgid) for entry in held),
        live.total(),
        live[EntryState.TRANSLATED],
        live[EntryState.FUZZY],
        seconds,
    )


def _own_words(after: Catalogue) -> list[Entry]:
    """Entries that hold words of their own: a suggestion repeats another's."""
    return [
        entry
        for entry in after.entries
        if entry.msgstr and not any(line.startswith("Suggestion: ") for line in entry.extracted)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True, metavar="DIR")
    given = parser.parse_args()
    print(
        f"{'language, guide':22} {'held':>6} {'kept':>6} {'suggested':>10} {'obsolete':>9} "
        f"{'lost':>5} {'kept':>6} {'text kept':>10} {'units':>6} {'finished':>9} {'fuzzy':>6} "
        f"{'s':>5}"
    )
    for one in measure(given.corpus):
        print(
            f"{f'{one.language}, {one.guide}':22} {one.held:6,} {one.kept:6,} {one.suggested:10,} "
            f"{one.obsolete:9,} {one.lost:5} {one.kept / one.held:6.1%} "
            f"{one.kept / one.prose:10.1%} {one.units:6,} {one.finished:9,} {one.fuzzy:6,} "
            f"{one.seconds:5.2f}"
        )
        if one.lost or not one.adds_up:
            sys.exit("translations were lost")


if __name__ == "__main__":
    main()
