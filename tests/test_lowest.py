"""CI's second environment: the lowest versions that pyproject.toml allows."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / ".ci" / "lowest.py"
lowest = runpy.run_path(str(SCRIPT))["lowest"]


def test_every_dependency_has_a_lowest_version() -> None:
    run = subprocess.run([sys.executable, SCRIPT], capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")
    names = [line.partition("==")[0] for line in run.stdout.splitlines()]
    assert {"babel", "click", "polib", "pytest", "python-docx"} <= set(names)
    assert names == sorted(set(names))


def test_pins_are_the_bounds() -> None:
    assert lowest(["Click>=8.1.7,<9", "ruamel.yaml>=0.18", "click>=8.1.7"]) == [
        "click==8.1.7",
        "ruamel.yaml==0.18",
    ]


@pytest.mark.parametrize("bad", [["click"], ["click<9"], ["click==8"], ["a>=1", "A>=2"]])
def test_a_dependency_without_one_lower_bound_is_refused(bad: list[str]) -> None:
    with pytest.raises(ValueError, match="lower bound"):
        lowest(bad)
