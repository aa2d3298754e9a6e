"""A platform runs msgmerge between the guide's change and ``adaptkit update``."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.clients.catalogue_projects import EDITED, TODAY, edit_guide, guide_copy
from tests.scenarios.projects import Project

from adaptkit.model.catalogue import EntryState

OPTIONS = ((), ("--previous",), ("--no-fuzzy-matching",))


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return guide_copy(tmp_path_factory.mktemp("before") / "guide", "es")


@pytest.fixture(scope="module")
def changed(before: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The guide after a day's edits, its template and catalogues brought up to date."""
    project = before.copy(tmp_path_factory.mktemp("changed") / "guide")
    edit_guide(project)
    project.done("update", "--today", TODAY)
    return project


def words(project: Project) -> Counter[str]:
    return Counter(e.msgstr for e in project.catalogue().entries if e.msgstr)


@pytest.mark.parametrize("template", ["older", "newer"])
@pytest.mark.parametrize("options", OPTIONS, ids=" ".join)
def test_msgmerge_in_between_loses_nothing(
    options: tuple[str, ...],
    template: str,
    before: Project,
    changed: Project,
    tmp_path: Path,
    program: Callable[[str], str],
) -> None:
    """``older``: the platform's template is not in the repository yet. ``newer``: it is."""
    project = before.copy(tmp_path / "guide")
    edit_guide(project)
    if template == "newer":
        project.write("locales/guide.pot", changed.text("locales/guide.pot"))
    catalogue = project.path("locales/es/guide.po")
    subprocess.run(
        [program("msgmerge"), "--update", "--backup=none", "--quiet", *options, str(catalogue),
         str(changed.path("locales/guide.pot"))],
        check=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    merged = words(project)
    assert not words(before) - merged, "msgmerge itself loses nothing"

    project.done("update", "--today", TODAY)

    assert not words(before) - words(project)
    project.done("update", "--check")
    project.done("format", "--check")
    assert project.text("locales/guide.pot") == changed.text("locales/guide.pot")
    found, meant = project.catalogue().by_id(), changed.catalogue().by_id()
    assert found.keys() == meant.keys()
    for unit, entry in meant.items():
        assert found[unit].msgid == entry.msgid
        if entry.state is EntryState.TRANSLATED:
            assert (found[unit].msgstr, found[unit].state) == (entry.msgstr, entry.state), unit
    # What was translated from an older text must be looked at again, not done again.
    assert found[EDITED].state is EntryState.FUZZY
    assert found[EDITED].msgstr == before.catalogue().by_id()[EDITED].msgstr


def test_without_it_the_result_is_the_same_as_with_previous_texts(
    before: Project, changed: Project
) -> None:
    entry = changed.catalogue().by_id()[EDITED]
    assert entry.state is EntryState.FUZZY
    assert entry.previous_msgid == before.catalogue().by_id()[EDITED].msgid
    assert not words(before) - words(changed)
