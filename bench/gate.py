"""What it costs ``status`` and ``build`` to ask the checks for what must not be published.

    python bench/gate.py

Both commands on this project (``build``: five editions, pages and Markdown), with and without.
Without: every check of translations finds nothing, told so by this program before any command is
imported; no option of adaptkit does that.
The project has no error, so both have to print the same; else the figures would compare two
different things, and this fails. Times are processor time of whole processes with empty caches,
the least of several runs in turn.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.build import SAMPLES
from bench.measuring import Figure, Spent, in_turn, ratio, run
from bench.texts import ROOT

# (command, its limit: with checks / without)
COMMANDS = (("status", 1.5), ("build", 1.25))
BUILT = ("--format", "html,md", *SAMPLES)
SEVERAL = 3


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--run", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        _launch(*given.run)
    with tempfile.TemporaryDirectory() as folder:
        figures = list(gate(ROOT, Path(folder)))
    for figure in figures:
        print(figure.line())
    return 0 if all(figure.met for figure in figures) else 1


def gate(_book: Path, folder: Path) -> Iterator[Figure]:
    with _cache(folder / "kept"):
        for command, limit in COMMANDS:
            told = [_told(command, how, folder) for how in ("with", "without")]
            if told[0] != told[1]:
                raise RuntimeError(f"{command} says something else without checks:\n{told}")
            ours, theirs = in_turn(
                partial(_spent, command, "with", folder),
                partial(_spent, command, "without", folder),
                SEVERAL,
            )
            yield ratio(f"{command} with checks / without", ours, theirs, limit)


@contextmanager
def _cache(folder: Path) -> Iterator[None]:
    before = os.environ.get("ADAPTKIT_CACHE")
    os.environ["ADAPTKIT_CACHE"] = str(folder)
    try:
        yield
    finally:
        os.environ.pop("ADAPTKIT_CACHE")
        if before is not None:
            os.environ["ADAPTKIT_CACHE"] = before


def _words(command: str, how: str, folder: Path) -> list[str]:
    more = ["--to", str(folder / "built"), *BUILT] if command == "build" else []
    return [sys.executable, str(Path(__file__).resolve()), "--run", how, command, *more]


def _spent(command: str, how: str, folder: Path) -> Spent:
    _emptied(folder)
    return run(*_words(command, how, folder), folder=ROOT)


def _told(command: str, how: str, folder: Path) -> tuple[int, str, str]:
    """The exit code, what was said, and a digest of what was written."""
    _emptied(folder)
    done = subprocess.run(
        _words(command, how, folder), cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    written = hashlib.sha256()
    for path in sorted((folder / "built").rglob("*")):
        if path.is_file():
            written.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return done.returncode, done.stdout + done.stderr, written.hexdigest()


def _emptied(folder: Path) -> None:
    for left in ("kept", "built"):
        shutil.rmtree(folder / left, ignore_errors=True)


def _launch(how: str, *arguments: str) -> None:
    """Adaptkit in this process; ``without``: whoever imports the checks gets none."""
    if how == "without":
        import adaptkit.checks

        adaptkit.checks.check_catalogue = lambda *_, **__: iter(())
        adaptkit.checks.run_checks = lambda *_, **__: ()
    from adaptkit.cli import main as adaptkit_main

    sys.argv = ["adaptkit", *arguments]
    adaptkit_main()


if __name__ == "__main__":
    sys.exit(main())
