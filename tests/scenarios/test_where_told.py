"""A message names the file in which a person can mend what is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.scenarios.projects import Project, small

PO = "locales/es/guide.po"
OVERLAY = "locales/overlays/MX/overlay.yaml"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return small(tmp_path_factory.mktemp("whole") / "guide")


@pytest.fixture
def project(whole: Project, tmp_path: Path) -> Project:
    return whole.copy(tmp_path / "guide")


def test_a_link_that_only_the_translation_has(project: Project) -> None:
    project.change(
        PO,
        'msgstr "ES Rest before you are tired. See [your plan](01-plan.md#costs)."',
        'msgstr "Descanse. Vea [su plan](01-plam.md) y [esto](#nada)."',
    )
    text = project.text(PO)
    line = text[: text.index('msgid "Rest before')].count("\n")
    for command in (("build",), ("status", "es_MX")):
        ran = project.run(*command)
        said = ran.out + ran.err
        found = re.search(rf"{PO}:(\d+): .*01-plam.md", said)
        assert found, said
        assert line - 4 < int(found[1]) <= line + 1, "the entry begins there"
        assert re.search(rf"{PO}:\d+: .*#nada", said), said
        assert "write the same link as in the source text" in said


def test_a_link_of_the_guide_is_told_in_the_guide(project: Project) -> None:
    project.write("source_guide/02-home.md", "# At home\n\nSee [this](01-plam.md).\n")
    project.done("update")
    ran = project.run("build")
    assert re.search(r"source_guide/02-home.md:3.*01-plam.md", ran.err), ran.err


def test_a_directory_without_contacts(project: Project) -> None:
    project.change(OVERLAY, "blocks/help.md", "directory")
    project.write("locales/overlays/MX/directory.yaml", "contacts: []\n")
    for command in ("update", "build", "status"):
        ran = project.run(command)
        assert ran.code == 1
        assert ran.err.startswith(
            "locales/overlays/MX/directory.yaml:1: error: there is no contact"
        )
    project.write("locales/overlays/MX/directory.yaml", "")
    ran = project.run("build")
    assert ran.err.startswith("locales/overlays/MX/directory.yaml:1: error: this file is empty")
    assert "simplify" not in ran.err


@pytest.mark.parametrize("file", ["insurance.md", "insurance.es_MX.md"])
def test_a_list_that_runs_into_a_list(file: str, project: Project) -> None:
    project.write(f"locales/overlays/MX/blocks/{file}", "- Llame.\n- Escriba.\n")
    ran = project.run("build", "--format", "md")
    assert ran.code == 1
    assert ran.err.startswith(f"locales/overlays/MX/blocks/{file}:1:1: error: in Markdown")
    assert "translation" not in ran.err


@pytest.mark.parametrize(
    "file", ["source_guide/guide.yaml", OVERLAY, "locales/editions/es_MX.yaml"]
)
def test_a_merge_conflict_in_yaml(file: str, project: Project) -> None:
    text = project.text(file)
    project.write(file, f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> theirs\n")
    ran = project.run("build")
    assert ran.code == 1
    assert f"{file}:1:1: error: two versions of this place" in ran.err
    assert "colon" not in ran.err


def test_a_line_in_another_encoding_is_told_once(project: Project) -> None:
    content = project.path(PO).read_bytes()
    project.write(PO, content.replace(b'msgstr "ES Choose', b'msgstr "Elija \xf3 y escoja'))
    ran = project.run("update")
    assert ran.err.count(": error: ") == 1, ran.err
