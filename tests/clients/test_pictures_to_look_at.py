"""Three pages of each edition and format as pictures, for people to look at.

They are kept in the folder that ADAPTKIT_ARTEFACTS names (``artefacts/`` without it), below
``pages/``. ADAPTKIT_BUILD names the output of ``adaptkit build``. What is asked here is only that
each shows something: what is on it is for eyes.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.scenarios.projects import ROOT

FOLDER = Path(os.environ.get("ADAPTKIT_ARTEFACTS", ROOT / "artefacts")) / "pages"
# Of a web page or a book: (its name without the suffix, width, height, dark).
WEB = (
    ("index", 390, 844, False),
    ("03-your-team", 1280, 900, False),
    ("10-support", 390, 844, True),
)
BOOK = (("title", 600, 800, False), ("chapter-03", 600, 800, False), ("chapter-10", 600, 800, True))
SHEETS = (1, 3, 6)


@pytest.fixture(scope="module")
def built() -> Path:
    folder = Path(os.environ.get("ADAPTKIT_BUILD", ""))
    if not (folder / "index.html").is_file():
        pytest.fail("ADAPTKIT_BUILD names no folder with editions; run adaptkit build")
    shutil.rmtree(FOLDER, ignore_errors=True)
    return folder


def editions(built: Path, name: str) -> list[Path]:
    found = sorted(path.parent for path in built.glob(f"*/{name}") if path.is_dir())
    assert found, f"no edition has {name}"
    return found


def kept(edition: Path, name: str) -> Path:
    folder = FOLDER / edition.name / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def shows_something(program: Callable[[str], str], pictures: list[Path]) -> None:
    """An empty page has one colour, and letters are drawn in many shades."""
    names = [str(path) for path in pictures]
    ran = subprocess.run(
        [program("identify"), "-format", "%k %i\n", *names],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    colours = [line.split(" ", 1) for line in ran.stdout.splitlines()]
    assert len(colours) == len(pictures)
    assert [name for number, name in colours if int(number) < 8] == []


def photographed(
    wanted: list[dict[str, object]], folder: Path, node_modules: Path, program: Callable[[str], str]
) -> None:
    plan = folder / "plan.json"
    plan.write_text(json.dumps(wanted), "utf-8")
    done = subprocess.run(
        [program("node"), str(Path(__file__).with_name("pictures.mjs")), str(plan)],
        capture_output=True, text=True, timeout=300,
        env=os.environ
        | {"CHROMIUM": program("chromium"), "ADAPTKIT_NODE_MODULES": str(node_modules)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    shows_something(program, [Path(str(one["picture"])) for one in wanted])


def shots(
    source: Path, suffix: str, to: Path, pages: tuple[tuple[str, int, int, bool], ...]
) -> Iterator[dict[str, object]]:
    for name, width, height, dark in pages:
        [page] = source.rglob(f"{name}{suffix}")
        picture = str(to / f"{name}-{width}{'-dark' if dark else ''}.png")
        yield {
            "page": str(page),
            "picture": picture,
            "width": width,
            "height": height,
            "dark": dark,
        }


def test_web_pages(
    built: Path, tmp_path: Path, node_modules: Path, program: Callable[[str], str]
) -> None:
    wanted = [
        shot
        for edition in editions(built, "html")
        for shot in shots(edition / "html", ".html", kept(edition, "html"), WEB)
    ]
    photographed(wanted, tmp_path, node_modules, program)


def test_books(
    built: Path, tmp_path: Path, node_modules: Path, program: Callable[[str], str]
) -> None:
    wanted = []
    for edition in editions(built, "epub"):
        [book] = (edition / "epub").glob("*.epub")
        with zipfile.ZipFile(book) as packed:
            packed.extractall(tmp_path / edition.name)
        wanted += shots(tmp_path / edition.name, ".xhtml", kept(edition, "epub"), BOOK)
    photographed(wanted, tmp_path, node_modules, program)


@pytest.mark.parametrize("name", ["pdf", "pdf-large"])
def test_pages_on_paper(name: str, built: Path, program: Callable[[str], str]) -> None:
    pictures = []
    for edition in editions(built, name):
        [path] = (edition / name).glob("*.pdf")
        pictures += of_sheets(path, kept(edition, name), program)
    shows_something(program, pictures)


def test_documents(built: Path, papers: Path, program: Callable[[str], str]) -> None:
    """As LibreOffice lays them out."""
    pictures = []
    for edition in editions(built, "docx"):
        pictures += of_sheets(papers / f"{edition.name}.pdf", kept(edition, "docx"), program)
    shows_something(program, pictures)


def of_sheets(path: Path, to: Path, program: Callable[[str], str]) -> list[Path]:
    pictures = []
    for number in SHEETS:
        picture = to / f"page-{number}"
        subprocess.run(
            [program("pdftoppm"), "-r", "60", "-png", "-singlefile", "-f", str(number),
             "-l", str(number), str(path), str(picture)],
            check=True, capture_output=True, timeout=60,
        )  # fmt: skip
        pictures.append(picture.with_suffix(".png"))
    return pictures
