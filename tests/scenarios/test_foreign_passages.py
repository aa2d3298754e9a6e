"""A passage about another country that nobody has decided about is told in Markdown too."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.projects import TODAY, Project, small

SAID = "trata solo de Estados Unidos"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = small(tmp_path / "guide")
    made.change("source_guide/01-plan.md", "Call {helpline} if", "Call us if")
    made.run("update")
    return made


def test_below_the_title_of_its_chapter(project: Project) -> None:
    project.run("build", "es", "--format", "md,html", "--today", TODAY)
    shown = project.text("build/es/md/01-plan.md")
    lines = shown.split("\n")
    assert lines[0].startswith("# ")
    assert lines[1] == ""
    # That it is a draft is said first.
    assert lines[2].startswith("> **Borrador")
    assert lines[3] == ">"
    assert lines[4].startswith("> ")
    assert SAID in lines[4]
    assert "insurance" in lines[4]
    assert lines[5] == ""
    assert shown.count(SAID) == 1
    assert SAID not in project.text("build/es/md/02-home.md")
    assert project.text("build/es/html/01-plan.html").count(SAID) == 1


def test_a_decided_one_is_not_told(project: Project) -> None:
    project.run("build", "es_MX", "en", "--format", "md", "--today", TODAY)
    assert "Estados Unidos" not in project.text("build/es_MX/md/01-plan.md")
    project.done("build", "en", "--format", "md", "--today", TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "- one\n- two {#two .local country=US}\n",
        "{.local country=US}\n> A quotation.\n",
        "## Section {#s .local country=US}\n\nWords.\n",
        "{.local country=US}\n| a | b |\n| - | - |\n| c | d |\n",
        "{.local country=US}\n![A picture.](images/steps.svg)\n",
        "{.local}\nWords *of* {helpline} # no `code` | <b>bold</b>.\n",
    ],
)
def test_whatever_it_is(project: Project, text: str) -> None:
    project.write("source_guide/02-home.md", f"# At home\n\nRest.\n\n{text}\nMore.\n")
    project.run("update")
    project.run("build", "es", "--format", "html,md", "--today", TODAY)
    page = project.text("build/es/html/02-home.html")
    notices = page.count(SAID) + page.count("trata solo de otro país")
    assert notices >= 1
    shown = project.text("build/es/md/02-home.md")
    top = shown.split("\n\n")[1]
    assert top.startswith("> ")
    assert ("solo de Estados Unidos" in top) or ("otro país" in top)


def test_two_are_told_apart(project: Project) -> None:
    project.write(
        "source_guide/02-home.md",
        "# At home\n\n{.local country=US}\nFirst.\n\n{.local country=CA}\nSecond.\n",
    )
    project.run("update")
    project.run("build", "es", "--format", "md", "--today", TODAY)
    top = project.text("build/es/md/02-home.md").split("\n\n")[1].split("\n")[2:]
    assert top[1] == ">"
    assert ("First." in top[0], "Estados Unidos" in top[0]) == (True, True)
    assert ("Second." in top[2], "Canadá" in top[2]) == (True, True)


def test_the_same_after_one_saved_catalogue(tmp_path: Path) -> None:
    project = small(tmp_path / "whole")
    project.run("build", "es", "--today", TODAY)
    path = project.path("locales/es/guide.po")
    assert "ES Ask what each" in path.read_text("utf-8")
    text = path.read_text("utf-8").replace("ES Ask what each", "ES Pregunte what each")
    text = text.replace("ES In the United", "ES En the United")
    path.write_text(text, "utf-8")
    project.run("build", "es", "--today", TODAY)
    kept = project.text("build/es/md/01-plan.md")
    assert "> ES En the United" in kept
    fresh = tmp_path / "fresh"
    project.run("build", "es", "--to", str(fresh), "--today", TODAY)
    assert (fresh / "es/md/01-plan.md").read_text("utf-8") == kept
