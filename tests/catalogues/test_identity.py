"""Identity: ids stay with their units, whatever an editor does to the guide."""

from __future__ import annotations

import hashlib
import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptkit.catalogues.identity import identify
from adaptkit.catalogues.po import parse_po, render_po
from adaptkit.model.catalogue import Catalogue, EntryState, Match, MatchKind
from adaptkit.model.document import BlockKind
from adaptkit.model.unit import Unit
from adaptkit.records import replace

from .builders import (
    ES,
    catalogue,
    entry,
    first_template,
    heading,
    settled,
    template,
    template_of,
    unit,
)


def born(text: str, kind: BlockKind = BlockKind.PARAGRAPH, section: str = "ch") -> str:
    digest = hashlib.sha256(f"{kind.value}\0{text}".encode()).hexdigest()
    return f"{section}.{digest[:4]}"


# Birth -----------------------------------------------------------------------------------


def test_ids_are_born_from_kind_and_text() -> None:
    units = [unit("One"), unit("One", kind=BlockKind.LIST_ITEM), unit("Café")]
    found = identify(units, None)
    expected = (born("One"), born("One", BlockKind.LIST_ITEM), born("Café"))
    assert found.ids == expected
    decomposed = [replace(u, source=unicodedata.normalize("NFD", u.source)) for u in units]
    assert identify(decomposed, None).ids == expected
    assert found.sections == {"ch": "ch"}
    assert {match.kind for match in found.matches} == {MatchKind.NEW}


def test_twins_add_their_number() -> None:
    units = [unit("Yes"), unit("No"), unit("Yes"), unit("Yes", "other"), unit("Yes")]
    yes = born("Yes")
    assert identify(units, None).ids == (
        yes, born("No"), f"{yes}-2", born("Yes", section="other"), f"{yes}-3",
    )  # fmt: skip


def test_a_clash_with_another_text_lengthens_the_hash() -> None:
    gone = catalogue(entry(born("One"), "Another", "Otro", "obsolete"))
    (unit_id,) = identify([unit("One")], catalogue(), lambda: [gone]).ids
    assert unit_id.startswith(born("One"))
    assert len(unit_id) == len(born("One")) + 1


def test_the_authors_ids_win() -> None:
    old = first_template([unit("One"), unit("Two")])
    named = unit("One", id="ch.first", explicit=True)
    found = identify([named, unit("Two")], old)
    assert found.ids == ("ch.first", born("Two"))
    assert found.matches[0] == Match("ch.first", MatchKind.EXACT, 1.0, (born("One"),))
    template = template_of(settled([named], found_one := identify([named], old)), old)
    assert found_one.matches[0].origins == (born("One"),)
    edited = identify([unit("Quite different", id="ch.first", explicit=True)], template)
    assert edited.matches[0].kind is MatchKind.EDITED
    assert edited.matches[0].origins == ("ch.first",)


def test_prose_of_an_overlay_is_numbered() -> None:
    units = [unit(text, "MY/story") for text in ("One thing", "Two things", "Three things")]
    first = identify(units, None, prefix="MY")
    assert first.ids == ("MY/story.1", "MY/story.2", "MY/story.3")
    old = template_of(settled(units, first))
    more = [unit("Something quite new", "MY/story"), *units]
    again = identify(more, old, prefix="MY")
    assert again.ids == ("MY/story.4", *first.ids)


# Sections --------------------------------------------------------------------------------


def test_a_renamed_section_keeps_its_id() -> None:
    before = [heading("What it costs", "ch.costs"), unit("Ask first.", "ch.costs")]
    old = first_template(before)
    after = [heading("What it may cost", "ch.prices"), unit("New here.", "ch.prices")]
    found = identify(after, old)
    assert found.sections == {"ch.prices": "ch.costs"}
    assert found.ids[0] == old.entries[0].unit_id
    assert found.ids[1].startswith("ch.costs.")


def test_a_section_that_its_author_names_is_not_frozen() -> None:
    old = first_template([heading("What it costs", "ch.costs")])
    found = identify([heading("What it costs", "ch.money", section_explicit=True)], old)
    assert found.sections == {"ch.money": "ch.money"}
    assert found.ids == (old.entries[0].unit_id,)


