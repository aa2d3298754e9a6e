"""A reviewer with a pack in a browser: from file://, by hand and by keys alone, to the ledger.

Needs node, Chromium, Debian's Firefox (firefox-esr), and a folder with the npm packages axe-core
and playwright-core, named by ADAPTKIT_NODE_MODULES.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.clients.marionette import Firefox
from tests.packs.packs import data_in, ledger, reviewed_project, unit_of
from tests.scenarios.projects import ROOT, Project, run, translate

from adaptkit.model.catalogue import EntryState

Play = Callable[[dict[str, Any]], dict[str, Any]]
REASON, WORDS, COMMENT = "Not “before”: at once.", "Pregunte “cuánto” cuesta <b>todo</b>.", "¿Así?"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = reviewed_project(tmp_path / "p")
    project.done("update", "ar")
    translate(project, "ar", "النَّصّ")
    project.done("update")
    return project


@pytest.fixture
def play(tmp_path: Path, node_modules: Path, program: Callable[[str], str]) -> Play:
    def play(plan: dict[str, Any]) -> dict[str, Any]:
        path = tmp_path / "plan.json"
        path.write_text(json.dumps(plan), "utf-8")
        done = subprocess.run(
            [program("node"), str(Path(__file__).with_name("review.mjs")), str(path)],
            capture_output=True,
            text=True,
            timeout=300,
            env=os.environ
            | {"CHROMIUM": program("chromium"), "ADAPTKIT_NODE_MODULES": str(node_modules)},
        )
        assert done.returncode == 0, done.stdout + done.stderr
        seen: dict[str, Any] = json.loads(done.stdout)
        return seen

    return play


@pytest.mark.parametrize("keyboard", [False, True], ids=["by hand", "by keys"])
@pytest.mark.parametrize(
    ("edition", "language", "width", "direction"),
    [("es_MX", "es", 1280, "ltr"), ("es_MX", "es", 320, "ltr"), ("ar", "ar", 320, "rtl")],
)
def test_a_reviewer_from_the_file_to_the_ledger(
    project: Project,
    play: Play,
    edition: str,
    language: str,
    width: int,
    direction: str,
    keyboard: bool,
) -> None:
    to = project.path("pack.html")
    project.done("review", "pack", edition, "--to", str(to))
    pack = data_in(to.read_text("utf-8"))
    danger, rest = unit_of(pack, "If you cannot stand"), unit_of(pack, "Rest before")
    costs = unit_of(pack, "Ask what each visit")
    saved = project.path("saved.json")
    seen = play(
        {
            "pack": str(to),
            "answers": str(saved),
            "width": width,
            "keyboard": keyboard,
            "by": "ben",
            "role": "clinical",
            "approve": danger["id"],
            "object": rest["id"],
            "reason": REASON,
            "suggest": costs["id"],
            "words": WORDS,
            "comment": COMMENT,
            # Of words with marks, without them, and in capitals.
            "search": "النص" if language == "ar" else "ES ASK WHAT EACH VISIT",
        }
    )
    assert seen["direction"] == direction
    assert seen["wide"] <= 0
    assert seen["pressed"] == "true"
    assert seen["before"] == seen["after"]
    assert "3" in seen["after"]
    assert seen["name"].startswith(f"answers-{edition}-ben-clinical-")
    if not keyboard:
        # Of a clinician no more is asked.
        assert seen["waiting"] == seen["safety"] == 1
        translated = [one for one in pack["units"] if "النَّصّ" in one.get("words", "")]
        assert seen["found"] == (min(len(translated), 30) if language == "ar" else 1)
    ran = project.run("review", "apply", str(saved), "--json")
    assert ran.code == 0, ran
    assert [
        (one["unit"], one["by"], one["role"], one["verdict"], one.get("note", ""))
        for one in ledger(project, f"reviews/{language}/guide.jsonl")
    ] == sorted(
        [
            (danger["id"], "ben", "clinical", "approved", ""),
            (rest["id"], "ben", "clinical", "objection", REASON),
        ]
    )
    entries = project.catalogue(language).by_id()
    assert (entries[costs["id"]].state, entries[costs["id"]].msgstr) == (EntryState.FUZZY, WORDS)
    day = ledger(project, f"reviews/{language}/guide.jsonl")[0]["on"]
    assert entries[costs["id"]].comment.splitlines() == [
        f"Dr Ben Okri (clinical), {day}: {COMMENT}",
        f"Dr Ben Okri (clinical), {day}, suggests a text; before it there stood: {costs['words']}",
    ]
    assert entries[danger["id"]].msgstr == danger["words"]
    changed = {costs["id"], rest["id"]}
    assert not any(one.comment for id_, one in entries.items() if id_ not in changed)


def test_axe_finds_nothing_and_nothing_is_loaded(
    tmp_path: Path, node_modules: Path, program: Callable[[str], str]
) -> None:
    """Of this project's own packs: wholly translated, adapted, from right to left."""
    names = []
    for edition, form in (("es_MX", "html"), ("ar_LB", "html"), ("ar_LB", "sheet")):
        names.append(f"{edition}-{form}.html")
        to = str(tmp_path / names[-1])
        said = ("review", "pack", edition, "--format", form, "--to", to)
        assert run("--project", str(ROOT), *said).code == 0
    done = subprocess.run(
        [
            program("node"),
            str(Path(__file__).with_name("axe.mjs")),
            str(tmp_path),
            "--pairs",
            *names,
        ],
        capture_output=True,
        text=True,
        env=os.environ
        | {"CHROMIUM": program("chromium"), "ADAPTKIT_NODE_MODULES": str(node_modules)},
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("width", [1280, 450])
def test_the_same_in_firefox(
    project: Project, tmp_path: Path, program: Callable[[str], str], width: int
) -> None:
    """As Debian has it. It keeps progress between two runs, and saves the answers."""
    to, downloads = project.path("pack.html"), tmp_path / "downloads"
    downloads.mkdir()
    project.done("review", "pack", "es_MX", "--to", str(to))
    pack = data_in(to.read_text("utf-8"))
    units = {name: pack["units"].index(unit_of(pack, name)) for name in ("If you cannot", "Rest")}
    danger, rest = (f"#u{number}" for number in units.values())

    def firefox() -> Firefox:
        return Firefox(program("firefox-esr"), tmp_path / "profile", downloads, width)

    with firefox() as browser:
        browser.open(to)
        browser.choose("#by", "ben")
        browser.choose("#role", "clinical")
        browser.choose("#filter", "Safety passages")
        browser.click(f"{danger} [data-do=approved]")
        browser.choose("#filter", "All passages")
        browser.click(f"{rest} [data-do=objection]")
        browser.write(f"{rest} [data-box=note]", REASON)
        before = browser.text("#done")
        assert browser.run("return document.documentElement.scrollWidth - innerWidth") <= 0
        loaded = browser.run("return performance.getEntriesByType('resource').map((r) => r.name)")
        assert loaded == []
    with firefox() as browser:
        browser.open(to)
        assert browser.text("#done") == before
        assert (
            browser.run(f"return document.querySelector('{rest} [data-box=note]').value") == REASON
        )
        browser.click("#finish")
        for _ in range(100):
            saved = list(downloads.glob("answers-es_MX-ben-clinical-*.json"))
            if saved and saved[0].stat().st_size:
                break
            time.sleep(0.1)
    ran = project.run("review", "apply", str(saved[0]), "--json")
    assert ran.code == 0, ran
    assert [(one["unit"], one["verdict"]) for one in ledger(project)] == [
        (pack["units"][units["Rest"]]["id"], "objection"),
        (pack["units"][units["If you cannot"]]["id"], "approved"),
    ]


def test_a_store_that_others_write_into_or_that_keeps_nothing(
    project: Project, node_modules: Path, program: Callable[[str], str]
) -> None:
    to = project.path("pack.html")
    project.done("review", "pack", "es_MX", "--to", str(to))
    done = subprocess.run(
        [program("node"), str(Path(__file__).with_name("review_store.mjs")), str(to)],
        capture_output=True,
        text=True,
        timeout=300,
        env=os.environ
        | {"CHROMIUM": program("chromium"), "ADAPTKIT_NODE_MODULES": str(node_modules)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    seen = json.loads(done.stdout)
    printed = seen.pop("printed")
    assert printed["rows"] == printed["all"] > 0
    assert (printed["shown"], printed["others"]) == ("block", "none")
    loads = seen.pop("loads")
    assert {name: one["answers"] for name, one in loads.items()} == {
        "answers": 1,
        "progress": 1,
        "other": 1,
        "page": 0,
        "kind": 0,
        "edition": 0,
        "foreign": 0,
    }
    assert "otra edición: ar_LB" in loads["edition"]["said"]
    assert "otro tipo" in loads["kind"]["said"]
    assert loads["page"]["said"] == loads["foreign"]["said"] != loads["kind"]["said"]
    assert loads["other"]["by"] == "ben"
    assert "Ana García" in loads["other"]["said"]
    # The last window took one approval back, and gave another: of four there are three.
    assert seen.pop("windows") == {
        "warned": True,
        "blind": 1,
        "after": 3,
        "places": 1,
        "last": 3,
    }
    full = seen.pop("full")
    assert (full["answers"], full["told"]) == (1, True)
    hostile = seen.pop("hostile")
    assert hostile["answers"] == 1
    for name, one in {**seen, "hostile": hostile}.items():
        assert not one["acted"], name
        assert one["rows"] > 0, name
    for name, one in seen.items():
        assert one["answers"] == 0, name
