"""A chapter's file gets another name: overlays that aim into it are told the ids to write."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.scenarios.projects import TODAY, small


@pytest.mark.parametrize("command", ["update", "build", "status"])
def test_the_new_ids_are_named_and_they_hold(tmp_path: Path, command: str) -> None:
    project = small(tmp_path)
    project.path("source_guide/01-plan.md").rename(project.path("source_guide/01-way.md"))
    for file in project.path("source_guide").iterdir():
        if file.is_file():
            file.write_text(file.read_text("utf-8").replace("01-plan.md", "01-way.md"), "utf-8")
    overlay = project.path("locales/overlays/MX/overlay.yaml")
    ran = project.run(command, "--today", TODAY)
    found = re.findall(
        r'"(plan\.[\w.-]+)" is not in the guide.*\n(?:  edition.*\n)?  hint: (.*)', ran.err
    )
    assert found
    for old, hint in found:
        assert hint.startswith('the chapter "plan" seems to be called "way" now: write ')
        new = hint.rpartition(" ")[2]
        overlay.write_text(overlay.read_text("utf-8").replace(old, new), "utf-8")
    ran = project.run("update", "--today", TODAY)
    assert "target-missing" not in ran.out + ran.err
