"""``directory.yaml``: what is read, and all that is wrong, in ``cases/directory.md``."""

from __future__ import annotations

import json
from pathlib import Path

from adaptkit.model.contact import FIELDS, KINDS, Contact
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.settings.directory import parse_directory
from tests.cases import Case, compare, each, fenced

CASES = fenced(Path(__file__).parent / "cases")


def read(text: str) -> str:
    try:
        contacts = parse_directory(text, path="directory.yaml")
    except ProblemsFound as found:
        return "".join(
            f"{one.position.line}:{one.position.column}: {one.message} [{one.code}]\n  {one.hint}\n"
            for one in found.diagnostics
        )
    return "".join(map(told, contacts))


def told(contact: Contact) -> str:
    lines = [
        f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in contact.said.items()
    ]
    lines += [f"{code} is {json.dumps(n, ensure_ascii=False)}" for code, n in contact.areas.items()]
    return "\n".join(lines) + "\n"


@each(CASES)
def test_cases(case: Case) -> None:
    compare(case, {"read": read(case.parts["directory.yaml"])})


def test_all_fields_are_in_the_cases() -> None:
    found = {key for case in CASES for key in FIELDS if f"{key} = " in case.parts.get("read", "")}
    assert found == set(FIELDS)


def test_each_text_has_its_place() -> None:
    text = next(c.parts["directory.yaml"] for c in CASES if "longest" in c.title)
    (contact,) = parse_directory(text, path="d")
    lines = text.splitlines()
    stated = list(contact.leaves())
    assert len(stated) > 25
    for one in stated:
        said = one.text.replace("zh-Hans", "zh_Hans").replace("en-GB", "en_GB")
        place = contact.place(one.path)
        assert said in lines[place.line - 1][place.column - 1 :], one
    assert contact.place("helps_with.sw") == contact.place("helps_with")
    assert contact.place("nothing.there") == contact.position


def test_old_names_are_told_as_they_are_written() -> None:
    text = 'contacts:\n  - {name: A, telephone: "911", about: {es: x}, verified_by: u}\n'
    (contact,) = parse_directory(text, path="d")
    said = [contact.label(one.path) for one in contact.leaves()]
    assert said == ["name", "about.es", "telephone", "verified_by"]


def test_what_helps_at_once_comes_first() -> None:
    assert list(KINDS)[:3] == ["emergency", "police", "crisis"]
