"""Runs that come to grief: processes killed, stopped and starved at a chosen point."""

from __future__ import annotations

import os
import pickle
import random
import signal
import time
import traceback
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import IO, Any
from unittest import mock

from adaptkit.workspace import Workspace
from tests.scenarios.projects import Project, Ran

Tree = dict[str, bytes]
Point = Callable[[str], None]
_FAILED = 70


def content(project: Project) -> Tree:
    """What the guide and its locales hold, without what a killed run has left behind."""
    return {name: data for name, (data, _) in project.tree().items() if "/.adaptkit-" not in name}


def leftovers(project: Project) -> list[str]:
    return sorted(path.name for path in project.root.rglob(".adaptkit-*"))


def restore(project: Project, tree: Tree) -> None:
    """The project as it was, file for file."""
    for path in project.root.rglob(".adaptkit-*"):
        path.unlink()
    for name, data in content(project).items():
        if name not in tree:
            project.path(name).unlink()
        elif data != tree[name]:
            project.write(name, tree[name])
    for name in tree.keys() - content(project).keys():
        project.write(name, tree[name])


def planned(project: Project, *arguments: str) -> Callable[[], None]:
    """What this command would write, ready to be written, as often as is wanted: the same call
    that the command makes, with all that the command has read."""
    calls: list[tuple[Workspace, dict[str, bytes], Collection[str]]] = []

    def noted(self: Workspace, files: dict[str, bytes], remove: Collection[str] = ()) -> None:
        calls.append((self, files, remove))

    with mock.patch.object(Workspace, "write", noted):
        project.run(*arguments)
    [(workspace, files, remove)] = calls
    assert files
    seen = dict(workspace._seen)

    def write() -> None:
        workspace._seen = dict(seen)
        workspace.write(files, remove)

    return write


class _File:
    """A file that is written in two halves, with a point before, between and after them."""

    def __init__(self, real: IO[bytes], point: Point) -> None:
        self._real, self._point = real, point

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        self._real.close()

    def write(self, data: bytes) -> None:
        self._point("write")
        self._real.write(data[: len(data) // 2])
        self._real.flush()
        self._point("half a write")
        self._real.write(data[len(data) // 2 :])
        self._real.flush()
        self._point("write")

    def flush(self) -> None:
        self._real.flush()

    def fileno(self) -> int:
        return self._real.fileno()


@contextmanager
def watched(point: Point) -> Iterator[None]:
    """``point`` is called before and after everything that changes a file, with what and where."""

    def around(name: str) -> Callable[..., Any]:
        # Waiting for the disk changes nothing for a process that dies; it only takes time.
        real = getattr(os, name) if name != "fsync" else lambda _: None

        def work(*arguments: Any, **named: Any) -> Any:
            place = f"{name} {arguments[-1] if name in ('link', 'replace') else arguments[0]}"
            point(f"before {place}")
            result = real(*arguments, **named)
            point(f"after {place}")
            return result

        return work

    def opened(handle: int, mode: str, *arguments: Any, **named: Any) -> Any:
        return _File(real_fdopen(handle, mode, *arguments, **named), point)

    real_fdopen = os.fdopen
    names = ("open", "fsync", "chmod", "link", "replace", "unlink", "mkdir")
    patches = {name: around(name) for name in names} | {"fdopen": opened}
    with mock.patch.multiple(os, **patches):
        yield


class At:
    """``fault`` happens at the n-th point (from 1); ``where`` it was, ``""`` if never."""

    def __init__(
        self, number: int, fault: Callable[[], object], only: Callable[[str], bool] = bool
    ) -> None:
        self.left, self.fault, self.only = number, fault, only
        self.where = ""

    def __call__(self, where: str) -> None:
        self.left -= self.only(where)
        if not self.left and not self.where:
            self.where = where
            self.fault()


def kill_self() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def raising(fault: BaseException) -> Callable[[], None]:
    def work() -> None:
        raise fault

    return work


def forked(work: Callable[[], object]) -> int:
    """A child process that does this; its number."""
    child = os.fork()
    if child:
        return child
    code = _FAILED
    try:
        work()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def ended(child: int) -> int:
    """How it ended: 0, or minus the signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(work: Callable[[], object], number: int) -> bool:
    """Do the work in a process that is killed at the n-th point; False: it came to its end."""

    def child() -> None:
        with watched(At(number, kill_self)):
            work()

    code = ended(forked(child))
    assert code in (0, -signal.SIGKILL), code
    return code != 0


def killed_after(work: Callable[[], object], seconds: float) -> bool:
    """Do the work in a process that is killed after that time, wherever it is."""
    child = forked(work)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    code = ended(child)
    assert code in (0, -signal.SIGKILL), code
    return code != 0


def span(work: Callable[[], object], again: Callable[[], object]) -> float:
    """Seconds that the work takes in a process of its own; ``again`` makes room for the next."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        assert ended(forked(work)) == 0
        times.append(time.perf_counter() - start)
        again()
    return min(times)


def killed_often(
    work: Callable[[], object],
    again: Callable[[], object],
    times: int,
    then: Callable[[], object],
) -> None:
    """Do the work until it has been killed so many ``times``, at moments spread over the whole of
    it; ``then`` looks at what is left, each time, and makes room for the next.

    How long a run takes depends on what else the machine has to do just then. So the span over
    which the moments are spread follows the runs: shorter after one that came to its end before
    it was killed, longer after one that did not."""
    chance, longest = random.Random(times), span(work, again)
    killed = 0
    while killed < times:
        caught = killed_after(work, chance.uniform(0, longest))
        longest *= 1.05 if caught else 0.9
        killed += caught
        then()


def ran_apart(work: Callable[[], Ran], first: Callable[[], object] = lambda: None) -> Ran:
    """What a command said in a process of its own, in which ``first`` was done before."""
    reader, writer = os.pipe()

    def child() -> None:
        first()
        os.write(writer, pickle.dumps(work()))

    process = forked(child)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read()
    assert ended(process) == 0
    ran = pickle.loads(said)
    assert isinstance(ran, Ran)
    return ran


def all_at_once(*works: Callable[[], Ran]) -> list[Ran]:
    """What each said, in processes of their own that set out together."""
    gate, opener = os.pipe()
    pipes: list[tuple[int, int]] = []
    for work in works:
        reader, writer = os.pipe()

        def child(work: Callable[[], Ran] = work, writer: int = writer) -> None:
            os.close(opener)
            os.read(gate, 1)
            os.write(writer, pickle.dumps(work()))

        process = forked(child)
        os.close(writer)
        pipes.append((process, reader))
    os.close(gate)
    os.close(opener)
    out = []
    for process, reader in pipes:
        with os.fdopen(reader, "rb") as pipe:
            out.append(pickle.loads(pipe.read()))
        assert ended(process) == 0
    return out
