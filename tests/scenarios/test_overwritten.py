"""What translators type over by mistake: told with its place, and never lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from adaptkit.model.catalogue import EntryState
from tests.scenarios.projects import TODAY, Project, small, translate

CATALOGUE = "locales/es/guide.po"
REST = "Rest before you are tired. See [your plan](01-plan.md#costs)."
OWN = "Descanse antes de cansarse, y no después."


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path / "guide")


def line_of(project: Project, words: str) -> int:
    lines = project.text(CATALOGUE).split("\n")
    # Two lines of comments stand above the id.
    return next(n for n, line in enumerate(lines, 1) if words in line) - 3


def told(project: Project, *command: str) -> list[str]:
    ran = project.run(*command)
    return [line for line in ran.err.splitlines() if line.endswith("[entry-unknown]")]


@pytest.mark.parametrize("command", [("build",), ("status",), ("status", "es_MX")])
def test_a_source_text_that_was_typed_over_is_told(
    project: Project, command: tuple[str, ...]
) -> None:
    project.done(*command)
    project.change(CATALOGUE, f'msgid "{REST}"', f'msgid "{OWN}"')
    # Twice: the second time with what the first has kept.
    for _ in range(2):
        (line,) = told(project, *command)
        assert line.startswith(f"{CATALOGUE}:{line_of(project, OWN)}: warning: ")
        assert OWN in line
        assert "Rest before you are tired." in line


def test_an_id_that_was_typed_over_is_told_with_the_right_one(project: Project) -> None:
    project.change(CATALOGUE, 'msgctxt "home.94f9"', 'msgctxt "casa"')
    ran = project.run("build")
    assert 'no passage of the guide is called "casa"' in ran.err
    assert 'write above its msgid: msgctxt "home.94f9"' in ran.err
    project.done("update", "--today", TODAY)
    assert told(project, "build") == []
    assert project.catalogue().by_id()["home.94f9"].msgstr == "ES At home"


def test_words_that_were_typed_over_the_source_text_are_kept(project: Project) -> None:
    project.change(CATALOGUE, f'msgid "{REST}"\nmsgstr "ES {REST}"', f'msgid "{OWN}"\nmsgstr ""')
    assert len(told(project, "build")) == 1
    project.done("update", "--today", TODAY)
    entry = project.catalogue().by_id()["home.1a36"]
    assert (entry.msgid, entry.msgstr, entry.state) == (REST, OWN, EntryState.FUZZY)
    assert told(project, "build") == []


def test_a_file_of_another_day_is_told_once(project: Project) -> None:
    old = project.text(CATALOGUE)
    for name in ("01-plan.md", "02-home.md"):
        text = project.text(f"source_guide/{name}")
        project.write(f"source_guide/{name}", text.replace("your", "one's own"))
    project.change("source_guide/01-plan.md", "Write down", "Put down")
    project.change("source_guide/01-plan.md", "Choose one", "Take one")
    project.change("source_guide/02-home.md", "call for help", "shout for help")
    project.done("update", "--today", TODAY)
    project.write(CATALOGUE, old)
    (line,) = told(project, "build", "es_MX")
    assert line.startswith(f"{CATALOGUE}: warning: entries beside texts")
    project.done("update", "--today", TODAY)
    assert told(project, "build", "es_MX") == []


def test_ordinary_states_are_silent(project: Project) -> None:
    project.change("source_guide/02-home.md", "Rest before", "Sit down before")
    project.change("source_guide/01-plan.md", "- Choose one of them.\n", "")
    project.write("source_guide/02-home.md", project.text("source_guide/02-home.md") + "\nNew.\n")
    assert told(project, "build") == []  # the guide has changed
    project.done("update", "--today", TODAY)
    assert told(project, "build") == []  # fuzzy, obsolete and new entries
    translate(project)
    assert told(project, "build") == []
    project.path("locales/guide.pot").unlink()
    assert told(project, "build") == []  # nobody can know
