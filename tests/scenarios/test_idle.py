"""Files of an overlay that no reader sees, and contacts that readers would see twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.projects import Project, small

FOLDER = "locales/overlays/MX"
CONTACT = '  - name: "Centro"\n    telephone: "800 911 2000"\n'


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path / "guide")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("blocks/help_sw.md", "no operation puts this text in"),
        ("blocks/hlp.md", "no operation puts this text in"),
        ("blocks/help.swa.md", 'no edition with this overlay is in "swa"'),
    ],
)
def test_a_text_that_nobody_sees(file: str, said: str, project: Project) -> None:
    project.write(f"{FOLDER}/{file}", "Texto.\n")
    for command in (("update",), ("status",)):
        ran = project.done(*command)
        assert f"{FOLDER}/{file}: warning: {said}" in ran.out + ran.err


@pytest.mark.parametrize("file", ["blocks/help.es_MX.md", "README.md", "notes.txt"])
def test_a_text_that_is_meant(file: str, project: Project) -> None:
    project.write(f"{FOLDER}/{file}", "Texto.\n")
    assert "file-unused" not in project.done("update").err
    assert "file-unused" not in project.done("status").err


def test_a_contact_twice(project: Project) -> None:
    project.change(f"{FOLDER}/overlay.yaml", "blocks/help.md", "directory")
    project.path(f"{FOLDER}/blocks/help.md").unlink()
    project.write(f"{FOLDER}/directory.yaml", f"contacts:\n{CONTACT}{CONTACT}")
    for command in ("update", "status", "build"):
        ran = project.done(command)
        said = ran.out + ran.err
        assert said.count(f"{FOLDER}/directory.yaml:4:5: warning: the contact") == 1, command
    other = CONTACT.replace("Centro", "Clínica")
    project.write(f"{FOLDER}/directory.yaml", f"contacts:\n{CONTACT}{other}")
    assert "contact-twice" not in project.done("update").err
