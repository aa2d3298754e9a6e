"""No PO file of a project is written that the second reader reads in another way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from adaptkit.catalogues import _polib
from adaptkit.commands.init import init
from tests.scenarios.projects import Project

ES, POT = "locales/es/guide.po", "locales/guide.pot"
ROOT = Path(__file__).parents[2]
RULE = "nplurals=2; plural=(n != 1);"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """One with something to write for every command."""
    init(tmp_path / "guide")
    project = Project(tmp_path / "guide")
    project.done("update")
    project.done("export", "xliff", "es", "--to", str(project.path("back.xlf")))
    text = project.text("back.xlf")
    target = re.findall("<target[^>]*>([^<]+)</target>", text)[0]
    project.write("back.xlf", text.replace(f">{target}<", f">{target}, otra vez<", 1))
    guide = (ROOT / "src/adaptkit/starter/source_guide").glob("*.md")
    project.write("old.md", min(guide).read_text("utf-8"))
    project.write(ES, project.text(ES) + "\n")
    return project


@pytest.mark.parametrize(
    "command",
    [
        ("update", "fr"),
        ("format",),
        ("import", "back.xlf"),
        ("align", "old.md", "--language", "ms"),
        ("add", "language", "fr"),
        ("add", "language", "tet", "--plural", RULE),
        ("add", "edition", "pt_BR"),
    ],
    ids=" ".join,
)
def test_nothing_is_written_where_the_readers_differ(
    project: Project, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    again = _polib.read_po_again

    def deaf(content: bytes) -> object:
        found = again(content)
        found.metadata["Language"] = "xx"
        return found

    before = {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()}
    with monkeypatch.context() as patched:
        patched.setattr(_polib, "read_po_again", deaf)
        told = project.run(*command)
    after = {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()}
    assert told.code != 0
    assert "po-not-proven" in told.out + told.err
    assert 'header field "Language": polib reads "xx"' in told.out + told.err
    catalogues = {path for path in after if path.suffix in (".po", ".pot")}
    assert {path for path in catalogues if after[path] != before.get(path)} == set()
    # It was not for nothing that it was refused.
    assert project.run(*command).code == 0
    now = {path for path in project.root.rglob("*.po*") if path.read_bytes() != before.get(path)}
    assert now


def test_no_command_makes_the_bytes_of_a_catalogue_by_itself() -> None:
    makers = re.compile(r"\b(render_po|po_file|po_blocks)\b")
    folder = ROOT / "src/adaptkit"
    users = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        if makers.search(path.read_text("utf-8"))
    }
    # A copy to send is no file of the project; it comes back through import. A file with the marks
    # of a conflict is no catalogue yet: no reader takes it.
    known = {"catalogues/po.py", "catalogues/proof.py", "catalogues/threeway.py", "exchange/po.py"}
    assert users == known


def test_polib_has_one_door() -> None:
    folder = ROOT / "src/adaptkit"
    importing = re.compile(r"^\s*(import|from) polib\b", re.M)
    doors = {p.name for p in folder.rglob("*.py") if importing.search(p.read_text("utf-8"))}
    assert doors == {"_polib.py"}
