"""An overlay that cannot be carried out stops the editions that use it, and nobody else."""

from __future__ import annotations

import json
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


@pytest.mark.parametrize("more", [[], ["--all"]])
def test_status_says_it_in_the_row_of_that_edition(project: Project, more: list[str]) -> None:
    # The second time with what was kept of the first.
    for _ in range(2):
        ran = project.run("status", *more, "--today", TODAY)
        assert ran.code == 1
        table = ran.out.partition("\n\n")[0].splitlines()
        rows = {line.split()[0]: line for line in table}
        assert "–" in rows["es_GT"]
        assert rows["es_GT"].endswith("no")
        assert "%" not in rows["es_GT"]
        assert "%" in rows["es_MX"]
        assert "locales/overlays/GT/overlay.yaml:4:" in ran.out
        assert "[target-missing]" in ran.out
    told = {row["edition"]: row for row in json.loads(project.run("status", "--json").out)}
    assert [told[name]["made"] for name in ("es_GT", "es_MX")] == [False, True]
    assert (told["es_GT"]["ready"], told["es_GT"]["percent"]) == (False, 0)
    assert [one["code"] for one in told["es_GT"]["blockers"]] == ["target-missing"]
    # Mended, it has a row as any other.
    project.change("locales/overlays/GT/overlay.yaml", "plan.nowhere", "plan.costs")
    assert "–" not in project.run("status", *more, "--today", TODAY).out


def test_status_of_itself_alone_says_what_keeps_it(project: Project) -> None:
    ran = project.run("status", "es_GT", "--today", TODAY)
    assert ran.code == 1
    assert "locales/overlays/GT/overlay.yaml:4:" in ran.out + ran.err


@pytest.mark.parametrize("arguments", [["es_GT"], ["es_GT", "--release"], ["--release"]])
def test_itself_is_not(project: Project, arguments: list[str]) -> None:
    ran = project.run("build", *arguments, "--today", TODAY)
    assert ran.code == 1
    assert "[target-missing]" in ran.out + ran.err
    assert not project.path("build").exists()


UNREAD = {
    "broken": (
        {"overlay.yaml": b"overlay: GT\nlanguage: [es\n"},
        "overlay.yaml:2:11",
        "yaml-syntax",
    ),
    "block missing": (
        {
            "overlay.yaml": b"overlay: GT\nlanguage: es\noperations:\n"
            b"  - {id: x, replace: plan.costs.insurance, with: blocks/no.md}\n"
        },
        "overlay.yaml:4:50",
        "missing-file",
    ),
    "block unreadable": (
        {
            "overlay.yaml": b"overlay: GT\nlanguage: es\noperations:\n"
            b"  - {id: x, replace: plan.costs.insurance, with: blocks/a.md}\n",
            "blocks/a.md": b"M\xe9xico\n",
        },
        "blocks/a.md:1:2",
        "not-utf8",
    ),
    "gone": ({}, "locales/editions/es_GT.yaml:3", "overlay-missing"),
}


@pytest.fixture(params=UNREAD)
def unread(project: Project, request: pytest.FixtureRequest) -> tuple[Project, str, str]:
    files, place, code = UNREAD[request.param]
    project.path("locales/overlays/GT/overlay.yaml").unlink()
    for name, content in files.items():
        project.write(f"locales/overlays/GT/{name}", content)
    return project, place, code


@pytest.mark.parametrize("more", [[], ["--all"]])
def test_an_overlay_that_cannot_be_read_stops_the_editions_that_use_it(
    unread: tuple[Project, str, str], more: list[str]
) -> None:
    project, place, code = unread
    for _ in range(2):
        ran = project.run("status", *more, "--today", TODAY)
        assert ran.code == 1
        rows = {line.split()[0]: line for line in ran.out.partition("\n\n")[0].splitlines()}
        assert "%" in rows["es_MX"]
        assert "–" in rows["es_GT"]
        assert place in ran.out
        assert f"[{code}]" in ran.out
    told = {row["edition"]: row for row in project.run("status", "--json").json}
    assert [told[name]["made"] for name in ("es_GT", "es_MX")] == [False, True]
    alone = project.run("status", "es_GT", "--today", TODAY)
    assert alone.code == 1
    assert place in alone.err


def test_the_others_are_built_where_it_cannot_be_read(unread: tuple[Project, str, str]) -> None:
    project, place, code = unread
    for _ in range(2):
        ran = project.run("build", "--today", TODAY)
        assert ran.code == 1
        assert place in ran.out + ran.err
        assert f"[{code}]" in ran.out + ran.err
        assert project.path("build/es_MX/html/01-plan.html").is_file()
        assert not project.path("build/es_GT").exists()
    assert project.run("update", "--today", TODAY).code == 1
    to = str(project.path("out"))
    released = project.run("build", "--release", "--to", to, "--today", TODAY)
    assert released.code == 1
    assert not project.path("out").exists()
