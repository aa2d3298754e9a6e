"""Web pages as a browser, axe-core and the Nu Html Checker see them.

Needs node, java, Chromium, and a folder with the npm packages axe-core, playwright-core and
vnu-jar, named by ADAPTKIT_NODE_MODULES. ADAPTKIT_BUILD names the output of ``adaptkit build``;
without it a small sample edition is written.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MODULES = Path(os.environ.get("ADAPTKIT_NODE_MODULES", "node_modules"))
BUILD = os.environ.get("ADAPTKIT_BUILD", "")
MOST_PAGES = int(os.environ.get("ADAPTKIT_MOST_PAGES", "60"))

pytestmark = pytest.mark.skipif(
    not (MODULES / "axe-core").is_dir(),
    reason="ADAPTKIT_NODE_MODULES names no folder with axe-core",
)


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if BUILD:
        return Path(BUILD)
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from tests.writers.builders import write_sample

    folder = tmp_path_factory.mktemp("build")
    write_sample(folder)
    return folder


def pages(build: Path) -> list[str]:
    found = sorted(p.relative_to(build).as_posix() for p in build.rglob("*.html"))
    assert found, f"{build} holds no pages"
    return found


def test_the_nu_html_checker_finds_nothing(build: Path) -> None:
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not (jar.is_file() and shutil.which("java")):
        pytest.skip("vnu-jar or java is not there")
    files = [str(build / page) for page in pages(build)]
    run = subprocess.run(
        ["java", "-jar", str(jar), "--errors-only", "--stdout", *files],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout


def test_axe_finds_nothing_in_chromium(build: Path) -> None:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        pytest.skip("Chromium is not there")
    run = subprocess.run(
        ["node", str(Path(__file__).with_name("axe.mjs")), str(build), *pages(build)[:MOST_PAGES]],
        capture_output=True,
        text=True,
        env=os.environ | {"CHROMIUM": chromium},
    )
    assert run.returncode == 0, run.stdout + run.stderr
