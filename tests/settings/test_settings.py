"""What people write in YAML: read with its values, refused with its place."""

from __future__ import annotations

import pytest

from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.locale import Locale
from adaptkit.settings.directory import parse_directory
from adaptkit.settings.edition import parse_edition
from adaptkit.settings.guide import parse_guide_settings
from adaptkit.settings.terms import parse_terms
from adaptkit.writers import known_names


def test_guide_settings() -> None:
    text = """title: "T"
version: "1.0"
chapters: [a.md, b.md]
licence: {name: CC BY 4.0, url: "https://creativecommons.org/"}
variables:
  emergency_number: {value: "911", kind: telephone, note: n}
  team: "T"
"""
    settings = parse_guide_settings(text, path="source_guide/guide.yaml")
    assert settings.chapters == ("a.md", "b.md")
    assert settings.variables["emergency_number"].kind == "telephone"
    assert settings.chapters_position.line == 3
    assert parse_guide_settings("# Nothing yet.\n", path="p").title == ""
    with pytest.raises(ProblemsFound) as problems:
        parse_guide_settings("version: 1.0\nvariables: {Bad-Name: x}\n", path="p")
    assert [d.code for d in problems.value.diagnostics] == ["unquoted-value", "wrong-name"]


def test_terms() -> None:
    terms = parse_terms("pt: {name: physical therapist, note: n}\n", path="p")
    assert terms["pt"].name == "physical therapist"


def test_edition() -> None:
    text = "edition: es_MX\nlanguage: es\noverlays: [latin-america, MX]\nformats: [html, pdf]\n"
    spec = parse_edition(text, path="p", name="es_MX", formats=known_names)
    # Its name says whose Spanish it is, and its file may not say another country's.
    assert spec.locale == Locale("es", "", "MX")
    with pytest.raises(ProblemsFound) as two:
        parse_edition(
            "edition: es_MX\nlanguage: es_ES\n", path="p", name="es_MX", formats=known_names
        )
    assert [str(one.position) for one in two.value.diagnostics] == ["p:2:11"]
    assert [locale.posix for locale in spec.chain] == ["es_MX", "es_419", "es"]
    assert spec.overlays == ("latin-america", "MX")
    with pytest.raises(ProblemsFound) as problems:
        parse_edition(
            "edition: es\nlanguage: es\nformats: [htm]\nfallback: omitt\n",
            path="p",
            name="es_MX",
            formats=known_names,
        )
    assert [d.hint for d in problems.value.diagnostics] == [
        "write edition: es_MX, or rename the file to es.yaml",
        'did you mean "html"?',
        'did you mean "omit"?',
    ]


def test_questions_of_all_chapters_are_told_where_they_belong() -> None:
    with pytest.raises(ProblemsFound) as problems:
        parse_guide_settings('title: x\nquestions: ["Whom?"]\n', path="guide.yaml")
    (found,) = problems.value.diagnostics
    assert (found.code, found.position.line) == ("unknown-key", 2)
    assert "at the top of that chapter" in found.hint


def test_directory() -> None:
    text = """contacts:
  - name: {en: MSIF, ms: MSIF}
    url: https://www.msif.org
    telephone: "+60 3-1234 5678"
    about: {en: A network}
    verified_by: someone
    verified_on: 2026-11-02
"""
    (contact,) = parse_directory(text, path="p")
    assert (contact.name, contact.status, contact.texts("helps_with")) == (
        "MSIF",
        "verified",
        {"en": "A network"},
    )
    with pytest.raises(ProblemsFound) as problems:
        parse_directory(
            "contacts:\n  - {name: A, url: 'js:x', telephone: call us, verify_by: 2026-02-30}\n",
            path="p",
        )
    assert [d.code for d in problems.value.diagnostics] == [
        "wrong-url",
        "wrong-telephone",
        "wrong-date",
    ]


@pytest.mark.parametrize(
    "number", ["131", "+56 2 1234 5678", "(55) 1234-5678", "*4141", "#31", "112"]
)
def test_telephone_numbers(number: str) -> None:
    text = f'variables: {{n: {{value: "{number}", kind: telephone}}}}\n'
    assert parse_guide_settings(text, path="guide.yaml").variables["n"].value == number


@pytest.mark.parametrize("day", ["2026-13-45", "0000-00-00", "2026-02-30", "2026-1-5"])
def test_a_variable_of_days_is_a_day_of_the_calendar(day: str) -> None:
    text = f'variables:\n  n: {{value: "{day}", kind: date}}\n'
    with pytest.raises(ProblemsFound) as problems:
        parse_guide_settings(text, path="guide.yaml")
    (found,) = problems.value.diagnostics
    assert (found.code, found.position.line) == ("wrong-date", 2)


@pytest.mark.parametrize("day", ["2026-01-31", "31 January 2026", "1/2/2026", "every Monday"])
def test_a_day_may_be_said_in_words(day: str) -> None:
    text = f'variables: {{n: {{value: "{day}", kind: date}}}}\n'
    assert parse_guide_settings(text, path="guide.yaml").variables["n"].value == day


def test_contacts_without_their_first_line() -> None:
    with pytest.raises(ProblemsFound) as problems:
        parse_directory('- name: "MS Kenya"\n', path="directory.yaml")
    (found,) = problems.value.diagnostics
    assert "write contacts: on a line of its own" in found.hint
