"""What ``adaptkit export`` writes, edited in a real Poedit and imported: one unit has changed."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.clients.catalogue_projects import EDITED, TODAY, edit_passage, guide_copy
from tests.clients.test_poedit import PROGRAMS, SCRIPT, TYPED

from adaptkit.model.catalogue import EntryState


@pytest.mark.parametrize(("name", "suffix"), [("po", "po"), ("xliff", "xlf")])
def test_the_suggestion_is_what_poedit_shows_first(
    tmp_path: Path, program: Callable[[str], str], name: str, suffix: str
) -> None:
    """``poedit.sh`` types into the first entry that Poedit calls unfinished: so our suggestion has
    to be one in XLIFF too."""
    for one in PROGRAMS:
        program(one)
    project = guide_copy(tmp_path / "guide", "es")
    edit_passage(project)
    project.done("update", "--today", TODAY)
    project.done("export", name, "es")
    file = project.path(f"build/exchange/es.{suffix}")
    before = project.catalogue().by_id()
    assert before[EDITED].state is EntryState.FUZZY
    run = subprocess.run(
        [program("xvfb-run"), "-a", "-s", "-screen 0 1280x900x24", "bash", str(SCRIPT),
         str(file), str(tmp_path / "poedit.png"), TYPED],
        capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    ran = project.done("import", str(file), "--json")
    [outcome] = ran.json["languages"]
    assert [one["id"] for one in outcome["taken"]] == [EDITED]
    after = project.catalogue().by_id()
    assert after[EDITED].finished == TYPED + before[EDITED].msgstr
    assert {u: e.msgstr for u, e in after.items() if u != EDITED} == {
        u: e.msgstr for u, e in before.items() if u != EDITED
    }
