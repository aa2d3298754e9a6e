"""Processor time and memory of whole processes, and how results are shown."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

BIN = Path(sys.executable).parent
TIMES = 9


@dataclass(frozen=True)
class Spent:
    """``cpu``: seconds of processor time, user and system; ``memory``: the most of it, in MiB."""

    cpu: float
    memory: float


@dataclass(frozen=True)
class Figure:
    """``value`` must be at most ``limit``; ``unit`` is ``×``, ``s``, ``ms`` or ``MiB``."""

    what: str
    value: float
    limit: float
    unit: str
    detail: str = ""

    @property
    def met(self) -> bool:
        return self.value <= self.limit

    def line(self) -> str:
        places = 0 if self.unit in ("ms", "MiB") else 2
        verdict = "met" if self.met else "MISSED"
        value = f"{self.value:.{places}f} {self.unit}"
        limit = f"≤ {self.limit:.{places}f} {self.unit}"
        return f"{self.what:58} {value:>10}  {limit:>10}  {verdict:6}  {self.detail}".rstrip()


def program(name: str) -> str:
    """A program of this Python's environment, else of the system. ``BENCH_ADAPTKIT`` names another
    adaptkit: one that is installed as people have it, without what tests need, begins sooner."""
    if name == "adaptkit" and "BENCH_ADAPTKIT" in os.environ:
        return os.environ["BENCH_ADAPTKIT"]
    own = BIN / name
    return str(own) if own.exists() else name


def run(*command: str, folder: Path | None = None) -> Spent:
    """Run to the end. Raises RuntimeError, with what the program said, where it fails: by its exit
    code, but for a 1 of adaptkit, which did the work and has found something in the texts."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    finds = Path(command[0]).name == "adaptkit"
    if process.returncode and not (finds and process.returncode == 1):
        raise RuntimeError(f"{' '.join(command)}: {process.returncode}\n{said.decode()}")
    return Spent(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def least(runs: Sequence[Spent]) -> Spent:
    """The run that was disturbed least."""
    return min(runs, key=lambda spent: spent.cpu)


def repeated(action: Callable[[], Spent], times: int = TIMES) -> Spent:
    action()  # once unmeasured: files come into the system's cache, modules are compiled
    return least([action() for _ in range(times)])


def in_turn(
    ours: Callable[[], Spent], theirs: Callable[[], Spent], times: int = TIMES
) -> tuple[Spent, Spent]:
    """Both, again and again, in turn: what disturbs the machine disturbs both."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(times)]
    return least([a for a, _ in pairs]), least([b for _, b in pairs])


def fresh(folder: Path, action: Callable[[], Spent]) -> Spent:
    shutil.rmtree(folder, ignore_errors=True)
    return action()


def md2po(source: Path, to: Path, style: str = "pot") -> Spent:
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir()
    flags = ["-P"] if style == "pot" else []
    return run(program("md2po"), *flags, "--progress=none", str(source), str(to))


def ratio(what: str, ours: Spent, theirs: Spent, limit: float) -> Figure:
    return Figure(what, ours.cpu / theirs.cpu, limit, "×", f"{ours.cpu:.2f} s / {theirs.cpu:.2f} s")
