"""Laws of the ledger's lines: what is written is read, and a word counts for one text alone."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.model.diagnostic import Position, ProblemsFound
from adaptkit.model.place import Place, parse_place, place_of
from adaptkit.model.review import (
    Review,
    Role,
    Verdict,
    format_line,
    format_reviews,
    parse_line,
    parse_reviews,
    text_hash,
    with_reviews,
)
from adaptkit.records import replace

HERE = Position("reviews/es/guide.jsonl", 1)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
UNIT_NAME = st.from_regex(r"[a-z]+(\.[a-z]+)?|slot [a-z]+", fullmatch=True)
HASH = st.from_regex(r"[0-9a-f]{16}", fullmatch=True)
PLACE = st.builds(place_of, st.sampled_from(["replace", "append"]), UNIT_NAME, TEXT)
PERSON = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,5}", fullmatch=True)


@st.composite
def records(draw: st.DrawFn, units: st.SearchStrategy[str] = TEXT) -> Review:
    verdict = draw(st.sampled_from(Verdict))
    ignored = verdict is Verdict.IGNORED
    return Review(
        unit=draw(units),
        source=draw(HASH),
        target=draw(HASH),
        by=draw(PERSON),
        role=draw(st.sampled_from(Role)),
        on=draw(st.dates()).isoformat(),
        verdict=verdict,
        check=draw(TEXT) if ignored else "",
        note=draw(TEXT) if verdict is not Verdict.APPROVED else draw(st.just("") | TEXT),
        place=draw(st.just("") | PLACE),
        position=HERE,
    )


LEDGER = st.lists(records(st.sampled_from("abc")), max_size=8, unique_by=lambda one: one.key)


@given(records())
def test_what_is_written_is_read(review: Review) -> None:
    line = format_line(review)
    assert "\n" not in line
    assert parse_line(line, HERE) == review


@given(LEDGER, st.randoms())
def test_the_order_of_lines_says_nothing_and_is_always_the_same(
    ledger: list[Review], chance: random.Random
) -> None:
    text = format_reviews(ledger)
    lines = [f"{line}\n" for line in text.split("\n")[:-1]]
    chance.shuffle(lines)
    mixed = parse_reviews("".join(lines), HERE.path)
    assert {format_line(one) for one in mixed} == {format_line(one) for one in ledger}
    assert format_reviews(mixed) == text == format_reviews(parse_reviews(text, HERE.path))


@given(LEDGER, records(st.sampled_from("abc")))
def test_a_new_word_takes_the_place_of_the_same_persons_old_one_and_of_no_other(
    ledger: list[Review], new: Review
) -> None:
    after = with_reviews(ledger, [new])
    assert new in after
    # Who has seen it in its place has said more than they once said of it anywhere.
    anywhere = replace(new, place="").key if new.place else None
    left = [one for one in ledger if one.key != new.key and (one.place or one.key != anywhere)]
    assert set(after) - {new} == set(left)
    assert with_reviews(after, [new]) == after


@given(TEXT, st.data())
def test_white_space_and_ways_of_writing_accents_change_no_hash(
    text: str, data: st.DataObject
) -> None:
    spaces = st.sampled_from([" ", "\n", "\r\n", "  \n ", "\t", "\u00a0"])
    flowed = "".join(data.draw(spaces) if c == " " else c for c in " ".join(text.split()))
    assert text_hash(flowed) == text_hash(text)
    for form in ("NFC", "NFD"):
        assert text_hash(unicodedata.normalize(form, text)) == text_hash(text)


@given(TEXT, TEXT, st.integers(0, 40))
def test_any_other_letter_makes_another_hash(text: str, letter: str, at: int) -> None:
    changed = text[:at] + letter + text[at + 1 :]
    same = (
        unicodedata.normalize("NFC", changed).split() == unicodedata.normalize("NFC", text).split()
    )
    assert (text_hash(changed) == text_hash(text)) == same


def test_a_decision_is_looked_at_on_each_text_that_it_stands_on() -> None:
    here = Review(
        "MX/out", "0" * 16, "1" * 16, "ana", Role.LANGUAGE, "2026-01-01", Verdict.APPROVED
    )
    there = replace(here, source="2" * 16)
    assert with_reviews([here], [there]) == (here, there)
    again = replace(there, target="3" * 16, on="2026-02-02")
    assert with_reviews([here, there], [again]) == (here, again)
    text = [replace(one, unit="MX/out.1") for one in (here, there)]
    assert with_reviews(text[:1], text[1:]) == (text[1],)


GOOD = (
    '{"unit":"a.b","source":"0123456789abcdef","target":"0123456789abcdef","by":"ana",'
    '"role":"language","on":"2026-11-29","verdict":"approved"}'
)


@pytest.mark.parametrize(
    ("line", "codes", "says"),
    [
        ("<<<<<<< HEAD", ["review-conflict"], "merge conflict"),
        ("not JSON", ["review-damaged"], "no record"),
        ("[1]", ["review-damaged"], "no record"),
        (GOOD[:-9], ["review-damaged"], "no record"),
        (GOOD.replace("a.b", "\\ud800"), ["review-damaged"], "no record"),
        (GOOD.replace('"by"', '"buy"'), ["review-unknown-key", "review-damaged"], '"buy"'),
        (GOOD.replace('"ana"', "7"), ["review-damaged"], '"by" is empty, or is no text'),
        (GOOD.replace("ana", "Ana María"), ["review-damaged"], '"Ana María" can be no "by"'),
        (GOOD.replace("0123456789abcdef", "0"), ["review-damaged"] * 2, '"0" can be no "source"'),
        (GOOD.replace("2026-11-29", "2026-13-29"), ["review-damaged"], "2026-13-29"),
        (GOOD.replace("language", "languag"), ["review-damaged"], "languag"),
        (GOOD.replace("approved", "objection"), ["review-damaged"], "without a reason"),
        (GOOD.replace("approved", "ignored"), ["review-damaged"] * 2, "without a reason"),
        (GOOD[:-1] + ',"by":"ben"}', ["review-damaged"], '"by" stands twice'),
    ],
)
def test_a_line_that_cannot_be_read_is_told(line: str, codes: list[str], says: str) -> None:
    with pytest.raises(ProblemsFound) as stopped:
        parse_reviews(f"{GOOD.replace('a.b', 'other')}\n{line}\n", HERE.path)
    found = stopped.value.diagnostics
    assert [one.code for one in found] == codes
    assert {one.position.line for one in found} == {2}
    assert all(one.hint for one in found)
    assert says in found[0].message


def test_two_words_of_one_person_on_one_passage_are_told() -> None:
    later = GOOD.replace("2026-11-29", "2026-12-01")
    with pytest.raises(ProblemsFound) as stopped:
        parse_reviews(f"{GOOD}\n\n{later}\r\n", HERE.path)
    (one,) = stopped.value.diagnostics
    assert (one.code, one.position.line) == ("review-duplicate", 3)


def test_line_ends_empty_lines_and_a_mark_of_windows_change_nothing() -> None:
    assert parse_reviews(f"\ufeff{GOOD}\r\n\r\n", HERE.path) == parse_reviews(GOOD, HERE.path)


@given(PLACE)
def test_a_place_is_read_as_it_was_written(text: str) -> None:
    place = parse_place(text)
    assert place is not None
    assert str(place) == text
    assert parse_place(f" {text}") is None
    assert Place(place.operation, place.instead_of, place.target) == place


@pytest.mark.parametrize("place", ["replace", "replace 0 plan", f"{'0' * 16} plan", "x y z"])
def test_what_is_no_place_is_told(place: str) -> None:
    line = format_line(
        Review("MX/x.1", "0" * 16, "1" * 16, "ana", Role.LANGUAGE, "2026-11-29", Verdict.APPROVED)
    )
    with pytest.raises(ProblemsFound) as stopped:
        parse_line(line.replace("}", f', "place": "{place}"}}'), HERE)
    assert '"place"' in stopped.value.diagnostics[0].message
