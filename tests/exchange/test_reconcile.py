"""Three-way: what changed on one side is taken, what changed on both is left to a person."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptkit.exchange.outgoing import key
from adaptkit.exchange.reconcile import reconcile
from adaptkit.model.catalogue import Entry, EntryState
from adaptkit.model.exchange import Outcome, Returned
from adaptkit.records import replace
from adaptkit.texts.sameness import digest
from tests.exchange.builders import (
    THREE_WAY,
    by_id,
    catalogue,
    entries,
    entry,
    parcel,
    saved,
    there_and_back,
    words,
)

T, F, U = EntryState.TRANSLATED, EntryState.FUZZY, EntryState.UNTRANSLATED


def returned(
    words: str,
    state: EntryState = T,
    base: str | None = "",
    base_state: EntryState | None = U,
    **more: object,
) -> Returned:
    known = None if base is None else digest(base)
    one = Returned("a.b", "Source", words, state, "es", known, base_state if known else None)
    return replace(one, **more)  # type: ignore[arg-type]


def run(ours: Entry, one: Returned) -> tuple[str, Entry, Outcome]:
    after, outcome = reconcile([catalogue(ours)], [one])
    names = ("taken", "unchanged", "stale", "conflicts", "unknown", "refused")
    found = [name for name in names if getattr(outcome, name)]
    assert len(found) == 1
    return found[0], after[0].entries[0], outcome


@pytest.mark.parametrize(
    ("ours", "one", "verdict", "words_then", "state_then"),
    [
        # (what the catalogue holds now, what came back, what is to be done)
        (entry("a.b", "Source"), returned("Neu"), "taken", "Neu", T),
        (entry("a.b", "Source"), returned("Neu", F), "taken", "Neu", F),
        (entry("a.b", "Source", "A"), returned("A", T, "A", T), "unchanged", "A", T),
        (entry("a.b", "Source", "A"), returned("B", T, "A", T), "taken", "B", T),
        (entry("a.b", "Source", "A", "fuzzy"), returned("A", T, "A", F), "taken", "A", T),
        (entry("a.b", "Source", "A", "fuzzy"), returned("B", T, "A", F), "taken", "B", T),
        (entry("a.b", "Source", "A"), returned("A", F, "A", T), "taken", "A", F),
        (entry("a.b", "Source", "C"), returned("B", T, "A", T), "conflicts", "C", T),
        (entry("a.b", "Source", "C"), returned("A", T, "A", T), "unchanged", "C", T),
        (entry("a.b", "Source", "B"), returned("B", T, "A", T), "unchanged", "B", T),
        (entry("a.b", "Source", "C"), returned("A", T, "A", F), "conflicts", "C", T),
        (entry("a.b", "Source", "A"), returned("B", T, "A", F), "conflicts", "A", T),
        # Nothing never replaces something.
        (entry("a.b", "Source", "A", "fuzzy"), returned("", U, "A", F), "unchanged", "A", F),
        (entry("a.b", "Source", "A"), returned("", U, "A", T), "refused", "A", T),
        (entry("a.b", "Source", "A"), returned("  ", T, "A", T), "refused", "A", T),
        # The source has changed since: only ever a suggestion.
        (entry("a.b", "Newer"), returned("B"), "stale", "B", F),
        (entry("a.b", "Newer", "A", "fuzzy"), returned("B", T, "A", T), "stale", "B", F),
        (entry("a.b", "Newer", "A", "fuzzy"), returned("A", T, "A", F), "unchanged", "A", F),
        (entry("a.b", "Newer", "C"), returned("B", T, "A", T), "conflicts", "C", T),
        # A file that does not say what the words were.
        (entry("a.b", "Source"), returned("B", base=None), "taken", "B", T),
        (entry("a.b", "Source", "A"), returned("B", base=None), "conflicts", "A", T),
        (entry("a.b", "Source", "A"), returned("A", base=None), "unchanged", "A", T),
        (entry("a.b", "Newer"), returned("B", F), "stale", "B", F),
        (entry("a.b", "Newer", "A"), returned("B", base=None), "conflicts", "A", T),
        # Finished in the file, a suggestion here, and nobody knows which came first.
        (entry("a.b", "Source", "A", "fuzzy"), returned("A", base=None), "unchanged", "A", F),
        (
            entry("a.b", "Source", "A", "fuzzy"),
            returned("A", base=None, explicit=True),
            "conflicts",
            "A",
            F,
        ),
        # Letters that some program could not save.
        (entry("a.b", "Source", "A"), returned("B\ufffd", T, "A", T), "refused", "A", T),
        (
            entry("a.b", "Source \ufffd"),
            returned("\ufffd", source="Source \ufffd"),
            "taken",
            "\ufffd",
            T,
        ),
        # What no PO file can hold.
        (entry("a.b", "Source"), returned("a\0b"), "refused", "", U),
        (entry("a.b", "Source"), returned("a\ud800b"), "refused", "", U),
    ],
)
def test_what_becomes_of_a_unit(
    ours: Entry, one: Returned, verdict: str, words_then: str, state_then: EntryState
) -> None:
    name, after, outcome = run(ours, one)
    assert (name, after.msgstr, after.state) == (verdict, words_then, state_then)
    assert ("fuzzy" in after.flags) == (after.state is F)
    assert outcome.left_over == (verdict in ("conflicts", "refused"))
    if verdict == "stale":
        # Going back to the text that finished words were made for makes them finished.
        assert after.previous_msgid == ("Source" if one.state is T else "")


def test_nfd_is_no_change() -> None:
    name, _, _ = run(entry("a.b", "é", "é"), returned("e\u0301", T, "é", T, source="e\u0301"))
    assert name == "unchanged"


def test_a_finished_unit_forgets_its_previous_text() -> None:
    ours = entry("a.b", "Source", "A", "fuzzy", previous_msgid="Before")
    _, after, _ = run(ours, returned("B", T, "A", F))
    assert after.previous_msgid == ""


def test_words_that_are_begun_are_finished_for_no_earlier_text() -> None:
    ours = entry("a.b", "Source", "A", "fuzzy", previous_msgid="Before")
    _, after, _ = run(ours, returned("B", F, "A", F))
    assert (after.msgstr, after.state, after.previous_msgid) == ("B", F, "")


def test_unknown_ids_are_listed_with_what_looks_like_them() -> None:
    ours = catalogue(entry("plan.costs.1234", "Ask"), entry("plan.rights.7", "Other"))
    lost = returned("Pida", id="plan.cost.1234", source="Ask")
    _, outcome = reconcile([ours], [lost])
    assert outcome.unknown[0].near[0] == "plan.costs.1234"
    assert outcome.unknown[0].theirs == "Pida"


def test_an_obsolete_unit_that_came_back_as_it_went_says_nothing() -> None:
    gone = entry("a.b", "Source", "A", "obsolete")
    _, outcome = reconcile([catalogue(gone)], [returned("A", T, "A", T)])
    assert not outcome.left_over
    _, outcome = reconcile([catalogue(gone)], [returned("B", T, "A", T)])
    assert outcome.unknown[0].ours == "A"


def test_a_lost_placeholder_is_told_and_never_finished() -> None:
    ours = catalogue(entry("a.b", "Call {helpline} or {any}."))
    one = returned("Llame.", source="Call {helpline} or {any}.")
    after, outcome = reconcile([ours], [one], placeholders={"helpline"})
    assert after[0].entries[0].state is F
    assert [d.code for d in outcome.diagnostics] == ["placeholder-missing"]
    assert "{helpline}" in outcome.diagnostics[0].message
    assert "{any}" not in outcome.diagnostics[0].message


def test_nor_is_it_finished_when_the_guide_goes_back() -> None:
    ours = catalogue(entry("a.b", "Call {x} now."))
    after, _ = reconcile([ours], [returned("Llame.", source="Call {x}.")])
    assert (after[0].entries[0].state, after[0].entries[0].previous_msgid) == (F, "")
    after, _ = reconcile([ours], [returned("Llame.", source="Call.")])
    assert (after[0].entries[0].state, after[0].entries[0].previous_msgid) == (F, "Call.")


def test_a_unit_twice_with_different_words_is_refused_and_twice_the_same_is_taken() -> None:
    ours = catalogue(entry("a.b", "Source"))
    after, outcome = reconcile([ours], [returned("A"), returned("B")])
    assert after[0] is ours
    assert {one.theirs for one in outcome.refused} == {"A", "B"}
    after, outcome = reconcile([ours], [returned("A"), returned("A")])
    assert after[0].entries[0].msgstr == "A"


def test_of_two_copies_the_one_that_was_worked_in_is_taken() -> None:
    ours = catalogue(entry("a.b", "Source", "A", "fuzzy"))
    copies = [returned("A", F, "A", F, notes=("One.",)), returned("B", T, "A", F, notes=("Two.",))]
    for order in (copies, copies[::-1]):
        after, outcome = reconcile([ours], order)
        assert (after[0].entries[0].msgstr, after[0].entries[0].state) == ("B", T)
        assert set(after[0].entries[0].comment.split("\n")) == {"One.", "Two."}
        assert not outcome.left_over


def test_notes_are_added_and_never_taken_away() -> None:
    ours = entry("a.b", "Source", "A", comment="Ours.\nBoth.")
    name, after, _ = run(ours, returned("A", T, "A", T, notes=("Both.\nTheirs.",)))
    assert name == "taken"
    assert after.comment == "Ours.\nBoth.\nTheirs."


def test_of_two_rows_of_one_unit_the_one_that_somebody_touched_counts() -> None:
    """Whether the words were changed or what they are worth."""
    ours = entry("a.b", "Source", "X", "fuzzy")
    same = returned("X", F, "X", F)
    after, outcome = reconcile([catalogue(ours)], [same, returned("X", T, "X", F)])
    assert not outcome.refused
    assert after[0].entries[0].state is T
    after, outcome = reconcile([catalogue(ours)], [same, returned("Y", F, "X", F)])
    assert not outcome.refused
    assert after[0].entries[0].msgstr == "Y"


def test_entries_with_plural_forms_are_let_alone() -> None:
    ours = catalogue(entry("a.b", "Source", plural=("Sources", ((0, "A"), (1, "B")))))
    after, outcome = reconcile([ours], [returned("X")])
    assert after[0] is ours
    assert outcome.unknown


@settings(max_examples=40)
@given(entries(), st.sampled_from(THREE_WAY))
def test_what_nobody_touched_changes_nothing(found: tuple[Entry, ...], name: str) -> None:
    sent = parcel(*found)
    delivery = there_and_back(name, sent)
    after, outcome = reconcile(sent.catalogues, delivery.units)
    assert not delivery.refused
    assert {(u.id, u.source, u.translation) for u in delivery.units} == {
        (key(e), e.msgid, e.msgstr) for e in found
    }
    assert len(outcome.unchanged) == len(found)
    assert after[0] is sent.catalogues[0]


@settings(max_examples=40)
@given(entries(), st.data(), st.sampled_from(THREE_WAY))
def test_no_words_are_lost_whatever_both_sides_did(
    found: tuple[Entry, ...], data: st.DataObject, name: str
) -> None:
    """Exported; then both sides change what they like; whatever the catalogue held stays, or
    was what the file was made from; whatever the file holds is taken, or listed."""
    delivery = there_and_back(name, parcel(*found))
    change = st.one_of(st.none(), st.just(""), words)
    theirs = []
    for one in delivery.units:
        new = data.draw(change)
        theirs.append(one if new is None else replace(one, translation=new, state=T if new else U))
    now = []
    for one in found:
        new, source = data.draw(change), data.draw(st.one_of(st.none(), words))
        held = one if new is None else entry(one.unit_id, one.msgid, new)
        now.append(held if source is None else replace(held, msgid=source))
    before = catalogue(*now)
    after, outcome = reconcile([before], theirs)
    exported = {e.unit_id: e.msgstr for e in found}
    for was, then in zip(before.entries, after[0].entries, strict=True):
        if was.msgstr:
            assert then.msgstr
        if then.msgstr != was.msgstr and was.msgstr:
            assert digest(was.msgstr) == digest(exported[was.unit_id])
    kept = {digest(e.msgstr) for e in after[0].entries}
    listed = {one.theirs for one in (*outcome.conflicts, *outcome.unknown, *outcome.refused)}
    for one, sent in zip(theirs, delivery.units, strict=True):
        if one.translation.strip() and one.translation != sent.translation:
            assert digest(one.translation) in kept or one.translation in listed
    assert by_id([saved(after[0])]).keys() == by_id(after).keys()
    again, second = reconcile(after, theirs)
    assert again[0] is after[0] or not second.taken
