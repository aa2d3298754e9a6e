"""How many of 500 seeded mistakes are found, and how often a sound passage gets a finding.

    python bench/seeds.py [--language CODE] [--missed]

Each seed of ``tests/checks/seeds`` is put into its catalogue alone. ``adaptkit``: warnings and
errors of its checks; ``pofilter``: all tests of the Translate Toolkit, and its quiet ones (each
speaks of at most one in a hundred of the clean entries); ``msgfmt``: ``msgfmt -c``. A seed is
found where a finding stands at its entry that the sound translation does not have. The exit code
is 1 where adaptkit finds less, or tells more of what is sound, than it should.

Needs GNU gettext, and from pip: translate-toolkit.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polib

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.measuring import program
from tests.checks.seeds import (
    LANGUAGES,
    MEANING,
    Outcome,
    Seed,
    clean,
    is_carrier,
    noise,
    seeds,
    trial,
)

from adaptkit.checks import Passage, check_catalogue
from adaptkit.model.diagnostic import Diagnostic

LEAST, LEAST_OF_MEANING, MOST_NOISE = 0.95, 0.70, 0.01
QUIET = 0.01
_NAME = re.compile(r"\{[a-z_.]+\}")

Pair = tuple[str, str]
# The names of the tests that speak of each of the pairs (source, translation).
Tests = Callable[[str, Sequence[Pair]], list[set[str]]]


@dataclass(frozen=True)
class Tool:
    """``found``: for each seed. ``told``: of how many sound passages of each language."""

    name: str
    found: list[bool]
    told: dict[str, int]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--language", choices=LANGUAGES, action="append")
    parser.add_argument("--missed", action="store_true", help="list what adaptkit does not find")
    given = parser.parse_args()
    languages = given.language or list(LANGUAGES)
    tried = [seed for seed in seeds() if seed.language in languages]

    started = time.process_time()
    outcomes = list(trial(adaptkit, tried))
    spent = time.process_time() - started
    looked = sum(len(clean(seed.language)) for seed in tried)
    own = Tool(
        "adaptkit",
        [one.found for one in outcomes],
        {language: len(noise(adaptkit, language)) for language in languages},
    )
    tools = [own, *_pofilter(tried, languages), _others("msgfmt -c", msgfmt, tried, languages)]
    _print(tools, tried, languages)
    print(f"\nadaptkit: {looked / spent:,.0f} passages a second")
    if given.missed:
        _print_missed(outcomes)
    return 0 if _good(own, tried, languages) else 1


def adaptkit(passages: Sequence[Passage]) -> Iterator[Diagnostic]:
    yield from check_catalogue(passages)


def pofilter(language: str, pairs: Sequence[Pair]) -> list[set[str]]:
    said: list[set[str]] = [set() for _ in pairs]
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = Path(folder, "asked.po"), Path(folder, "answered.po")
        _catalogue(language, pairs).save(str(asked))
        subprocess.run(
            [
                program("pofilter"),
                "--progress=none",
                f"--language={language}",
                str(asked),
                str(answered),
            ],
            check=True,
            capture_output=True,
        )
        if answered.exists():
            for entry in polib.pofile(str(answered)):
                if entry.msgctxt:
                    said[int(entry.msgctxt)].update(
                        re.findall(r"\(pofilter\) (\w+):", entry.tcomment)
                    )
    return said


def msgfmt(language: str, pairs: Sequence[Pair]) -> list[set[str]]:
    said: list[set[str]] = [set() for _ in pairs]
    with tempfile.TemporaryDirectory() as folder:
        asked = Path(folder, "asked.po")
        _catalogue(language, pairs).save(str(asked))
        done = subprocess.run(
            ["msgfmt", "-c", "-o", "/dev/null", str(asked)],
            capture_output=True,
            text=True,
            errors="replace",  # it cuts letters in two
        )
        starts = [entry.linenum or 0 for entry in polib.pofile(str(asked))]
        for line in re.findall(rf"^{re.escape(str(asked))}:(\d+): ", done.stderr, re.M):
            before = [n for n, start in enumerate(starts) if start <= int(line)]
            if before:
                said[before[-1]].add("msgfmt")
    return said


def _catalogue(language: str, pairs: Sequence[Pair]) -> polib.POFile:
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Project-Id-Version": "seeds",
        "PO-Revision-Date": "2026-01-01 00:00+0000",
        "Last-Translator": "nobody <nobody@example.org>",
        "Language-Team": "nobody",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for n, (source, translation) in enumerate(pairs):
        flags = ["python-brace-format"] if _NAME.search(source) else []
        catalogue.append(
            polib.POEntry(msgctxt=str(n), msgid=source, msgstr=translation, flags=flags)
        )
    return catalogue


def _pofilter(tried: Sequence[Seed], languages: Iterable[str]) -> Iterator[Tool]:
    told = {language: pofilter(language, _sound(language)) for language in languages}
    counts = Counter(test for said in told.values() for tests in said for test in tests)
    size = sum(map(len, told.values()))
    quiet = {test for test in counts if counts[test] <= QUIET * size}
    loud = set(counts) - quiet
    listed = ", ".join(f"{t} {counts[t] / size:.1%}" for t, _ in counts.most_common())
    print(f"pofilter on the clean catalogues: {listed}\n")
    yield _others("pofilter, any", pofilter, tried, languages)
    yield _others("pofilter, quiet", _without(loud), tried, languages)


def _without(loud: set[str]) -> Tests:
    def tests(language: str, pairs: Sequence[Pair]) -> list[set[str]]:
        return [said - loud for said in pofilter(language, pairs)]

    return tests


def _others(name: str, tests: Tests, tried: Sequence[Seed], languages: Iterable[str]) -> Tool:
    found: list[bool] = []
    told: dict[str, int] = {}
    for language in languages:
        some = [seed for seed in tried if seed.language == language]
        before = tests(language, [(seed.source, seed.original) for seed in some])
        after = tests(language, [(seed.source, seed.seeded) for seed in some])
        found += [bool(new - old) for old, new in zip(before, after, strict=True)]
        told[language] = sum(map(bool, tests(language, _sound(language))))
    return Tool(name, found, told)


def _sound(language: str) -> list[Pair]:
    return [(one.source, one.translation) for one in clean(language) if not is_carrier(one)]


def _print(tools: Sequence[Tool], tried: Sequence[Seed], languages: Sequence[str]) -> None:
    print("| kind | seeds |", " | ".join(tool.name for tool in tools), "|")
    print("| --- | ---: |", " | ".join("---:" for _ in tools), "|")
    kinds = dict.fromkeys(seed.kind for seed in tried)
    for kind in kinds:
        _row(kind, tools, [seed.kind == kind for seed in tried])
    _row("all but meaning", tools, [seed.kind not in MEANING for seed in tried])
    _row("negation and opposites", tools, [seed.kind in MEANING for seed in tried])
    for language in languages:
        _row(f"all, {language}", tools, [seed.language == language for seed in tried])
    for language in languages:
        size = len(_sound(language))
        cells = " | ".join(f"{tool.told[language] / size:.1%}" for tool in tools)
        print(f"| clean passages told of, {language} | {size} | {cells} |")


def _row(name: str, tools: Sequence[Tool], wanted: Sequence[bool]) -> None:
    cells = " | ".join(f"{_share(tool, wanted):.0%}" for tool in tools)
    print(f"| {name} | {sum(wanted)} | {cells} |")


def _share(tool: Tool, wanted: Sequence[bool]) -> float:
    some = [found for found, it in zip(tool.found, wanted, strict=True) if it]
    return sum(some) / len(some)


def _good(tool: Tool, tried: Sequence[Seed], languages: Iterable[str]) -> bool:
    plain = _share(tool, [seed.kind not in MEANING for seed in tried])
    meaning = _share(tool, [seed.kind in MEANING for seed in tried])
    loud = any(tool.told[one] > MOST_NOISE * len(_sound(one)) for one in languages)
    return plain >= LEAST and meaning >= LEAST_OF_MEANING and not loud


def _print_missed(outcomes: Iterable[Outcome]) -> None:
    for one in outcomes:
        if not one.found:
            seed = one.seed
            notes = [seed.arguable, "told elsewhere" if one.elsewhere else ""]
            note = "; ".join(filter(None, notes))
            print(
                f"missed: {seed.kind}: {seed.language} {seed.unit}: {seed.why}"
                + (f" ({note})" if note else "")
            )


if __name__ == "__main__":
    sys.exit(main())
