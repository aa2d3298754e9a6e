"""Web pages as a browser, axe-core and the Nu Html Checker see them.

Needs node, java, Chromium, and a folder with the npm packages axe-core, playwright-core and
vnu-jar, named by ADAPTKIT_NODE_MODULES. ADAPTKIT_BUILD names the output of ``adaptkit build``;
without it a small sample edition is written.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

BUILD = os.environ.get("ADAPTKIT_BUILD", "")
# Every page is checked by vnu; of the pages a browser opens, in two widths and two colour schemes,
# these tell all that the templates can do: both directions, wholly and partly translated.
OPENED = re.compile(
    r"index\.html|[^/]+/html/(index|search)\.html|ar_LB/html/(0[1348]|1[02]).*|es_MX/html/(0[356]|09).*|es_MX_norte/html/01.*|.*sample.*"
)


def pages(build: Path) -> list[str]:
    found = sorted(p.relative_to(build).as_posix() for p in build.rglob("*.html"))
    assert found, f"{build} holds no pages"
    return found


def test_the_nu_html_checker_finds_nothing(
    build: Path, node_modules: Path, program: Callable[[str], str]
) -> None:
    jar = node_modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    files = [str(build / page) for page in pages(build)]
    run = subprocess.run(
        [program("java"), "-jar", str(jar), "--errors-only", "--stdout", *files],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_axe_finds_nothing_in_chromium(
    build: Path, node_modules: Path, program: Callable[[str], str]
) -> None:
    found = pages(build)
    chosen = [page for page in found if OPENED.fullmatch(page)] if BUILD else found
    assert chosen
    run = subprocess.run(
        [program("node"), str(Path(__file__).with_name("axe.mjs")), str(build), *chosen],
        capture_output=True,
        text=True,
        env=os.environ
        | {"CHROMIUM": program("chromium"), "ADAPTKIT_NODE_MODULES": str(node_modules)},
    )
    assert run.returncode == 0, run.stdout + run.stderr
