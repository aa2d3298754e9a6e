"""``status --changes``: what is different since an edition was last built, and no more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.projects import TODAY, Project, small, translate


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path / "p")


def build(project: Project) -> None:
    project.done("build", "es_MX", "--to", str(project.path("build")), "--today", TODAY)


def changes(project: Project) -> Any:
    (row,) = project.done("status", "es_MX", "--changes", "--json", "--today", TODAY).json
    return row["changes"]


def kinds(project: Project) -> list[tuple[str, str]]:
    return [(one["kind"], one["text"]) for one in changes(project)["passages"]]


def test_without_a_build_nothing_is_known_and_it_says_so(project: Project) -> None:
    assert changes(project) == {
        "known": False,
        "release": "",
        "values": [],
        "guide_then": "",
        "guide_now": "",
        "translated_meanwhile": 0,
        "theme": [],
        "about": [],
        "passages": [],
    }
    said = project.done("status", "es_MX", "--changes").out
    assert "What changed in es_MX is not known: no build of it is in build/es_MX." in said


def test_right_after_a_build_nothing_has_changed(project: Project) -> None:
    build(project)
    found = changes(project)
    assert (found["known"], found["guide_then"], found["passages"]) == (True, "1.0", [])
    assert "nothing that can be told" in project.done("status", "es_MX", "--changes").out


def test_what_is_new_changed_and_removed_is_told_safety_passages_first(project: Project) -> None:
    build(project)
    project.change("source_guide/01-plan.md", "Ask what each visit costs.", "Ask for the price.")
    project.change("source_guide/01-plan.md", "- Choose one of them.\n", "")
    project.change("source_guide/02-home.md", "If you cannot stand up", "If you cannot get up")
    project.change("source_guide/02-home.md", "# At home\n", "# At home\n\nSit while you cook.\n")
    project.change("source_guide/guide.yaml", '"1.0"', '"1.1"')
    project.done("update")
    found = kinds(project)
    assert found[0] == ("changed", "If you cannot get up, call for help at once.")
    assert changes(project)["passages"][0]["core"]
    assert ("new", "Sit while you cook.") in found
    assert any(kind == "changed" and "Ask for the price." in text for kind, text in found)
    assert [text for kind, text in found if kind == "removed"] == [""]
    assert len(found) == 4
    said = project.done("status", "es_MX", "--changes").out
    assert "Changed in es_MX since its last build (guide 1.0, now 1.1):" in said
    first = said.partition("now 1.1):\n")[2].splitlines()[0]
    assert first.startswith("  SAFETY PASSAGE changed: source_guide/02-home.md:")


def test_what_was_translated_meanwhile_is_counted(project: Project) -> None:
    project.change("source_guide/02-home.md", "# At home\n", "# At home\n\nSit while you cook.\n")
    project.done("update")
    build(project)
    translate(project)
    assert (changes(project)["translated_meanwhile"], kinds(project)) == (1, [])


def test_what_an_overlay_does_otherwise_is_a_change(project: Project) -> None:
    build(project)
    file, old = "locales/overlays/MX/overlay.yaml", "replace: plan.costs.insurance"
    project.change(file, f"{old}\n    with: blocks/insurance.md", "remove: plan.costs.insurance")
    project.done("update")
    assert [kind for kind, _ in kinds(project)] != []


@pytest.mark.parametrize(
    "damaged",
    ["", "[", "[]", "{}", '{"edition": "es_MX", "guide": {"version": "1"}, "units": [7]}'],
)
def test_a_damaged_trace_is_as_none(project: Project, damaged: str) -> None:
    build(project)
    project.write("build/es_MX/trace.json", damaged)
    assert not changes(project)["known"]
