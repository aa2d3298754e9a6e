"""How large a review pack of 5,000 passages is, how long it takes to write, and what a reviewer
waits for in Chromium: until it is painted, after a filter, a letter of a search, an answer.

    python bench/pack.py [PASSAGES [RUNS]]

Needs node, Chromium and the npm package playwright-core (ADAPTKIT_NODE_MODULES). The passages are
this project's Spanish ones, over and over. Medians are what counts: other work on the machine makes
single runs slow.
"""

from __future__ import annotations

import datetime
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from adaptkit.packs.gather import gather
from adaptkit.packs.make import make_pack
from adaptkit.packs.page import render_page
from adaptkit.readiness.review_material import material_of
from adaptkit.records import replace
from adaptkit.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
EDITION = "es_MX"


def main(passages: int = 5000, runs: int = 5) -> None:
    begun = time.perf_counter()
    material = material_of(Workspace.at(ROOT), EDITION, datetime.date(2026, 11, 29))
    made = time.perf_counter()
    _, units = gather(material)
    gathered = time.perf_counter()
    pack = make_pack(material, made="2026-11-29")
    many = tuple(
        replace(units[n % len(units)], id=f"{units[n % len(units)].id}.{n}")
        for n in range(passages)
    )
    rendering = time.perf_counter()
    page = render_page(replace(pack, units=many, whole=passages))
    rendered = time.perf_counter()
    print(
        f"{len(units)} passages of {EDITION}: edition {made - begun:.2f} s, "
        f"passages {gathered - made:.2f} s"
    )
    print(f"{passages:,} passages: page {rendered - rendering:.2f} s, {len(page) / 1e6:.2f} MB")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pack.html"
        path.write_bytes(page)
        script = Path(__file__).with_name("pack.mjs")
        run = subprocess.run(
            ["node", str(script), str(path), str(runs)], capture_output=True, text=True, check=True
        )
    load = os.getloadavg()[0]
    for name, times in json.loads(run.stdout).items():
        print(
            f"{name:9} median {statistics.median(times):4.0f} ms, worst {max(times):4.0f} ms "
            f"({len(times)} times, load {load:.1f})"
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
