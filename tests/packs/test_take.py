"""Laws of taking answers in: nothing that a person wrote is lost, and twice is once."""

from __future__ import annotations

import datetime
import re
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from adaptkit.catalogues.po import parse_po, render_po
from adaptkit.commands.review_apply import ground_of
from adaptkit.model.answers import Answered, Answers
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.locale import Locale
from adaptkit.model.review import Review, Role, Verdict, format_reviews, parse_reviews
from adaptkit.packs.take import Ground, Place, Taken, take, written
from adaptkit.readiness.review_material import material_of
from adaptkit.records import replace
from adaptkit.texts.sameness import nfc
from adaptkit.workspace import Workspace
from tests.packs.packs import reviewed_project

TODAY = "2026-11-22"
# What a file of answers may hold: see ``packs/answers.py``.
TEXT = st.text(
    st.characters(
        exclude_categories=("Cs",), exclude_characters=[*map(chr, [*range(9), *range(11, 32), 127])]
    ).filter(lambda c: c not in "\ufffe\uffff"),
    min_size=1,
    max_size=60,
).filter(str.strip)


@cache
def the_ground() -> Ground:
    """Of the small project: made once, for it is never changed."""
    with tempfile.TemporaryDirectory() as folder:
        project = reviewed_project(Path(folder) / "p")
        workspace = Workspace.at(Path(project.root))
        return ground_of(workspace, material_of(workspace, "es_MX", datetime.date(2026, 11, 22)))


def given_by(by: str, role: Role, *answered: Answered) -> Answers:
    return Answers("a.json", "es_MX", by, role, answered)


def seen(ground: Ground, unit: str, **said: str) -> Answered:
    one = ground.units[unit]
    return Answered(unit, one.source_hash, one.words_hash, **{"on": TODAY, **said})


def after(ground: Ground, taken: Taken) -> Ground:
    """The ground once all of it has been written and read again."""
    entries = dict(ground.entries)
    for place, changed in taken.entries.items():
        for unit, entry in _read_again(place, changed).items():
            entries[unit] = (place, entry)
    said = {place: dict(units) for place, units in ground.edition.reviews.said.items()}
    for place, reviews in taken.reviews.items():
        for one in parse_reviews(format_reviews(reviews), "x.jsonl"):
            said.setdefault(place, {})[one.unit] = (*said.get(place, {}).get(one.unit, ()), one)
    reviews_now = replace(ground.edition.reviews, said=said)
    return replace(ground, entries=entries, edition=replace(ground.edition, reviews=reviews_now))


def _read_again(place: Place, changed: Mapping[str, Entry]) -> Mapping[str, Entry]:
    locale = Locale.parse(place[0])
    content = render_po(Catalogue(locale, place[1], tuple(changed.values()))).encode("utf-8")
    return parse_po(content, path="x.po", locale=locale, domain=place[1]).by_id()


@example("0", "\\", False)
@given(TEXT, TEXT, st.booleans())
def test_any_text_comes_back_as_it_was_written(words: str, comment: str, objects: bool) -> None:
    ground = the_ground()
    unit = next(one for one in ground.units.values() if one.state.value == "translated")
    said = {"verdict": "objection", "note": comment} if objects else {}
    given = [
        given_by(
            "ben",
            Role.CLINICAL,
            seen(ground, unit.id, suggestion=words, comment=comment, **said),
        )
    ]
    taken = take(ground, given)
    now = after(ground, taken)
    _, entry = now.entries[unit.id]
    if nfc(words.strip("\n")) != nfc(unit.words):
        assert entry.state is EntryState.FUZZY
        assert entry.msgstr == re.sub("[\x85\u2028\u2029]", " ", words).strip("\n")
        assert any(line.endswith(f": {written(unit.words)}") for line in entry.comment.split("\n"))
    # A line of a PO file that ends with a backslash gets a blank behind it.
    lines = [re.sub(r"\\ $", r"\\", line) for line in entry.comment.split("\n")]
    assert any(line.endswith(f": {written(comment)}") for line in lines)
    if objects:
        (review,) = now.edition.reviews.of("es", "guide", unit.id)
        assert review.note == comment.strip()
    again = take(now, given)
    assert not any(again.entries.values())
    assert not any(again.reviews.values())
    assert {one.what for one in again.told} <= {"already", *TO_LOOK_AT_AGAIN}


# What is true of the text is true again: with a suggestion there, they have seen another one.
TO_LOOK_AT_AGAIN = {"stale"}

ANSWERS = st.builds(
    dict,
    verdict=st.sampled_from(["", "approved", "objection"]),
    comment=st.sampled_from(["", "c", "d"]),
    suggestion=st.sampled_from(["", "Uno.", "Dos."]),
    on=st.sampled_from(["2026-11-20", "2026-11-21"]),
    stale=st.booleans(),
)
FILES = st.lists(
    st.tuples(
        st.sampled_from([("ana", Role.LANGUAGE), ("ben", Role.CLINICAL), ("ben", Role.LANGUAGE)]),
        st.dictionaries(st.integers(0, 5), ANSWERS, max_size=5),
    ),
    min_size=1,
    max_size=4,
)


@given(FILES)
def test_laws_of_taking_in(files: list[tuple[tuple[str, Role], dict[int, Any]]]) -> None:
    ground = the_ground()
    units = [one for one in ground.units.values() if one.asked][:6]
    given = []
    for (by, role), said in files:
        answered = []
        for number, one in said.items():
            one = dict(one)
            stale = one.pop("stale")
            if one["verdict"] == "objection":
                one["note"] = "why"
            made = seen(ground, units[number].id, **one)
            answered.append(replace(made, target="0" * 16) if stale else made)
        given.append(given_by(by, role, *answered))
    taken = take(ground, given)
    reviews = [one for each in taken.reviews.values() for one in each]
    _signed_is_what_was_seen(ground, reviews)
    for unit in units:
        _nothing_is_lost(ground, taken, unit.id, given)
    # In whatever order they come: the same is signed.
    turned = take(ground, given[::-1])
    assert _keys(reviews) == _keys([one for each in turned.reviews.values() for one in each])
    again = take(after(ground, taken), given)
    assert not any(again.entries.values())
    assert not any(again.reviews.values())


def _keys(reviews: list[Review]) -> list[tuple[str, ...]]:
    return sorted((*one.key, one.on, one.verdict.value) for one in reviews)


def _signed_is_what_was_seen(ground: Ground, reviews: list[Review]) -> None:
    assert len({one.key for one in reviews}) == len(reviews)
    for one in reviews:
        passage = ground.edition.asked[one.unit]
        assert one.is_about(passage.source, passage.words)


def _nothing_is_lost(ground: Ground, taken: Taken, unit: str, given: list[Answers]) -> None:
    if unit not in ground.entries:
        return
    place, before = ground.entries[unit]
    entry = taken.entries[place].get(unit, before)
    text = f"{entry.msgstr}\n{entry.comment}"
    assert before.msgstr in text
    approved = any(
        one.unit == unit and one.verdict is Verdict.APPROVED
        for each in taken.reviews.values()
        for one in each
    )
    if approved:
        assert (entry.msgstr, entry.state) == (before.msgstr, before.state)
    told = {one.said for one in taken.told if one.unit == unit}
    for file in given:
        for one in file.answered:
            if one.unit == unit:
                assert one.suggestion in text or one.suggestion in told
                assert one.comment in text
