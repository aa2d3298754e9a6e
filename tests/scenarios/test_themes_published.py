"""An edition that was published with another look is out of date, and each command says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.scenarios.projects import TODAY, Project
from tests.scenarios.released import (
    EDITION,
    NAME,
    edition_json,
    folder,
    history,
    released,
    signed_project,
    verify,
)

LATER = "2026-12-01"
FOLDER = "locales/overlays/{}/theme"
THEME, STYLES, LOGO = (
    f"{FOLDER.format('society')}/{name}" for name in ("theme.yaml", "extra.css", "logo.svg")
)
YAML = """\
# The society's own look.
logo: logo.svg
logo_alt: {es: "Logotipo"}
colours: {accent: "#7a1f3d", cover: "#7a1f3d"}
"""
MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100"><circle cx="50" cy="50" '
    'r="45" fill="#7a1f3d"/></svg>\n'
)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = signed_project(tmp_path_factory.mktemp("look") / "p")
    for name in ("society", "clinic"):
        project.write(
            f"locales/overlays/{name}/overlay.yaml",
            f"overlay: {name}\nlanguage: es\noperations: []\n",
        )
    project.write(EDITION, project.text(EDITION) + "overlays: [society]\n")
    project.write(THEME, YAML)
    project.write(LOGO, MARK)
    project.write(STYLES, "h1 { text-align: center; }\n")
    released(project)
    return project


@pytest.fixture
def project(once: Project, tmp_path: Path) -> Project:
    return once.copy(tmp_path / "p")


def test_a_release_says_whose_look_it_has_and_knows_it_again(project: Project) -> None:
    (line,) = history(project)
    assert edition_json(project)["theme"] == line["theme"]
    assert line["theme"]["overlay"] == "society"
    assert [*line["theme"]["parts"]] == ["colours", "logo", "words of the logo", "styles"]
    assert verify(project).code == 0
    # Neither a comment nor another order of what is written is another look.
    project.write(
        THEME,
        'colours:\n  cover: "#7A1F3D"\n  accent: "#7a1f3d"\nlogo_alt: {es: Logotipo}\n'
        "logo: logo.svg\n",
    )
    assert verify(project).json["since"]["more"] == []


def _another(project: Project) -> None:
    project.write(f"{FOLDER.format('clinic')}/theme.yaml", 'colours: {accent: "#0b3d91"}\n')
    project.change(EDITION, "[society]", "[society, clinic]")


CHANGES: dict[str, Callable[[Project], object]] = {
    "theme: colours changed": lambda p: p.change(THEME, 'accent: "#7a1f3d"', 'accent: "#0b3d91"'),
    "theme: logo changed": lambda p: p.change(LOGO, 'r="45"', 'r="40"'),
    "theme: words of the logo changed": lambda p: p.change(THEME, "Logotipo", "Un logotipo"),
    "theme: styles changed": lambda p: p.change(STYLES, "text-align: center", "font-weight: 400"),
    "theme: styles gone": lambda p: p.path(STYLES).unlink(),
    "theme: was that of society, now it is none": lambda p: p.change(EDITION, "[society]", "[]"),
    "theme: was that of society, now it is that of clinic": _another,
}


@pytest.mark.parametrize("said", CHANGES)
def test_another_look_makes_it_out_of_date(project: Project, said: str) -> None:
    CHANGES[said](project)
    ran = verify(project)
    assert ran.code == 1
    assert (ran.json["as_built"], ran.json["known"], ran.json["up_to_date"]) == (True, True, False)
    assert ran.json["since"]["more"] == [said]
    assert (
        f"Is OUT OF DATE:\n  {said}\n"
        in project.run("verify", str(folder(project)), "--today", TODAY).out
    )
    shown = project.done("status", NAME, "--changes", "--today", TODAY).out
    assert f"Changed in {NAME} since its release {TODAY}" in shown
    assert f"\n  {said}\n" in shown
    (row,) = project.done("status", NAME, "--changes", "--json", "--today", TODAY).json
    assert row["changes"]["theme"] == [said]


def test_the_next_release_is_a_new_one_and_the_owners_page_says_what_is_new(
    project: Project,
) -> None:
    project.change(THEME, 'accent: "#7a1f3d"', 'accent: "#0b3d91"')
    assert released(project, LATER)["release"] == LATER
    assert verify(project, folder(project, LATER), LATER).code == 0
    page = project.path("status.html")
    project.done("status", "--html", str(page), "--today", LATER)
    text = page.read_text("utf-8")
    assert "theme: colours changed" in text
    assert "nothing that readers see" not in text
    # Readers are told what is new to read, and a colour is nothing to read.
    assert "theme" not in (folder(project, LATER) / "CHANGES.txt").read_text("utf-8")


def test_a_release_of_before_looks_were_noted_is_not_called_out_of_date(project: Project) -> None:
    line = history(project)[0]
    del line["theme"]
    place = folder(project) / "edition.json"
    said = json.loads(place.read_bytes())
    del said["theme"]
    place.write_text(json.dumps(said), "utf-8")
    project.write(f"releases/{NAME}.jsonl", json.dumps(line) + "\n")
    ran = verify(project)
    assert ran.json["up_to_date"] is True
    (row,) = project.done("status", NAME, "--changes", "--json", "--today", TODAY).json
    assert row["changes"]["theme"] == []


def test_a_trace_says_where_the_look_comes_from(project: Project) -> None:
    trace = project.path(f"build/{NAME}/trace.json")
    assert json.loads(trace.read_bytes())["theme"] == {
        "overlay": "society",
        "colours": {"accent": "#7a1f3d", "cover": "#7a1f3d"},
        "logo": LOGO,
        "styles": STYLES,
    }
    project.change(EDITION, "[society]", "[]")
    project.done("build", NAME, "--today", TODAY)
    assert json.loads(trace.read_bytes())["theme"] is None


BROKEN: dict[str, tuple[Callable[[Project], object], str, str]] = {
    "colours": (
        lambda p: p.change(THEME, 'accent: "#7a1f3d"', 'accent: "#fff7cc"'), "theme-contrast", THEME
    ),
    "logo": (lambda p: p.path(LOGO).unlink(), "image-missing", THEME),
    "style": (lambda p: p.write(STYLES, "h1 { display: none; }\n"), "theme-style", STYLES),
    "yaml": (lambda p: p.write(THEME, "colours: {accent\n"), "yaml-syntax", THEME),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_a_theme_that_is_broken_since_is_told_with_its_place(project: Project, what: str) -> None:
    """That the edition would have none today does not say what to mend."""
    spoil, code, path = BROKEN[what]
    spoil(project)
    ran = verify(project)
    assert ran.code == 1
    assert ran.json["since"]["more"] == ["theme: was that of society, now it is none"]
    found = {
        (one["code"], one["path"], bool(one["line"])) for one in ran.json["since"]["stopped_by"]
    }
    assert found == {(code, path, True)}
    said = project.run("verify", str(folder(project)), "--today", TODAY).out
    assert f"{path}:" in said
    assert f"[{code}]" in said


@pytest.mark.parametrize(
    ("was", "called", "right"),
    [
        (THEME, "theme/theme.yml", "theme.yaml"),
        (THEME, "theme/Theme.yaml", "theme.yaml"),
        (THEME, "theme/theme.YAML", "theme.yaml"),
        (THEME, "theme/theme.yaml.txt", "theme.yaml"),
        (STYLES, "theme/Extra.css", "extra.css"),
        (STYLES, "theme/extra.css.txt", "extra.css"),
        (THEME, "Theme/theme.yaml", "theme/theme.yaml"),
        (THEME, "themes/Theme.yaml", "theme/theme.yaml"),
        (STYLES, "THEME/extra.css", "theme/extra.css"),
    ],
)
@pytest.mark.parametrize("alone", [True, False])
def test_a_theme_that_is_called_otherwise_is_told(
    project: Project, was: str, called: str, right: str, alone: bool
) -> None:
    """On a disk that tells capitals apart the look of the society was gone without a word."""
    place = project.path(f"locales/overlays/society/{called}")
    place.parent.mkdir(exist_ok=True)
    project.path(was).rename(place)
    if alone:
        for name in (THEME, STYLES, LOGO):
            project.path(name).unlink(missing_ok=True)
    ran = project.run("build", NAME, "--today", TODAY)
    assert f"{called}: error: a file of this name is not read; adaptkit reads {right}" in ran.err
    assert ran.err.count("[file-not-read]") == 1
    assert "[file-unused]" not in ran.err
    assert project.run("build", NAME, "--release", "--today", TODAY).code == 1


def test_a_logo_without_a_theme_is_told_and_pictures_of_a_text_are_not(project: Project) -> None:
    project.path(THEME).unlink()
    project.path(STYLES).unlink()
    assert "[file-unused]" in project.run("build", NAME, "--today", TODAY).err
    project.write(FOLDER.format("society") + "/own.md", "A text.\n")
    assert "[file-unused]" not in project.run("build", NAME, "--today", TODAY).err


def test_all_that_is_wrong_with_a_theme_is_told_at_once(project: Project) -> None:
    project.change(THEME, 'accent: "#7a1f3d"', 'accent: "#fff7cc"')
    project.change(THEME, 'logo_alt: {es: "Logotipo"}\n', "")
    project.change(THEME, "logo.svg", "mark.svg")
    project.write(STYLES, "h1 { display: none; }\n")
    err = project.run("build", NAME, "--today", TODAY).err
    for code in ("theme-contrast", "missing-key", "image-missing", "theme-style"):
        assert f"[{code}]" in err, code
    # Its own place, and no crash where the logo is there and nothing is said for it.
    project.change(THEME, "mark.svg", "logo.svg")
    assert "[missing-key]" in project.run("build", NAME, "--today", TODAY).err
