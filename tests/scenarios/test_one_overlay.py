"""An overlay that cannot be carried out stops the editions that use it, and nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.projects import TODAY, Project, small


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = small(tmp_path)
    made.write("locales/overlays/GT/overlay.yaml", (
        "overlay: GT\nlanguage: es\noperations:\n  - {id: x, remove: plan.nowhere}\n"
    ))  # fmt: skip
    made.write("locales/editions/es_GT.yaml", "edition: es_GT\nlanguage: es_GT\noverlays: [GT]\n")
    return made


@pytest.mark.parametrize("used", [True, False])
def test_update_tells_it_and_writes_everything_else(project: Project, used: bool) -> None:
    if not used:
        project.path("locales/editions/es_GT.yaml").unlink()
    project.change("source_guide/01-plan.md", "Choose one of them.", "Choose two of them.")
    ran = project.run("update", "--today", TODAY)
    assert ran.code == 1
    assert "locales/overlays/GT/overlay.yaml:4:" in ran.out + ran.err
    assert "[target-missing]" in ran.out + ran.err
    assert "Choose two of them." in project.text("locales/guide.pot")
    assert "Choose two of them." in project.text("locales/es/guide.po")
    assert not project.path("locales/overlays/GT/base.yaml").exists()
    again = project.run("update", "--check", "--today", TODAY)
    assert again.code == 1


def test_a_language_is_added(project: Project) -> None:
    project.run("add", "language", "fr", "--today", TODAY)
    assert project.path("locales/fr/guide.po").is_file()


def test_the_other_editions_are_built(project: Project) -> None:
    ran = project.run("build", "--today", TODAY)
    assert ran.code == 1
    assert "[target-missing]" in ran.out + ran.err
    assert project.path("build/es_MX/html/01-plan.html").is_file()
    assert not project.path("build/es_GT").exists()
    for page in project.path("build").rglob("*.html"):
        assert "es_GT" not in page.read_text("utf-8")
    # Again, with what was kept of the last one.
    assert project.run("build", "--today", TODAY).code == 1
    assert project.done("build", "es_MX", "--today", TODAY)


@pytest.mark.parametrize("arguments", [["es_GT"], ["es_GT", "--release"], ["--release"]])
def test_itself_is_not(project: Project, arguments: list[str]) -> None:
    ran = project.run("build", *arguments, "--today", TODAY)
    assert ran.code == 1
    assert "[target-missing]" in ran.out + ran.err
    assert not project.path("build").exists()
