"""Files that go in the same step in which others change: all of it or nothing."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.workspace import Workspace
from tests.scenarios import faults
from tests.scenarios.faults import Tree, content, leftovers
from tests.scenarios.projects import Project, small
from tests.scenarios.test_faults import saved_beside, saved_in_place

OVERLAY = "locales/overlays/MX/overlay.yaml"
STORY, NATIVE = "locales/overlays/MX/stories/rosa.md", "locales/overlays/MX/stories/rosa.es.md"
NEW = "locales/overlays/MX/stories/ana.md"
FILES = {OVERLAY: b"overlay: MX\nlanguage: es\n", NEW: b"# new\n"}
GOING = (STORY, NATIVE)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = small(tmp_path_factory.mktemp("ready") / "guide")
    project.write(OVERLAY, "overlay: MX\nlanguage: es\noperations: []\n")
    project.write(STORY, "Rosa walks again.\n")
    project.write(NATIVE, "Rosa vuelve a caminar.\n")
    return project


@pytest.fixture
def project(ready: Project, tmp_path: Path) -> Project:
    return ready.copy(tmp_path / "guide")


def planned(project: Project) -> Callable[[], None]:
    """Takes a story back, as a command does that has read everything first."""
    workspace = Workspace.at(project.root)
    for path in (OVERLAY, *GOING):
        workspace.read_bytes(path)
    workspace.exists(NEW)
    seen = dict(workspace._seen)

    def write() -> None:
        workspace._seen = dict(seen)
        workspace.write(FILES, GOING)

    return write


def done(before: Tree) -> Tree:
    return {name: data for name, data in before.items() if name not in GOING} | FILES


@pytest.mark.at_length
def test_killed_at_every_single_operation(project: Project) -> None:
    before = content(project)
    after, write = done(before), planned(project)
    seen: set[tuple[str, ...]] = set()
    number = 1
    while faults.killed_at(write, number):
        now = content(project)
        for name in before.keys() | after.keys():
            assert now.get(name) in (before.get(name), after.get(name)), name
        if any(name not in now for name in GOING):
            # What still names a file goes before the file.
            assert all(now[name] == data for name, data in FILES.items())
        seen.add(tuple(sorted(now)))
        Workspace.at(project.root).write(FILES, GOING)
        assert content(project) == after
        assert leftovers(project) == []
        faults.restore(project, before)
        number += 1
    assert content(project) == after
    assert number > 30
    # Nothing done, the new file there, and one after the other gone.
    assert len(seen) == 4


@pytest.mark.parametrize(
    "fault",
    [OSError(errno.ENOSPC, "No space left on device"), OSError(errno.EACCES, "Permission denied")],
)
def test_a_disk_that_refuses_at_every_operation(fault: OSError, project: Project) -> None:
    before = content(project)
    write = planned(project)
    number, refused = 1, []
    while True:
        at = faults.At(
            number,
            faults.raising(fault),
            lambda where: where.startswith("before") and "fsync" not in where,
        )
        with faults.watched(at):
            try:
                write()
            except ProblemsFound as problem:
                refused.append((at.where, problem.diagnostics[0]))
                assert content(project) == before, at.where
            else:
                # Tidying up, and the second names for going back, can be done without.
                assert content(project) == done(before), at.where
        if not at.where:
            break
        faults.restore(project, before)
        number += 1
    for path in GOING:
        [said] = [d for where, d in refused if where == f"before unlink {project.path(path)}"]
        assert (said.code, said.position.path) == ("not-deleted", path)
        assert said.message.startswith("this file cannot be deleted: ")


def test_stopped_by_a_person_at_every_operation(project: Project) -> None:
    before = content(project)
    write = planned(project)
    number = 1
    while True:
        at = faults.At(number, faults.raising(KeyboardInterrupt()))
        with faults.watched(at), contextlib.suppress(KeyboardInterrupt):
            write()
        if not at.where:
            break
        assert content(project) in (before, done(before)), at.where
        faults.restore(project, before)
        number += 1
    assert number > 30


@pytest.mark.parametrize("save", [saved_in_place, saved_beside])
def test_whoever_saves_a_file_that_is_to_go_keeps_it(
    save: Callable[[Path, str], None], project: Project
) -> None:
    """At every point but the one between the last look and the removal itself, which nothing can
    see where the file comes by renaming."""
    before = content(project)
    write = planned(project)
    path = project.path(STORY)
    unseen = f"before unlink {path}" if save is saved_beside else ""
    number, outcomes = 1, set()
    while True:
        at = faults.At(number, lambda: save(path, "Rosa runs.\n"), lambda where: where != unseen)
        said = ""
        with faults.watched(at):
            try:
                write()
            except ProblemsFound as problem:
                said = str(problem)
        if not at.where:
            break
        assert path.read_text() == "Rosa runs.\n", at.where
        assert not said or f"{STORY}: this file was saved by somebody else" in said
        now = content(project)
        rest = {name: data for name, data in now.items() if name != STORY}
        expected = before if said else done(before)
        assert rest == {n: data for n, data in expected.items() if n != STORY}, at.where
        outcomes.add(bool(said))
        faults.restore(project, before)
        number += 1
    assert outcomes == {True, False}


def test_what_changed_since_it_was_read_does_not_go(project: Project) -> None:
    workspace = Workspace.at(project.root)
    workspace.read_bytes(STORY)
    project.write(STORY, "Rosa runs.\n")
    before = content(project)
    with pytest.raises(ProblemsFound) as problems:
        workspace.write(FILES, GOING)
    assert [d.code for d in problems.value.diagnostics] == ["changed-meanwhile"]
    assert content(project) == before
    workspace.forget(STORY)
    workspace.read_bytes(STORY)
    workspace.write(FILES, GOING)
    assert content(project) == done(before)


def test_what_is_not_there_is_gone_already(project: Project) -> None:
    workspace = Workspace.at(project.root)
    before = content(project)
    workspace.write({}, ["locales/overlays/MX/stories/nobody.md"])
    assert content(project) == before


def test_what_may_not_be_removed(project: Project) -> None:
    workspace = Workspace.at(project.root)
    before = content(project)
    with pytest.raises(ProblemsFound) as problems:
        workspace.write(FILES, ["locales/overlays/MX/stories"])
    [said] = problems.value.diagnostics
    assert (said.code, said.message) == (
        "not-deleted",
        "this file cannot be deleted: there is a folder of this name",
    )
    with pytest.raises(ProblemsFound) as problems:
        workspace.write(FILES, ["../other.md"])
    assert [d.code for d in problems.value.diagnostics] == ["path-outside"]
    with pytest.raises(ValueError, match="to be written and to be taken away"):
        workspace.write(FILES, [OVERLAY])
    assert content(project) == before
    assert leftovers(project) == []


def test_a_link_goes_and_what_it_leads_to_stays(project: Project) -> None:
    link = project.path("locales/overlays/MX/stories/link.md")
    link.symlink_to("rosa.md")
    Workspace.at(project.root).write({}, ["locales/overlays/MX/stories/link.md"])
    assert not link.is_symlink()
    assert project.text(STORY) == "Rosa walks again.\n"


def test_what_was_removed_is_known_to_be_gone(project: Project) -> None:
    """Somebody who brings it back is not overwritten."""
    workspace = Workspace.at(project.root)
    assert workspace.overlay_names == ("MX",)
    workspace.write({}, [OVERLAY, *GOING])
    assert workspace.overlay_names == ()
    project.write(STORY, "Rosa runs.\n")
    with pytest.raises(ProblemsFound) as problems:
        workspace.write({STORY: b"mine\n"})
    assert [d.code for d in problems.value.diagnostics] == ["changed-meanwhile"]
