"""Two versions of a catalogue brought together: laws for anything at all."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from adaptkit.catalogues.po import parse_po
from adaptkit.catalogues.threeway import bring_together, joined_file
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.records import replace

from .builders import ES, catalogue, entry
from .test_mend import HEADER, live_once
from .test_mend import entries as random_entries

VERSIONS = st.lists(random_entries(), max_size=6).map(live_once)
EXAMPLES = settings(max_examples=200)


def of(found: tuple[Entry, ...]) -> Catalogue:
    """As it would be read from a file: each key once."""
    from adaptkit.catalogues._twins import apart

    return Catalogue(ES, "guide", apart(found)[0], header=HEADER)


def finished(found: Catalogue) -> set[tuple[str, str, str, object]]:
    return {
        (e.unit_id, e.msgid, e.msgstr, e.plural)
        for e in found.live
        if e.state is EntryState.TRANSLATED
    }


def words(found: Catalogue) -> set[str]:
    return {e.msgstr for e in found.entries} - {""}


@EXAMPLES
@given(VERSIONS, VERSIONS, VERSIONS)
def test_nothing_becomes_finished_and_no_words_are_lost(
    base: tuple[Entry, ...], ours: tuple[Entry, ...], theirs: tuple[Entry, ...]
) -> None:
    was, mine, other = of(base), of(ours), of(theirs)
    joined = bring_together(was, mine, other)
    assert finished(joined.catalogue) <= finished(mine) | finished(other)
    shown = words(joined.catalogue) | {e.msgstr for e in joined.conflicts.values()}
    # What one side took out, and the other had left as it was, may go.
    assert (words(mine) | words(other)) - words(was) <= shown
    assert words(mine) & words(other) <= shown
    if not joined.conflicts:
        again = parse_po(joined_file(joined), path="", locale=ES, domain="guide")
        assert words(again) == words(joined.catalogue)


@EXAMPLES
@given(VERSIONS, VERSIONS)
def test_what_changed_on_one_side_only_is_that_side(
    base: tuple[Entry, ...], ours: tuple[Entry, ...]
) -> None:
    was, mine = of(base), of(ours)
    for joined in (bring_together(was, mine, was), bring_together(was, was, mine)):
        assert not joined.conflicts
        assert finished(joined.catalogue) <= finished(mine) | (finished(was) & finished(mine))
        assert words(mine) <= words(joined.catalogue)
    assert bring_together(was, mine, mine).catalogue.entries == mine.entries


def test_what_both_changed_is_left_to_a_person_and_only_that() -> None:
    base = catalogue(entry("a", "One", "Uno"), entry("b", "Two"), entry("c", "Three"))
    ours = catalogue(entry("a", "One", "Un"), entry("b", "Two", "Dos"), entry("c", "Three"))
    theirs = catalogue(entry("a", "One", "Una"), entry("b", "Two"), entry("c", "Three", "Tres"))
    joined = bring_together(base, ours, theirs)
    assert [e.msgstr for e in joined.catalogue.entries] == ["Un", "Dos", "Tres"]
    assert {n: e.msgstr for n, e in joined.conflicts.items()} == {0: "Una"}


def test_words_that_each_side_takes_out_where_the_other_has_them_stay() -> None:
    one, two = entry("a", "One", "Uno", "obsolete"), entry("b", "One", "Uno", "obsolete")
    joined = bring_together(catalogue(one, two), catalogue(one), catalogue(two))
    assert [(e.msgstr, e.state.value) for e in joined.catalogue.entries] == [("Uno", "obsolete")]
    live = replace(one, state=EntryState.TRANSLATED)
    joined = bring_together(catalogue(live, two), catalogue(live), catalogue(two))
    assert [(e.msgstr, e.state.value) for e in joined.catalogue.entries] == [("Uno", "obsolete")]


def test_notes_of_both_stay_and_the_later_date_wins() -> None:
    base = catalogue(entry("a", "One", "Uno", comment="first"))
    one = catalogue(entry("a", "One", "Uno", comment="first\nby Ana"))
    two = catalogue(entry("a", "One", "Uno", comment="first\nby Eva"))
    one = replace(one, header=(("PO-Revision-Date", "2026-01-02"), ("Last-Translator", "Ana")))
    two = replace(two, header=(("PO-Revision-Date", "2026-03-04"), ("Last-Translator", "Eva")))
    joined = bring_together(base, one, two)
    assert joined.catalogue.entries[0].comment == "first\nby Ana\nby Eva"
    assert dict(joined.catalogue.header) == dict(two.header)
    assert not joined.conflicts


def test_an_empty_entry_takes_the_words_of_the_other_side() -> None:
    nothing = Catalogue(ES, "guide")
    joined = bring_together(
        nothing, catalogue(entry("a", "One")), catalogue(entry("a", "One", "Uno", "fuzzy"))
    )
    assert joined.catalogue.entries[0].state is EntryState.FUZZY
    assert not joined.conflicts
    emptied = bring_together(
        catalogue(entry("a", "One", "Uno")),
        catalogue(entry("a", "One")),
        catalogue(entry("a", "One", "Una")),
    )
    assert list(emptied.conflicts) == [0]
