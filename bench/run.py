"""What adaptkit's work costs, and how good it is, beside its peers in the same run.

    python bench/run.py --corpus DIR [--only NAME]

The last three parts are programs of their own, which say more of what they measure:
``matching.py`` (beside msgmerge), ``adopt.py`` and ``align.py``.

Needs GNU gettext, and from pip: adaptkit[test] and translate-toolkit[levenshtein,markdown].
``DIR`` holds ``rust-by-example``: a book's Markdown at two dates (``2024-10/src``, ``now/src``) and
catalogues of it (``now/po/es.po``). Times are processor time of whole processes, the least of
several runs. The exit code is 1 when a figure misses its limit. ``BENCH_ADAPTKIT`` may name the
program of an environment that holds nothing else.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import polib

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.build import built
from bench.formats import formats
from bench.gate import gate
from bench.many import editions, operations
from bench.measuring import (
    TIMES,
    Figure,
    Spent,
    fresh,
    in_turn,
    md2po,
    program,
    ratio,
    repeated,
    run,
)
from bench.points import points
from bench.resolving import resolving
from bench.sizes import sizes

ADAPTKIT = program("adaptkit")
LANGUAGES = (
    "es fr de it pt nl sv da nb fi pl cs sk hu ro bg el tr uk ru hr sl lt lv et is ga cy eu ca gl "
    "sq mk sr bs mt ka hy az kk uz mn hi bn ta te ml th vi id"
).split()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True, metavar="DIR")
    parser.add_argument("--only", choices=(*PARTS, *PROGRAMS), action="append")
    given = parser.parse_args()
    book = given.corpus.resolve() / "rust-by-example"
    missed = 0
    for name in given.only or (*PARTS, *PROGRAMS):
        print(f"\n{name}", flush=True)
        if name in PROGRAMS:
            script = Path(__file__).with_name(PROGRAMS[name])
            missed += subprocess.call([sys.executable, script, "--corpus", given.corpus]) != 0
            continue
        with tempfile.TemporaryDirectory() as folder:
            for figure in PARTS[name](book, Path(folder)):
                print("  " + figure.line(), flush=True)
                missed += not figure.met
    print(f"\n{missed} missed" if missed else "\nall met")
    return 1 if missed else 0


# Starting up ----------------------------------------------------------------------------------


def starting(_book: Path, _folder: Path) -> Iterator[Figure]:
    """``--help``, and a ``status`` that has been asked before, beyond an empty Python."""
    empty = _empty()
    for words in ("--help", "update --help"):
        spent = repeated(partial(run, ADAPTKIT, *words.split()), 40)
        yield Figure(f"adaptkit {words}, beyond an empty Python", _ms(spent, empty), 80, "ms")


def status(_book: Path, folder: Path) -> Iterator[Figure]:
    project = folder / "project"
    _write_chapters(project, _synthetic(5_000, random.Random(1)))
    run(ADAPTKIT, "update", LANGUAGES[0], folder=project)
    catalogue = _filled(project / "locales" / LANGUAGES[0] / "guide.po")
    for language in LANGUAGES:
        path = project / "locales" / language / "guide.po"
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            catalogue.replace(f"Language: {LANGUAGES[0]}\\n", f"Language: {language}\\n")
        )
    run(ADAPTKIT, "format", folder=project)
    cold = run(ADAPTKIT, "status", folder=project)
    one = project / "locales" / LANGUAGES[0] / "guide.po"
    warm = repeated(lambda: run(ADAPTKIT, "status", folder=project), 9)
    one.write_text(one.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    changed = run(ADAPTKIT, "status", folder=project)
    yield Figure(
        "status, 50 languages × 5,000 units, warm, beyond empty",
        _ms(warm, _empty()),
        150,
        "ms",
        f"cold {cold.cpu:.1f} s; one catalogue changed {changed.cpu:.1f} s",
    )


def _empty() -> Spent:
    return repeated(lambda: run(sys.executable, "-c", "pass"), 15)


def _ms(spent: Spent, empty: Spent) -> float:
    return (spent.cpu - empty.cpu) * 1000


# A real book at two dates ---------------------------------------------------------------------


def extraction(book: Path, folder: Path) -> Iterator[Figure]:
    """Markdown → template: ``update`` without languages, and ``md2po --pot``."""
    project = folder / "project"
    shutil.copytree(book / "now" / "src", project / "source_guide")
    ours, theirs = in_turn(
        lambda: fresh(project / "locales", lambda: run(ADAPTKIT, "update", folder=project)),
        lambda: md2po(book / "now" / "src", folder / "pot"),
    )
    yield ratio("extraction / md2po", ours, theirs, 0.5)


def update(book: Path, folder: Path) -> Iterator[Figure]:
    """2024-10 → now with Spanish: ``update``, and ``md2po`` with ``pot2po``; and 20 languages."""
    one = _updated_project(book, folder / "one", LANGUAGES[:1])
    twenty = _updated_project(book, folder / "twenty", LANGUAGES[:20])
    old, new, out = folder / "old", folder / "new", folder / "out"
    md2po(book / "2024-10" / "src", old, "po")
    _translate(old, book / "now" / "po" / "es.po")
    ours, theirs = in_turn(
        lambda: _run_on_copy(one, folder / "copy", "update"),
        lambda: _sum(md2po(book / "now" / "src", new), _pot2po(new, old, out)),
    )
    yield ratio("update of one language / md2po + pot2po", ours, theirs, 0.5)
    many = repeated(lambda: _run_on_copy(twenty, folder / "copy", "update"), 3)
    yield ratio("update of 20 languages / update of one", many, ours, 4.0)


def growth(book: Path, folder: Path) -> Iterator[Figure]:
    """The book once and ten times over, every copy with words of its own."""
    spent: dict[int, Spent] = {}
    for size in (1, 10):
        project = folder / f"times{size}"
        for name in ("2024-10", "now"):
            _varied(book / name / "src", folder / name / str(size), size)
        shutil.copytree(folder / "2024-10" / str(size), project / "source_guide")
        run(ADAPTKIT, "update", "es", folder=project)
        catalogue = project / "locales" / "es" / "guide.po"
        catalogue.write_text(_filled(catalogue), encoding="utf-8")
        run(ADAPTKIT, "format", folder=project)
        shutil.rmtree(project / "source_guide")
        shutil.copytree(folder / "now" / str(size), project / "source_guide")
        spent[size] = repeated(
            partial(_run_on_copy, project, folder / "copy", "update"),
            TIMES if size == 1 else 3,
        )
    yield ratio("update at 10× / update at 1×", spent[10], spent[1], 10.5)
    yield Figure("most memory of update at 10×", spent[10].memory, 150, "MiB")


def _updated_project(book: Path, project: Path, languages: list[str]) -> Path:
    """The book of 2024-10 with its catalogues brought in, then the files of today."""
    shutil.copytree(book / "2024-10" / "src", project / "source_guide")
    for language in languages:
        path = project / "locales" / language / "guide.po"
        path.parent.mkdir(parents=True)
        shutil.copy(book / "now" / "po" / "es.po", path)
    run(ADAPTKIT, "update", folder=project)
    run(ADAPTKIT, "format", folder=project)
    shutil.rmtree(project / "source_guide")
    shutil.copytree(book / "now" / "src", project / "source_guide")
    return project


def _pot2po(new: Path, old: Path, out: Path) -> Spent:
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    return run(program("pot2po"), "--progress=none", "-t", str(old), str(new), str(out))


def _translate(folder: Path, catalogue: Path) -> None:
    """Give the peer's catalogues the translations that adaptkit adopts."""
    known = {e.msgid: e.msgstr for e in polib.pofile(str(catalogue)) if e.msgstr and not e.obsolete}
    for path in folder.rglob("*.po"):
        entries = polib.pofile(str(path), wrapwidth=0)
        for entry in entries:
            entry.msgstr = known.get(entry.msgid, "")
        entries.save()


