"""``base.yaml``: a text per chain, nothing lost, the same bytes whatever the order."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import BaseRecord, Overlay, Seen
from adaptkit.overlays.base import looked_at, newly_seen, parse_base, render_records
from adaptkit.overlays.chains import chain_through
from adaptkit.records import replace
from tests.overlays.builders import overlay, prose

MADE = overlay("- {id: a, remove: x.y}")
ALONE, AFTER = "guide", "guide > region"


def base(*seen: Seen) -> Overlay:
    return replace(MADE, base={"a": BaseRecord("x.y", seen)})


def noted(known: Overlay, **texts: str) -> tuple[Seen, ...]:
    """What is noted when the guide alone, and after the region, says these."""
    chains = {"alone": ALONE, "after": AFTER, "org": "guide > org"}
    now = {chains[name]: {"a": text} for name, text in texts.items()}
    return looked_at(known, now).base["a"].seen


def told(known: Overlay, **texts: str) -> list[str]:
    after = replace(known, base={"a": BaseRecord("x.y", noted(known, **texts))})
    return [d.code for d in newly_seen(known, after)]


def test_one_chain_needs_no_name() -> None:
    assert noted(MADE, after="T") == (Seen("T"),)
    assert render_records({"a": BaseRecord("x.y", (Seen("T"),))}).endswith(
        'a:\n  target: "x.y"\n  text: "T"\n'
    )


def test_chains_that_say_the_same_share_a_text() -> None:
    assert noted(MADE, alone="T", after="T") == (Seen("T", (ALONE, AFTER)),)
    assert noted(MADE, alone="T", after="R") == (Seen("T", (ALONE,)), Seen("R", (AFTER,)))
    # Re-flowing makes no other text.
    assert noted(MADE, alone="T t", after="T\nt") == (Seen("T t", (ALONE, AFTER)),)


def test_what_was_looked_at_is_never_changed() -> None:
    known = base(Seen("T", (ALONE,)), Seen("R", (AFTER,)))
    assert looked_at(known, {ALONE: {"a": "R"}, AFTER: {"a": "T"}}) is known
    assert looked_at(known, {}) is known
    only = base(Seen("T"))
    assert looked_at(only, {AFTER: {"a": "new"}}) is only


def test_another_target_is_looked_at_anew() -> None:
    moved = replace(MADE, base={"a": BaseRecord("old.target", (Seen("T", (), "Ana"),))})
    assert noted(moved, alone="N") == (Seen("N"),)
    assert moved.seen(moved.operations[0], ALONE) is None


def test_a_text_without_a_name_is_that_of_the_chains_that_still_say_so() -> None:
    known = base(Seen("R", accepted_by="Ana", accepted_on="2026-11-02"))
    assert noted(known, alone="T", after="R") == (
        Seen("T", (ALONE,)),
        replace(known.base["a"].seen[0], chains=(AFTER,)),
    )
    assert told(known, alone="T", after="R") == ["base-new-chain"]
    # Where none says so any more the guide has changed: nothing is taken as read.
    assert noted(known, alone="T", after="N") == known.base["a"].seen
    assert noted(known, alone="R", after="R")[0].chains == (ALONE, AFTER)
    assert told(known, alone="R", after="R") == []


def test_a_new_chain_is_noted_and_told() -> None:
    known = base(Seen("T", (ALONE,)), Seen("R", (AFTER,)))
    assert Seen("O", ("guide > org",)) in noted(known, alone="T", org="O")
    assert told(known, alone="T", org="O") == ["base-new-chain"]
    assert told(known, alone="T", org="R") == []
    assert told(MADE, alone="T", after="R") == []


def test_who_accepted_a_text_in_one_chain_has_not_looked_at_another() -> None:
    known = base(Seen("T", (ALONE,), "Ana", "2026-11-02"), Seen("R", (AFTER,)))
    assert noted(known, org="T") == (
        known.base["a"].seen[0],
        Seen("T", ("guide > org",)),
        Seen("R", (AFTER,)),
    )


SEEN = st.sampled_from(["T", "R", "N"])
NOW = st.dictionaries(st.sampled_from(["alone", "after", "org"]), SEEN, min_size=1)


@given(NOW, NOW, st.randoms())
def test_laws_of_noting(first: Mapping[str, str], then: Mapping[str, str], random: object) -> None:
    once = replace(MADE, base={"a": BaseRecord("x.y", noted(MADE, **first))})
    shuffled = dict(random.sample(sorted(first.items()), len(first)))  # type: ignore[attr-defined]
    assert noted(MADE, **shuffled) == once.base["a"].seen
    again = noted(once, **then)
    # What was noted by name says the same afterwards; nobody's text goes; twice is once.
    for seen in once.base["a"].seen:
        assert any(seen.text == other.text for other in again)
        for chain in seen.chains:
            assert BaseRecord("", again).after(chain).text == seen.text  # type: ignore[union-attr]
    assert noted(replace(MADE, base={"a": BaseRecord("x.y", again)}), **then) == again
    written = render_records({"a": BaseRecord("x.y", again)})
    assert parse_base(written, path="base.yaml") == {"a": BaseRecord("x.y", again)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("texts: [{text: T, chains: [guide]}, {text: R, chains: [guide]}]", "base-two-texts"),
        ("texts: [{text: T}, {text: R}]", "base-two-texts"),
        ("texts: [{chains: [guide]}]", "missing-key"),
        ("texts: [{text: T}]\n  text: R", "unknown-key"),
    ],
)
def test_a_base_that_says_two_things_is_refused(text: str, expected: str) -> None:
    with pytest.raises(ProblemsFound) as problems:
        parse_base(f"a:\n  target: x.y\n  {text}\n", path="base.yaml")
    assert [d.code for d in problems.value.diagnostics] == [expected]


def test_a_chain_names_the_languages_that_it_speaks() -> None:
    made = overlay("- {id: a, replace: x.y, with: a.md}", {"a": "Melayu."}, "region")
    made = replace(made, native={("a.md", "en"): prose("English.", "a", language="en")})
    assert chain_through(ALONE, made, Locale("ms")) == "guide > region"
    assert chain_through(ALONE, made, Locale("ta")) == "guide > region"
    assert chain_through(ALONE, made, Locale("en")) == "guide > region (en)"
