"""The guide owner's dashboard as a browser, axe-core and the Nu Html Checker see it.

Needs node, java, Chromium, and a folder with the npm packages axe-core, playwright-core and
vnu-jar, named by ADAPTKIT_NODE_MODULES.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.scenarios.projects import TODAY, Project, small


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Of editions in both directions, one of them with everything that can be due."""
    project: Project = small(tmp_path / "p")
    project.done("update", "ar")
    project.write("locales/editions/ar.yaml", "edition: ar\nlanguage: ar\nformats: [html]\n")
    project.change("locales/editions/es_MX.yaml", "formats:", "next_review: 2026-12-01\nformats:")
    project.done("update", "ms")
    path = project.path("build/status.html")
    project.done("status", "--html", str(path), "--today", TODAY)
    return path


def test_the_nu_html_checker_finds_nothing(
    page: Path, node_modules: Path, program: Callable[[str], str]
) -> None:
    jar = node_modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    run = subprocess.run(
        [program("java"), "-jar", str(jar), "--errors-only", "--stdout", str(page)],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_axe_finds_nothing_in_chromium_and_nothing_is_fetched(
    page: Path, node_modules: Path, program: Callable[[str], str]
) -> None:
    """Light and dark, at 320 and 1280 px."""
    script = str(Path(__file__).with_name("axe.mjs"))
    run = subprocess.run(
        [program("node"), script, str(page.parent), page.name],
        capture_output=True,
        text=True,
        env=os.environ
        | {"CHROMIUM": program("chromium"), "ADAPTKIT_NODE_MODULES": str(node_modules)},
    )
    assert run.returncode == 0, run.stdout + run.stderr