def test_two_sections_never_share_an_id() -> None:
    old = first_template([heading("What it costs", "ch.costs"), unit("Ask first.", "ch.costs")])
    after = [
        heading("What it costs you", "ch.costs-you"), unit("Ask first.", "ch.costs-you"),
        heading("Numbers", "ch.costs"), unit("A new one.", "ch.costs"),
    ]  # fmt: skip
    found = identify(after, old)
    assert found.sections == {"ch.costs-you": "ch.costs", "ch.costs": "ch.costs-2"}


# Return ----------------------------------------------------------------------------------


def test_a_unit_that_returns_takes_its_id_back() -> None:
    gone = catalogue(entry("ch.named", "One", "Uno", "obsolete"))
    found = identify([unit("One")], catalogue(), lambda: [gone])
    assert found.matches == (Match("ch.named", MatchKind.RETURNED, 1.0, ("ch.named",)),)


def test_without_a_template_the_catalogues_stand_in() -> None:
    texts = ["Bring a list of your medicines.", "Rest after the visit.", "Ask for a break."]
    units = [unit(text) for text in texts]
    old = first_template(units)
    frozen = replace(
        old, entries=tuple(replace(e, unit_id=f"ch.x{n}") for n, e in enumerate(old.entries))
    )
    spanish = replace(frozen, locale=ES, entries=frozen.entries[:2])
    french = replace(frozen, entries=frozen.entries[1:])
    edited = [replace(units[0], source="Bring a list of all your medicines."), *units[1:]]
    for order in ([spanish, french], [french, spanish]):
        found = identify(edited, None, lambda order=order: order)
        assert found.ids == ("ch.x0", "ch.x1", "ch.x2")
        assert found.matches[0].kind is MatchKind.EDITED


# A labelled set: what an editor did, and what became of each unit ---------------------------

OLD = [
    "Rehabilitation starts with an evaluation.",
    "The team learns about you, and you learn about the team.",
    "Costs",
    "Ask your insurance what it pays before you begin.",
    "Bring a list of your medicines and other remedies.",
    "Rest",
    "Choose a time of day when you usually have energy. Plan rest for after the visit.",
    "Some of the questions feel private.",
    "You can answer now, later, or not at all.",
]


def labelled() -> list[tuple[str, list[tuple[str, int | None]]]]:
    keep: list[tuple[str, int | None]] = [(text, n) for n, text in enumerate(OLD)]
    swapped = [*keep]
    swapped[3], swapped[4] = keep[4], keep[3]
    split: list[tuple[str, int | None]] = [
        *keep[:6], ("Choose a time of day when you usually have energy.", 6),
        ("Plan rest for after the visit.", None), *keep[7:],
    ]  # fmt: skip
    edit = "Bring a list of all your medicines and remedies."
    joined = "Some of the questions feel private. You can answer now, later, or not at all."
    insurance = "Ask the insurance what it will pay before you begin."
    return [
        ("nothing", keep),
        ("edit", [*keep[:4], (edit, 4), *keep[5:]]),
        ("edit and move", [(edit, 4), *keep[:4], *keep[5:]]),
        ("move", [*keep[4:], *keep[:4]]),
        ("swap", swapped),
        ("split", split),
        ("join", [*keep[:7], (joined, 7)]),
        ("short ones", [*keep[:2], ("Notes", None), *keep[3:5], ("Test", None), *keep[6:]]),
        ("a heading in place", [*keep[:2], ("What it costs", 2), *keep[3:]]),
        ("far insertion", [("A beginning for everyone", None), *keep, ("The end", None)]),
        ("removal", [keep[0], *keep[5:]]),
        ("punctuation", [*keep[:7], ("Some of the questions feel private!", 7), keep[8]]),
        ("two edits side by side", [*keep[:3], (insurance, 3), (edit, 4), *keep[5:]]),
    ]


@pytest.mark.parametrize(("title", "after"), labelled(), ids=[title for title, _ in labelled()])
def test_labelled(title: str, after: list[tuple[str, int | None]]) -> None:
    old = first_template([unit(text) for text in OLD])
    found = identify([unit(text) for text, _ in after], old)
    place = {e.unit_id: n for n, e in enumerate(old.entries)}
    assert [place.get(i) for i in found.ids] == [n for _, n in after], title
    kinds = {m.kind for m in found.matches}
    assert (MatchKind.SPLIT in kinds) == (title == "split")
    assert (MatchKind.MERGED in kinds) == (title == "join")
    assert (MatchKind.TRIVIAL in kinds) == (title == "punctuation")


