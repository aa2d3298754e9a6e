"""The preview in a browser: a save is shown at its place within a second, and nothing is asked of
anybody else."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.scenarios.projects import small
from tests.scenarios.test_preview import DANGER, PO, serving

from adaptkit.preview.server import ADDRESS


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Pida ayuda ahora.", "Pida ayuda ahora."),
        # What is told of it is text, whatever it holds.
        ("<script>alert(1)</script> <b onclick=alert(1)>x", "<script>alert(1)</script> <b onc"),
    ],
)
def test_a_save_is_seen_at_its_place(
    words: str, shown: str, tmp_path: Path, node_modules: Path, program: Callable[[str], str]
) -> None:
    project = small(tmp_path / "guide")
    with serving(project) as seen:
        address = f"http://{seen.host}/"
        run = subprocess.run(
            [
                program("node"),
                str(Path(__file__).with_name("preview.mjs")),
                *(address, str(project.path(PO)), DANGER, words),
            ],
            capture_output=True,
            text=True,
            env=os.environ
            | {"CHROMIUM": program("chromium"), "ADAPTKIT_NODE_MODULES": str(node_modules)},
        )
    assert run.returncode == 0, run.stdout + run.stderr
    told = json.loads(run.stdout)
    print(f"{told['milliseconds']} ms from the save to the page")
    assert ADDRESS in address
    assert told["errors"] == told["elsewhere"] == told["axe"] == []
    assert told["page"] == "/02-home.html"
    assert any("source: A plan says what you want to do" in note for note in told["notes"])
    assert any("words from locales/es/guide.po:" in note for note in told["notes"])
    assert shown in told["changed"][0]
    assert told["inSight"]
    assert told["stillChosen"]
    assert told["sideways"] <= 0
