"""A variable may be a short list by service: each passage says the number of the right one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.projects import Project, small, translate

SERVICES = """\
  emergency:
    kind: telephone
    note: "What answers when somebody is in danger."
    services:
      ambulance: "911"
      police: {value: "911", note: "Where somebody threatens you."}
      poison: "1-800-222-1222"
"""
CALL = "Call {emergency.ambulance}. In danger from a person, call {emergency.police}.\n"
LEBANON = """\
overlay: LB
language: es
country: LB
variables:
  helpline: "1564"
  emergency:
    services:
      ambulance: "140"
      police: "112"
      poison: ""
operations:
"""
OUT = "out/es_LB/md/02-home.md"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = small(tmp_path / "guide")
    project.change("source_guide/guide.yaml", "variables:\n", f"variables:\n{SERVICES}")
    chapter = project.text("source_guide/02-home.md")
    project.write("source_guide/02-home.md", f"{chapter}\n{{#call}}\n{CALL}")
    project.write("locales/overlays/LB/overlay.yaml", LEBANON)
    project.write("locales/editions/es_LB.yaml", "edition: es_LB\nlanguage: es\noverlays: [LB]\n")
    project.done("update")
    translate(project)
    project.done("update")
    return project


def build(project: Project, *more: str, edition: str = "es_LB") -> str:
    ran = project.run("build", edition, "--to", str(project.root / "out"), *more)
    return ran.out + ran.err


def test_each_service_has_its_number(project: Project) -> None:
    words = build(project)
    assert "error" not in words
    assert "value-undecided" not in words
    assert "Call 140. In danger from a person, call 112." in project.text(OUT)
    page = project.text("out/es_LB/html/02-home.html")
    assert '<a href="tel:140">' in page
    assert '<a href="tel:112">' in page
    pot = project.text("locales/guide.pot")
    assert "Where somebody threatens you." in pot
    assert "What answers when somebody is in danger." in pot


def test_one_that_is_left_is_another_countrys(project: Project) -> None:
    project.change("locales/overlays/LB/overlay.yaml", '      police: "112"\n', "")
    assert '{emergency.police} is "911", the value of another country' in build(project)
    assert '{emergency.police} is still "911", the value for US' in build(project, "--release")
    assert "call 112" not in project.text(OUT)
    project.change(
        "locales/overlays/LB/overlay.yaml",
        "variables:\n",
        'variables:\n  emergency.police: "112"\n',
    )
    assert "emergency.police" not in build(project, "--release")


def test_the_same_number_as_the_guides_is_asked_about(project: Project) -> None:
    project.change("locales/overlays/LB/overlay.yaml", 'ambulance: "140"', 'ambulance: "911"')
    assert "{emergency.ambulance} is still 911, the number of US" in build(project)


def test_none_is_a_decision_where_no_passage_needs_it(project: Project) -> None:
    assert "poison" not in build(project, "--release")
    chapter = project.text("source_guide/02-home.md")
    project.write("source_guide/02-home.md", f"{chapter}\nAsk {{emergency.poison}} first.\n")
    project.done("update")
    line = chapter.count("\n") + 2
    for words in (build(project), build(project, "--release")):
        assert (
            f"source_guide/02-home.md:{line}:1: error: this passage says {{emergency.poison}}"
            in (words)
        )
        assert "[value-missing]" in words
    assert "Ask — first." in project.text(OUT)


@pytest.mark.parametrize("how", ["short", "operation"])
def test_a_country_may_have_no_such_line_at_all(project: Project, how: str) -> None:
    """And then no passage may say it: readers would be sent to another service, or to nobody."""
    overlay = "locales/overlays/LB/overlay.yaml"
    if how == "short":
        project.change(overlay, 'helpline: "1564"', 'helpline: ""')
    else:
        project.change(overlay, '  helpline: "1564"\n', "")
        because = '{reason: "None", decided_by: [us], on: 2026-11-02}'
        project.change(
            overlay,
            "operations:\n",
            f'operations:\n  - {{id: h, set_variable: helpline, value: "", because: {because}}}\n',
        )
    words = build(project, "--release")
    assert "this passage says {helpline}, and there is none here" in words
    assert "empty-value" not in words
    project.write("locales/overlays/LB/blocks/own.md", "En el Líbano no hay ninguna.\n")
    text = project.text(overlay).rstrip("\n")
    replaced = "  - {id: i, replace: plan.costs.insurance, with: blocks/own.md}\n"
    project.write(overlay, f"{text}\n{replaced}")
    assert "value-missing" not in build(project, "--release")


def test_only_a_number_may_be_none(project: Project) -> None:
    project.change("source_guide/guide.yaml", "variables:\n", 'variables:\n  who: "Us"\n')
    project.change("locales/overlays/LB/overlay.yaml", "variables:\n", 'variables:\n  who: ""\n')
    assert "[empty-value]" in build(project)


def test_a_translation_that_loses_or_misspells_one_is_told(project: Project) -> None:
    for old, new in (("{emergency.police}", "{emergency.polise}"), ("{emergency.police}", "")):
        catalogue = project.text("locales/es/guide.po")
        at = catalogue.index('msgstr "ES Call {emergency')
        changed = catalogue[:at] + catalogue[at:].replace(old, new, 1)
        project.write("locales/es/guide.po", changed)
        assert "has lost {emergency.police}" in build(project)
        project.write("locales/es/guide.po", catalogue)


WRONG = [
    ("      police: {value", "      Police: {value", "wrong-name"),
    ('ambulance: "911"', 'ambulance: "call us"', "wrong-telephone"),
    ("  emergency:\n", "  term:\n", "wrong-name"),
    ("    services:\n", "    servces:\n", "services"),
]


@pytest.mark.parametrize(("old", "new", "said"), WRONG)
def test_what_is_wrong_is_told(project: Project, old: str, new: str, said: str) -> None:
    project.change("source_guide/guide.yaml", old, new)
    ran = project.run("update")
    assert ran.code == 1
    assert said in ran.err
    assert "source_guide/guide.yaml:" in ran.err


def test_a_new_overlay_lists_each_service(project: Project) -> None:
    project.done("add", "overlay", "KE", "--language", "sw")
    text = project.text("locales/overlays/KE/overlay.yaml")
    assert "emergency.ambulance:" in text
    assert "emergency.police:" in text
    ran = project.run("update")
    assert ran.code == 0, ran.err


def test_an_operation_may_set_one_with_a_reason(project: Project) -> None:
    project.change("locales/overlays/LB/overlay.yaml", '      police: "112"\n', "")
    project.write(
        "locales/overlays/LB/overlay.yaml",
        project.text("locales/overlays/LB/overlay.yaml")
        + '  - {id: police, set_variable: emergency.police, value: "112", '
        + "because: {reason: r, decided_by: [us], on: 2026-11-20}}\n",
    )
    assert "error" not in build(project)
    assert "call 112." in project.text(OUT)
