"""Suggestions from what was translated before: where they come from, and that none is final."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptkit.catalogues.memory import Remembered, Source, former, put_aside, remembered
from adaptkit.catalogues.merge import merge
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.records import replace

from .builders import catalogue, entry, template
from .test_merge import CATALOGUES, FILLED, MATCHES, TEMPLATES, WORDS, assert_nothing_lost, shown
from .test_merge import TEXTS as FEW

LIST = "Bring a list of your medicines to every visit."
LIKE_IT = "Bring a list of your questions to every visit."


def source(*found: Entry, place: str = "MX") -> Source:
    return lambda: remembered(found, place)


def suggestions(texts: Iterable[str], *known: Entry, **more: object) -> tuple[list[str], Catalogue]:
    """The entries of units ``n1``, ``n2``… with these texts, beside units that are translated."""
    new = [(f"n{i}", text) for i, text in enumerate(texts, 1)]
    units = template(*((e.unit_id, e.msgid) for e in known if e.live), *new)
    merged, changes = merge(units, catalogue(*known), **more)  # type: ignore[arg-type]
    again, told = merge(units, merged, **more)  # type: ignore[arg-type]
    assert again == merged
    assert not told.units.get("suggested")
    found = [e for e in merged.live if e.unit_id in dict(new)]
    assert changes.units.get("suggested", ()) == tuple(e.unit_id for e in found if e.msgstr)
    assert not any(e.finished for e in found)
    return [shown(replace(e, extracted=("", *e.extracted))) for e in found], merged


# Where they come from -----------------------------------------------------------------------


def test_the_same_text_in_this_catalogue() -> None:
    assert suggestions(["Yes"], entry("a", "Yes", "Sí"))[0] == [
        "fuzzy | Yes | Sí | #. Suggestion: the same text as in a."
    ]


def test_a_text_like_it_comes_with_the_text_that_its_words_were_made_for() -> None:
    assert suggestions([LIKE_IT], entry("a", LIST, "Traiga una lista."))[0] == [
        f"fuzzy | {LIKE_IT} | Traiga una lista. | was: {LIST}"
        " | #. Suggestion: made for a text like this one, in a."
    ]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Rest", "Test"),
        ("Your team", "Your plan"),
        ("Bring a list of your medicines", "Ask who pays for your medicines"),
        ("{helpline}", "{emergency_number}"),
        ("?", "!"),
    ],
)
def test_what_is_not_like_enough_is_no_suggestion(text: str, known: str) -> None:
    assert suggestions([text], entry("a", known, "Algo"))[0] == [f"untranslated | {text} | "]


def test_a_short_text_needs_the_same_words() -> None:
    assert suggestions(["Your Team:"], entry("a", "Your team", "Su equipo"))[0] == [
        "fuzzy | Your Team: | Su equipo | was: Your team"
        " | #. Suggestion: made for a text like this one, in a."
    ]


def test_a_placeholder_that_the_text_lacks_is_no_hindrance() -> None:
    known = entry("a", "Call {helpline} at any hour of the day.", "Llame al {helpline}.")
    assert suggestions(["Call us at any hour of the day."], known)[0] == [
        "fuzzy | Call us at any hour of the day. | Llame al {helpline}."
        " | was: Call {helpline} at any hour of the day."
        " | #. Suggestion: made for a text like this one, in a."
    ]


def test_the_nearest_source_is_asked_first() -> None:
    first, second = entry("x", "Yes", "Sí"), entry("y", "Yes", "Ajá")
    both = [source(first, place="one"), source(second, place="two")]
    found, _ = suggestions(["Yes"], memory=both)
    assert found == ["fuzzy | Yes | Sí | #. Suggestion: the same text as in one, x."]
    found, _ = suggestions(["Yes"], entry("a", "Yes", "Pues sí"), memory=both)
    assert found == ["fuzzy | Yes | Pues sí | #. Suggestion: the same text as in a."]


def test_the_same_text_far_away_beats_a_text_like_it_nearby() -> None:
    near = entry("a", LIST, "Traiga una lista.")
    found, _ = suggestions([LIKE_IT], near, memory=[source(entry("x", LIKE_IT, "Preguntas."))])
    assert found == [f"fuzzy | {LIKE_IT} | Preguntas. | #. Suggestion: the same text as in MX, x."]


def test_an_obsolete_entry_suggests_and_stays_where_it_is() -> None:
    gone = entry("gone", "Yes", "Sí", "obsolete")
    found, merged = suggestions(["Yes"], gone)
    assert found == [
        "fuzzy | Yes | Sí | #. Suggestion: the same text as in gone, which is no longer used."
    ]
    assert [e for e in merged.entries if not e.live] == [gone]


def test_words_made_for_another_text_are_offered_for_that_text_alone() -> None:
    edited = entry("a", "Now it says this", "Una lista.", "fuzzy", previous_msgid=LIST)
    assert suggestions([LIST, LIKE_IT], edited)[0] == [
        f"fuzzy | {LIST} | Una lista."
        " | #. Suggestion: the same text as in a, before that text changed.",
        f"untranslated | {LIKE_IT} | ",
    ]


def test_what_was_never_confirmed_is_no_source() -> None:
    unsure = entry("a", "Yes", "Sí", "fuzzy")
    gone = entry("b", "No", "No", "obsolete", flags=("fuzzy",))
    found, merged = suggestions(["Yes", "No"], unsure, gone)
    assert found == ["untranslated | Yes | ", "untranslated | No | "]
    assert not list(put_aside(merged.entries))
    assert [one.msgid for one in former((unsure, gone, entry("c", "C", "c")), "x")] == ["C"]


def test_earlier_versions_are_asked_last_and_for_new_units_alone() -> None:
    asked = []

    def earlier() -> list[Remembered]:
        asked.append(1)
        newest, oldest = (Remembered("Yes", words, "an earlier version", "") for words in "SA")
        return [newest, oldest]

    found, merged = suggestions(["Yes"], earlier=earlier)
    assert found == ["fuzzy | Yes | S | #. Suggestion: the same text as in an earlier version."]
    assert asked == [1]
    emptied = [replace(e, msgstr="", state=EntryState.UNTRANSLATED) for e in merged.entries]
    units = template(("n1", "Yes"))
    assert merge(units, catalogue(*emptied), earlier=earlier)[0].entries[0].msgstr == ""
    assert merge(units, catalogue(entry("a", "Yes", "Sí")), earlier=earlier)
    near = entry("a", LIST, "Una lista.")
    assert merge(template(("a", LIST), ("n1", LIKE_IT)), catalogue(near), earlier=earlier)
    assert asked == [1]


def test_a_text_like_one_of_an_earlier_version_is_suggested() -> None:
    old = Remembered(LIST, "Traiga una lista.", "an earlier version", "")
    found, _ = suggestions([LIKE_IT], earlier=lambda: [old])
    assert found == [
        f"fuzzy | {LIKE_IT} | Traiga una lista. | was: {LIST}"
        " | #. Suggestion: made for a text like this one, in an earlier version."
    ]


def test_no_source_is_read_while_nothing_is_empty() -> None:
    def never() -> list[Remembered]:
        raise AssertionError

    done = catalogue(entry("a", "Yes", "Sí"), entry("b", "No", "No", "fuzzy"))
    units = template(("a", "Yes"), ("b", "No"))
    assert merge(units, done, memory=[never], earlier=never)[0].entries == done.entries


# Where they do not come from ----------------------------------------------------------------


def test_translations_that_disagree_are_named_and_none_is_taken() -> None:
    known = entry("a", "Rest", "Descanso"), entry("b", "Rest", "Resto")
    assert suggestions(["Rest", "Rest!"], *known)[0] == [
        "untranslated | Rest | "
        " | #. The same text is translated in different ways elsewhere: a, b.",
        "untranslated | Rest! | ",
    ]


def test_a_unit_that_a_parent_answers_for_is_asked_of_this_catalogue_alone() -> None:
    es = [source(entry("n1", "Yes", "Sí"), entry("x", LIST, "Una lista."), place="es")]
    found, _ = suggestions(["Yes", LIST, LIKE_IT], memory=es, answered={"n1", "n2"})
    assert found == [
        "untranslated | Yes | ",
        f"untranslated | {LIST} | ",
        f"fuzzy | {LIKE_IT} | Una lista. | was: {LIST}"
        " | #. Suggestion: made for a text like this one, in es, x.",
    ]
    own = entry("a", "Yes", "Ajá")
    found, _ = suggestions(["Yes"], own, memory=es, answered={"n1"})
    assert found == ["fuzzy | Yes | Ajá | #. Suggestion: the same text as in a."]


# What becomes of them -----------------------------------------------------------------------


def suggested(**more: object) -> Catalogue:
    _, merged = suggestions([LIKE_IT], entry("a", LIST, "Una lista."))
    one, two = merged.entries
    return catalogue(one, replace(two, **more))  # type: ignore[arg-type]


def test_confirmed_it_is_like_any_other() -> None:
    units = template(("a", LIST), ("n1", LIKE_IT))
    done = suggested(state=EntryState.TRANSLATED, flags=(), previous_msgid="")
    merged, changes = merge(units, done)
    assert shown(merged.entries[1]) == f"translated | {LIKE_IT} | Una lista."
    assert not merged.entries[1].extracted
    assert not changes.units


def test_emptied_it_comes_again() -> None:
    units = template(("a", LIST), ("n1", LIKE_IT))
    emptied = suggested(msgstr="", state=EntryState.UNTRANSLATED, flags=(), previous_msgid="")
    assert merge(units, emptied)[0].entries == suggested().entries


def test_it_is_not_final_even_when_the_guide_says_what_its_words_were_made_for() -> None:
    units = template(("a", LIST), ("n1", LIST))
    merged, _ = merge(units, suggested())
    assert merged.entries[1].state is EntryState.FUZZY
    assert merged.entries[1].msgid == LIST
    assert merge(units, merged)[0] == merged


def test_the_text_that_its_words_were_made_for_is_remembered() -> None:
    _, merged = suggestions(["Yes"], entry("a", "Yes", "Sí"))
    changed, _ = merge(template(("a", "Yes"), ("n1", "Yes, always")), merged)
    assert shown(replace(changed.entries[1], extracted=("", *changed.entries[1].extracted))) == (
        "fuzzy | Yes, always | Sí | was: Yes | #. Suggestion: made for a text like this one, in a."
    )
    back, _ = merge(template(("a", "Yes"), ("n1", "Yes")), changed)
    assert back.entries[1].state is EntryState.FUZZY


def test_removed_and_back_it_is_still_a_suggestion() -> None:
    both = template(("a", LIST), ("n1", LIKE_IT))
    without, _ = merge(template(("a", LIST)), suggested())
    assert merge(both, without)[0].entries == suggested().entries


# Laws ---------------------------------------------------------------------------------------

KNOWN = st.lists(
    st.builds(Remembered, FEW, WORDS.filter(bool), st.just("here"), st.just("here")), max_size=5
)


@FILLED
@given(TEMPLATES, CATALOGUES, MATCHES, KNOWN, KNOWN, st.sets(st.sampled_from("abcd")))
def test_memory_changes_nothing_that_is_said(
    base: Catalogue,
    words: Catalogue,
    matches: list[object],
    known: list[Remembered],
    old: list[Remembered],
    answered: set[str],
) -> None:
    given_too = {"memory": [lambda: known], "earlier": lambda: old, "answered": answered}
    without, _ = merge(base, words, matches, answered=answered)  # type: ignore[arg-type]
    once, changes = merge(base, words, matches, **given_too)  # type: ignore[arg-type]
    assert_nothing_lost(words, once)
    # Nothing is finished that would not be, nothing has other words than it would have.
    for plain, found in zip(without.live, once.live, strict=True):
        assert plain.finished == found.finished
        own = not any(line.startswith("Suggestion: ") for line in plain.extracted)
        assert not (plain.msgstr and own) or found.msgstr == plain.msgstr
    offered = {e.unit_id: e for e in once.live}
    for unit_id in changes.units.get("suggested", ()):
        assert offered[unit_id].state is EntryState.FUZZY
        assert any(line.startswith("Suggestion: ") for line in offered[unit_id].extracted)
    twice, told = merge(base, once, **given_too)  # type: ignore[arg-type]
    assert twice == once
    assert not told.units.get("suggested")
    # Without the memory they stay what they are.
    assert [e.msgstr for e in merge(base, once, answered="abcd")[0].live] == [
        e.msgstr for e in once.live
    ]


LONG = st.lists(st.sampled_from("a list of your medicines and all goals".split()), max_size=7)


@settings(max_examples=200)
@given(LONG.map(" ".join), st.lists(LONG.map(" ".join), max_size=8))
def test_of_texts_alike_the_most_alike_is_found(text: str, known: list[str]) -> None:
    from rapidfuzz.distance import Indel

    from adaptkit.catalogues._matching import words
    from adaptkit.catalogues._nearest import THRESHOLD, NearestTexts

    def likeness(one: str, other: str) -> float:
        if words(one) == words(other):
            return 1.0
        if min(len(words(one)), len(words(other))) <= 2:
            return 0.0
        return 0.6 * Indel.normalized_similarity(
            words(one), words(other)
        ) + 0.4 * Indel.normalized_similarity(one, other)

    scores = [likeness(text, one) for one in known]
    best = max(scores, default=0.0)
    found = NearestTexts(known).ranked(text)
    if not text or best < THRESHOLD:
        assert not found
    else:
        assert found[0] == (pytest.approx(-best), scores.index(best))
