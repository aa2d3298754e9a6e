"""What a reviewer with little time reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.model.locale import Locale
from adaptkit.model.pack import Earlier, Finding, PackState, PackUnit
from adaptkit.packs.risk import WORDS_A_MINUTE, cut, seconds
from adaptkit.records import replace


def unit(name: str, source: str = "Rest well.", **more: object) -> PackUnit:
    one = PackUnit(name, "guide", 0, "paragraph", PackState.TRANSLATED, source, f"ES {source}")
    return replace(one, **{"asked": True, **more})


SIGNED = Earlier("ben", "clinical", "2026-11-01", "approved")


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (unit("a", core=True), "core"),
        (unit("a", findings=(Finding("x", "error", "m"),)), "error"),
        (unit("a", findings=(Finding("x", "warning", "m"),)), "finding"),
        (unit("a", "Take 10 mg."), "dose"),
        (unit("a", "Wait 3 days."), "dose"),
        (unit("a", "Above 38.5 °C."), "dose"),
        (unit("a", "Call {helpline}."), "number"),
        (unit("a", "Room 12, building B."), "number"),
        (unit("a", "Do not wait."), "negation"),
        (unit("a", "You can’t drive."), "negation"),
        (unit("a", "Never alone."), "negation"),
        # In words, in any language that has data, and on the side of the translation alone.
        (unit("a", "Wait for two weeks."), "dose"),
        (unit("a", "Espere dos días.", source_language=Locale("es")), "dose"),
        (unit("a", "Nunca espere.", source_language=Locale("es")), "negation"),
        (unit("a", words="لا تنتظروا.", words_language=Locale("ar")), "negation"),
        (unit("a", "Attendez.", source_language=Locale("fr")), "other"),
        (unit("a", "A knot, a note, a nobleman."), "other"),
        (unit("a", state=PackState.OWN), "adapted"),
        (unit("a", earlier=(replace(SIGNED, stands=False),)), "changed"),
        # Whoever found a check to be mistaken has signed nothing.
        (unit("a", earlier=(replace(SIGNED, stands=False, verdict="ignored"),)), "other"),
        (unit("a"), "other"),
    ],
)
def test_why_a_passage_is_read(one: PackUnit, reason: str) -> None:
    _, chosen = cut([one], "clinical", 1)
    assert chosen.shown == ((reason, 1),)


def test_the_most_urgent_comes_first_and_the_rest_is_counted() -> None:
    long = "word " * WORDS_A_MINUTE
    units = [unit("a", long), unit("b", f"not {long}"), unit("c", long, core=True), unit("d", long)]
    picked, chosen = cut(units, "clinical", 3)
    read = [one.id for one in picked if not one.aside]
    assert read == ["c"]
    assert chosen.left_out == (("negation", 1), ("other", 2))
    assert [one.id for one in picked] == ["a", "b", "c", "d"]


def test_each_role_has_its_own_order() -> None:
    long = "word " * WORDS_A_MINUTE
    units = [unit("dose", f"10 mg {long}"), unit("own", long, state=PackState.OWN)]
    first = {
        role: [one.id for one in cut(units, role, 1)[0] if not one.aside]
        for role in ("clinical", "lived-experience")
    }
    assert first == {"clinical": ["dose"], "lived-experience": ["own"]}


def test_what_nobody_has_to_sign_and_what_is_signed_is_left_out() -> None:
    units = [unit("a", asked=False), unit("b", earlier=(SIGNED,)), unit("c")]
    assert [o.id for o in cut(units, "clinical", 9)[0] if not o.aside] == ["c"]
    assert [o.id for o in cut(units, "language", 9)[0] if not o.aside] == ["b", "c"]


UNITS = st.lists(
    st.builds(
        unit,
        st.uuids().map(str),
        st.text(max_size=200),
        core=st.booleans(),
        asked=st.booleans(),
        chapter=st.integers(0, 2),
    ),
    max_size=12,
)


@given(UNITS, st.sampled_from(["", "clinical", "language", "lived-experience"]), st.integers(1, 9))
def test_laws(units: list[PackUnit], role: str, minutes: int) -> None:
    picked, chosen = cut(units, role, minutes)
    places = [next(n for n, one in enumerate(units) if one.id == p.id) for p in picked]
    assert places == sorted(places)
    read = [one for one in picked if not one.aside]
    waiting = [one for one in units if one.asked]
    shown, left = (sum(n for _, n in c) for c in (chosen.shown, chosen.left_out))
    assert (shown, shown + left) == (len(read), len(waiting))
    assert len(read) < 2 or sum(map(seconds, read)) <= minutes * 60
    assert bool(read) == bool(waiting)
    if any(one.core for one in waiting) and not all(one.core for one in read):
        assert all(one in read for one in waiting if one.core)
