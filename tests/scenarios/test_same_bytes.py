"""The same inputs give the same bytes: on any day, in any folder, on any computer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.scenarios.projects import ROOT, TODAY, Project, small, translate

COMMAND = (sys.executable, "-m", "adaptkit")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = small(tmp_path_factory.mktemp("same") / "guide")
    project.done("update", "ar", "--today", TODAY)
    translate(project, "ar", "AR")
    project.write("locales/editions/ar.yaml", "edition: ar\nlanguage: ar\nformats: [html, md]\n")
    project.write("locales/editions/en.yaml", "edition: en\nlanguage: en\nformats: [html, md]\n")
    project.done("update", "--today", TODAY)
    return project


def pages(to: Path) -> dict[str, bytes]:
    return {
        path.relative_to(to).as_posix(): path.read_bytes()
        for path in sorted(to.rglob("*"))
        if path.is_file()
    }


def build(project: Project, to: Path, *more: str, **environment: str) -> dict[str, bytes]:
    """In a process of its own."""
    plain = {k: v for k, v in os.environ.items() if k not in ("SOURCE_DATE_EPOCH", "TZ", "LANG")}
    done = subprocess.run(
        [*COMMAND, "build", "--project", str(project.root), "--to", str(to), *more],
        env={**plain, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return pages(to)


@pytest.fixture(scope="module")
def first(project: Project, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    found = build(project, tmp_path_factory.mktemp("first") / "out", "--today", TODAY)
    assert len(found) > 20
    return found


def test_twice_into_the_same_folder(
    project: Project, first: dict[str, bytes], tmp_path: Path
) -> None:
    for _ in range(2):
        project.done("build", "--to", str(tmp_path / "out"), "--today", TODAY)
        assert pages(tmp_path / "out") == first


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LANG": "tr_TR.UTF-8"},
        {"TZ": "Pacific/Midway", "PYTHONHASHSEED": "2", "LC_ALL": "C", "COLUMNS": "20"},
    ],
)
def test_elsewhere(
    environment: dict[str, str], project: Project, first: dict[str, bytes], tmp_path: Path
) -> None:
    copy = project.copy(tmp_path / "another folder" / "guíde")
    assert build(copy, tmp_path / "out", "--today", TODAY, **environment) == first


def test_source_date_epoch_is_the_day(
    project: Project, first: dict[str, bytes], tmp_path: Path
) -> None:
    noon = "1795348800"
    assert build(project, tmp_path / "a", SOURCE_DATE_EPOCH=noon) == first
    late = {"SOURCE_DATE_EPOCH": "0", "TZ": "Asia/Tokyo"}
    assert build(project, tmp_path / "b", "--today", TODAY, **late) == first


def test_another_day_changes_dates_alone(
    project: Project, first: dict[str, bytes], tmp_path: Path
) -> None:
    other = build(project, tmp_path / "a", "--today", "2031-05-04")
    assert other.keys() == first.keys()
    for name in first:
        if "manifest" not in name:
            assert b"2031-11-22" not in other[name]


def test_files_in_another_order_on_disk(
    project: Project, first: dict[str, bytes], tmp_path: Path
) -> None:
    copy = Project(tmp_path / "guide")
    files = [path for path in project.root.rglob("*") if path.is_file()]
    for path in sorted(files, key=lambda path: path.name[::-1], reverse=True):
        copy.write(path.relative_to(project.root).as_posix(), path.read_bytes())
    copy.done("build", "--to", str(tmp_path / "out"), "--today", TODAY)
    assert pages(tmp_path / "out") == first
    assert copy.run("update", "--check", "--today", "2030-01-01").code == 0


def test_an_update_is_the_same_everywhere(project: Project, tmp_path: Path) -> None:
    """From nothing but the guide and the catalogues, the template too."""
    results = []
    for number, zone in enumerate(("Asia/Tokyo", "America/Los_Angeles")):
        copy = project.copy(tmp_path / str(number))
        copy.path("locales/guide.pot").unlink()
        copy.change("source_guide/02-home.md", "tired.", "tired, and sleep well.")
        subprocess.run(
            [*COMMAND, "update", "--project", str(copy.root)],
            env={
                **os.environ,
                "TZ": zone,
                "PYTHONHASHSEED": str(number),
                "SOURCE_DATE_EPOCH": "1795348800",
            },
            check=True,
            stdout=subprocess.DEVNULL,
        )
        results.append({name: data for name, (data, _) in copy.tree().items()})
    assert results[0] == results[1]


def test_the_real_guide_in_two_folders(tmp_path: Path) -> None:
    found = []
    for name in ("one", "two"):
        project = Project(tmp_path / name)
        for folder in ("source_guide", "locales"):
            shutil.copytree(ROOT / folder, project.path(folder))
        project.run(
            "build",
            "ar_LB",
            "--format",
            "html",
            "--to",
            str(tmp_path / f"{name}-out"),
            "--today",
            TODAY,
        )
        found.append(pages(tmp_path / f"{name}-out"))
    assert found[0] == found[1]
    assert len(found[0]) > 20
