"""A value of another country carries the notice that a passage about it carries."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.projects import Project, small

SAID = "trata solo de Estados Unidos"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path / "guide")


def page(project: Project, edition: str) -> str:
    project.run("build", edition, "--format", "html", "--to", str(project.root / "out"))
    return project.text(f"out/{edition}/html/02-home.html")


TEXTS = [
    "Call {helpline} at once.",
    "# Call {helpline} {#x}",
    "- Call {helpline}.",
    "1. Call\n\n   and {helpline}.",
    "> Call {helpline}.",
    "::: urgent\nCall {helpline}.\n:::",
    "| a | b |\n| --- | --- |\n| c | Call {helpline} |",
    "Word\n: Call {helpline}.",
    "<div>\nCall {helpline}.\n</div>",
    "See[^1].\n\n[^1]: Call {helpline}.",
    '![Call {helpline}](images/steps.svg "Call {helpline}")',
    "See [this](https://x.test/%7Bhelpline%7D) or {helpline}.",
]


@pytest.mark.parametrize("text", TEXTS)
def test_wherever_it_stands(project: Project, text: str) -> None:
    project.write("source_guide/02-home.md", f"# At home\n\nRest.\n\n{text}\n")
    project.run("update")
    shown = page(project, "es")
    assert shown.count(SAID) == 1, shown
    # The country that has set it is told nothing, nor is the guide's own.
    assert SAID not in page(project, "es_MX")
    assert "About United States only" not in page(project, "en")


def test_a_passage_about_the_country_is_not_told_twice(project: Project) -> None:
    project.run("build", "es", "--format", "html", "--to", str(project.root / "out"))
    shown = project.text("out/es/html/01-plan.html")
    assert "800 555 0100" in shown
    assert shown.count(SAID) == 1
