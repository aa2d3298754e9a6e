"""The seeds themselves, and that a trial counts what it should."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from adaptkit.checks import Passage, check_catalogue
from adaptkit.model.diagnostic import Diagnostic, error, warning
from adaptkit.model.document import BlockKind
from adaptkit.records import replace
from tests.checks.seeds import (
    LANGUAGES,
    MEANING,
    Seed,
    by_kind,
    clean,
    is_carrier,
    noise,
    sample,
    seeds,
    trial,
    with_words,
)

README = Path(__file__).with_name("seeds") / "README.md"


def test_there_are_500_of_40_kinds_in_three_languages() -> None:
    kinds = Counter(seed.kind for seed in seeds())
    assert len(seeds()) == 500
    assert len(kinds) == 40
    assert min(kinds.values()) >= 8
    assert {kinds[kind] for kind in MEANING} == {25}
    assert {seed.language for seed in seeds()} == set(LANGUAGES)


def test_each_seed_is_another_mistake() -> None:
    assert len({(seed.language, seed.unit, seed.seeded) for seed in seeds()}) == len(seeds())
    for seed in seeds():
        assert seed.seeded != seed.original, seed.why
        assert seed.source
        assert seed.why


def test_the_table_counts_them() -> None:
    rows = re.findall(r"^\| ([a-z-]+) \| (\d+) \|", README.read_text("utf-8"), re.M)
    assert {kind: int(n) for kind, n in rows} == Counter(seed.kind for seed in seeds())


def test_carriers_are_recorded_as_they_stand() -> None:
    for seed in seeds():
        if seed.domain == "carriers":
            (one,) = (one for one in clean(seed.language) if one.unit_id == seed.unit)
            assert is_carrier(one)
            assert (one.source, one.translation) == (seed.source, seed.original)


@pytest.mark.parametrize("language", LANGUAGES)
def test_passages_know_their_kind(language: str) -> None:
    """Checks tell the terms of the guide's glossary by it."""
    assert all(one.kind for one in clean(language) if not is_carrier(one))
    assert sum(one.kind is BlockKind.TERM for one in clean(language)) >= 30


def test_a_sample_holds_the_same_and_others_of_each_kind() -> None:
    one, other = sample(random.Random(1)), sample(random.Random(2))
    assert one != other
    assert Counter(seed.kind for seed in one) == dict.fromkeys(_kinds(seeds()), 2)
    assert len(set(one) & set(other)) >= 40


def _kinds(some: Sequence[Seed]) -> set[str]:
    return {seed.kind for seed in some}


def hundred_milligrams(passages: Sequence[Passage]) -> Iterator[Diagnostic]:
    """Finds 100 mg; says of every first passage that it is the first."""
    yield warning("first", passages[0].position, "first")
    for one in passages:
        if re.search(r"\b100 (mg|ملغ)", one.translation):
            yield error("dose", one.position, "100 mg")


def of_kind(kind: str) -> list[Seed]:
    return [seed for seed in seeds() if seed.kind == kind]


def test_a_trial_counts_what_is_new_at_the_passage() -> None:
    outcomes = list(trial(hundred_milligrams, of_kind("dose-ten-times")))
    found = {one.seed.seeded for one in outcomes if one.found}
    tried = {seed.seeded for seed in of_kind("dose-ten-times")}
    assert found == {words for words in tried if " 100 " in words}
    assert len(found) == 4
    assert all(one.codes == ("dose",) for one in outcomes if one.found)
    assert by_kind(outcomes) == {"dose-ten-times": (len(found), 11)}
    assert not any(one.elsewhere for one in outcomes)
    (noisy,) = noise(hundred_milligrams, "es")
    assert noisy == clean("es")[0]


def test_what_is_told_of_a_twin_is_no_find_but_is_known() -> None:
    def first_of_two(passages: Sequence[Passage]) -> Iterator[Diagnostic]:
        known: dict[str, Passage] = {}
        for one in passages:
            first = known.setdefault(one.source, one)
            if first.translation != one.translation:
                yield warning("two", first.position, "two ways")

    outcomes = list(trial(first_of_two, of_kind("same-source")))
    assert any(one.elsewhere for one in outcomes)
    assert not any(one.found and one.elsewhere for one in outcomes)


@pytest.mark.parametrize("gone", [False, True])
def test_a_seed_outlives_its_catalogue(gone: bool) -> None:
    """A text that has another translation since, or that the guide has given up."""
    seed = of_kind("cut-off")[0]
    others = [one for one in clean(seed.language) if one.unit_id != seed.unit]
    passages = others if gone else list(clean(seed.language))
    if not gone:
        at = [one.unit_id for one in passages].index(seed.unit)
        passages[at] = replace(passages[at], translation="Otra cosa.", source="Something else.")
    seeded = with_words(passages, seed, seed.seeded)
    (one,) = (one for one in seeded if one.unit_id == seed.unit)
    assert (one.source, one.translation) == (seed.source, seed.seeded)
    assert [one for one in seeded if one.unit_id != seed.unit] == others


def test_what_the_recorded_words_had_already_is_no_find() -> None:
    """Where the catalogue has moved on, a seed is compared with its own sound words."""
    seed = of_kind("dose-ten-times")[0]
    words = "Tome 100 mg de baclofeno."
    both = replace(seed, original=words, seeded=f"{words} Con alimentos.")
    only_now = replace(seed, original="Tome baclofeno.", seeded=words)
    assert [one.found for one in trial(hundred_milligrams, [both, only_now])] == [False, True]


def test_most_mistakes_are_found_and_little_that_is_right_is_told() -> None:
    """Of other ones in each run; ``bench/seeds.py`` asks for all of them."""
    # Each asks for a whole catalogue.
    chance = random.Random()
    outcomes = list(trial(check_catalogue, chance.sample(sample(chance), 20)))
    plain = [one.found for one in outcomes if one.seed.kind not in MEANING]
    assert sum(plain) >= 0.8 * len(plain), [one.seed.why for one in outcomes if not one.found]
    for language in LANGUAGES:
        assert len(noise(check_catalogue, language)) <= 0.01 * len(clean(language))
