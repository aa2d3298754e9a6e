"""Two editions of one language and country can be told apart wherever readers choose."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.projects import Project, small

NORTH = "edition: es_MX_norte\nlanguage: es_MX\noverlays: [MX]\nformats: [html]\n"


@pytest.mark.parametrize(
    ("more", "called"),
    [
        ('publisher: {name: "EM <Norte>"}\n', "español (México) – EM &lt;Norte&gt;<"),
        ("", "español (México) – norte<"),
        ('language_name: "El norte"\n', "El norte<"),
    ],
)
def test_the_menu_and_the_index_say_whose_edition_it_is(
    tmp_path: Path, more: str, called: str
) -> None:
    project: Project = small(tmp_path / "guide")
    project.write("locales/editions/es_MX_norte.yaml", NORTH + more)
    assert project.run("build", "es_MX", "es_MX_norte").code == 0
    for page in ("es_MX/html/01-plan.html", "es_MX_norte/html/01-plan.html", "index.html"):
        text = project.text(f"build/{page}")
        assert called in text, page
        assert "español (México)<" in text, page
    # It is remembered so beside one that is built alone.
    assert project.run("build", "es_MX").code == 0
    assert called in project.text("build/index.html")


def test_a_new_name_stands_in_every_menu_after_the_next_build(tmp_path: Path) -> None:
    project = small(tmp_path / "guide")
    project.write("locales/editions/es_MX_norte.yaml", f"{NORTH}publisher: {{name: EM Uno}}\n")
    assert project.run("build", "es_MX", "es_MX_norte").code == 0
    project.change("locales/editions/es_MX_norte.yaml", "EM Uno", "EM Dos")
    assert project.run("build", "es_MX", "es_MX_norte").code == 0
    for page in ("es_MX/html/01-plan.html", "es_MX_norte/html/01-plan.html", "index.html"):
        assert "español (México) – EM Dos<" in project.text(f"build/{page}"), page
