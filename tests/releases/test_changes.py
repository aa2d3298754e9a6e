"""What is different for readers between two editions."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from adaptkit.model.release import Content, ReadersContact, ReadersValue
from adaptkit.records import replace
from adaptkit.releases.changes import Changes, NewNumbers, NewValue, Sorts, changes

NAMES = st.sampled_from(["a", "b", "c", "d"])
WORDS = st.dictionaries(NAMES, st.sampled_from(["1", "2", "3"]), max_size=3)
VALUES = st.dictionaries(
    NAMES,
    st.builds(ReadersValue, st.just("telephone"), st.sampled_from(["1", "2"]), st.booleans()),
)
CONTACTS = st.lists(
    st.builds(ReadersContact, NAMES, st.sampled_from(["x", "y"]), st.just(("1",))), max_size=3
).map(tuple)
CONTENTS = st.builds(
    Content,
    title=NAMES,
    chapters=WORDS,
    passages=WORDS,
    safety=WORDS,
    values=VALUES,
    contacts=CONTACTS,
    stories=WORDS,
    pictures=WORDS,
    rest=WORDS,
)


@given(CONTENTS)
def test_an_edition_has_not_changed_since_itself(one: Content) -> None:
    assert changes(one, one) == Changes()
    assert not changes(one, one)


@settings(max_examples=50)
@given(CONTENTS, CONTENTS)
def test_what_is_new_the_one_way_is_gone_the_other(one: Content, other: Content) -> None:
    there, back = changes(one, other), changes(other, one)
    for name in ("passages", "pictures", "stories", "contacts"):
        gone, came = getattr(there, name), getattr(back, name)
        assert set(gone.gone) == set(came.added), name
        assert len(gone.changed) == len(came.changed), name
    assert {(v.name, v.old, v.new) for v in there.values} == {
        (v.name, v.new, v.old) for v in back.values
    }


@settings(max_examples=50)
@given(CONTENTS, CONTENTS)
def test_no_number_is_ever_told_that_is_not_there(one: Content, other: Content) -> None:
    for value in changes(one, other).values:
        assert (value.old, value.new) == (
            one.values[value.name].text,
            other.values[value.name].text,
        )
        assert value.old != value.new
    told = {value.name for value in changes(one, other).values}
    both = one.values.keys() & other.values.keys()
    assert told == {name for name in both if one.values[name].text != other.values[name].text}


@given(WORDS, st.sampled_from(["z", "y"]))
def test_a_passage_with_another_name_is_the_same(words: dict[str, str], name: str) -> None:
    before = Content(passages={"x": "9", **words})
    after = Content(passages={name: "9", **words})
    assert not changes(before, after).passages


def test_passages_in_another_order_are_told() -> None:
    found = changes(Content(passages={"a": "1", "b": "2"}), Content(passages={"b": "2", "a": "1"}))
    assert found == replace(Changes(), reordered=True)


def test_safety_passages_are_told_by_their_headings_once() -> None:
    before = Content(passages={"a": "1", "b": "1", "c": "1"}, safety={"a": "Falls", "b": "Falls"})
    after = Content(
        passages={"a": "2", "b": "2", "d": "1x"}, safety={"a": "Falls", "b": "Falls", "d": "Fire"}
    )
    found = changes(before, after)
    assert found.safety == Sorts(added=("Fire",), changed=("Falls",))
    assert found.passages == Sorts(("d",), ("a", "b"), ("c",))


def test_a_safety_passage_among_others_under_its_heading_has_changed_that() -> None:
    before = Content(passages={"a": "1"}, safety={"a": "Falls"})
    after = Content(passages={"a": "1", "b": "2"}, safety={"a": "Falls", "b": "Falls"})
    assert changes(before, after).safety == Sorts(changed=("Falls",))
    assert changes(after, before).safety == Sorts(changed=("Falls",))


def test_numbers_of_safety_passages_come_first() -> None:
    before = {
        "line": ReadersValue("telephone", "1"),
        "urgent": ReadersValue("telephone", "911", True),
    }
    after = {"line": ReadersValue("telephone", "2"), "urgent": ReadersValue("telephone", "112")}
    assert changes(Content(values=before), Content(values=after)).values == (
        NewValue("urgent", "telephone", "911", "112", True),
        NewValue("line", "telephone", "1", "2", False),
    )


def test_a_contact_with_another_number_is_told_with_both() -> None:
    old, new = ReadersContact("We", "x", ("1", "2")), ReadersContact("We", "y", ("1", "3"))
    found = changes(Content(contacts=(old,)), Content(contacts=(new,)))
    assert found.numbers == (NewNumbers("We", ("1", "2"), ("1", "3")),)
    assert not found.contacts
    other = ReadersContact("We", "z", ("1", "2"))
    found = changes(Content(contacts=(old,)), Content(contacts=(other,)))
    assert (found.contacts, found.numbers) == (Sorts(changed=("We",)), ())


def test_a_chapter_in_another_file_is_the_same_chapter() -> None:
    found = changes(Content(chapters={"a": "Rest"}), Content(chapters={"b": "Rest"}))
    assert not found.chapters
