"""What a release may be called: never what something else is called that stands there."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.scenarios.projects import TODAY, Project
from tests.scenarios.released import HISTORY, NAME, archive, folder, released, signed_project


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return signed_project(tmp_path_factory.mktemp("names") / "p")


@pytest.fixture
def project(once: Project, tmp_path: Path) -> Project:
    return once.copy(tmp_path / "p")


def packed(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(name, b"{}")
    return out.getvalue()


@pytest.mark.parametrize("content", [b"my thesis", packed("thesis.txt"), packed("edition.json")])
def test_an_archive_that_is_somebody_elses_is_not_written_over(
    project: Project, content: bytes
) -> None:
    strange = archive(project)
    strange.parent.mkdir(parents=True)
    strange.write_bytes(content)
    ran = project.run("build", NAME, "--release", "--today", TODAY)
    assert ran.code == 2
    assert "this file has the name of the release, and holds something else" in ran.err
    assert strange.read_bytes() == content
    assert not project.path(HISTORY).exists()
    assert not folder(project).exists()


def of_markdown(project: Project) -> str:
    """Another release of the same day, as who has lost the history makes it."""
    project.path(HISTORY).unlink()
    return str(released(project, TODAY, "--format", "md")["release"])


def test_a_release_that_the_history_has_lost_keeps_its_name(project: Project) -> None:
    """It may be published: what a printer is told by its name is one thing for ever."""
    released(project)
    before = archive(project).read_bytes()
    page = (folder(project) / "html/02-home.html").read_bytes()
    project.path(HISTORY).unlink()
    assert released(project)["release"] == TODAY  # the same once more is the same
    assert of_markdown(project) == f"{TODAY}.2"
    assert archive(project).read_bytes() == before
    assert (folder(project) / "html/02-home.html").read_bytes() == page
    shutil.rmtree(folder(project))
    assert of_markdown(project) == f"{TODAY}.2"
    assert archive(project).read_bytes() == before
    archive(project).unlink()
    assert of_markdown(project) == TODAY
