"""What code hosts are told to run has the shape that their own schemas ask for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.scenarios.projects import run

from adaptkit.settings.workflows import HOSTS

# check-jsonschema brings them with it: nothing is fetched.
SCHEMAS = {"github": "vendor.github-workflows", "gitlab": "vendor.gitlab-ci"}


def judged(schema: str, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize("host", sorted(HOSTS))
def test_its_schema_finds_nothing(host: str, tmp_path: Path) -> None:
    assert run("init", str(tmp_path / "guide"), "--ci", host).code == 0
    path = tmp_path / "guide" / HOSTS[host].path
    said = judged(SCHEMAS[host], path)
    assert said.returncode == 0, said.stdout + said.stderr
    # It would find something.
    name = "jobs:" if host == "github" else "script:"
    path.write_text(path.read_text("utf-8").replace(name, name[:-2] + "x:", 1), "utf-8")
    assert judged(SCHEMAS[host], path).returncode == 1