# Texts ----------------------------------------------------------------------------------------


def _varied(source: Path, to: Path, times: int) -> None:
    """``times`` copies of the chapters, side by side. In each, every paragraph of prose gets words
    of its own, the same at both dates: no text stands in two copies."""
    for number in range(times):
        for file in sorted(source.rglob("*.md")):
            target = to / f"part{number}" / file.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_own_words(file.read_text(encoding="utf-8"), number))


def _own_words(text: str, number: int) -> str:
    code = False
    out = []
    for line in text.split("\n"):
        code ^= line.lstrip().startswith(("```", "~~~"))
        if not code and re.match(r"[A-Za-z#*-]", line):
            line = re.sub(r"\b(the|a|is|to|of|in|and)\b", rf"\1 {_name(number)}", line, count=2)
        out.append(line)
    return "\n".join(out)


def _name(number: int) -> str:
    return "".join("bcdfghklmn"[int(digit)] + "aeiou"[int(digit) % 5] for digit in f"{number:02}")


def _synthetic(units: int, chance: random.Random) -> list[list[str]]:
    """Ten chapters of paragraphs with about the length of a guide's."""
    words = [
        "".join(chance.choices("abcdefghilmnoprstu", k=chance.randint(2, 9))) for _ in range(900)
    ]

    def sentence() -> str:
        return " ".join(chance.choices(words, k=chance.randint(4, 12))).capitalize() + "."

    return [
        [
            f"# {sentence()}",
            *(
                " ".join(sentence() for _ in range(chance.randint(1, 3)))
                for _ in range(units // 10 - 1)
            ),
        ]
        for _ in range(10)
    ]


def _write_chapters(project: Path, chapters: list[list[str]]) -> None:
    (project / "source_guide").mkdir(parents=True)
    for number, blocks in enumerate(chapters, 1):
        path = project / "source_guide" / f"{number:02}-chapter.md"
        path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def _filled(path: Path) -> str:
    """The catalogue with a translation for everything, unlike any text of the guide."""
    catalogue = polib.pofile(str(path), wrapwidth=0)
    for entry in catalogue:
        entry.msgstr = f"ES {entry.msgid[::-1]}" if entry.msgid.isalpha() else f"ES {entry.msgid}"
    return str(catalogue)


# Measuring ------------------------------------------------------------------------------------


def _run_on_copy(project: Path, copy: Path, *words: str) -> Spent:
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(project, copy)
    return run(ADAPTKIT, *words, folder=copy)


def _sum(*spent: Spent) -> Spent:
    return Spent(sum(one.cpu for one in spent), max(one.memory for one in spent))


PARTS: dict[str, Callable[[Path, Path], Iterator[Figure]]] = {
    "starting": starting,
    "extraction": extraction,
    "update": update,
    "growth": growth,
    "status": status,
    "build": built,
    "formats": formats,
    "editions": editions,
    "operations": operations,
    "resolving": resolving,
    "sizes": sizes,
    "points": points,
    "gate": gate,
}
PROGRAMS = {"matching": "matching.py", "adopting": "adopt.py", "aligning": "align.py"}


if __name__ == "__main__":
    sys.exit(main())
