"""``update`` names each passage that changed, once, with its place; safety passages first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.projects import Project, small

PLAN, HOME = "source_guide/01-plan.md", "source_guide/02-home.md"
COSTS = "Ask what each visit costs. Ask who pays for it, and what is left for you."
LONG = "A plan says what you want to do, and by when. It is yours to change."


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path / "guide")


def told(project: Project) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = project.done("update", "--json").json["passages"]
    return found


def test_nothing_is_said_of_what_stays(project: Project) -> None:
    assert told(project) == []
    assert "edited" not in project.done("update").out


def test_an_edit_has_its_line_and_a_safety_passage_comes_first(project: Project) -> None:
    project.change(PLAN, COSTS, COSTS + " Write it down.")
    project.change(HOME, "call for help at once", "call for help")
    both = [(one["kind"], one["file"], one["line"], one["safety"]) for one in told(project)]
    assert both == [("edited", HOME, 6, True), ("edited", PLAN, 9, False)]


def test_people_read_the_same(project: Project) -> None:
    project.change(HOME, "call for help at once", "call for help")
    out = project.done("update").out
    assert "  SAFETY PASSAGE edited: source_guide/02-home.md:6 home.at-home.danger" in out or (
        "  SAFETY PASSAGE edited: source_guide/02-home.md:6 home.danger" in out
    )


def test_a_safety_passage_that_is_taken_out_is_named(project: Project) -> None:
    project.change(HOME, "\n{#danger .core}\nIf you cannot stand up, call for help at once.\n", "")
    [one] = told(project)
    assert (one["kind"], one["file"], one["line"], one["safety"]) == ("removed", HOME, None, True)


def test_a_split_is_one_change(project: Project) -> None:
    head, tail = "A plan says what you want to do, and by when.", "It is yours, and you may change"
    project.change(PLAN, LONG, f"{head} {tail} it.")
    project.done("update")
    project.change(PLAN, f"{head} {tail} it.", f"{head}\n\n{tail} it.")
    [one] = told(project)
    assert (one["kind"], one["line"], len(one["others"])) == ("split", 3, 1)
    project.change(PLAN, f"{head}\n\n{tail} it.", f"{head} {tail} it.")
    [one] = told(project)
    assert (one["kind"], one["line"]) == ("merged", 3)


def test_what_moves_and_what_is_spelt_otherwise(project: Project) -> None:
    rest = "Rest before you are tired. See [your plan](01-plan.md#costs)."
    project.change(HOME, f"{rest}\n\n", "")
    project.change(PLAN, f"{LONG}\n", f"{LONG}\n\n{rest.replace('(01-plan.md', '(')}\n")
    kinds = {one["kind"] for one in told(project)}
    assert kinds <= {"moved", "trivial"}
    project.change(PLAN, COSTS, COSTS.replace("Ask who", "*Ask* who"))
    told(project)
    project.change(PLAN, "*Ask* who", "_Ask_ who")
    assert [one["kind"] for one in told(project)] == ["respelt"]
    project.change(
        PLAN,
        "- Write down your goals.\n- Choose one of them.",
        "- Choose one of them.\n- Write down your goals.",
    )
    assert [one["kind"] for one in told(project)] == ["moved"]
