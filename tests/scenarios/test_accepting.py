"""``adaptkit overlay accept``: who looked, when and why; nothing is accepted without a person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adaptkit.overlays.base import parse_base
from tests.scenarios.projects import TODAY, Project, small

BASE = "locales/overlays/MX/base.yaml"
NOTED = "locales/noted.txt"
SAID = ("--by", "Ana García", "--why", "Only one word changed.", "--today", "2026-11-30")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path)


def the_guide_changes(project: Project) -> None:
    project.change("source_guide/01-plan.md", "insurance plan decides", "insurance company decides")
    project.done("update", "--today", TODAY)


def drift(project: Project, edition: str = "es_MX") -> list[str]:
    (row,) = project.run("status", edition, "--json", "--today", TODAY).json
    return [one["operation"] for one in row["drift"]]


def codes(project: Project) -> set[str]:
    (row,) = project.run("status", "es_MX", "--json", "--today", TODAY).json
    return {one["code"] for one in row["blockers"]}


def accept(project: Project, *arguments: str) -> Any:
    return project.done("overlay", "accept", "MX", *arguments, *SAID, "--json").json


def test_what_was_accepted_is_noted_with_who_when_and_why(project: Project) -> None:
    before = parse_base(project.text(BASE), path=BASE)
    the_guide_changes(project)
    assert drift(project) == ["insurance"]
    assert "overlay-drift" in codes(project)
    done = accept(project, "insurance")
    assert done["drift"][0]["then"] == before["insurance"].seen[0].text
    assert done["files"] == [NOTED, BASE]
    after = parse_base(project.text(BASE), path=BASE)
    (seen,) = after["insurance"].seen
    assert "insurance company decides" in seen.text
    assert seen.chains == ()
    assert (seen.accepted_by, seen.accepted_on) == ("Ana García", "2026-11-30")
    assert seen.accepted_why == "Only one word changed."
    assert {id: one for id, one in after.items() if id != "insurance"} == {
        id: one for id, one in before.items() if id != "insurance"
    }
    assert drift(project) == []
    assert "overlay-drift" not in codes(project)
    # Nothing is left to be noted or told by the next update.
    tree = project.tree()
    assert "base-lost" not in project.done("update", "--today", TODAY).err
    assert project.tree() == tree


def test_it_shows_then_now_and_ours(project: Project) -> None:
    the_guide_changes(project)
    out = project.done("overlay", "accept", "MX", "insurance", *SAID).out
    assert "[-plan-] {+company+}" in out
    assert "Accepted by Ana García on 2026-11-30: Only one word changed." in out


def test_without_a_change_there_is_nothing_to_accept(project: Project) -> None:
    tree = project.tree()
    out = project.done("overlay", "accept", "MX", "insurance", *SAID).out
    assert out.startswith("Nothing to accept")
    assert project.tree() == tree


def test_what_changes_again_waits_again(project: Project) -> None:
    the_guide_changes(project)
    accept(project, "insurance")
    project.change("source_guide/01-plan.md", "insurance company decides", "insurance plan decides")
    project.done("update", "--today", TODAY)
    assert drift(project) == ["insurance"]


@pytest.mark.parametrize("lose", ["", "# nothing\n"])
def test_a_base_that_is_lost_can_be_accepted(project: Project, lose: str) -> None:
    the_guide_changes(project)
    if lose:
        project.write(BASE, lose)
    else:
        project.path(BASE).unlink()
    project.done("update", "--today", TODAY)
    assert "base-lost" in codes(project)
    assert accept(project, "insurance")["drift"] == []
    assert "base-lost" not in codes(project)
    project.done("update", "--today", TODAY)
    assert "base-lost" not in codes(project)
    assert drift(project) == []


def test_by_what_it_aims_at_and_whatever_the_case_of_the_overlay(project: Project) -> None:
    the_guide_changes(project)
    done = project.done("overlay", "accept", "mx", "plan.costs.insurance", *SAID, "--json").json
    assert (done["overlay"], done["operation"]) == ("MX", "insurance")


def test_names_that_are_not_there_and_words_that_say_nothing(project: Project) -> None:
    the_guide_changes(project)
    tree = project.tree()
    for arguments, said in (
        (("MX", "insurence"), 'did you mean "insurance"?'),
        (("MXX", "insurance"), 'did you mean "MX"?'),
    ):
        ran = project.run("overlay", "accept", *arguments, *SAID)
        assert ran.code != 0
        assert said in ran.err
    ran = project.run("overlay", "accept", "MX", "insurance", "--by", " ", "--why", "-")
    assert ran.code == 2
    assert "nobody is named" in ran.err
    assert "no reason is given" in ran.err
    assert project.run("overlay", "accept", "MX", "insurance").code == 2
    assert project.tree() == tree
