"""Editions as somebody reads them who has no mouse, no scripts, or Firefox.

Needs node, Chromium, firefox-esr, and a folder with the npm packages axe-core and playwright-core,
named by ADAPTKIT_NODE_MODULES. ADAPTKIT_BUILD names the output of ``adaptkit build``; without it a
small sample edition is written.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.clients.marionette import Firefox

# Of every edition another chapter: each has something that others have not.
CHAPTERS = {
    "en_US": "01-welcome",
    "es_MX": "06-everyday-life",
    "ms_MY": "02-what-is-rehabilitation",
    "en_MY": "04-your-evaluation",
    "zh_Hans_MY": "05-goals-and-plan",
    "ta_MY": "07-barriers",
    "ar_LB": "03-your-team",
    "en_GB": "08-paying-and-rights",
    "es_ES": "10-support",
    "es_MX_norte": "11-questions",
}
SAMPLE = {"en": "one", "ar_LB": "one"}
CHOSEN = CHAPTERS if os.environ.get("ADAPTKIT_BUILD") else SAMPLE
TAB, ENTER, ESCAPE = "\ue004", "\ue007", "\ue00c"


def page_of(edition: str, build: Path) -> Path:
    page = build / edition / "html" / f"{CHOSEN[edition]}.html"
    assert page.is_file(), page
    return page


@pytest.fixture(scope="module")
def seen(
    build: Path,
    tmp_path_factory: pytest.TempPathFactory,
    node_modules: Path,
    program: Callable[[str], str],
) -> dict[str, Any]:
    plan = tmp_path_factory.mktemp("reading") / "plan.json"
    read = [page_of(edition, build) for edition in CHOSEN]
    searches = [page.parent / "search.html" for page in read]
    plan.write_text(
        json.dumps({"pages": list(map(str, read)), "searches": list(map(str, searches))}), "utf-8"
    )
    run = subprocess.run(
        [program("node"), str(Path(__file__).with_name("reading.mjs")), str(plan)],
        capture_output=True,
        text=True,
        env=os.environ
        | {"CHROMIUM": program("chromium"), "ADAPTKIT_NODE_MODULES": str(node_modules)},
    )
    assert run.stdout, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def test_with_the_keyboard_alone_and_without_scripts_nothing_is_wrong(seen: dict[str, Any]) -> None:
    assert seen["wrong"] == []


def test_tab_comes_by_all_that_is_needed_in_the_order_in_which_it_stands(
    seen: dict[str, Any],
) -> None:
    assert len(seen["pages"]) == 2 * len(CHOSEN)
    for page in seen["pages"]:
        stops = page["stops"]
        wanted = ("skip", "search", "contents", "languages", "next", "footer")
        places = [stops.index(one) for one in wanted]
        assert places[0] == 0
        assert all(one < other for one, other in pairwise(places)), stops


def test_without_scripts_the_page_of_the_search_says_so_and_lists_all_sections(
    seen: dict[str, Any],
) -> None:
    assert len(seen["searches"]) == len(CHOSEN)
    for found in seen["searches"]:
        assert not found["field"]
        assert "JavaScript" in found["says"]
        assert found["sections"] >= 2


@pytest.fixture(scope="module")
def firefox(
    program: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Firefox]:
    folder = tmp_path_factory.mktemp("firefox")
    with Firefox(program("firefox-esr"), folder / "profile", folder, 1280) as browser:
        yield browser


@pytest.mark.parametrize("edition", CHOSEN)
def test_firefox_shows_the_same(
    edition: str, build: Path, firefox: Firefox, node_modules: Path
) -> None:
    firefox.open(page_of(edition, build))
    stop = "return document.activeElement.matches('.skip, .tools summary') ? document.activeElement"
    firefox.press(TAB)
    assert firefox.run(f"{stop}.className : ''") == "skip"
    firefox.run("document.querySelector('.contents-menu summary').focus()")
    firefox.press(ENTER)
    assert firefox.run("return document.querySelector('.contents-menu details').open")
    firefox.press(TAB)
    assert firefox.run("return document.activeElement.matches('.contents-menu a')")
    firefox.press(ESCAPE)
    assert not firefox.run("return document.querySelector('.contents-menu details').open")
    assert firefox.run(f"{stop}.localName : ''") == "summary"
    wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert firefox.run(wide) <= 0
    firefox.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    firefox.run((node_modules / "axe-core" / "axe.min.js").read_text("utf-8"))
    found = firefox.later(
        "const done = arguments[arguments.length - 1];"
        "axe.run(document, { resultTypes: ['violations'], preload: false }).then("
        "(found) => done(found.violations.map((one) => [one.id, one.nodes[0].html])),"
        "(fault) => done([String(fault)]));"
    )
    assert found == []
