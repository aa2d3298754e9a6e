"""Terms in a text."""

from __future__ import annotations

import pytest

from adaptkit.guides.glossary import Glossary
from adaptkit.model.diagnostic import Position
from adaptkit.model.document import BlockKind, Term
from adaptkit.model.unit import Unit

TERMS = {
    term.key: term
    for term in (
        Term("relapse", "relapse", "new symptoms,\nor old ones"),
        Term("therapist", "therapist", "who treats"),
        Term("physical_therapist", "physical therapist", "movement"),
        Term("speech", "speech-language pathologist"),
        Term("therapy", "therapy", "", "a note"),
        Term("steroids", "steroids", "a medicine"),
        Term("ms", "MS", "multiple sclerosis"),
        Term("one", "one", "1"),
        Term("goal", "目标"),
        Term("spy", "spy", "who looks", "Never a relative."),
    )
}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A Relapse.", ["relapse"]),
        ("two relapses", ["relapse"]),
        ("relapsed, prelapse", []),
        ("Ask your physical\ntherapists.", ["physical therapist"]),
        ("A physical therapist and another therapist", ["physical therapist", "therapist"]),
        ("a speech language pathologist", ["speech-language pathologist"]),
        ("therapies; a steroid", ["steroids", "therapy"]),
        ("**MS** (ms)", ["MS"]),
        ("[x](relapse.md) `relapse` {relapse} <a relapse> https://x.org/relapse", []),
        ("目标是您想再次做的事情。", ["目标"]),
        ("", []),
    ],
)
def test_which_terms(text: str, names: list[str]) -> None:
    assert [term.name for term in Glossary(TERMS).terms_in(text)] == names


def notes(*texts: str) -> list[tuple[str, ...]]:
    units = [
        Unit("", BlockKind.PARAGRAPH, text, Position("a.md"), "a", notes=("x",)) for text in texts
    ]
    return [unit.notes for unit in Glossary(TERMS).noted(units)]


def test_lines_come_after_the_other_notes() -> None:
    assert notes("relapse") == [("x", "Glossary: relapse = new symptoms, or old ones")]
    assert notes("speech-language pathologist") == [
        ("x", "Glossary: speech-language pathologist"),
    ]
    assert notes("nothing") == [("x",)]


def test_a_note_is_told_at_the_first_use_and_where_there_is_no_definition() -> None:
    assert notes("spies", "a spy", "therapy", "therapies") == [
        ("x", "Glossary: spy = who looks Never a relative."),
        ("x", "Glossary: spy = who looks"),
        ("x", "Glossary: therapy = a note"),
        ("x", "Glossary: therapy = a note"),
    ]


def test_five_at_most_longest_first() -> None:
    text = "physical therapist, therapist, steroid, therapy, relapse, MS, one"
    found = [term.key for term in Glossary(TERMS).terms_in(text)]
    assert found == ["physical_therapist", "therapist", "steroids", "relapse", "therapy"]
