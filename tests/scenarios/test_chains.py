"""One overlay in two chains: Mexico after Latin America, and Mexico alone for the United States."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from adaptkit.overlays.base import parse_base
from tests.scenarios.projects import TODAY, Project, translate

BASE = "locales/overlays/MX/base.yaml"
PLAN = "source_guide/plan.md"
REGION = "locales/overlays/latin-america/costs.md"
FILES = {
    "source_guide/guide.yaml": 'title: "Living"\nversion: "1"\nsource_language: en\n',
    PLAN: """\
# Plan {#plan}

A plan says what you want.

{#costs}
Ask what each visit costs.

{#help}
Ask your doctor.
""",
    "locales/overlays/latin-america/overlay.yaml": """\
overlay: latin-america
language: es
operations:
  - {id: costs, replace: plan.costs, with: costs.md}
""",
    REGION: "Pregunte cuánto cuesta.\n",
    "locales/overlays/MX/overlay.yaml": """\
overlay: MX
language: es
country: MX
operations:
  - {id: costs, replace: plan.costs, with: costs.md}
  - {id: help, remove: plan.help}
  - {id: more, insert_after: plan.costs, with: more.md}
""",
    "locales/overlays/MX/costs.md": "En México es gratis.\n",
    "locales/overlays/MX/more.md": "Lleve su credencial.\n",
    "locales/editions/es_MX.yaml": (
        'edition: es_MX\nlanguage: es\noverlays: [latin-america, MX]\npublisher: {name: "M"}\n'
    ),
    "locales/editions/es_US.yaml": (
        'edition: es_US\nlanguage: es\noverlays: [MX]\npublisher: {name: "U"}\n'
    ),
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path / "one")
    for name, content in FILES.items():
        project.write(name, content)
    project.done("update", "es", "--today", TODAY)
    translate(project)
    project.done("update", "--today", TODAY)
    return project


def drifting(project: Project) -> dict[str, list[str]]:
    rows = project.run("status", "--json", "--today", TODAY).json
    return {
        row["edition"]: [f"{one['overlay']}/{one['operation']}" for one in row["drift"]]
        for row in rows
    }


def held_up(project: Project, edition: str) -> list[Any]:
    """What stops a release because the guide has changed."""
    (row,) = project.run("status", edition, "--json", "--today", TODAY).json
    return [one["unit"] for one in row["blockers"] if one["code"] == "overlay-drift"]


def update(project: Project) -> Any:
    return project.run("update", "--json", "--today", TODAY).json


def test_both_chains_are_noted_and_neither_drifts(project: Project) -> None:
    assert (
        project.text(BASE).split("day.\n")[1]
        == """\
costs:
  target: "plan.costs"
  texts:
    - chains:
        - "guide"
      text: "Ask what each visit costs."
    - chains:
        - "guide > latin-america"
      text: "Pregunte cuánto cuesta."
help:
  target: "plan.help"
  chains:
    - "guide"
    - "guide > latin-america"
  text: "Ask your doctor."
more:
  target: "plan.costs"
  texts:
    - chains:
        - "guide"
      text: "Ask what each visit costs."
    - chains:
        - "guide > latin-america"
      text: "Pregunte cuánto cuesta."
"""
    )
    assert drifting(project) == {"es_MX": [], "es_US": []}
    assert update(project)["files"] == []
    # One chain, and the base is what it always was.
    assert "chains" not in project.text("locales/overlays/latin-america/base.yaml")


def test_a_change_of_the_guide_drifts_in_both(project: Project) -> None:
    project.change(PLAN, "Ask what", "Ask in writing what")
    project.change(PLAN, "Ask your doctor", "Ask your nurse")
    before = project.text(BASE)
    found = update(project)["drift"]
    assert {(one["overlay"], one["operation"], one["chain"]) for one in found} == {
        ("latin-america", "costs", "guide"),
        ("MX", "costs", "guide"),
        ("MX", "help", "guide > latin-america"),
        ("MX", "more", "guide"),
    }
    assert project.text(BASE) == before
    assert drifting(project) == {
        "es_MX": ["latin-america/costs", "MX/help"],
        "es_US": ["MX/costs", "MX/help", "MX/more"],
    }
    # Text beside a passage that has changed waits for nobody.
    assert held_up(project, "es_US") == ["plan.costs", "plan.help"]


def test_a_change_of_one_chain_drifts_there_alone(project: Project) -> None:
    project.write(REGION, "Pregunte antes cuánto cuesta.\n")
    found = update(project)["drift"]
    assert [(one["operation"], one["chain"]) for one in found] == [
        ("costs", "guide > latin-america"),
        ("more", "guide > latin-america"),
    ]
    assert drifting(project) == {"es_MX": ["MX/costs", "MX/more"], "es_US": []}
    assert held_up(project, "es_MX") == ["plan.costs"]
    said = project.run("update", "--today", TODAY).out
    assert "MX/costs (replace plan.costs) in guide > latin-america\n" in said


def test_a_text_known_in_one_chain_is_news_in_another(project: Project) -> None:
    """Latin America leaves the guide's own text alone again: Mexico has seen it only alone."""
    project.write(
        "locales/overlays/latin-america/overlay.yaml",
        "overlay: latin-america\nlanguage: es\noperations: []\n",
    )
    update(project)
    assert drifting(project) == {"es_MX": ["MX/costs", "MX/more"], "es_US": []}


def test_who_looked_in_place_of_the_texts_accepts_it_in_every_chain(project: Project) -> None:
    project.change(PLAN, "Ask what", "Ask in writing what")
    project.write(REGION, "Pregunte antes cuánto cuesta.\n")
    text = project.text(BASE)
    accepted = 'costs:\n  target: "plan.costs"\n  accepted_by: "Ana"\n'
    project.write(BASE, accepted + text[text.index("help:") :])
    update(project)
    found = drifting(project)
    assert "MX/costs" not in found["es_MX"] + found["es_US"]
    assert project.text(BASE).count('accepted_by: "Ana"') == 2
    assert "MX/more" in found["es_MX"]
    assert "MX/more" in found["es_US"]


def test_the_order_of_editions_changes_no_byte(project: Project, tmp_path: Path) -> None:
    """Editions are read in order of their names: other names, another order."""
    other = Project(tmp_path / "two")
    shutil.copytree(project.root, other.root)
    other.path(BASE).unlink()
    for old, new in (("es_MX", "zz"), ("es_US", "aa")):
        text = other.text(f"locales/editions/{old}.yaml")
        other.path(f"locales/editions/{old}.yaml").unlink()
        other.write(
            f"locales/editions/{new}.yaml", text.replace(f"edition: {old}", f"edition: {new}")
        )
    update(other)
    assert other.text(BASE) == project.text(BASE)


def test_a_base_of_one_text_is_kept_and_completed(project: Project) -> None:
    head = project.text(BASE).split("costs:")[0]
    old = head + 'costs:\n  target: "plan.costs"\n  text: "Pregunte cuánto cuesta."\n'
    project.write(BASE, old)
    assert drifting(project)["es_US"] == ["MX/costs"]
    ran = project.run("update", "--json", "--today", TODAY).json
    assert ran["drift"] == []
    assert [(d["code"], d["line"]) for d in ran["diagnostics"]] == [("base-new-chain", 5)]
    assert drifting(project) == {"es_MX": [], "es_US": []}
    assert update(project)["diagnostics"] == []


def test_a_second_edition_takes_nothing_for_read_that_waits(project: Project) -> None:
    """One chain, a change that nobody has looked at, then another language in the same chain."""
    project.path("locales/editions/es_MX.yaml").unlink()
    project.path(BASE).unlink()
    update(project)
    project.change(PLAN, "Ask what", "Ask in writing what")
    base = project.text(BASE)
    project.write("locales/editions/en_US.yaml", "edition: en_US\nlanguage: en\noverlays: [MX]\n")
    update(project)
    assert project.text(BASE) == base
    assert drifting(project)["en_US"] == ["MX/costs", "MX/more"]
    # Nor does a chain in which nobody has looked, as long as the old one waits too.
    project.write("locales/editions/es_MX.yaml", FILES["locales/editions/es_MX.yaml"])
    update(project)
    for entry in ("costs", "more"):
        of_today = project.text(BASE).split(f"{entry}:")[1].split("\nhelp:")[0]
        assert of_today == base.split(f"{entry}:")[1].split("\nhelp:")[0]
    assert drifting(project)["es_MX"] == ["latin-america/costs", "MX/costs", "MX/more"]


def test_what_one_chain_cannot_do_is_told_by_update(project: Project) -> None:
    project.write(
        "locales/overlays/latin-america/overlay.yaml",
        "overlay: latin-america\nlanguage: es\noperations:\n  - {id: gone, remove: plan.help}\n",
    )
    ran = project.run("update", "--today", TODAY)
    assert ran.code == 1
    assert "[target-removed]" in ran.err


def test_an_overlay_that_no_edition_has_is_looked_at_alone(project: Project) -> None:
    for name in ("es_MX", "es_US"):
        project.path(f"locales/editions/{name}.yaml").unlink()
    project.path(BASE).unlink()
    update(project)
    assert 'costs:\n  target: "plan.costs"\n  text: "Ask what' in project.text(BASE)


def test_of_two_chains_only_what_has_changed_is_accepted(project: Project) -> None:
    before = parse_base(project.text(BASE), path=BASE)["costs"].seen
    assert [seen.chains for seen in before] == [("guide",), ("guide > latin-america",)]
    project.change(PLAN, "Ask what each visit costs.", "Ask what every visit costs.")
    assert drifting(project)["es_US"] == ["MX/costs", "MX/more"]
    said = ("--by", "Ana", "--why", "One word.", "--today", TODAY, "--json")
    done = project.done("overlay", "accept", "MX", "costs", *said).json
    assert done["chains"] == ["guide"]
    after = parse_base(project.text(BASE), path=BASE)["costs"].seen
    assert after[1] == before[1]
    assert (after[0].text, after[0].accepted_by) == ("Ask what every visit costs.", "Ana")
    assert drifting(project)["es_US"] == ["MX/more"]
    assert drifting(project)["es_MX"] == ["latin-america/costs"]
    # Now the region's text changes too, for those who come after it.
    project.write(REGION, "Pregunte cuánto cuesta cada visita.\n")
    done = project.done("overlay", "accept", "MX", "costs", *said).json
    assert done["chains"] == ["guide > latin-america"]
    last = parse_base(project.text(BASE), path=BASE)["costs"].seen
    assert [seen.accepted_by for seen in last] == ["Ana", "Ana"]
