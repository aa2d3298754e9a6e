"""How much of a translation whose truth is known ``align`` finds.

    python bench/align.py --corpus DIR

Builds the book's Spanish and Chinese as Markdown from its catalogues, hides these, aligns and
compares; also with paragraphs dropped, added, swapped, joined and cut in two.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.alignment.documents import (
    Changed,
    Score,
    build,
    measure,
    read_guide,
    read_translations,
)

RIGHT, PLACED = 0.95, 0.90

VARIANTS = {
    "as it is": Changed(),
    "5% dropped": Changed(drop=0.05),
    "5% added": Changed(add=0.05),
    "3% swapped": Changed(swap=0.03),
    "2% joined": Changed(merge=0.02),
    "2% cut in two": Changed(split=0.02),
    "all of these": Changed(drop=0.05, add=0.05, swap=0.03, merge=0.02, split=0.02),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True, metavar="DIR")
    parser.add_argument("--language", action="append", choices=("es", "zh"))
    parser.add_argument("--show", type=int, default=0, help="so many wrong and lost pairs of each")
    parser.add_argument("--only", default="", help="only variants whose name holds this")
    given = parser.parse_args()
    book = given.corpus / "rust-by-example" / "now"
    chapters = read_guide(book / "src")
    seen: Counter[int] = Counter()
    good: Counter[int] = Counter()
    scores: list[Score] = []
    print(
        f"{'language, untranslated texts, changes':45} "
        f"{'there':>6} {'placed':>7} {'right':>7} {'s':>6}"
    )
    for language in given.language or ("es", "zh"):
        translations = read_translations(book / "po" / f"{language}.po")
        for left_out in (False, True):
            for name, changed in VARIANTS.items():
                label = f"{language}, {'left out' if left_out else 'in English'}, {name}"
                if given.only not in label:
                    continue
                document = build(chapters, translations, left_out=left_out, changed=changed)
                start = time.process_time()
                score = measure(chapters, document)
                spent = time.process_time() - start
                scores.append(score)
                print(
                    f"{label:45} {score.placeable:6} {score.recall:7.1%} {score.precision:7.1%} "
                    f"{spent:6.1f}"
                )
                for ten, (right, total) in score.by_confidence.items():
                    good[ten] += right
                    seen[ten] += total
                for source, got, meant, sure in score.wrong[: given.show]:
                    print(f"  WRONG {sure} {source[:70]!r}")
                    print(f"      got {got[:70]!r}\n    meant {meant[:70]!r}")
                for source, meant in score.lost[: given.show]:
                    print(f"  LOST {source[:70]!r}\n       {meant[:70]!r}")
    print(
        "confidence: "
        + ", ".join(f"{t}–{t + 9}: {good[t] / seen[t]:.1%} of {seen[t]}" for t in sorted(seen))
    )
    right = min(score.precision for score in scores)
    placed = min(score.recall for score in scores)
    met = right >= RIGHT and placed >= PLACED
    print(
        f"{'met' if met else 'missed':7}at least {RIGHT:.0%} right of what is placed "
        f"(worst {right:.1%}), {PLACED:.0%} placed (worst {placed:.1%})"
    )
    sys.exit(not met)


if __name__ == "__main__":
    main()
