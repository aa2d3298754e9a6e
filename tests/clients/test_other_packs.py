"""Somebody who translates back, and somebody who counts with readers, from the file to the record.

Needs node, Chromium, and a folder with the npm packages axe-core and playwright-core, named by
ADAPTKIT_NODE_MODULES.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.packs.packs import ledger
from tests.packs.test_back import PEOPLE
from tests.packs.test_readers import FILE, with_questions
from tests.scenarios.projects import Project, translate

Play = Callable[[Project, dict[str, Any]], dict[str, Any]]


def node(script: str, *arguments: str, modules: Path, program: Callable[[str], str]) -> str:
    done = subprocess.run(
        [program("node"), str(Path(__file__).with_name(script)), *arguments],
        capture_output=True,
        text=True,
        timeout=300,
        env=os.environ | {"CHROMIUM": program("chromium"), "ADAPTKIT_NODE_MODULES": str(modules)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def play(tmp_path: Path, node_modules: Path, program: Callable[[str], str]) -> Play:
    def play(project: Project, plan: dict[str, Any]) -> dict[str, Any]:
        path = tmp_path / "plan.json"
        here = {"answers": str(project.path("saved.json"))}
        path.write_text(json.dumps({**here, **plan}), "utf-8")
        seen = node("review_others.mjs", str(path), modules=node_modules, program=program)
        found: dict[str, Any] = json.loads(seen)
        return found

    return play


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = with_questions(tmp_path / "p")
    project.write("reviews/people.yaml", PEOPLE.replace("[es]", "[es, ar]"))
    project.done("update", "ar")
    translate(project, "ar", "النَّصّ")
    project.done("update")
    return project


@pytest.mark.parametrize(
    ("edition", "language", "width", "direction"),
    [("es_MX", "es", 1280, "ltr"), ("ar", "ar", 320, "rtl")],
)
def test_somebody_translates_back(
    project: Project, play: Play, edition: str, language: str, width: int, direction: str
) -> None:
    to = project.path("pack.html")
    project.done("review", "pack", edition, "--back-translation", "--to", str(to))
    plan = {"kind": "back", "pack": str(to), "width": width, "by": "kay", "words": "Your <b>plan"}
    seen = play(project, plan)
    assert seen["direction"] == direction
    assert seen["wide"] <= 0
    assert seen["before"] == seen["after"]
    assert "2" in seen["after"]
    assert seen["shut"]
    assert seen["chapter"] == "chapter-name"
    assert seen["printed"] > 100
    assert seen["name"].startswith(f"answers-{edition}-back-translation-kay-")
    ran = project.run("review", "apply", str(project.path("saved.json")), "--json")
    assert ran.code == 1, ran  # one passage nobody could tell
    found = ran.json["back_translations"]
    assert [one["back"] for one in found] == ["Your <b>plan", ""]
    assert found[0]["words"] in seen["first"]
    verdicts = [one["verdict"] for one in ledger(project, f"reviews/{language}/guide.jsonl")]
    assert sorted(verdicts) == ["back-translated", "unclear"]


@pytest.mark.parametrize("width", [1280, 320])
def test_somebody_counts_with_readers(project: Project, play: Play, width: int) -> None:
    to = project.path("pack.html")
    project.done("review", "pack", "es_MX", "--readers", "--to", str(to))
    seen = play(project, {"kind": "readers", "pack": str(to), "width": width, "words": "ES Rest"})
    assert seen["wide"] <= 0
    assert seen["before"] == seen["after"]
    assert "1" in seen["after"]
    assert seen["name"].startswith("answers-es_MX-readers-")
    ran = project.run("review", "apply", str(project.path("saved.json")), "--json")
    assert [one["words"] for one in ran.json["answers"]] == ["xyz", ""], ran
    line = json.loads(project.text(FILE))
    assert (line["readers"], line["right"], len(line["stumbled"])) == (12, [11, 9], 1)


def test_axe_finds_nothing(
    project: Project, tmp_path: Path, node_modules: Path, program: Callable[[str], str]
) -> None:
    names = []
    for edition, kind, form in (
        ("es_MX", "--back-translation", "html"),
        ("ar", "--back-translation", "sheet"),
        ("ar", "--readers", "html"),
        ("es_MX", "--readers", "sheet"),
    ):
        names.append(f"{edition}{kind}-{form}.html")
        to = str(tmp_path / names[-1])
        project.done("review", "pack", edition, kind, "--format", form, "--to", to)
    node("axe.mjs", str(tmp_path), "--pairs", *names, modules=node_modules, program=program)
