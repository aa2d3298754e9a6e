"""A workspace that lives on sees what was changed once it has been told."""

from __future__ import annotations

from pathlib import Path

import pytest

from adaptkit.loading.guide import guide_units, read_guide
from adaptkit.loading.overlays import read_overlay
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.locale import Locale
from adaptkit.workspace import Workspace
from tests.scenarios.projects import Project, small

ES = Locale("es")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path / "guide")


@pytest.fixture
def workspace(project: Project) -> Workspace:
    return Workspace.at(project.root)


def words(workspace: Workspace) -> set[str]:
    return {unit.source for unit in guide_units(workspace)[0]}


def test_a_chapter(project: Project, workspace: Workspace) -> None:
    assert "Write down your goals." in words(workspace)
    guide, catalogue = read_guide(workspace), workspace.read_catalogue(ES, "guide")
    project.change("source_guide/01-plan.md", "Write down your goals.", "Note your goals.")
    assert read_guide(workspace) is guide
    workspace.forget("source_guide/01-plan.md")
    assert "Note your goals." in words(workspace)
    assert workspace.read_catalogue(ES, "guide") is catalogue


def test_a_catalogue_leaves_the_guide_alone(project: Project, workspace: Workspace) -> None:
    guide, catalogue = read_guide(workspace), workspace.read_catalogue(ES, "guide")
    project.change("locales/es/guide.po", '"ES Write down your goals."', '"Elija una."')
    workspace.forget("locales/es/guide.po")
    found = workspace.read_catalogue(ES, "guide")
    assert found
    assert catalogue
    assert "Elija una." in {entry.msgstr for entry in found.entries} - {
        entry.msgstr for entry in catalogue.entries
    }
    assert read_guide(workspace) is guide


def test_a_new_language_and_one_that_is_gone(project: Project, workspace: Workspace) -> None:
    assert workspace.languages == (ES,)
    project.write("locales/fr/guide.po", project.text("locales/es/guide.po"))
    workspace.forget("locales/fr/guide.po")
    assert workspace.languages == (ES, Locale("fr"))
    assert workspace.read_catalogue(Locale("fr"), "guide")
    project.path("locales/fr/guide.po").unlink()
    workspace.forget("locales/fr/guide.po")
    assert workspace.languages == (ES,)
    assert workspace.read_catalogue(Locale("fr"), "guide") is None


def test_settings_and_what_rests_on_them(project: Project, workspace: Workspace) -> None:
    project.write("source_guide/guide.yaml", 'title: "One"\n')
    assert workspace.settings.title == "One"
    assert read_guide(workspace).settings.title == "One"
    project.write("source_guide/guide.yaml", 'title: "Two"\n')
    workspace.forget("source_guide/guide.yaml")
    assert read_guide(workspace).settings.title == "Two"


def test_an_overlay_its_text_and_its_end(project: Project, workspace: Workspace) -> None:
    folder = "locales/overlays/PE"
    operation = "{id: a, insert_after: plan, with: a.md, because: {reason: r}}"
    project.write(
        f"{folder}/overlay.yaml", f"overlay: PE\nlanguage: es\noperations: [{operation}]\n"
    )
    project.write(f"{folder}/a.md", "Uno.\n")
    workspace.forget(f"{folder}/overlay.yaml")
    before = read_overlay(workspace, "PE")
    assert read_overlay(workspace, "PE") is before
    project.write(f"{folder}/a.md", "Dos.\n")
    workspace.forget(f"{folder}/a.md")
    assert "Dos." in read_overlay(workspace, "PE").prose["a.md"].source
    # A native version that comes later is found in the folder.
    project.write(f"{folder}/a.en.md", "One.\n")
    workspace.forget(f"{folder}/a.en.md")
    assert ("a.md", "en") in read_overlay(workspace, "PE").native
    project.path(f"{folder}/overlay.yaml").unlink()
    workspace.forget(f"{folder}/overlay.yaml")
    with pytest.raises(ProblemsFound):
        read_overlay(workspace, "PE")


def test_a_file_that_was_told_of_may_be_written(project: Project, workspace: Workspace) -> None:
    path = "locales/es/guide.po"
    workspace.read_bytes(path)
    project.change(path, '"ES Write down your goals."', '"Elija una."')
    with pytest.raises(ProblemsFound, match="saved by somebody else"):
        workspace.write({path: b"mine"})
    workspace.forget(path)
    content = workspace.read_bytes(path)
    workspace.write({path: content + b"\n"})
    assert project.path(path).read_bytes() == content + b"\n"


def test_what_was_written_is_read_anew(workspace: Workspace) -> None:
    assert workspace.settings.title != "New"
    workspace.write({"source_guide/guide.yaml": b'title: "New"\n'})
    assert workspace.settings.title == "New"


def test_a_folder_that_is_a_link_out_of_the_project_now(
    project: Project, workspace: Workspace, tmp_path: Path
) -> None:
    folder = project.path("locales/es")
    workspace.read_bytes("locales/es/guide.po")
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    workspace.forget("locales/es")
    with pytest.raises(ProblemsFound, match="leads out of the project"):
        workspace.read_bytes("locales/es/guide.po")
