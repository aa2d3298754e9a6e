"""What every edition of this repository costs in the six formats that readers take away or look at,
from cold, beside the typesetter alone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from bench.measuring import Figure, Spent, in_turn, program, ratio, run

OWN_PROJECT = Path(__file__).resolve().parents[1]
FORMATS = "html,pdf,epub,docx,txt,md-reuse"
LIMIT = 3.0
"""Of one run of typst for each edition."""
_TYPST_ALONE = """
import os, sys, time, typst
spent = 0.0

class Timed:
    def __init__(self, files, **more):
        self.counts = "data.json" in files
        self.began = time.process_time()
        self.real = typst_compiler(files, **more)

    def compile(self, **more):
        global spent
        made = self.real.compile(**more)
        if self.counts:
            spent += time.process_time() - self.began
        return made

typst_compiler, typst.Compiler = typst.Compiler, Timed
from adaptkit.cli import run
code = run(["build", "--to", sys.argv[1], "--format", "pdf"])
open(sys.argv[2], "w").write(str(spent))
os._exit(code)
"""


def formats(_book: Path, folder: Path) -> Iterator[Figure]:
    kept, built, told = (folder / name for name in ("kept", "built", "told"))
    adaptkit = program("adaptkit")
    python = str(Path(adaptkit).parent / "python")
    before = os.environ.get("ADAPTKIT_CACHE")
    os.environ["ADAPTKIT_CACHE"] = str(kept)

    def cold(*command: str) -> Spent:
        for left in (kept, built):
            shutil.rmtree(left, ignore_errors=True)
        return run(*command, folder=OWN_PROJECT)

    def ours() -> Spent:
        return cold(adaptkit, "build", "--to", str(built), "--format", FORMATS)

    def theirs() -> Spent:
        cold(python, "-c", _TYPST_ALONE, str(built), str(told))
        return Spent(float(told.read_text(encoding="utf-8")), 0)

    try:
        whole, alone = in_turn(ours, theirs, 3)
        editions = len([path for path in built.iterdir() if path.is_dir()])
        what = f"{editions} editions in six formats, cold / typst alone, A4"
        yield ratio(what, whole, alone, LIMIT)
    finally:
        os.environ.pop("ADAPTKIT_CACHE")
        if before is not None:
            os.environ["ADAPTKIT_CACHE"] = before
