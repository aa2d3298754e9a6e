"""Translations that came back beside another passage."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptkit.exchange.reconcile import reconcile
from adaptkit.model.catalogue import Entry, EntryState
from adaptkit.model.exchange import Outcome, Returned
from adaptkit.records import replace
from tests.exchange.builders import THREE_WAY, catalogue, entry, parcel, there_and_back

T, F, U = EntryState.TRANSLATED, EntryState.FUZZY, EntryState.UNTRANSLATED
TOPICS = ("sleep", "walking", "the bladder", "memory", "work", "heat", "money", "children")
OURS = tuple(
    entry(f"a.{n}", f"What helps with {topic}?", f"Lo que ayuda: {topic}, paso a paso.")
    for n, topic in enumerate(TOPICS)
)
Change = Callable[[list[str]], Sequence[str]]


def came_back(
    change: Change, name: str = "xlsx", ours: Sequence[Entry] = OURS
) -> tuple[list[Entry], Outcome]:
    """The catalogue after its column of translations was changed, all rows said to be done."""
    units = there_and_back(name, parcel(*ours)).units
    column = change([one.translation for one in units])
    moved = [
        replace(one, translation=new, state=T if new else U)
        for one, new in zip(units, column, strict=True)
    ]
    after, outcome = reconcile([catalogue(*ours)], moved)
    return list(after[0].entries), outcome


@pytest.mark.parametrize("name", THREE_WAY)
@pytest.mark.parametrize(
    "change",
    [
        lambda column: ["", *column[:-1]],
        lambda column: [*column[1:], ""],
        lambda column: sorted(column, key=lambda words: words[::-1]),
    ],
    ids=["down", "up", "sorted alone"],
)
def test_a_column_that_slipped_is_refused_and_told(change: Change, name: str) -> None:
    after, outcome = came_back(change, name)
    assert tuple(after) == OURS
    assert not outcome.taken
    [told] = outcome.diagnostics
    assert told.code == "exchange-slipped"
    assert "stand beside another passage" in told.message
    assert len(outcome.refused) >= 6


def test_what_is_new_slips_with_its_neighbours_and_far_from_them_it_does_not() -> None:
    ours = (*OURS[:4], entry("b.new", "Ask for help.", ""), *OURS[4:], *LATER)
    units = there_and_back("xlsx", parcel(*ours)).units
    words = [one.translation for one in units]
    column = [*["Recién escrito.", *words[:8]], *words[9:-1], "Pida ayuda a tiempo."]
    after, outcome = came_back(lambda _: column, ours=ours)
    by_id = {one.unit_id: one for one in after}
    refused = {one.id: one.message for one in outcome.refused}
    assert "around it" in refused["a.0"]
    assert refused["a.1"] == "these are the words of a.0"
    assert by_id["b.new"].msgstr == ""
    assert (by_id["c.1"].msgstr, by_id["c.1"].state) == ("Pida ayuda a tiempo.", T)


LATER = (entry("c.0", "Go on.", "Siga adelante."), entry("c.1", "Ask for help in time.", ""))


def test_two_that_were_swapped_are_suggestions() -> None:
    after, outcome = came_back(lambda column: [column[1], column[0], *column[2:]])
    assert [one.state for one in after[:3]] == [F, F, T]
    assert [one.msgstr for one in after[:2]] == [OURS[1].msgstr, OURS[0].msgstr]
    assert {one.code for one in outcome.diagnostics} == {"exchange-moved"}
    assert not outcome.refused


def test_words_of_another_passage_are_a_suggestion_though_they_also_stay_there() -> None:
    after, outcome = came_back(lambda column: [column[1], *column[1:]], ours=UNLIKE)
    assert (after[0].msgstr, after[0].state) == (UNLIKE[1].msgstr, F)
    assert "a.1" in outcome.diagnostics[0].message


UNLIKE = (
    entry("a.0", "Drink enough, even at night.", "Beba lo suficiente."),
    entry("a.1", "Who pays for a wheelchair?", "¿Quién paga una silla de ruedas?"),
)


@pytest.mark.parametrize(
    "ours",
    [
        # Short ones, as headings.
        (entry("a.0", "Exercise", "Gimnasia"), entry("a.1", "Training", "Ejercicio")),
        # Texts that are nearly the same, or the very same.
        (
            entry("a.0", "Stop **before** you are tired!", "Pare."),
            entry("a.1", "Stop before you are tired.", "Descanse antes de cansarse."),
        ),
        (
            entry("a.0", "Call your nurse.", "Pare."),
            entry("a.1", "Call your nurse.", "Llame a su enfermera o enfermero."),
        ),
    ],
)
def test_the_same_words_on_purpose_are_finished(ours: tuple[Entry, ...]) -> None:
    after, outcome = came_back(lambda column: [column[1], column[1]], ours=ours)
    assert (after[0].msgstr, after[0].state) == (ours[1].msgstr, T)
    assert not outcome.diagnostics


def test_words_that_several_units_share_say_nothing() -> None:
    ours = (*OURS[:1], *(entry(f"b.{n}", f"{n} of them", "Las mismas palabras.") for n in "123"))
    after, outcome = came_back(lambda column: [column[1], "A", "B", "C"], ours=ours)
    assert {one.state for one in after} == {T}
    assert not outcome.diagnostics


def test_a_few_among_many_do_not_spoil_a_file() -> None:
    ours = tuple(entry(f"a.{n}", f"Source {n}", f"Traducción número {n}") for n in range(60))
    after, outcome = came_back(
        lambda column: [column[1], column[2], column[0], *(f"{words} bis" for words in column[3:])],
        ours=ours,
    )
    assert [one.state for one in after] == [F] * 3 + [T] * 57
    assert not outcome.refused


def test_what_stands_here_already_is_not_refused() -> None:
    """Somebody has put the words there by hand in the meantime."""
    units = there_and_back("po", parcel(*OURS)).units
    column = [*[one.translation for one in units[1:]], units[0].translation]
    moved = [replace(one, translation=new) for one, new in zip(units, column, strict=True)]
    now = [replace(one, msgstr=new) for one, new in zip(OURS, column, strict=True)]
    _, outcome = reconcile([catalogue(*now)], moved)
    assert len(outcome.unchanged) == len(OURS)
    assert not outcome.refused


@settings(max_examples=60)
@given(st.permutations(range(len(OURS))))
def test_no_order_of_the_column_finishes_a_wrong_passage(order: list[int]) -> None:
    after, _ = came_back(lambda column: [column[n] for n in order])
    for was, then in zip(OURS, after, strict=True):
        assert then.msgstr == was.msgstr or then.state is F


def returned(unit_id: str, words: str = "") -> Returned:
    return Returned(unit_id, f"Other {unit_id}", words, T if words else U, "es")


def test_a_file_of_another_guide_is_told_and_its_empty_entries_are_not_counted() -> None:
    other = [returned(f"x.{n}") for n in range(20)]
    _, outcome = reconcile([catalogue(*OURS)], other)
    assert not outcome.unchanged
    assert [one.code for one in outcome.diagnostics] == ["exchange-other-guide"]
    _, outcome = reconcile([catalogue(*OURS)], [*other, returned("a.0"), returned("a.1")])
    assert [one.code for one in outcome.diagnostics] == ["exchange-other-guide"]
    assert len(outcome.unchanged) == 2
    _, outcome = reconcile([catalogue(*OURS)], [*other[:8], returned("a.0"), returned("a.1")])
    assert not outcome.diagnostics
