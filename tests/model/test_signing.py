"""Laws of signing off: a word counts for one text, and nothing becomes better without a person."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.model.place import place_of
from adaptkit.model.review import Review, Role, Verdict, text_hash
from adaptkit.model.signing import Demand, Judged, Passage, Person, Reviews
from adaptkit.records import replace

PEOPLE = {
    "ana": Person("ana", "Ana", (Role.LANGUAGE,), ("es",)),
    "ben": Person("ben", "", (Role.CLINICAL, Role.LANGUAGE)),
    "eva": Person("eva", "Eva", (Role.LIVED_EXPERIENCE,)),
}
UNITS = ("a", "b", "c")
TODAY = "2026-11-29"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
KINDS = st.sampled_from(["replace", "append", "swap_image"])
TARGETS = st.sampled_from(["plan.costs", "home", "slot help"])
PLACES = st.just("") | st.builds(place_of, KINDS, TARGETS, TEXT)
PASSAGES = st.tuples(TEXT, TEXT, st.booleans(), st.tuples(PLACES, PLACES, PLACES)).map(
    lambda said: [
        Passage("es", "guide", u, said[0] + u, said[1] + u, core=said[2], place=place)
        for u, place in zip(UNITS, said[3], strict=True)
    ]
)
DEMANDS = st.builds(
    Demand,
    required=st.lists(st.sampled_from(Role), min_size=1, unique=True).map(tuple),
    core=st.lists(st.sampled_from(Role), unique=True).map(tuple),
    people=st.integers(1, 3),
)


@st.composite
def said(draw: st.DrawFn, passages: Sequence[Passage]) -> list[Review]:
    """What people, and a stranger, say of these passages, or said of other words, or of the same
    words before anybody wrote down where they stand."""

    def one(at: int, by: str, role: Role, verdict: Verdict, old: bool, placed: bool) -> Review:
        passage = passages[at]
        words = f"{passage.words} once" if old else passage.words
        hashes = text_hash(passage.source), text_hash(words)
        more = {"check": "numbers"} if verdict is Verdict.IGNORED else {}
        more["place"] = passage.place if placed else ""
        return Review(passage.unit, *hashes, by, role, "2026-11-29", verdict, note="why", **more)

    word = st.builds(
        one,
        at=st.integers(0, 2),
        by=st.sampled_from([*PEOPLE, "zoe"]),
        role=st.sampled_from(Role),
        verdict=st.sampled_from(Verdict),
        old=st.booleans(),
        placed=st.sampled_from([True, True, False]),
    )
    return draw(st.lists(word, max_size=14, unique_by=lambda review: review.key))


def reviews(ledger: Sequence[Review]) -> Reviews:
    by_unit = {u: tuple(one for one in ledger if one.unit == u) for u in UNITS}
    return Reviews({("es", "guide"): by_unit}, PEOPLE)


def judge(ledger: Sequence[Review], passages: Sequence[Passage], demand: Demand) -> list[Judged]:
    made = reviews(ledger)
    return [made.judge(passage, demand) for passage in passages]


@given(st.data(), PASSAGES, DEMANDS)
def test_signed_means_everybody_who_is_asked_for_and_nobody_against_it(
    data: st.DataObject, passages: list[Passage], demand: Demand
) -> None:
    ledger = data.draw(said(passages))
    for passage, judged in zip(passages, judge(ledger, passages, demand), strict=True):
        own = [one for one in ledger if one.unit == passage.unit]
        now = [
            one
            for one in own
            if (one.source, one.target) == (text_hash(passage.source), text_hash(passage.words))
            and (one.place == passage.place or (not one.place and one.verdict is Verdict.OBJECTION))
        ]
        roles = {
            (one.role, one.by)
            for one in now
            if one.verdict is Verdict.APPROVED
            and one.by in PEOPLE
            and one.role in PEOPLE[one.by].roles
        }
        wanted = {*demand.required, *(demand.core if passage.core else ())}
        against = any(one.verdict is Verdict.OBJECTION for one in now)
        enough = len({by for _, by in roles}) >= demand.people
        assert judged.signed is (wanted <= {role for role, _ in roles} and enough and not against)


@given(st.data(), PASSAGES, DEMANDS, st.randoms())
def test_the_order_of_what_was_said_is_nothing(
    data: st.DataObject, passages: list[Passage], demand: Demand, chance: random.Random
) -> None:
    ledger = data.draw(said(passages))
    mixed = [*ledger]
    chance.shuffle(mixed)
    before, after = (judge(one, passages, demand) for one in (ledger, mixed))
    assert [one.signed for one in before] == [one.signed for one in after]
    assert [set(one.by) for one in before] == [set(one.by) for one in after]


@given(st.data(), PASSAGES, DEMANDS, st.sampled_from(UNITS), st.booleans(), st.integers(0, 12))
def test_a_letter_that_changes_voids_that_passage_and_no_other(
    data: st.DataObject, passages: list[Passage], demand: Demand, unit: str, words: bool, at: int
) -> None:
    ledger = data.draw(said(passages))
    field = "words" if words else "source"
    changed = []
    for one in passages:
        text = getattr(one, field)
        text = f"{text[:at]}x{text[at:]}" if one.unit == unit else text
        changed.append(replace(one, **{field: text}))
    before, after = judge(ledger, passages, demand), judge(ledger, changed, demand)
    for one, old, new in zip(passages, before, after, strict=True):
        if one.unit != unit:
            assert new == old
        else:
            assert (new.signed, *new.by, *new.objections, *new.strangers) == (False,)
            assert {*old.by, *old.objections, *old.strangers} <= {*new.void}


@given(st.data(), PASSAGES, DEMANDS, KINDS, TARGETS, TEXT)
def test_another_place_voids_that_passage_and_no_other(
    data: st.DataObject, passages: list[Passage], demand: Demand, kind: str, target: str, under: str
) -> None:
    """Another operation, another target, or another text of the guide under it."""
    ledger = data.draw(said(passages))
    first, *others = passages
    moved = replace(first, place=place_of(kind, target, under))
    before, after = judge(ledger, passages, demand), judge(ledger, [moved, *others], demand)
    assert after[1:] == before[1:]
    if moved.place != first.place:
        assert (after[0].signed, *after[0].by, *after[0].strangers) == (False,)
        # An objection of which nobody knows where it was made is never put aside by a move.
        assert {*after[0].objections} == {o for o in before[0].objections if not o.place}
        assert {*before[0].by, *before[0].strangers} <= {*after[0].void}


@given(PASSAGES, DEMANDS)
def test_two_places_that_are_exchanged_void_both(passages: list[Passage], demand: Demand) -> None:
    ledger = [
        Review(p.unit, *hashes, by, role, TODAY, Verdict.APPROVED, place=p.place)
        for p in passages
        for hashes in [(text_hash(p.source), text_hash(p.words))]
        for by in PEOPLE
        for role in Role
    ]
    one, two, three = passages
    swapped = [replace(one, place=two.place), replace(two, place=one.place), three]
    before, after = judge(ledger, passages, demand), judge(ledger, swapped, demand)
    for n, (old, new) in enumerate(zip(passages, swapped, strict=True)):
        assert after[n].signed is (before[n].signed and old.place == new.place)


@given(st.data(), PASSAGES, DEMANDS)
def test_whoever_has_said_nothing_since_it_changed_is_asked_again(
    data: st.DataObject, passages: list[Passage], demand: Demand
) -> None:
    ledger = data.draw(said(passages))
    for judged in judge(ledger, passages, demand):
        void = {(one.by, one.role) for one in judged.void}
        heard = {(o.by, o.role) for o in (*judged.by, *judged.objections, *judged.strangers)}
        assert {(one.by, one.role) for one in judged.again} == void - heard


@given(st.data(), PASSAGES, DEMANDS)
def test_flowing_and_decomposing_change_nothing(
    data: st.DataObject, passages: list[Passage], demand: Demand
) -> None:
    ledger = data.draw(said(passages))
    spaces = data.draw(st.sampled_from(["\n", "\r\n", "  ", " \t"]))

    def flowed(text: str) -> str:
        return unicodedata.normalize("NFD", text).replace(" ", spaces)

    other = [replace(one, source=flowed(one.source), words=flowed(one.words)) for one in passages]
    assert judge(ledger, other, demand) == judge(ledger, passages, demand)


@given(st.data(), PASSAGES, DEMANDS)
def test_nothing_becomes_better_by_losing_a_word_or_asking_for_more(
    data: st.DataObject, passages: list[Passage], demand: Demand
) -> None:
    """Without a person's approval: whoever objects has to sign, or the text to change."""
    ledger = data.draw(said(passages))
    gone = data.draw(st.sampled_from([None, *ledger]))
    left = [one for one in ledger if one is not gone or one.verdict is Verdict.OBJECTION]
    more = demand.and_also(data.draw(DEMANDS))
    before = judge(ledger, passages, demand)
    for after in (judge(left, passages, demand), judge(ledger, passages, more)):
        assert all(old.signed or not new.signed for old, new in zip(before, after, strict=True))


