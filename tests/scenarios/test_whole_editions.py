"""An edition is written whole or not at all, and keeps no other one from being written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.scenarios.projects import TODAY, Project, small, translate

TERMS = "Uno\n: Dos\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = small(tmp_path / "guide")
    chapter = "source_guide/01-plan.md"
    project.change(chapter, "- Write down your", "Goal\n: What you want.\n\n- Write down your")
    project.done("update")
    translate(project)
    return project


def spoil(project: Project) -> None:
    """Terms before terms: two lists in HTML, and one in Markdown."""
    project.write("locales/overlays/MX/blocks/insurance.md", TERMS)


def written(project: Project) -> dict[str, bytes]:
    folder = project.path("build/es_MX")
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_where_one_format_fails_none_is_written(project: Project) -> None:
    spoil(project)
    ran = project.run("build", "es_MX", "en", "--today", TODAY)
    assert ran.code == 1
    assert "[markdown-structure]" in ran.err
    assert 'the format "md" fails, so nothing of es_MX is written' in ran.err
    assert not project.path("build/es_MX").exists()
    assert project.path("build/en/html/01-plan.html").is_file()
    assert project.path("build/en/md/01-plan.md").is_file()


@pytest.mark.parametrize("names", [[], ["es_MX"], ["es_MX", "en"]])
def test_what_stood_of_it_stays(project: Project, names: list[str]) -> None:
    project.write("locales/editions/en.yaml", "edition: en\nlanguage: en_US\n")
    project.done("build", "--today", TODAY)
    before = written(project)
    spoil(project)
    for _ in range(2):
        ran = project.run("build", *names, "--today", TODAY)
        assert ran.code == 1
        assert written(project) == before
        assert "es_MX/html/" in project.text("build/index.html")
    # Mended, all of it is written anew.
    project.write("locales/overlays/MX/blocks/insurance.md", "En México decide otra.\n")
    project.done("build", *names, "--today", TODAY)
    assert "decide otra" in project.text("build/es_MX/html/01-plan.html")
    assert "decide otra" in project.text("build/es_MX/md/01-plan.md")


def test_an_edition_that_cannot_be_made_keeps_what_stood_of_it(project: Project) -> None:
    project.write("locales/editions/en.yaml", "edition: en\nlanguage: en_US\n")
    project.done("build", "--today", TODAY)
    before = written(project)
    project.change("locales/overlays/MX/overlay.yaml", "plan.costs.insurance", "plan.nowhere")
    ran = project.run("build", "--today", TODAY)
    assert ran.code == 1
    assert "[target-missing]" in ran.err
    assert written(project) == before
    assert "es_MX/html/" in project.text("build/index.html")
    assert "es_MX" in project.text("build/en/html/01-plan.html")


def test_a_release_stops_whole(project: Project) -> None:
    spoil(project)
    ran = project.run("build", "en", "es_MX", "--release", "--today", TODAY)
    assert ran.code == 1
    assert not project.path("build").exists()


def test_alone_it_is_an_error_and_json_says_so(project: Project) -> None:
    spoil(project)
    ran = project.run("build", "es_MX", "--json", "--today", TODAY)
    assert ran.code == 1
    assert "markdown-structure" in json.dumps(json.loads(ran.out))
    assert not project.path("build").exists()
