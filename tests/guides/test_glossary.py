"""Terms in a text."""

from __future__ import annotations

import pytest

from adaptkit.guides.glossary import hits
from adaptkit.model.document import Term

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
        ("", []),
    ],
)
def test_which_terms(text: str, names: list[str]) -> None:
    assert [line.removeprefix("Glossary: ").split(" = ")[0] for line in hits(text, TERMS)] == names


def test_lines() -> None:
    assert hits("relapse", TERMS) == ("Glossary: relapse = new symptoms, or old ones",)
    assert hits("therapy", TERMS) == ("Glossary: therapy = a note",)
    assert hits("speech-language pathologist", TERMS) == ("Glossary: speech-language pathologist",)


def test_five_at_most_longest_first() -> None:
    text = "physical therapist, therapist, steroid, therapy, relapse, MS, one"
    found = hits(text, TERMS)
    assert len(found) == 5
    assert found[0].startswith("Glossary: physical therapist")
    assert not any("MS" in line for line in found)
