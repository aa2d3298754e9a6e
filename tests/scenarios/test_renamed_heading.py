"""A heading's name is another one: with an alias nobody notices, else it is said what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from adaptkit.model.catalogue import EntryState
from tests.scenarios.projects import TODAY, Project, in_state, small

PLAN = "source_guide/01-plan.md"
OVERLAY = "locales/overlays/MX/overlay.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path / "guide")


def test_with_an_alias_all_is_clean_and_nothing_fuzzy(project: Project) -> None:
    words = {entry.msgid: entry.msgstr for entry in project.catalogue().live}
    project.change(PLAN, "{#costs}", "{#prices alias=costs}")
    said = project.done("update", "--json").json
    assert (said["drift"], said["diagnostics"]) == ([], [])
    assert in_state(project.catalogue(), EntryState.FUZZY) == []
    assert {entry.msgid: entry.msgstr for entry in project.catalogue().live} == words
    project.done("build", "es_MX", "--today", TODAY)


@pytest.mark.parametrize("command", ["update", "build", "status"])
@pytest.mark.parametrize(
    ("target", "now"),
    [("plan.costs.insurance", "plan.prices.insurance"), ("plan.costs", "plan.prices")],
)
def test_without_one_the_only_candidate_is_named_and_it_holds(
    project: Project, command: str, target: str, now: str
) -> None:
    project.change(OVERLAY, "replace: plan.costs.insurance", f"replace: {target}")
    project.done("update")
    project.change(PLAN, "{#costs}", "{#prices}")
    ran = project.run(command, "--today", TODAY)
    assert f'"{target}" is not in the guide' in ran.out + ran.err
    assert f": write {now}\n" in ran.out + ran.err
    project.change(OVERLAY, f"replace: {target}", f"replace: {now}")
    again = project.done("update", "--json").json
    assert {one["code"] for one in again["diagnostics"]} <= {"section-without-heading"}


def test_of_two_that_are_equally_near_both_are_named(project: Project) -> None:
    project.change(PLAN, "{#costs}", "{#prices}\n\n{#insurance}\nAsk who pays.\n\n## More {#fees}")
    ran = project.run("update")
    assert ran.code == 1
    assert "[target-missing]" in ran.err
    assert "write plan.prices.insurance or plan.fees.insurance" in ran.err


def test_of_a_section_that_was_cut_in_two_both_are_named(project: Project) -> None:
    project.change(OVERLAY, "replace: plan.costs.insurance", "replace: plan.costs")
    project.done("update")
    project.change(PLAN, "{#costs}", "{#prices}")
    project.change(
        PLAN, "- Write down your goals.", "## Goals {#goals}\n\n- Write down your goals."
    )
    ran = project.run("update")
    assert "write plan.prices or plan.goals" in ran.err
