"""Formats that need a program: what is told where it is not there, and that the rest is built."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.programs import PANDOC, machine_with, pandoc_that_writes
from tests.scenarios.projects import TODAY, small


def test_without_pandoc_the_rest_is_built_and_it_is_told(tmp_path: Path) -> None:
    project = small(tmp_path / "guide")
    with machine_with(tmp_path / "bin", {}):
        ran = project.run("build", "es_MX", "--format", "odt,txt,icml", "--today", TODAY)
    assert ran.code == 0
    assert ran.err.count("[format-unavailable]") == 2
    assert "odt is not written: the program pandoc is not on this machine" in ran.err
    assert "pip install 'adaptkit[office]'" in ran.err
    assert sorted(p.name for p in project.path("build/es_MX").iterdir() if p.is_dir()) == ["txt"]


def test_a_release_never_lacks_what_its_readers_were_promised(tmp_path: Path) -> None:
    project = small(tmp_path / "guide")
    with machine_with(tmp_path / "bin", {}):
        ran = project.run("build", "es_MX", "--format", "odt,html", "--release")
    assert ran.code == 1
    assert "error: odt is not written" in ran.err
    assert not project.path("build").exists()


def test_where_nothing_else_was_asked_for_it_is_an_error(tmp_path: Path) -> None:
    project = small(tmp_path / "guide")
    with machine_with(tmp_path / "bin", {}):
        ran = project.run("build", "es_MX", "--format", "odt")
        assert ran.code == 1
        assert "error: odt is not written" in ran.err
        assert not project.path("build").exists()
        # Another edition is written.
        edition = project.text("locales/editions/es_MX.yaml")
        other = edition.replace("es_MX", "es_ES")
        project.write("locales/editions/es_ES.yaml", other)
        project.change("locales/editions/es_MX.yaml", "formats: [html, md]", "formats: [icml]")
        ran = project.run("build")
    assert ran.code == 1
    assert "icml is not written" in ran.err
    assert not project.path("build/es_MX").exists()
    assert project.path("build/es_ES/html/index.html").is_file()


@pytest.mark.parametrize("name", ["odt", "icml"])
def test_with_pandoc_they_are_written_and_the_next_build_writes_nothing(
    tmp_path: Path, name: str
) -> None:
    project = small(tmp_path / "guide")
    script = {"pandoc": PANDOC}
    asked = ("build", "es_MX", "--format", f"{name},html", "--today", TODAY)
    with machine_with(tmp_path / "bin", script):
        project.done(*asked)
        file = project.path(f"build/es_MX/{name}/es_MX.{name}")
        before = file.read_bytes(), file.stat().st_mtime_ns
        project.done(*asked)
        assert (file.read_bytes(), file.stat().st_mtime_ns) == before
        page = project.text("build/es_MX/html/index.html")
        assert f'href="../{name}/es_MX.{name}"' in page
    # A machine without it leaves no file of another day, and no link to it.
    with machine_with(tmp_path / "empty", {}):
        project.done(*asked)
    assert not file.exists()
    assert f"../{name}/" not in project.text("build/es_MX/html/index.html")


def test_a_pandoc_that_fails_stops_the_edition_and_says_so(tmp_path: Path) -> None:
    project = small(tmp_path / "guide")
    fails = 'if [ "$1" = --version ]; then echo "pandoc 3.9"; exit; fi; echo broken >&2; exit 3'
    with machine_with(tmp_path / "bin", {"pandoc": fails}):
        ran = project.run("build", "es_MX", "--format", "odt,txt")
    assert ran.code == 1
    assert "ended with 3: broken" in ran.err
    assert "[program-failed]" in ran.err


def test_a_pandoc_that_writes_half_of_it_leaves_nothing_behind(tmp_path: Path) -> None:
    project = small(tmp_path / "guide")
    (tmp_path / "half").write_bytes(b"PK\3\4")
    with machine_with(tmp_path / "bin", {"pandoc": pandoc_that_writes(tmp_path / "half")}):
        ran = project.run("build", "es_MX", "--format", "odt,icml,txt")
    assert ran.code == 1
    assert ran.err.count("[program-failed]") == 2
    assert not project.path("build/es_MX/odt").exists()
    assert not project.path("build/es_MX/icml").exists()