@given(PASSAGES, DEMANDS)
def test_what_has_no_words_is_signed_by_nobody(passages: list[Passage], demand: Demand) -> None:
    empty = [replace(one, words="") for one in passages]
    ledger = [
        Review(one.unit, text_hash(one.source), text_hash(""), by, role, TODAY, Verdict.APPROVED)
        for one in empty
        for by in PEOPLE
        for role in Role
    ]
    assert not any(one.signed for one in judge(ledger, empty, demand))
    assert not any(one.signed for one in judge([], passages, demand))


def test_a_language_without_a_country_means_all_and_a_decision_is_in_none() -> None:
    ana = PEOPLE["ana"]
    may = [ana.may_sign(Role.LANGUAGE, one) for one in ("es", "es_MX", "ms", "")]
    assert may == [True, True, False, True]
    decision = Passage("en", "MX", "MX/x", "0", "1", decision="set_variable")
    hashes = text_hash("0"), text_hash("1")
    said = Review("MX/x", *hashes, "ana", Role.LANGUAGE, TODAY, Verdict.APPROVED)
    made = Reviews({("en", "MX"): {"MX/x": (said,)}}, PEOPLE)
    assert made.judge(decision, Demand()).signed
    assert not made.judge(replace(decision, decision=""), Demand()).signed


@pytest.mark.parametrize(
    ("languages", "locale", "reads"),
    [
        ("", "ta_MY", True),
        ("ta", "ta_MY", True),
        ("zh_Hans", "zh_Hans_MY", True),
        ("zh_Hans", "zh_Hans", True),
        ("zh", "zh_Hans_MY", True),
        ("zh", "zh_Hant_TW", True),
        ("es_419", "es_MX", True),
        ("sr@latin", "sr_RS@latin", True),
        ("zh_Hant", "zh_Hans_MY", False),
        ("zh_Hans_SG", "zh_Hans_MY", False),
        ("es_MX", "es", False),
        ("es_MX", "es_ES", False),
        ("ms", "zh_Hans_MY", False),
        ("ms", "", True),
    ],
)
def test_who_reads_a_language_reads_it_for_every_country(
    languages: str, locale: str, reads: bool
) -> None:
    """Whoever was written down as reading zh_Hans could sign nothing of zh_Hans_MY."""
    person = Person("mei", languages=tuple(languages.split()), roles=(Role.LANGUAGE,))
    assert person.may_sign(Role.LANGUAGE, locale) is reads
