"""``adaptkit verify`` of what became of a release on its way: packed again, sent as text, put into
another folder."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.scenarios.projects import TODAY, Project
from tests.scenarios.released import archive, folder, released, signed_project, verify


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = signed_project(tmp_path_factory.mktemp("copies") / "p")
    released(project)
    return project


@pytest.fixture
def project(once: Project, tmp_path: Path) -> Project:
    return once.copy(tmp_path / "p")


def packed(project: Project, above: str, more: Sequence[str] = ()) -> Path:
    file = project.root.parent / "again.zip"
    with zipfile.ZipFile(file, "w") as made:
        for one in folder(project).rglob("*"):
            if one.is_file():
                made.write(one, above + one.relative_to(folder(project)).as_posix())
        for name in more:
            made.writestr(name, b"x")
    return file


@pytest.mark.parametrize(
    ("above", "more", "added"),
    [
        ("", [], []),
        ("es_US-2026-11-22/", [], []),
        ("Downloads/es_US-2026-11-22/", [], []),
        # As macOS packs a folder.
        ("a/", ["__MACOSX/a/._b", "a/.DS_Store"], ["../__MACOSX/a/._b", ".DS_Store"]),
        ("a/", ["readme.txt", "b/index.html"], ["../b/index.html", "../readme.txt"]),
        ("", ["old/edition.json"], ["old/edition.json"]),
    ],
)  # fmt: skip
def test_an_archive_that_was_packed_again_is_looked_into(
    project: Project, above: str, more: list[str], added: list[str]
) -> None:
    ran = verify(project, packed(project, above, more))
    assert ran.code == (1 if added else 0)
    assert (ran.json["known"], ran.json["up_to_date"]) == (True, True)
    assert [(one["kind"], one["path"]) for one in ran.json["differences"]] == [
        ("added", path) for path in added
    ]


def test_of_two_releases_in_one_archive_none_is_taken(project: Project) -> None:
    ran = verify(project, packed(project, "a/", ["b/edition.json"]))
    assert (ran.code, ran.json["diagnostics"][0]["code"]) == (2, "use-no-release")


def test_other_line_ends_are_called_so(project: Project) -> None:
    """Git and programs that send text change every file of a folder, and each would look forged."""
    for one in folder(project).rglob("*"):
        if one.is_file():
            one.write_bytes(one.read_bytes().replace(b"\n", b"\r\n"))
    page = folder(project) / "html/02-home.html"
    page.write_bytes(page.read_bytes().replace(b"911", b"900"))
    ran = verify(project)
    assert ran.code == 1
    assert (ran.json["as_built"], ran.json["known"]) == (False, True)
    found = {one["path"]: one.get("line_ends") for one in ran.json["differences"]}
    assert found.pop("html/02-home.html") is None
    assert set(found.values()) == {True}
    assert len(found) == ran.json["files"]  # with edition.json, without the page that says else
    said = project.run("verify", str(folder(project)), "--today", TODAY).out
    assert "changed: index.html (only its line ends)" in said
    assert "changed: html/02-home.html\n" in said
    assert ".gitattributes" in said


@pytest.mark.parametrize(
    ("what", "hint"),
    [
        ("build/releases", "name one of the folders in it: {release}"),
        ("build", "name one of the folders in it: {release}"),
        ("build/releases/es_US-2026-11-22/edition.json", "name its folder: {release}"),
        ("build/releases/es_US-2026-11-22/html/index.html", "name its folder: {release}"),
        ("source_guide", "name the whole folder"),
    ],
)
def test_what_is_beside_a_release_leads_to_it(project: Project, what: str, hint: str) -> None:
    ran = project.run("verify", str(project.path(what)))
    assert ran.code == 2
    assert hint.format(release=folder(project)) in ran.err.replace("\n", " ")
    assert str(project.path("build/es_US")) not in ran.err


def test_an_archive_that_lies_in_a_release_is_looked_into_all_the_same(project: Project) -> None:
    there = folder(project) / "all.ZIP"
    shutil.copy(archive(project), there)
    assert verify(project, there).code == 0
