"""A file that somebody has worked in where it was built is not written over without a word."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.scenarios.projects import Project, small

TEXT = "build/es_MX/txt/es_MX.txt"
FORMATS = ("--format", "txt", "--format", "docx", "--format", "html")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = small(tmp_path / "guide")
    project.done("build", "es_MX", *FORMATS)
    return project


def write_later(project: Project, path: str, content: bytes) -> None:
    """As if some time had passed: the clocks of some disks go by seconds."""
    there = project.path(path)
    there.write_bytes(content)
    later = project.path("build/es_MX/manifest.json").stat().st_mtime + 5
    os.utime(there, (later, later))


def refused(project: Project, *more: str) -> str:
    before = project.tree()
    ran = project.run("build", "es_MX", *(more or FORMATS))
    assert ran.code == 2, ran
    assert "[use-in-the-way]" in ran.err
    assert project.tree() == before
    return ran.err


@pytest.mark.parametrize("path", [TEXT, "build/es_MX/docx/es_MX.docx"])
def test_it_is_told_and_left_as_it_is(project: Project, path: str) -> None:
    write_later(project, path, project.path(path).read_bytes() + b"Mine.\n")
    assert path in refused(project)
    # Nor is it taken away with a format that is not asked for.
    assert path in refused(project, "--format", "html")
    project.path(path).rename(project.path("mine"))
    project.done("build", "es_MX", *FORMATS)
    assert project.path(path).read_bytes() != project.path("mine").read_bytes()


def test_one_of_the_same_size_too(project: Project) -> None:
    content = project.path(TEXT).read_bytes()
    write_later(project, TEXT, content.replace(b"a", b"b", 1))
    assert TEXT in refused(project)
    write_later(project, TEXT, content)
    project.done("build", "es_MX", *FORMATS)


def test_what_is_only_newer_or_empty_or_gone_is_written(project: Project) -> None:
    content = project.path(TEXT).read_bytes()
    for found in (content, b""):
        write_later(project, TEXT, found)
        project.done("build", "es_MX", *FORMATS)
        assert project.path(TEXT).read_bytes() == content
    project.path(TEXT).unlink()
    project.done("build", "es_MX", *FORMATS)
    assert project.path(TEXT).read_bytes() == content


def test_after_a_build_of_what_has_changed_it_is_still_known(project: Project) -> None:
    project.change("locales/es/guide.po", 'msgstr "ES Rest', 'msgstr "ES Do rest')
    project.done("build", "es_MX", *FORMATS)
    project.done("build", "es_MX", *FORMATS)
    assert "ES Do rest" in project.text(TEXT)
    write_later(project, TEXT, b"Mine.\n")
    write_later(project, "build/es_MX/docx/es_MX.docx", b"PK mine")
    told = refused(project)
    assert TEXT in told
    assert "es_MX.docx" in told


def test_what_a_killed_build_left_is_nobody_s_work(project: Project) -> None:
    """The list is moved in first: beside the new one stand files of the build before."""
    old = {path: project.path(path) for path in (TEXT, "build/es_MX/docx/es_MX.docx")}
    held = {path: (there.read_bytes(), there.stat().st_mtime) for path, there in old.items()}
    project.change("locales/es/guide.po", 'msgstr "ES Rest', 'msgstr "ES Do rest')
    project.done("build", "es_MX", *FORMATS)
    for path, (content, time) in held.items():
        project.path(path).write_bytes(content)
        os.utime(project.path(path), (time, time))
    project.done("build", "es_MX", *FORMATS)
    assert "ES Do rest" in project.text(TEXT)
