"""With ``--json`` standard output is JSON whatever goes wrong, and says what did."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from adaptkit.workspace import Workspace
from tests.scenarios.projects import Project, run, small

COMMANDS = ("status", "build", "update", "format")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path / "guide")


def only(text: str) -> dict[str, Any]:
    said = json.loads(text)
    assert said["ok"] is False
    (found,) = said["diagnostics"]
    assert found["severity"] == "error"
    return dict(found)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["--nope"], "--nope"),
        (["--project", "/nowhere/at/all"], "/nowhere/at/all"),
        (["--today", "soon"], "soon"),
    ],
)
def test_what_was_mistyped(command: str, wrong: list[str], said: str) -> None:
    for arguments in ([command, "--json", *wrong], [command, *wrong, "--json"]):
        ran = run(*arguments)
        assert ran.code == 2
        found = only(ran.out)
        assert found["code"] == "use-options"
        assert said in found["message"]
        assert f"adaptkit {command} --help" in found["hint"]
        assert said in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["stats", "--json"],
        ["--project", "/nowhere/at/all", "status", "--json"],
        ["build", "--json", "--format", "nope"],
        ["explain", "--json"],
        ["overlay", "accept", "--json"],
    ],
)
def test_and_elsewhere(arguments: list[str]) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert only(ran.out)["code"] == "use-options"


def test_without_json_nothing_stands_on_standard_output() -> None:
    assert run("status", "--nope").out == ""
    # Behind -- it is a name.
    assert run("status", "--nope", "--", "--json").out == ""


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("fault", "code", "exit_code"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "a.po"), "file-system", 1),
        (OSError("odd"), "program-fault", 1),
        (RuntimeError("odd"), "program-fault", 1),
        (KeyboardInterrupt(), "interrupted", 130),
    ],
)
def test_what_fails_on_the_way(
    command: str,
    fault: BaseException,
    code: str,
    exit_code: int,
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(Workspace, "at", fail)
    from adaptkit.cli import run as command_line

    assert command_line([command, "--json", "--project", str(project.root)]) == exit_code
    assert only(capsys.readouterr().out)["code"] == code


@pytest.mark.parametrize("command", COMMANDS)
def test_no_project(command: str, tmp_path: Path) -> None:
    ran = run(command, "--json", "--project", str(tmp_path))
    assert ran.code == 2
    assert only(ran.out)["code"] == "use-no-project"


def test_where_standard_output_itself_is_full_nothing_more_is_tried(project: Project) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "adaptkit", "status", "--json", "--project", str(project.root)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert b"[file-system]" in done.stderr
    assert b"Traceback" not in done.stderr
