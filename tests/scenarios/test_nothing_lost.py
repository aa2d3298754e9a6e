"""Killed, out of disk, two at once: every file is the old one or the new one, whole."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from adaptkit.workspace.proven import proven
from tests.scenarios.projects import Project, assert_readable, lost_words, run, small

pytestmark = pytest.mark.at_length

EDITS = {
    "Rest before you are tired.": "Lie down before you are tired.",
    "If you cannot stand up, call for help at once.": "",
}
CHAPTER = "source_guide/02-home.md"
Tree = dict[str, bytes]


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """An edit that changes three files: the template and two catalogues."""
    project = small(tmp_path_factory.mktemp("edited") / "guide")
    project.write(
        "locales/ms/guide.po",
        project.text("locales/es/guide.po").replace('"ES ', '"MS ').replace(": es\\n", ": ms\\n"),
    )
    project.done("update")
    for old, new in EDITS.items():
        project.change(CHAPTER, old, new or "Something else, with no likeness to it.")
    return project


@pytest.fixture
def project(edited: Project, tmp_path: Path) -> Project:
    return edited.copy(tmp_path / "guide")


@pytest.fixture(scope="module")
def finished(edited: Project, tmp_path_factory: pytest.TempPathFactory) -> Tree:
    copy = edited.copy(tmp_path_factory.mktemp("finished") / "guide")
    copy.done("update", "--today", "2026-11-23")
    return content(copy)


def content(project: Project) -> Tree:
    return {name: data for name, (data, _) in project.tree().items()}


def leftovers(project: Project) -> list[Path]:
    return list(project.root.rglob(".adaptkit-*"))


def interrupted(number: int, fault: BaseException) -> Callable[[str, str], None]:
    """``os.replace`` that fails when it is called for the n-th time."""
    calls = 0
    real = os.replace

    def replace(source: str, target: str) -> None:
        nonlocal calls
        calls += 1
        if calls == number:
            raise fault
        real(source, target)

    return replace


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
def test_interrupted_at_every_write(
    number: int,
    fault: BaseException,
    project: Project,
    finished: Tree,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = content(project)
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", interrupted(number, fault))
        ran = project.run("update", "--today", "2026-11-23")
    assert ran.code in (1, 130)
    assert content(project) == before
    assert leftovers(project) == []
    assert ran.code == 130 or "the disk is full" in ran.err
    project.done("update", "--today", "2026-11-23")
    assert content(project) == finished


def test_a_full_disk(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can even be laid beside its place."""
    before = project.tree()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        ran = project.run("update")
        assert ran.code == 1
        assert "this file cannot be written: the disk is full" in ran.err
        assert "make room, then run the command again" in ran.err
        assert "Nothing was written." in ran.err

    def no_room(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        # What is built can be built again, and is not forced onto the disk.
        patch.setattr(os, "open", no_room)
        built = project.run("build", "--to", str(project.root / "out"))
        assert built.code == 1
        assert "the disk is full" in built.err
    assert project.tree() == before
    assert leftovers(project) == []


KILLED = """
import os, signal, sys
from adaptkit.cli import run
real, calls = os.{name}, 0
def stop(*arguments, **named):
    global calls
    calls += 1
    if calls == {number}:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*arguments, **named)
os.{name} = stop
sys.exit(run(["update", "--today", "2026-11-23", "--project", sys.argv[1]]))
"""


@pytest.mark.parametrize(("name", "number"), [("fsync", 2), ("replace", 2), ("replace", 3)])
def test_killed(name: str, number: int, project: Project, finished: Tree) -> None:
    before = content(project)
    code = KILLED.format(name=name, number=number)
    done = subprocess.run([sys.executable, "-c", code, str(project.root)], check=False)
    assert done.returncode == -9
    after = {n: d for n, d in content(project).items() if "/.adaptkit-" not in n}
    assert after.keys() == before.keys()
    for file, data in after.items():
        assert data in (before[file], finished[file]), file
    assert_readable(project)
    assert leftovers(project)
    assert run("--project", str(project.root), "status").code == 0
    project.done("update", "--today", "2026-11-23")
    assert content(project) == finished
    assert leftovers(project) == []


def test_two_at_once(project: Project, finished: Tree) -> None:
    command = [sys.executable, "-m", "adaptkit", "update", "--today", "2026-11-23"]
    running = [
        subprocess.Popen(
            [*command, "--project", str(project.root)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for one in running:
        _, err = one.communicate(timeout=60)
        assert one.returncode == 0 or "run the command again" in err
    assert any(one.returncode == 0 for one in running)
    project.done("update", "--today", "2026-11-23")
    assert content(project) == finished
    assert leftovers(project) == []


def test_a_translator_saves_while_an_update_is_at_work(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was saved after it was read is not overwritten."""
    real, path = proven, "locales/es/guide.po"
    saved = threading.Event()

    def slow(*arguments: Any) -> dict[str, bytes]:
        if not saved.is_set():
            saved.set()
            project.change(path, '"ES Choose one of them."', '"Elija una."')
        return real(*arguments)

    monkeypatch.setattr("adaptkit.readiness.update_plan.proven", slow)
    before = content(project)
    ran = project.run("update")
    assert ran.code == 1
    assert f"{path}: error: this file was saved by somebody else" in ran.err
    assert "run the command again" in ran.err
    changed = [name for name, data in content(project).items() if data != before[name]]
    assert changed == [path]
    project.done("update")
    assert "Elija una." in {e.msgstr for e in project.catalogue().live}


def test_the_time_of_change_moves_only_where_something_changed(project: Project) -> None:
    project.done("update")
    before, words = project.tree(), project.catalogue()
    project.done("update", "--today", "2030-01-01")
    project.done("format")
    assert project.tree() == before
    assert lost_words(words, project.catalogue()) == []


def test_a_build_that_fails_leaves_the_last_one(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = project.root / "out"
    project.done("update")
    project.run("build", "--to", str(to))
    before = {path: path.read_bytes() for path in to.rglob("*") if path.is_file()}
    project.change(CHAPTER, "Lie down", "Sit down")
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", interrupted(2, OSError(errno.EACCES, "Permission denied")))
        ran = project.run("build", "--to", str(to))
    assert ran.code == 1
    assert "this file cannot be written" in ran.err
    assert {path: path.read_bytes() for path in to.rglob("*") if path.is_file()} == before
