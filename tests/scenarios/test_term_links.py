"""Words of the glossary are linked where a chapter first uses them, but for those named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.scenarios.kept_builds import both, say
from tests.scenarios.projects import TODAY, Project, small, translate

EDITION = "locales/editions/es_MX.yaml"
GUIDE = "source_guide/guide.yaml"
TERM = re.compile(r'<a href="03-words\.html#([^"]+)" class="term">ES Rest</a>')


WORDS = ("address", "bath", "glass", "help", "morning", "rest", "step", "walk")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = small(tmp_path_factory.mktemp("terms") / "p")
    explained = "".join(f"\n{word}\n: What {word} is.\n" for word in WORDS)
    project.write("source_guide/03-words.md", f"# Words\n{explained}")
    project.change(
        "source_guide/guide.yaml", "  - 02-home.md\n", "  - 02-home.md\n  - 03-words.md\n"
    )
    project.done("update", "es", "--today", TODAY)
    translate(project)
    project.done("update", "--today", TODAY)
    return project


@pytest.fixture
def project(whole: Project, tmp_path: Path) -> Project:
    return whole.copy(tmp_path / "p")


def page(project: Project, to: Path, name: str = "02-home") -> str:
    ran = project.run("build", "es_MX", "--to", str(to), "--today", TODAY)
    assert ran.code in (0, 1), ran.err
    return (to / "es_MX" / "html" / f"{name}.html").read_text("utf-8")


def test_a_link_arrives_at_its_word(project: Project, tmp_path: Path) -> None:
    found = TERM.findall(page(project, tmp_path / "out"))
    assert len(found) == 1
    assert f'<dt id="{found[0]}">ES rest</dt>' in page(project, tmp_path / "out", "03-words")


@pytest.mark.parametrize(("file", "word"), [(EDITION, "es rest"), (GUIDE, "rest")])
def test_a_word_that_is_not_to_be_linked(
    file: str, word: str, project: Project, tmp_path: Path
) -> None:
    project.write(file, f"{project.text(file)}unlinked_terms: [{word}]\n")
    assert 'class="term"' not in page(project, tmp_path / "out")


def test_a_word_that_no_glossary_has(project: Project) -> None:
    project.write(EDITION, f"{project.text(EDITION)}unlinked_terms: [ES rst]\n")
    ran = project.run("build", "es_MX", "--today", TODAY)
    assert f'{EDITION}:5:1: warning: no glossary of this edition explains "ES rst"' in ran.err
    assert 'did you mean "ES rest"' in ran.err
    assert "[term-unknown]" in ran.err


def test_a_word_that_no_glossary_of_the_guide_has(project: Project) -> None:
    project.write(GUIDE, f"{project.text(GUIDE)}unlinked_terms:\n  - Rest\n  - rset\n")
    line = project.text(GUIDE).count("\n")
    for command in (("build", "es_MX", "--today", TODAY), ("update",)):
        said = project.run(*command).err
        assert f'{GUIDE}:{line}: warning: no glossary of this guide explains "rset"' in said
        assert 'did you mean "rest"' in said
        assert said.count("[term-unknown]") == 1
    assert "term-unknown" in project.run("check").out


def test_another_word_in_the_glossary(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chapters whose own words are the same lead there, or do so no more; whatever was kept."""
    builds = both(project, tmp_path / "builds", monkeypatch)
    page = builds.folders()[0] / "es_MX/html/02-home.html"
    builds.build("es_MX")
    assert b'class="term">ES Rest</a>' in page.read_bytes()
    say(builds, "ES rest", "ES pause")
    builds.build("es_MX")
    assert b'class="term"' not in page.read_bytes()
    say(builds, "ES Rest before", "ES Pause before")
    builds.build("es_MX")
    assert b'class="term">ES Pause</a>' in page.read_bytes()
