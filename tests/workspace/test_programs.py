"""Programs of the machine are found outside the project, and run where there is nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.workspace import programs
from adaptkit.workspace.programs import MachinePrograms
from tests.programs import machine_with

PROJECT = Path("/nowhere")


def test_a_program_gets_bytes_and_gives_bytes_in_an_empty_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PANDOC_DATA", "mine")
    script = '/bin/pwd; /bin/ls -A | /usr/bin/wc -l; echo "$HOME $PANDOC_DATA $1"; /bin/cat'
    with machine_with(tmp_path / "bin", {"pandoc": script}):
        written = MachinePrograms(PROJECT).run("pandoc", ["--one"], b"\xff\x00").split(b"\n")
    folder, files, said, given = written
    assert files.strip() == b"0"
    assert said == folder + b"  --one"
    assert given == b"\xff\x00"
    assert not Path(folder.decode()).exists()


def test_nothing_that_came_with_the_project_is_run(tmp_path: Path) -> None:
    with machine_with(tmp_path / "guide" / "bin", {"pandoc": "echo pandoc 9"}):
        assert MachinePrograms(PROJECT).says("pandoc", "--version") == "pandoc 9\n"
        inside = MachinePrograms(tmp_path / "guide")
        assert inside.says("pandoc", "--version") == ""
        with pytest.raises(ProblemsFound):
            inside.run("pandoc", [], b"")


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo 'out of  memory' >&2; exit 251", "ended with 251: out of memory"),
        ("/bin/sleep 20", "not done after"),
    ],
)
def test_a_program_that_fails_is_told(
    tmp_path: Path, script: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "_SECONDS", 0.3)
    with machine_with(tmp_path, {"pandoc": f"exec 2>&2; {script}"}):
        there = MachinePrograms(PROJECT)
        if "sleep" not in script:
            monkeypatch.setattr(programs, "_SECONDS", 60)
        with pytest.raises(ProblemsFound) as found:
            there.run("pandoc", [], b"")
    (told,) = found.value.diagnostics
    assert told.code == "program-failed"
    assert said in told.message


def test_one_that_pip_installed_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site" / "pypandoc"
    with machine_with(package / "files", {"pandoc": "echo packaged"}):
        pass
    (package / "__init__.py").write_text("raise SystemExit('imported')\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    monkeypatch.setattr(sys, "path_importer_cache", {})
    monkeypatch.delitem(sys.modules, "pypandoc", raising=False)
    assert MachinePrograms(PROJECT).says("pandoc", "--version") == "packaged\n"


def test_a_machine_with_another_program_is_another_one(tmp_path: Path) -> None:
    with machine_with(tmp_path / "none", {}):
        none = MachinePrograms(PROJECT).stamps()
    with machine_with(tmp_path / "one", {"pandoc": "echo 1"}):
        one = MachinePrograms(PROJECT).stamps()
    with machine_with(tmp_path / "one", {"pandoc": "echo 1 2"}):
        two = MachinePrograms(PROJECT).stamps()
        assert two == MachinePrograms(PROJECT).stamps()
    assert none != one != two
