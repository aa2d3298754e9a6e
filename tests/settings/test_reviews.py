"""Who may sign what off, and who has to."""

from __future__ import annotations

import pytest

from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.review import Role
from adaptkit.model.signing import Demand
from adaptkit.settings.edition import parse_edition
from adaptkit.settings.guide import parse_guide_settings
from adaptkit.settings.reviews import parse_people

PATH = "reviews/people.yaml"


def test_people_are_read_in_file_order() -> None:
    people = parse_people(
        'ana:\n  name: "Ana  Pérez"\n  roles: [language, language]\n  languages: [es-MX, ms]\n'
        "b.ortiz-2: {name: Do not print my name, roles: [clinical, lived-experience]}\n",
        path=PATH,
    )
    ana, ben = people.values()
    assert [*people] == ["ana", "b.ortiz-2"] == [ana.key, ben.key]
    assert (ana.name, ana.roles, ana.languages) == ("Ana Pérez", (Role.LANGUAGE,), ("es_MX", "ms"))
    assert (ben.name, ben.roles) == ("", (Role.CLINICAL, Role.LIVED_EXPERIENCE))
    assert (ana.position.line, ben.position.line) == (1, 5)


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("Ana: {name: Ana, roles: [language]}", "wrong-name", '"Ana" cannot stand for a person'),
        ("ana pérez: {name: Ana, roles: [language]}", "wrong-name", "cannot stand for a person"),
        ("ana: {roles: [language]}", "missing-key", '"name" is missing'),
        ("ana: {name: Ana}", "missing-key", '"roles" is missing'),
        ("ana: {name: Ana, roles: []}", "missing-value", '"roles" names nobody'),
        ("ana: {name: Ana, roles: [clincal]}", "unknown-value", 'did you mean "clinical"?'),
        ("ana: {name: Ana, roles: language}", "wrong-type", "[language]"),
        ("ana: {name: Ana, roles: [language], mail: x}", "unknown-key", '"mail"'),
        ("ana: {name: Ana, roles: [language], languages: [spansih]}", "wrong-language", "spansih"),
        ("ana: {name: your name, roles: [language]}", "scaffold-left", "still the example"),
        ("ana: {name: Ana, roles: [language]}\nana: {name: B, roles: [clinical]}", "duplicate-key",
         "ana"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_person_is_told(text: str, code: str, says: str) -> None:
    with pytest.raises(ProblemsFound) as stopped:
        parse_people(f"{text}\n", path=PATH)
    (one,) = stopped.value.diagnostics
    assert (one.code, says in f"{one.message} {one.hint}") == (code, True), one


def demand(said: str) -> Demand | None:
    text = f"edition: es\nlanguage: es\n{said}"
    return parse_edition(text, path="locales/editions/es.yaml", name="es", formats=list).demand


def test_who_has_to_read_what() -> None:
    guide = parse_guide_settings("title: x\n", path="source_guide/guide.yaml").demand
    assert guide == Demand((Role.LANGUAGE,), (Role.CLINICAL,), 1) == Demand()
    assert demand("") is None
    assert demand("reviews: {people: 2}\n") == Demand(people=2)
    lived = demand("reviews: {required: [language, lived-experience], core: []}\n")
    assert lived == Demand((Role.LANGUAGE, Role.LIVED_EXPERIENCE), (), 1)
    assert guide.and_also(lived).core == (Role.CLINICAL,)


@pytest.mark.parametrize(
    ("said", "code", "says"),
    [
        ("{required: []}", "missing-value", "names nobody"),
        ("{required: [everybody]}", "unknown-value", "language, clinical, lived-experience"),
        ("{people: 0}", "wrong-type", "from 1 to 9"),
        ("{people: two}", "wrong-type", "whole number"),
        ("{role: [language]}", "unknown-key", '"role"'),
        ("[language]", "wrong-type", "mapping"),
    ],
)
def test_what_is_wrong_with_a_demand_is_told(said: str, code: str, says: str) -> None:
    with pytest.raises(ProblemsFound) as stopped:
        demand(f"reviews: {said}\n")
    (one,) = stopped.value.diagnostics
    assert (one.code, says in f"{one.message} {one.hint}") == (code, True), one
