"""A mark such as {#name that has lost a bracket is told wherever readers would see it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.projects import Project, small

CHAPTER = "source_guide/02-home.md"
BLOCK = "locales/overlays/MX/blocks/help.md"
CATALOGUE = "locales/es/guide.po"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path / "guide")


BROKEN = [
    (CHAPTER, "# At home", "# At home {#home", 1),
    (CHAPTER, "# At home", "# At home {.core", 1),
    (CHAPTER, "# At home", "# At home #home}", 1),
    (CHAPTER, "#costs).", "#costs). {#rest .core", 3),
    (BLOCK, "salud.", "salud. {#help", 1),
    (BLOCK, "Pregunte", "### Ayuda {#help\n\nPregunte", 1),
    (CATALOGUE, 'msgstr "ES At home"', 'msgstr "ES At home {#home"', 0),
    (CATALOGUE, 'msgstr "ES At home"', 'msgstr "ES At home {#home}"', 0),
    (CATALOGUE, 'msgstr "ES At home"', 'msgstr "ES At home {.core}"', 0),
]


@pytest.mark.parametrize(("file", "old", "new", "line"), BROKEN)
def test_it_is_told_and_stops_a_release(
    project: Project, file: str, old: str, new: str, line: int
) -> None:
    project.change(file, old, new)
    project.run("update")
    text = project.text(file).splitlines()
    line = line or next(n for n, said in enumerate(text, 1) if "ES At home" in said)
    told = [one for one in project.run("build").err.splitlines() if "[mark-not-closed]" in one]
    assert len(told) == 1
    assert told[0].startswith(f"{file}:{line}:")
    assert "[mark-not-closed]" in project.run("build", "es_MX", "--release").err


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# At home", "# At home {#home}"),
        ("# At home", "# At home {#home .local country=US}"),
        ("#costs).", "#costs). Write `{#name` there."),
        ("#costs).", "#costs). A set {a, b, c"),
        ("#costs).", "#costs). Number #5} of .net"),
    ],
)
def test_what_is_no_open_mark_is_silent(project: Project, old: str, new: str) -> None:
    project.change(CHAPTER, old, new)
    project.run("update")
    assert "[mark-not-closed]" not in project.run("build").err
