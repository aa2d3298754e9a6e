"""Numbers, doses, dates and addresses in Arabic, Hebrew and Persian, as Chromium draws them.

Needs node, Chromium, and a folder with the npm package playwright-core, named by
ADAPTKIT_NODE_MODULES.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from adaptkit.cli import adaptkit

PIECES = (
    "0800 032 38 39",
    "+961 1 234567",
    "(03) 123-4567",
    "44 µg",
    "10 mg/day",
    "37.5 °C",
    "-5 °C",
    "10%",
    "29.11.2026",
    "2026-11-29",
    "10/10/2025",
    "08:30",
    "help@example.org",
    "https://example.org/a-b",
    "X12-3",
    "3.5 km",
)
# Two words around each, so that something stands at both sides.
WORDS = {
    "ar": ("اتّصلوا على", "الآن من فضلكم"),
    "he": ("התקשרו אל", "עכשיו בבקשה"),
    "fa": ("تماس با", "اکنون لطفاً"),
}
Drawn = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def seen(
    tmp_path_factory: pytest.TempPathFactory, node_modules: Path, program: Callable[[str], str]
) -> Drawn:
    """By language what was drawn; with ``-mutant`` of the same page without isolation."""
    files = []
    for language, (before, after) in WORDS.items():
        folder = tmp_path_factory.mktemp(language)
        source = folder / "source_guide"
        source.mkdir()
        (source / "guide.yaml").write_text(f"source_language: {language}\n", "utf-8")
        lines = (f"- {before} {piece} {after}.\n" for piece in PIECES)
        two = f"- {before} {PIECES[0]}, {PIECES[1]} / {PIECES[3]} {after}.\n"
        (source / "a.md").write_text(f"# {before}\n\n{''.join(lines)}{two}", "utf-8")
        run = CliRunner().invoke(
            adaptkit,
            ["--project", str(folder), "build", language, "--format", "html", "--to", str(folder)],
        )
        page = folder / language / "html" / "a.html"
        assert page.is_file(), run.output
        mutant = page.with_name("mutant.html")
        plain = re.sub(
            r'<bdi dir="ltr"[^>]*>(.*?)</bdi>',
            r"<span data-was-bdi>\1</span>",
            page.read_text("utf-8"),
        )
        mutant.write_text(plain, "utf-8")
        files += [(language, page), (f"{language}-mutant", mutant)]
    run = subprocess.run(
        [program("node"), str(Path(__file__).with_name("order.mjs")), *(str(f) for _, f in files)],
        capture_output=True,
        text=True,
        env=os.environ
        | {"CHROMIUM": program("chromium"), "ADAPTKIT_NODE_MODULES": str(node_modules)},
    )
    assert run.stdout, run.stderr
    drawn = json.loads(run.stdout)
    return {name: drawn[str(file)] for name, file in files}


def as_it_should(found: dict[str, Any]) -> bool:
    return found["drawn"] == found["text"] and not found["turned"]


@pytest.mark.parametrize("language", WORDS)
def test_every_piece_runs_from_left_to_right_and_its_neighbours_stay(
    language: str, seen: Drawn
) -> None:
    found = seen[language]
    said = {one["text"] for one in found}
    assert [piece for piece in PIECES if piece not in said] == []
    assert [one for one in found if not as_it_should(one)] == []
    assert all(one["neighbours"] for one in found)


@pytest.mark.parametrize("language", WORDS)
def test_without_isolation_they_are_turned_round(language: str, seen: Drawn) -> None:
    """That the test above would notice."""
    wrong = {one["text"] for one in seen[f"{language}-mutant"] if not as_it_should(one)}
    assert {"0800 032 38 39", "44 µg", "+961 1 234567"} <= wrong
