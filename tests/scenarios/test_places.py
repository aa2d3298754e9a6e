"""Where things are written: never through a link, never over what somebody else has put there, and
nothing is left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from adaptkit.workspace.built_files import BuiltFiles
from tests.scenarios.projects import TODAY, Project, small


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = small(tmp_path_factory.mktemp("places") / "guide")
    project.done("build", "--today", TODAY)
    return project


@pytest.fixture
def project(whole: Project, tmp_path: Path) -> Project:
    return whole.copy(tmp_path / "guide")


def build(project: Project, *more: str) -> str:
    ran = project.run("build", "--today", TODAY, *more)
    return ran.err if ran.code else ""


# What stands in the output folder → where it leads.
LINKS = {
    "build/es_MX": "source_guide",
    "build/es_MX/html": "../../source_guide",
    "build/es_MX/md": "../../source_guide",
    "build/es_MX/md/01-plan.md": "../../../source_guide/01-plan.md",
    "build/es_MX/md/images": "../../../source_guide/images",
    "build/es_MX/html/index.html": "nowhere at all",
    "build/es_MX/manifest.json": "../../source_guide/guide.yaml",
    "build/index.html": "../source_guide/guide.yaml",
}


@pytest.mark.parametrize("fresh", [True, False])
@pytest.mark.parametrize("name", LINKS)
def test_no_build_writes_through_a_link(name: str, fresh: bool, project: Project) -> None:
    link = project.path(name)
    aside = link.with_name(f"{link.name}.aside")
    if link.exists():
        link.rename(aside)
    target = project.root / LINKS[name] if name == "build/es_MX" else Path(LINKS[name])
    link.symlink_to(target)
    if not fresh:
        project.change("source_guide/01-plan.md", "It is yours to change.", "It is yours to mend.")
    before = project.tree()
    said = build(project)
    assert project.tree() == before
    assert link.is_symlink()
    assert "link-in-the-way" in said or "use-folder-taken" in said
    assert not list(project.path("build").rglob(".adaptkit-*"))


def test_a_folder_to_that_is_a_link_is_the_user_s_own_choice(
    project: Project, tmp_path: Path
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    assert build(project, "--to", str(tmp_path / "link")) == ""
    assert (tmp_path / "real/index.html").is_file()


CATALOGUES = {
    "locales/es/guide.po": "../../source_guide/01-plan.md",
    "locales/guide.pot": "../source_guide/01-plan.md",
    "locales/overlays/MX/base.yaml": "nowhere",
    "locales/es": "../source_guide",
    "locales/MX.pot": "../secret.txt",
}


@pytest.mark.parametrize("name", CATALOGUES)
@pytest.mark.parametrize(
    "command", [("update", "--today", TODAY), ("format",), ("add", "language", "fr")]
)
def test_no_command_writes_through_a_link(
    name: str, command: tuple[str, ...], project: Project, tmp_path: Path
) -> None:
    project.write("secret.txt", "mine")
    project.change("source_guide/01-plan.md", "It is yours to change.", "It is yours to mend.")
    link = project.path(name)
    if link.exists():
        link.rename(tmp_path / "aside")
    link.symlink_to(CATALOGUES[name])
    source = {path: held for path, held in project.tree().items() if "source_guide" in path}
    project.run(*command)
    after = project.tree()
    assert {path: after[path] for path in source} == source
    assert project.text("secret.txt") == "mine"
    assert link.is_symlink()
    assert not (link.parent / "nowhere").exists()


@pytest.mark.parametrize("target", ["secret.txt", "source_guide/01-plan.md", "nowhere"])
def test_no_export_writes_through_a_link(target: str, project: Project) -> None:
    project.write("secret.txt", "mine")
    before = project.tree()
    for place in ("out.csv", "build/exchange/es.csv"):
        link = project.path(place)
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(project.root / target)
        to = ("--to", str(link)) if place == "out.csv" else ()
        ran = project.run("export", "csv", "es", *to)
        assert ran.code == 1, ran.out
        assert link.is_symlink()
    assert project.tree() == before
    assert project.text("secret.txt") == "mine"
    assert not project.path("nowhere").exists()


@pytest.mark.parametrize("name", ["index.html", "es_MX/notes.txt", "es_MX/html/index.html"])
def test_what_somebody_else_has_put_there_stays(
    name: str, project: Project, tmp_path: Path
) -> None:
    to = tmp_path / "site"
    (to / name).parent.mkdir(parents=True)
    (to / name).write_text("<body>my own page", "utf-8")
    said = build(project, "--to", str(to))
    assert "[use-in-the-way]" in said or "[use-folder-taken]" in said
    assert [p for p in to.rglob("*") if p.is_file()] == [to / name]
    assert (to / name).read_text("utf-8") == "<body>my own page"


def test_other_files_beside_an_edition_are_nobody_s_business(
    project: Project, tmp_path: Path
) -> None:
    to = tmp_path / "site"
    (to / "about").mkdir(parents=True)
    (to / "about/index.html").write_text("mine", "utf-8")
    (to / "es_MX").mkdir()
    for _ in range(2):
        assert build(project, "--to", str(to)) == ""
    assert (to / "about/index.html").read_text("utf-8") == "mine"


@pytest.mark.parametrize("text", ["5", "null", "[1]", '"x"', "{", "[" * 100_000, '{"a": 1}', ""])
def test_a_list_of_files_that_is_none(text: str, project: Project) -> None:
    project.write("build/es_MX/manifest.json", text)
    assert "[use-folder-taken]" in build(project)


def test_a_list_of_files_that_names_others(project: Project) -> None:
    names = ["es_MX/../../secret.txt", "es_MX/../../source_guide/01-plan.md", "es_MX", "es_MX/"]
    listed = ", ".join(f'"{name}": 1' for name in names)
    project.write("build/es_MX/manifest.json", f"{{{listed}}}")
    project.write("secret.txt", "mine")
    before = project.tree()
    build(project)
    assert project.tree() == before
    assert project.text("secret.txt") == "mine"


LEFT = ("build", "build/es_MX", "build/es_MX/html/images", "build/es_MX/pdf", "build/xx/html")


def test_what_a_killed_build_has_left_is_taken_away(project: Project) -> None:
    for folder in LEFT:
        project.write(f"{folder}/.adaptkit-0123456789ab-7", "half a page")
    project.write("build/.adaptkit.yaml", "somebody's own")
    assert build(project) == ""
    left = [p.name for p in project.path("build").rglob(".adaptkit*")]
    assert left == [".adaptkit.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="no locks of folders there")
def test_another_build_at_work_loses_nothing(project: Project) -> None:
    folder = project.path("build")
    with BuiltFiles(folder, tidy=True) as files:
        files.put("es_MX/html/other.html", b"of the other")
        assert len(list(folder.rglob(".adaptkit-*"))) == 1
        assert build(project) == ""
        assert len(list(folder.rglob(".adaptkit-*"))) == 1
        files.finish()
    assert project.text("build/es_MX/html/other.html") == "of the other"
    project.write("build/es_MX/.adaptkit-0123456789ab-7", "half a page")
    assert build(project) == ""
    assert not list(folder.rglob(".adaptkit-*"))


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_killed_in_a_new_folder(project: Project, tmp_path: Path) -> None:
    """At any moment: the next run begins as if nothing had been."""
    to = tmp_path / "out"
    call = [sys.executable, "-m", "adaptkit", "--project", str(project.root), "build"]
    call += ["--to", str(to), "--today", TODAY]
    for number in range(6):
        with subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
            time.sleep(0.15 + 0.05 * number)
            os.kill(run.pid, 9)
        assert build(project, "--to", str(to)) == ""
        assert not list(to.rglob(".adaptkit-*"))


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes in folders there")
@pytest.mark.parametrize(
    "name", ["locales/editions/xx.yaml", "locales/overlays/Q/overlay.yaml", "locales/es/fr.po"]
)
def test_a_pipe_among_the_files_is_told_and_not_waited_for(name: str, project: Project) -> None:
    project.path(name).parent.mkdir(exist_ok=True)
    os.mkfifo(project.path(name))
    for command in ("update", "build", "format", "status"):
        ran = project.run(command)
        assert ran.code == 0 or f"{name}: error: this file cannot be read" in ran.err + ran.out


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes in folders there")
@pytest.mark.parametrize(
    "name",
    [
        "source_guide/guide.yaml",
        "source_guide/terms.yaml",
        "locales/guide.pot",
        "locales/es/guide.po",
        "locales/overlays/MX/base.yaml",
    ],
)
def test_a_pipe_in_the_place_of_a_file_does_not_count_as_no_file(
    name: str, project: Project
) -> None:
    """The guide's country and values, and what was decided, would be passed over in silence."""
    project.path(name).unlink(missing_ok=True)
    os.mkfifo(project.path(name))
    for command in ("update", "build"):
        ran = project.run(command)
        assert ran.code == 1
        assert f"{name}: error: this file cannot be read: it is no file" in ran.err, command


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
@pytest.mark.parametrize(
    "name",
    [
        "source_guide/caf\udce9.md",
        "source_guide/caf\udce9/x.svg",
        "locales/es/caf\udce9.po",
        "locales/overlays/caf\udce9/overlay.yaml",
        "locales/editions/caf\udce9.yaml",
    ],
)
def test_a_name_that_is_no_text_is_told(name: str, project: Project) -> None:
    project.write(name, "# Words\n")
    for command in ("update", "build", "format", "status"):
        ran = project.run(command)
        assert ran.code == 1
        assert "caf\\xe9" in ran.err
        assert "[name-not-utf8]" in ran.err
