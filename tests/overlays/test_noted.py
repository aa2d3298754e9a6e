"""``noted.txt``: what was written is read, and no loss of any base is taken for news."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from adaptkit.model.overlay import BaseRecord, Noted, Seen
from adaptkit.overlays.base import looked_at
from adaptkit.overlays.noted import is_lost, noted_after, of_overlay, parse_noted, render_noted
from adaptkit.records import replace
from tests.overlays.builders import overlay

MADE = overlay("- {id: a, remove: x.y}\n- {id: b-2, remove: {slot: s}}")
NAMES = st.text("abc_-123.", min_size=1, max_size=8)
SIGNS = st.frozensets(st.text("0123456789abcdef", min_size=16, max_size=16), min_size=1)
CHAINS = ("guide", "guide > region")
TEXTS = st.sampled_from(["", "T", "T t", "R", "N"])


@given(
    st.dictionaries(st.tuples(NAMES, NAMES, NAMES.map(lambda name: f"slot {name}") | NAMES), SIGNS)
)
def test_what_was_written_is_read(lines: dict[tuple[str, str, str], frozenset[str]]) -> None:
    text = render_noted(lines)
    assert parse_noted(text) == lines
    assert render_noted(parse_noted(text)) == text


@given(
    st.dictionaries(st.sampled_from(CHAINS), st.tuples(TEXTS, TEXTS), min_size=1),
    st.dictionaries(st.sampled_from(CHAINS), st.tuples(TEXTS, TEXTS), min_size=1),
    st.sets(st.sampled_from(["a", "b-2"])),
)
def test_no_loss_is_taken_for_news(
    then: dict[str, tuple[str, str]], now: dict[str, tuple[str, str]], gone: set[str]
) -> None:
    """After a loss, what is noted anew had been noted before; all else stays lost."""
    seen = {chain: dict(zip(("a", "b-2"), said, strict=True)) for chain, said in then.items()}
    known = looked_at(MADE, seen)
    lines = noted_after({}, [known])
    assert {key[1] for key in lines} == {"a", "b-2"}
    base = {id: record for id, record in known.base.items() if id not in gone}
    cut = replace(known, base=base, noted=Noted(of_overlay(lines, known.name)))
    today = {chain: dict(zip(("a", "b-2"), said, strict=True)) for chain, said in now.items()}
    after = looked_at(cut, today)
    for operation in cut.operations:
        if operation.id not in gone:
            continue
        had = {text[operation.id] for text in seen.values()}
        for chain, said in today.items():
            lost = is_lost(cut, operation, chain, said[operation.id])
            assert lost is (said[operation.id] not in had)
            assert (after.seen(operation, chain) is None) is lost
    keys = [
        (cut.name, one.id, str(one.target))
        for one in cut.operations
        for chain, said in today.items()
        if is_lost(cut, one, chain, said[one.id])
    ]
    later = of_overlay(noted_after(lines, [after], keys), cut.name)
    again = replace(after, noted=Noted(later))
    for operation in cut.operations:
        for chain, said in today.items():
            args = operation, chain, said[operation.id]
            assert is_lost(again, *args) is is_lost(cut, *args)


def test_who_accepts_is_no_text() -> None:
    """A record without texts waits for an update, and is not lost."""
    noted = Noted({("a", "x.y"): frozenset({"0" * 16})})
    waiting = replace(MADE, noted=noted, base={"a": BaseRecord("x.y", (), "Ana")})
    assert not is_lost(waiting, MADE.operations[0], "guide", "T")
    assert looked_at(waiting, {"guide": {"a": "T"}}).base["a"].seen == (Seen("T", (), "Ana"),)
