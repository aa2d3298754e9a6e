"""Our XLIFF and PO through translate-toolkit: its own objects, xliff2po and po2xliff."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.clients.catalogue_projects import EDITED, TODAY, edit_passage, guide_copy
from tests.scenarios.projects import Project
from translate.storage import factory, pypo

from adaptkit.model.catalogue import Entry, EntryState

UNIT = "terms-yaml.physiatrist"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """One suggestion, one empty entry."""
    made = guide_copy(tmp_path / "guide", "es")
    edit_passage(made)
    made.done("update", "--today", TODAY)
    empty = made.catalogue().by_id()[UNIT]
    made.change(
        "locales/es/guide.po", f'msgid "{empty.msgid}"\nmsgstr "{empty.msgstr}"',
        f'msgid "{empty.msgid}"\nmsgstr ""',
    )  # fmt: skip
    made.done("format", "--check")
    return made


def words(project: Project) -> dict[str, tuple[str, EntryState]]:
    return {u: (e.msgstr, e.state) for u, e in live(project).items()}


def live(project: Project) -> dict[str, Entry]:
    return dict(project.catalogue().by_id())


def test_one_unit_translated_in_our_xliff(project: Project) -> None:
    project.done("export", "xliff", "es")
    file = project.path("build/exchange/es.xlf")
    before = words(project)
    store = factory.getobject(str(file))
    [unit] = [u for u in store.units if u.xmlelement.get("id") == UNIT]
    unit.target = "fisiatra"
    store.savefile(str(file))
    ran = project.done("import", str(file), "--json")
    assert [one["id"] for one in ran.json["languages"][0]["taken"]] == [UNIT]
    assert words(project) == before | {UNIT: ("fisiatra", EntryState.TRANSLATED)}


@pytest.mark.parametrize("back", ["po", "xlf"])
def test_our_xliff_turned_into_po_and_back(
    project: Project, program: Callable[[str], str], back: str
) -> None:
    """xliff2po writes neither ids nor a language, and calls everything fuzzy; po2xliff gives ids
    of its own. What is empty here gets its words, and all the rest stays as it is."""
    project.done("export", "xliff", "es")
    made = project.path("es.po")
    subprocess.run(
        [program("xliff2po"), project.path("build/exchange/es.xlf"), made],
        check=True, capture_output=True,
    )  # fmt: skip
    store = pypo.pofile.parsefile(str(made))
    source = live(project)[UNIT].msgid
    [unit] = [u for u in store.units if str(u.source) == source]
    unit.target = "fisiatra"
    store.savefile(str(made))
    if back == "xlf":
        subprocess.run(
            [program("po2xliff"), made, project.path("es.xlf")], check=True, capture_output=True
        )
    before = words(project)
    file = project.path(f"es.{back}")
    project.done("import", str(file), "--language", "es", "--json")
    state = live(project)[UNIT].state
    assert words(project) == before | {UNIT: ("fisiatra", state)}
    assert state is not EntryState.UNTRANSLATED
    assert before[EDITED][1] is EntryState.FUZZY


def test_our_po_turned_into_xliff(project: Project, program: Callable[[str], str]) -> None:
    subprocess.run(
        [program("po2xliff"), project.path("locales/es/guide.po"), project.path("es.xlf")],
        check=True, capture_output=True,
    )  # fmt: skip
    before = words(project)
    ran = project.done("import", str(project.path("es.xlf")), "--json")
    assert not ran.json["files"]
    assert words(project) == before
