"""An edition whose file cannot be read, or that has no translation, stops nobody else's work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.scenarios.projects import TODAY, Project, small

EDITION = "locales/editions/es_MX.yaml"


def broken(project: Project) -> None:
    project.write(EDITION, "edition: es_MX\nlanguage: [\n")


def without_catalogue(project: Project) -> None:
    text = project.text(EDITION)
    project.write("locales/editions/sw_KE.yaml", text.replace("es_MX", "sw_KE"))


BREAKS = [(broken, "es_MX"), (without_catalogue, "sw_KE")]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = small(tmp_path)
    project.write("locales/editions/es.yaml", "edition: es\nlanguage: es\n")
    return project


def build(project: Project, *arguments: str) -> tuple[int, str]:
    ran = project.run(
        "build", *arguments, "--to", str(project.path("out")), "--format", "html", "--today", TODAY
    )
    return ran.code, ran.out + ran.err


@pytest.mark.parametrize(("damage", "name"), BREAKS)
def test_others_are_built_and_it_is_told(
    damage: Callable[[Project], None], name: str, project: Project
) -> None:
    damage(project)
    code, said = build(project)
    assert code == 1
    assert f"locales/editions/{name}.yaml:" in said
    assert project.path("out/es/html/01-plan.html").exists()
    assert not project.path(f"out/{name}").exists()
    assert "es/html/" in project.text("out/index.html")
    # Alone, and for publishing, it stops.
    assert build(project, name)[0] == 1
    assert build(project, "--release")[0] == 1


def test_its_earlier_pages_stand(project: Project) -> None:
    assert build(project)[0] == 0
    before = project.path("out/es_MX/html/01-plan.html").read_bytes()
    broken(project)
    assert build(project)[0] == 1
    assert project.path("out/es_MX/html/01-plan.html").read_bytes() == before


@pytest.mark.parametrize(("damage", "name"), BREAKS)
def test_status_shows_the_others(
    damage: Callable[[Project], None], name: str, project: Project
) -> None:
    damage(project)
    ran = project.run("status", "--today", TODAY)
    assert ran.code == 1
    assert "es " in ran.out
    assert f"locales/editions/{name}.yaml:" in ran.out + ran.err
    rows = {row["edition"]: row for row in project.run("status", "--json", "--today", TODAY).json}
    assert rows["es"]["blockers"] is not None
    assert [one["path"] for one in rows[name]["blockers"]] == [f"locales/editions/{name}.yaml"]
    assert project.run("status", name, "--today", TODAY).code == 1


@pytest.mark.parametrize("other", [True, False])
@pytest.mark.parametrize("command", [["build"], ["status"], ["build", "--release"], ["update"]])
def test_a_broken_catalogue_and_a_wrong_operation_are_told_at_once(
    tmp_path: Path, command: list[str], other: bool
) -> None:
    project = small(tmp_path / "guide")
    if other:
        project.write("locales/editions/es_ES.yaml", "edition: es_ES\nlanguage: es_ES\n")
    project.change("locales/overlays/MX/overlay.yaml", "replace: plan", "replaec: plan")
    project.change("locales/es/guide.po", 'msgstr "ES At home"', 'msgstr "ES At home')
    ran = project.run(*command)
    assert ran.code == 1
    assert ran.err.count("[po-syntax]") == 1, ran.err
    assert ran.err.count("[unknown-operation]") == 1, ran.err
