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

# Each with something that others have not: long sections and a menu of chapters; tables from right
# to left; cards of contacts.
PAGES = ("es_MX/html/06-everyday-life.html", "ar_LB/html/03-your-team.html")
SAMPLE = ("en/html/one.html", "ar_LB/html/one.html")
TAB, ENTER, ESCAPE = "\ue004", "\ue007", "\ue00c"


def pages(build: Path) -> list[Path]:
    chosen = PAGES if os.environ.get("ADAPTKIT_BUILD") else SAMPLE
    found = [build / name for name in chosen]
    assert all(page.is_file() for page in found), found
    return found


@pytest.fixture(scope="module")
def seen(
    build: Path,
    tmp_path_factory: pytest.TempPathFactory,
    node_modules: Path,
    program: Callable[[str], str],
) -> dict[str, Any]:
    plan = tmp_path_factory.mktemp("reading") / "plan.json"
    read = pages(build)
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
    assert len(seen["pages"]) == 4
    for page in seen["pages"]:
        stops = page["stops"]
        wanted = ("skip", "search", "contents", "languages", "next", "footer")
        places = [stops.index(one) for one in wanted]
        assert places[0] == 0
        assert all(one < other for one, other in pairwise(places)), stops


def test_without_scripts_the_page_of_the_search_says_so_and_lists_all_sections(
    seen: dict[str, Any],
) -> None:
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


@pytest.mark.parametrize("number", [0, 1])
def test_firefox_shows_the_same(
    number: int, build: Path, firefox: Firefox, node_modules: Path
) -> None:
    firefox.open(pages(build)[number])
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
