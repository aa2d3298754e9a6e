"""Every command that writes ends by saying what was written, or that nothing was."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.projects import Project, small

NOTHING = "Nothing was written."
CHAPTER = "source_guide/02-home.md"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path / "guide")


def last(text: str) -> str:
    return text.splitlines()[-1]


def test_a_draft_with_problems_says_that_its_pages_stand(project: Project) -> None:
    project.change(CHAPTER, "Rest before", "[A dead link](09-none.md). Rest before")
    project.done("update")
    ran = project.run("build", "es_MX")
    assert last(ran.err).endswith(" 1 edition was written.")
    assert project.path("build/es_MX/html/index.html").is_file()


def test_a_release_that_is_refused_says_so_last(project: Project) -> None:
    ran = project.run("build", "es_MX", "--release")
    assert ran.code == 1
    assert last(ran.err).endswith("Not released; nothing was written.")


def test_of_several_editions_it_says_how_many_are_there(project: Project) -> None:
    project.write("locales/editions/es.yaml", "edition: es\nlanguage: es\noverlayz: []\n")
    ran = project.run("build")
    assert last(ran.err).endswith("1 of 2 editions were written; the others were not.")
    assert not project.path("build/es").exists()


@pytest.mark.parametrize("arguments", [("update",), ("format",), ("format", "--check")])
def test_where_nothing_changes(project: Project, arguments: tuple[str, ...]) -> None:
    before = project.tree()
    assert last(project.done(*arguments).out).endswith("nothing was written.")
    assert project.tree() == before


@pytest.mark.parametrize("arguments", [("update", "--dry-run"), ("format", "--check")])
def test_where_somebody_only_looks(project: Project, arguments: tuple[str, ...]) -> None:
    project.change(CHAPTER, "Rest before", "Do rest before")
    project.change("locales/es/guide.po", 'msgid "At home"\nmsgstr', 'msgid "At home"\n\n\nmsgstr')
    before = project.tree()
    assert NOTHING in project.run(*arguments).out.splitlines()[-2:]
    assert project.tree() == before


def test_update_that_writes_says_so_after_what_drifts(project: Project) -> None:
    project.change("source_guide/01-plan.md", "your insurance plan decides", "your plan decides")
    told = project.run("update").out.splitlines()
    assert told[-1].endswith(" written.")
    assert any("MX/insurance" in line for line in told[:-1])


def test_update_beside_what_is_wrong_does_not_say_that_all_is_well(project: Project) -> None:
    example = "publisher: {name: 'Name of the organisation'}\n"
    project.write("locales/editions/en.yaml", f"edition: en\nlanguage: en\n{example}")
    ran = project.run("update")
    assert ran.code == 1
    assert last(ran.out) == NOTHING


def test_import_of_nothing(project: Project) -> None:
    project.done("export", "csv", "es", "--to", str(project.path("es.csv")))
    assert last(project.done("import", str(project.path("es.csv"))).out).endswith(NOTHING)


def test_aligning(project: Project) -> None:
    project.write("old.md", "# En casa\n\nDescanse antes de cansarse.\n")
    ran = project.done("align", str(project.path("old.md")), "--language", "es", "--dry-run")
    assert last(ran.out) == NOTHING
    ran = project.done("align", str(project.path("old.md")), "--language", "pt")
    assert last(ran.out).endswith(" written.")
