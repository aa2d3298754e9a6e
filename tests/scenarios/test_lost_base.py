"""A decision whose base was lost is told, stops a release, and is never taken as new."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.projects import TODAY, Project, small

BASE = "locales/overlays/MX/base.yaml"
NOTED = "locales/noted.txt"
PLAN = "source_guide/01-plan.md"
OVERLAY = "locales/overlays/MX/overlay.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path)


def update(project: Project) -> str:
    ran = project.done("update", "--today", TODAY)
    return ran.out + ran.err


def lost(project: Project) -> list[str]:
    """The operations that ``status`` names, each of which also stops a release."""
    (row,) = project.run("status", "es_MX", "--json", "--today", TODAY).json
    told = [one["unit"] for one in row["blockers"] if one["code"] == "base-lost"]
    to = project.path("out")
    ran = project.run("build", "es_MX", "--release", "--to", str(to), "--today", TODAY)
    assert (ran.out + ran.err).count("[base-lost]") == len(told)
    return told


def without_entry(project: Project) -> None:
    text = project.text(BASE)
    at = text.index("insurance:")
    project.write(BASE, text[:at] + text[text.index("variable-helpline:") :])


def emptied(project: Project) -> None:
    project.write(BASE, "# nothing\n")


def deleted(project: Project) -> None:
    project.path(BASE).unlink()


LOSSES: tuple[Callable[[Project], None], ...] = (without_entry, emptied, deleted)


def the_guide_changes(project: Project) -> None:
    project.change(PLAN, "your insurance plan decides", "your insurance company decides")


@pytest.mark.parametrize("lose", LOSSES)
@pytest.mark.parametrize("first", [True, False])
def test_what_is_lost_is_told_and_stops_a_release_for_ever(
    project: Project, lose: Callable[[Project], None], first: bool
) -> None:
    for step in (lose, the_guide_changes) if first else (the_guide_changes, lose):
        step(project)
    assert lost(project) == ["plan.costs.insurance"]
    for _ in range(2):
        assert "[base-lost]" in update(project)
        assert lost(project) == ["plan.costs.insurance"]
    # The others say what they said, and are noted again without anybody's work.
    assert "variable-helpline:" in project.text(BASE)


def test_drift_that_waits_is_not_accepted_by_a_loss(project: Project) -> None:
    the_guide_changes(project)
    assert "overlay text" in update(project)
    deleted(project)
    update(project)
    assert lost(project) == ["plan.costs.insurance"]


@pytest.mark.parametrize("lose", LOSSES)
def test_what_the_guide_still_says_is_noted_again(
    project: Project, lose: Callable[[Project], None]
) -> None:
    before = project.text(BASE), project.text(NOTED)
    lose(project)
    assert "[base-lost]" not in update(project)
    assert (project.text(BASE), project.text(NOTED)) == before
    assert lost(project) == []


@pytest.mark.parametrize("lose", [*LOSSES, lambda _: None])
def test_who_looked_accepts_it(project: Project, lose: Callable[[Project], None]) -> None:
    lose(project)
    the_guide_changes(project)
    update(project)
    text, at = project.text(BASE), project.text(BASE).find("insurance:")
    if at >= 0:
        text = text[:at] + text[text.index("variable-helpline:") :]
    entry = 'insurance:\n  target: "plan.costs.insurance"\n  accepted_by: "Ana"\n'
    project.write(BASE, text + entry)
    assert "[base-lost]" not in update(project)
    assert 'accepted_by: "Ana"\n  text: "In the United States, your insurance company' in (
        project.text(BASE)
    )
    assert lost(project) == []
    (row,) = project.run("status", "es_MX", "--json", "--today", TODAY).json
    assert row["drift"] == []


def test_a_base_that_comes_back_is_what_it_was(project: Project) -> None:
    before = project.text(BASE)
    deleted(project)
    the_guide_changes(project)
    update(project)
    project.write(BASE, before)
    assert "overlay text" in update(project)
    assert lost(project) == []


@pytest.mark.parametrize("with_list", [True, False])
def test_a_new_decision_is_noted_without_a_word(project: Project, with_list: bool) -> None:
    if not with_list:
        project.path(NOTED).unlink()
    project.change(OVERLAY, "operations:\n", "operations:\n  - {id: more, keep: plan.costs}\n")
    assert "[base" not in update(project)
    assert "more:" in project.text(BASE)
    assert "MX/more | plan.costs | " in project.text(NOTED)


def test_another_target_is_another_decision(project: Project) -> None:
    project.change(OVERLAY, "replace: plan.costs.insurance", "replace: plan.costs")
    the_guide_changes(project)
    assert "[base" not in update(project)


def test_another_id_accepts_nothing(project: Project) -> None:
    the_guide_changes(project)
    project.change(OVERLAY, "id: insurance", "id: who-pays")
    (row,) = project.run("status", "es_MX", "--json", "--today", TODAY).json
    update(project)
    (after,) = project.run("status", "es_MX", "--json", "--today", TODAY).json
    for seen in (row, after):
        assert [one["operation"] for one in seen["drift"]] == ["who-pays"]


@pytest.mark.parametrize("lose", LOSSES)
def test_in_a_project_without_the_list_templates_remember(
    project: Project, lose: Callable[[Project], None]
) -> None:
    project.path(NOTED).unlink()
    lose(project)
    the_guide_changes(project)
    assert "plan.costs.insurance" in lost(project)
    for _ in range(3):
        assert "[base-lost]" in update(project)
        assert "plan.costs.insurance" in lost(project)


def test_a_removal_without_the_list_too(project: Project) -> None:
    """It has no text of its own that a template could hold."""
    project.change(OVERLAY, "operations:\n", "operations:\n  - {id: away, remove: home}\n")
    project.change("source_guide/02-home.md", "{#danger .core}\n", "")
    update(project)
    project.path(NOTED).unlink()
    text = project.text(BASE)
    at, end = text.index("away:\n"), text.index("help:\n")
    project.write(BASE, text[:at] + text[end:])
    project.change("source_guide/02-home.md", "call for help at once", "call at once")
    for _ in range(2):
        assert "[base-lost]" in update(project)
        assert lost(project) == ["home"]


def test_the_list_of_two_branches_counts_with_its_conflict_marks(project: Project) -> None:
    lines = project.text(NOTED).splitlines(keepends=True)
    there = [line for line in lines if not line.startswith("MX/insurance")]
    ours = next(line for line in lines if line.startswith("MX/insurance"))
    marks = f"<<<<<<< ours\n{ours}=======\nMX/other | plan | 0123456789abcdef\n>>>>>>> theirs\n"
    project.write(NOTED, "".join(there) + marks)
    deleted(project)
    the_guide_changes(project)
    assert "[base-lost]" in update(project)
    assert "<<<" not in project.text(NOTED)
    assert "MX/other | plan | 0123456789abcdef" in project.text(NOTED)


def test_a_second_chain_accepts_nothing_that_is_lost(project: Project) -> None:
    project.write(
        "locales/editions/es_GT.yaml",
        "edition: es_GT\nlanguage: es_GT\noverlays: [region, MX]\n",
    )
    project.write(
        "locales/overlays/region/overlay.yaml",
        "overlay: region\nlanguage: es\noperations:\n"
        "  - {id: r, replace: plan.costs.insurance, with: r.md}\n",
    )
    project.write("locales/overlays/region/r.md", "Otra cosa.\n")
    update(project)
    before: Any = project.text(BASE)
    deleted(project)
    the_guide_changes(project)
    for _ in range(2):
        assert "[base-lost]" in update(project)
        assert lost(project) == ["plan.costs.insurance"]
    assert "Otra cosa" in before
    assert "insurance company" not in project.text(BASE)


def test_noted_lines_of_a_name_like_a_variable_s_are_read(project: Project) -> None:
    emptied(project)
    project.change("source_guide/guide.yaml", "1 800 555 0100", "1 800 555 0101")
    assert "variable-helpline" in update(project)
    assert lost(project) == ["helpline"]
