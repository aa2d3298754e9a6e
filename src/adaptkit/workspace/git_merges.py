"""git told how catalogues are merged, and asked to merge line by line. Only people ask for either:
no other command runs it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from adaptkit.model.diagnostic import Position, ProblemsFound, error

DRIVER = "adaptkit merge-driver %O %A %B"
_FAILED = 128


def set_up(root: Path) -> None:
    """Tell git in this copy of the project how catalogues are merged. Raises ProblemsFound."""
    settings = {"name": "translations, entry by entry", "driver": DRIVER}
    for name, value in settings.items():
        call = ["-C", str(root), "config", "--local", f"merge.adaptkit.{name}", value]
        if _git(call, root):
            said = "git does not know this folder, so there is nothing to set up"
            hint = "run it in the folder that git init or git clone has made"
            raise ProblemsFound([error("use-no-file", Position(root.as_posix()), said, hint)])


def by_lines(base: Path, ours: Path, theirs: Path) -> int:
    """Merge into ``ours`` line by line, as git does without a driver; 0 where nothing conflicts."""
    names = [part for label in ("ours", "base", "theirs") for part in ("-L", label)]
    return _git(["merge-file", *names, str(ours), str(base), str(theirs)], Path.cwd())


def _git(arguments: Sequence[str], root: Path) -> int:
    program = shutil.which("git")
    # Nothing that came with the project is run.
    if not program or Path(program).resolve().is_relative_to(root.resolve()):
        return _FAILED
    try:
        return subprocess.run([program, *arguments], capture_output=True, check=False).returncode
    except OSError:
        return _FAILED
