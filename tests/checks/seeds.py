"""Mistakes as people and programs leave them in translations, put in one at a time.

``seeds/README.md`` says what they are and how they were made. A trial takes any ``Finder``: a
function of all passages of a catalogue. It is called once for each clean catalogue and once for
each seed, always with the whole catalogue, so that what only the neighbours show is found too.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from adaptkit.catalogues.po import parse_po
from adaptkit.catalogues.template import kind_of
from adaptkit.checks import Passage
from adaptkit.model.diagnostic import Diagnostic, Position, Severity
from adaptkit.model.locale import Locale
from adaptkit.records import Record, replace

LANGUAGES = ("es", "ms", "ar")
ROOT = Path(__file__).resolve().parents[2]
_FOLDER = Path(__file__).with_suffix("")
_CARRIERS = "tests/checks/seeds/carriers.jsonl"
# What is sought apart, at another rate: whether a "not" or a "before" is meant is told by its
# sentence, and a check reads none.
MEANING = frozenset({"negation-dropped", "negation-added", "opposite"})

Finder = Callable[[Sequence[Passage]], Iterable[Diagnostic]]
_Fact = tuple[Position, str, str, str]


class Seed(Record, frozen=True):
    """``original`` and ``seeded`` are both translations of ``source``. ``domain`` is that of a
    catalogue, or ``carriers``: a passage that stands in none. ``arguable``: why a fair check may
    say nothing, else ``""``."""

    language: str
    kind: str
    unit: str
    domain: str
    source: str
    original: str
    seeded: str
    why: str
    arguable: str = ""


class Outcome(Record, frozen=True):
    """``found``: a new warning or error stands at the passage itself; ``elsewhere``: at another
    one only, as where a twin is told of."""

    seed: Seed
    found: bool
    elsewhere: bool
    codes: tuple[str, ...] = ()


@lru_cache(None)
def seeds() -> tuple[Seed, ...]:
    return tuple(
        Seed(
            language,
            row["kind"],
            row["unit"],
            row["domain"],
            row["source"],
            row["from"],
            row["to"],
            row["why"],
            row.get("arguable", ""),
        )
        for language in LANGUAGES
        for row in _rows(f"{language}.jsonl")
    )


def sample(chance: random.Random, each: int = 1) -> list[Seed]:
    """Some of each kind: ``each`` that are always the same, and as many drawn by ``chance``."""
    by_kind: dict[str, list[Seed]] = {}
    for seed in seeds():
        by_kind.setdefault(seed.kind, []).append(seed)
    taken: list[Seed] = []
    for of_kind in by_kind.values():
        first, rest = of_kind[:each], of_kind[each:]
        taken += first + chance.sample(rest, min(each, len(rest)))
    return taken


@lru_cache(None)
def clean(language: str) -> tuple[Passage, ...]:
    """The finished entries of the guide's catalogue, then the carriers."""
    path = f"locales/{language}/guide.po"
    locale = Locale.parse(language)
    catalogue = parse_po((ROOT / path).read_bytes(), path=path, locale=locale, domain="guide")
    own = (
        Passage(
            one.unit_id,
            one.msgid,
            one.finished,
            locale,
            kind_of(one),
            position=one.words_position,
        )
        for one in catalogue.live
        if one.finished
    )
    carriers = (
        Passage(row["unit"], row["source"], row[language], locale, position=Position(_CARRIERS, n))
        for n, row in enumerate(_rows("carriers.jsonl"), 1)
    )
    return (*own, *carriers)


def is_carrier(passage: Passage) -> bool:
    return passage.position.path == _CARRIERS


def with_words(passages: Sequence[Passage], seed: Seed, words: str) -> list[Passage]:
    """The passages, with the seed's one saying ``words`` for the recorded source; one that the
    guide has given up since comes last."""
    changed = [
        replace(one, source=seed.source, translation=words) if one.unit_id == seed.unit else one
        for one in passages
    ]
    if any(one.unit_id == seed.unit for one in passages):
        return changed
    position = Position("given-up.po", 1)
    locale = Locale.parse(seed.language)
    return [*changed, Passage(seed.unit, seed.source, words, locale, position=position)]


def place(passages: Sequence[Passage], seed: Seed) -> Position:
    return next(one.position for one in passages if one.unit_id == seed.unit)


def trial(finder: Finder, tried: Iterable[Seed] | None = None) -> Iterator[Outcome]:
    """What ``finder`` says of each seed (None: of all) that it does not say without it."""
    before: dict[str, Counter[_Fact]] = {}
    for seed in seeds() if tried is None else tried:
        passages = clean(seed.language)
        if seed.language not in before:
            before[seed.language] = _facts(finder(passages))
        known = before[seed.language]
        original = with_words(passages, seed, seed.original)
        if original != list(passages):  # the catalogue has moved on since
            known = _facts(finder(original))
        seeded = with_words(passages, seed, seed.seeded)
        new = _facts(finder(seeded)) - known
        here = place(seeded, seed)
        at = {code for position, code, *_ in new if _same(position, here)}
        yield Outcome(seed, bool(at), bool(new) and not at, tuple(sorted(at)))


def noise(finder: Finder, language: str) -> list[Passage]:
    """The passages of the clean catalogue, carriers left out, that get a warning or an error."""
    told = [position for position, *_ in _facts(finder(clean(language)))]
    places = {(one.path, one.line) for one in told}
    return [
        one
        for one in clean(language)
        if not is_carrier(one) and (one.position.path, one.position.line) in places
    ]


def by_kind(outcomes: Iterable[Outcome]) -> dict[str, tuple[int, int]]:
    """kind → (found, tried)"""
    counts: dict[str, tuple[int, int]] = {}
    for one in outcomes:
        found, tried = counts.get(one.seed.kind, (0, 0))
        counts[one.seed.kind] = (found + one.found, tried + 1)
    return counts


def _facts(findings: Iterable[Diagnostic]) -> Counter[_Fact]:
    return Counter(
        (one.position, one.code, one.severity.value, one.message)
        for one in findings
        if one.severity is not Severity.INFO
    )


def _same(one: Position, other: Position) -> bool:
    return (one.path, one.line) == (other.path, other.line)


def _rows(name: str) -> list[dict[str, str]]:
    lines = (_FOLDER / name).read_text("utf-8").split("\n")
    return [json.loads(line) for line in lines if line]
