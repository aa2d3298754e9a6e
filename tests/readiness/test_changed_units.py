"""Which entries of a catalogue have changed: found by looking at the part that differs only."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.catalogues.po import parse_po
from adaptkit.model.catalogue import Entry
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.locale import Locale
from adaptkit.readiness import changed_units
from adaptkit.readiness.changed_units import Otherwise

_HEAD = 'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
_parsed = partial(changed_units._parse, path="es.po", locale=Locale("es"), domain="guide")

words = st.sampled_from(["", "Uno", "Dos", "Uno dos"])
blocks = st.builds(
    lambda flag, id_, text, gap: f'{flag}msgctxt "{id_}"\n{gap}msgid "{id_}"\nmsgstr "{text}"\n',
    st.sampled_from(["", "#, fuzzy\n", "#. a note\n", "# mine\n", "# apart\n\n", "#~ "]),
    st.sampled_from("abcdefgh"),
    words,
    st.sampled_from(["", "", "", "\n"]),
)
catalogues = st.lists(blocks, max_size=7).map(lambda found: "\n".join([_HEAD, *found]))


def _entries(text: str) -> dict[str, Entry] | None:
    """By the reader that reads whole files; None where it refuses them or an id stands twice."""
    try:
        found = parse_po(text.encode(), path="es.po", locale=Locale("es"), domain="guide").entries
    except ProblemsFound:
        return None
    by_id = {entry.unit_id: _without_place(entry) for entry in found}
    return by_id if len(by_id) == len(found) else None


def _without_place(entry: Entry) -> tuple[object, ...]:
    return (entry.unit_id, entry.msgid, entry.msgstr, entry.state, entry.flags, entry.comment)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str]:
    """A catalogue, and the same one after somebody has worked on it."""
    before = draw(st.lists(blocks, max_size=7, unique_by=lambda block: block[-30:]))
    now = list(before)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(now)))
        if draw(st.booleans()) and at < len(now):
            now[at] = now[at].replace('msgstr "', 'msgstr "Otro ')
        else:
            now[at : at + draw(st.integers(0, 1))] = draw(st.lists(blocks, max_size=1))
    return "\n".join([_HEAD, *before]), "\n".join([_HEAD, *now])


@given(edited())
def test_what_is_found_is_what_reading_all_of_it_finds(both: tuple[str, str]) -> None:
    before, now = both
    old, new = _entries(before), _entries(now)
    if old is None or new is None:
        return  # no edition is made of such a catalogue
    try:
        then, here = changed_units._different(before, now, _parsed)
    except (Otherwise, ProblemsFound):
        return  # all of it is made anew
    changed = {id_ for id_ in old.keys() | new.keys() if old.get(id_) != new.get(id_)}
    found = then.keys() | here.keys()
    assert changed <= found
    for id_ in found:
        assert old.get(id_) == (_without_place(then[id_]) if id_ in then else old.get(id_))
        assert new.get(id_) == (_without_place(here[id_]) if id_ in here else new.get(id_))
    # One that has stayed is only left out where it is the same in both.
    assert all((id_ in then) == (id_ in here) for id_ in found & old.keys() & new.keys())


@given(catalogues, catalogues)
def test_the_part_that_differs_holds_all_that_does(before: str, now: str) -> None:
    for whole, part in zip(
        (before, now), changed_units._where_they_differ(before, now), strict=True
    ):
        assert part.startswith(_HEAD.rstrip("\n"))
        assert len(part) <= len(whole)
    old, new = changed_units._where_they_differ(before, now)
    assert (old == new) == (before == now) or before.strip() == now.strip()


def test_only_what_differs_is_read() -> None:
    """Of a thousand entries, with one changed, four or so."""
    many = [f'msgctxt "u{n}"\nmsgid "Text {n}"\nmsgstr "Texto {n}"\n' for n in range(1000)]
    before = "\n".join([_HEAD, *many])
    many[500] = many[500].replace("Texto", "Palabra")
    old, new = changed_units._where_they_differ(before, "\n".join([_HEAD, *many]))
    assert len(old) < 1000
    assert len(new) < 1000
    then, here = changed_units._different(before, "\n".join([_HEAD, *many]), _parsed)
    assert [*then] == [*here] == ["u500"]
    assert (then["u500"].msgstr, here["u500"].msgstr) == ("Texto 500", "Palabra 500")


@pytest.mark.parametrize("left", ["# a flag of what comes\n\n", "\n\n"])
def test_what_stands_loose_beside_a_change_is_read_whole(left: str) -> None:
    a, b = ('msgctxt "{0}"\nmsgid "{0}"\nmsgstr "{1}"\n'.format(*pair) for pair in ("ax", "by"))
    before = "\n".join([_HEAD, a, left + b])
    now = before.replace('"y"', '"z"')
    try:
        then, here = changed_units._different(before, now, _parsed)
    except Otherwise:
        return
    assert (then["b"].msgstr, here["b"].msgstr) == ("y", "z")
