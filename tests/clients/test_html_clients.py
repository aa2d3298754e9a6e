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
EDITIONS = {
    *("en_US", "es_MX", "ms_MY", "en_MY", "zh_Hans_MY", "ta_MY", "ar_LB", "en_GB", "es_ES"),
    "es_MX_norte",
}
# axe-core looks at every page in the light, which takes a third of a second each; at these in dark
# as well, narrow and wide, with all menus open, and on paper. In each edition they are its
# contents, its search, and the chapter that has most of what chapters can have; in two, one in each
# direction, whole chapters on one page, and the chapters with what is nowhere else.
WAYS = re.compile(
    r"index\.html|[^/]+/html/(index|search|06-.*)\.html|(es_MX|ar_LB)/html/single\.html"
    r"|ar_LB/html/(0[1348]|1[02]).*|es_MX/html/(0[35]|09).*|es_MX_norte/html/01.*"
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
    ways = [page for page in found if WAYS.fullmatch(page)] if BUILD else found
    light = [page for page in found if page not in ways]
    if BUILD:
        assert {page.partition("/html/")[0] for page in ways if "/06-" in page} == EDITIONS
        assert len(light) > len(ways)
    script = str(Path(__file__).with_name("axe.mjs"))
    run = subprocess.run(
        [program("node"), script, str(build), "--pairs", *ways, "--light", *light],
        capture_output=True,
        text=True,
        env=os.environ
        | {"CHROMIUM": program("chromium"), "ADAPTKIT_NODE_MODULES": str(node_modules)},
    )
    assert run.returncode == 0, run.stdout + run.stderr