def test_split_and_join_name_their_origins() -> None:
    cases = dict(labelled())
    old = first_template([unit(text) for text in OLD])
    ids = [e.unit_id for e in old.entries]
    split = identify([unit(text) for text, _ in cases["split"]], old).matches
    assert split[7].origins == (ids[6],)
    joined = identify([unit(text) for text, _ in cases["join"]], old).matches
    assert joined[-1].origins == (ids[7], ids[8])


def test_an_id_that_an_author_gives_again_is_not_given_to_the_text_that_bore_it() -> None:
    gone = catalogue(entry("ch.s0.named", "Yes", "Sí", "obsolete"))
    named = unit("Something else", "ch.s0", id="ch.s0.named", explicit=True)
    ids = identify([unit("Yes", "ch.s0"), named], template(("ch.s0.x", "Old")), lambda: [gone]).ids
    assert ids[1] == "ch.s0.named"
    assert ids[0] != ids[1]


# Laws ------------------------------------------------------------------------------------

SENTENCES = st.sampled_from(
    [f"{who} {does} {what}" for who in ("Ana", "Your team", "A nurse at home")
     for does in ("writes down", "asks about", "forgets") for what in ("it", "your sleep and rest")]
    + ["Yes", "No", "é", "e\u0301", "", "…", "{helpline}"]
).filter(bool)  # fmt: skip


@st.composite
def guides(draw: st.DrawFn) -> list[Unit]:
    units: list[Unit] = []
    for number in range(draw(st.integers(1, 3))):
        section = f"ch.s{number}"
        if draw(st.booleans()):
            units.append(heading(draw(SENTENCES), section))
        kinds = st.sampled_from([BlockKind.PARAGRAPH, BlockKind.LIST_ITEM])
        for kind, text in draw(st.lists(st.tuples(kinds, SENTENCES), max_size=6)):
            units.append(unit(text, section, kind))
    for name in draw(st.sets(st.sampled_from(["named", "other"]))) if units else ():
        n = draw(st.integers(0, len(units) - 1))
        units[n] = replace(units[n], id=f"{units[n].section}.{name}", explicit=True)
    return units


def shuffled(found: Catalogue, seed: int) -> Catalogue:
    entries = list(found.entries)
    random.Random(seed).shuffle(entries)
    # One of those that are gone bore an id that an author may give again.
    gone = [
        replace(e, unit_id=f"ch.gone{n}" if n else "ch.s0.named", state=EntryState.OBSOLETE)
        for n, e in enumerate(entries)
    ]
    return replace(found, locale=ES, entries=(*entries[::2], *gone[::3]))


@settings(max_examples=150)
@given(guides(), guides(), st.booleans(), st.booleans())
def test_ids_are_unique_stable_and_deterministic(
    before: list[Unit], after: list[Unit], lost: bool, numbered: bool
) -> None:
    prefix = "MY" if numbered else ""
    first = identify(before, None, prefix=prefix)
    assert len(set(first.ids)) == len(before)
    old = template_of(settled(before, first))
    old = parse_po(render_po(old).encode(), path="", locale=None, domain="guide")
    # Nothing changed: nothing changes, with the template or with a catalogue in its place.
    again = identify(settled_away(before), old, prefix=prefix)
    assert again.ids == first.ids
    assert again.sections == {u.section: first.sections[u.section] for u in before}
    assert all(m.kind is MatchKind.EXACT and m.origins == (m.unit_id,) for m in again.matches)
    assert identify(before, None, lambda: [replace(old, locale=ES)], prefix=prefix).ids == first.ids
    # Something else: all different, whoever asks, in whatever order the catalogues come.
    committed = [shuffled(old, 1), shuffled(old, 2), shuffled(old, 3)]
    previous = None if lost else old
    found = identify(after, previous, lambda: committed, prefix=prefix)
    assert found == identify(after, previous, lambda: committed[::-1], prefix=prefix)
    assert len(set(found.ids)) == len(after)
    assert len(set(found.sections.values())) == len(found.sections)
    assert all(m.unit_id == i for m, i in zip(found.matches, found.ids, strict=True))
    for u, i in zip(after, found.ids, strict=True):
        # What its author called it stands under the section's final id.
        assert not u.explicit or i == f"{found.sections[u.section]}.{u.id.rpartition('.')[2]}"


def settled_away(units: list[Unit]) -> list[Unit]:
    return [u if u.explicit else replace(u, id="") for u in units]
