"""An edition whose file cannot be read, or that has no translation, stops nobody else's work."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.scenarios.kept_builds import pages
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


HTML = ("--format", "html", "--today", TODAY)


def build(project: Project, *arguments: str) -> tuple[int, str]:
    ran = project.run("build", *arguments, "--to", str(project.path("out")), *HTML)
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


def damaged_catalogue(project: Project) -> None:
    project.change(
        "locales/es/guide.po", 'msgstr "ES Write down your goals."', 'msgstr "ES Write down'
    )


def damaged_ledger(project: Project) -> None:
    project.write("reviews/es/guide.jsonl", "{no record\n")


def damaged_sessions(project: Project) -> None:
    project.write("reviews/readers/es_MX.jsonl", "{no session\n")


MATERIAL = [
    (damaged_catalogue, "locales/es/guide.po"),
    (damaged_ledger, "reviews/es/guide.jsonl"),
    (damaged_sessions, "reviews/readers/es_MX.jsonl"),
]


@pytest.mark.parametrize(("damage", "path"), MATERIAL)
def test_damaged_material_of_one_language_stops_its_editions_alone(
    damage: Callable[[Project], None], path: str, project: Project
) -> None:
    """With a build before it, or none, or one whose pages are gone: those that do not need it are
    built, nothing leads to what is not there, and once mended it is as if nothing had been."""
    project.write("locales/editions/en_US.yaml", "edition: en_US\nlanguage: en_US\n")
    held = project.text(path) if project.path(path).exists() else None
    out = project.path("out")
    for before in ("nothing", "all", "others"):
        if before == "others":
            shutil.rmtree(out / "es_MX")
        damage(project)
        code, said = build(project)
        assert code == 1
        assert f"{path}:" in said
        assert "edition was written" in said or "editions were written" in said
        assert "Nothing was written" not in said
        assert (out / "en_US/html/01-plan.html").exists()
        assert (out / "es_MX").exists() == (before == "all")
        assert ("es_MX" in project.text("out/en_US/html/01-plan.html")) == (before == "all")
        assert build(project, "es_MX")[0] == 1
        assert build(project, "--release")[0] == 1
        if held is None:
            project.path(path).unlink()
        else:
            project.write(path, held)
        build(project)
        project.run("build", "--to", str(project.path("anew/out")), *HTML)
        assert pages(out) == pages(project.path("anew/out"))
        shutil.rmtree(project.path("anew"))
