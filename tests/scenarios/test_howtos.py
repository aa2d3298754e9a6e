"""What the how-tos show of the program's output is what it prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.scenarios.projects import Project, run

HOW_TO = Path(__file__).resolve().parents[2] / "docs/how-to"
CHAPTER = "source_guide/02-getting-ready.md"
_BLOCK = re.compile(r"^```(?:text|console)\n(.*?)^```$", re.M | re.S)


def blocks(page: str) -> list[str]:
    return [found[1] for found in _BLOCK.finditer((HOW_TO / page).read_text("utf-8"))]


@pytest.fixture(scope="module")
def spain(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A new project, with an edition for Spain that decides nothing yet."""
    root = tmp_path_factory.mktemp("howto") / "my-guide"
    assert run("init", str(root)).code == 0
    project = Project(root)
    project.done("add", "overlay", "ES")
    project.done("add", "edition", "es_ES")
    return project


def test_member_organisations_see_what_their_page_shows(spain: Project) -> None:
    points = [one for one in blocks("member-organisation.md") if "adaptation-point-open" in one]
    local, value = points
    assert local in spain.done("status", "es_ES").out.replace("\n  ", "\n")
    assert value in spain.run("build", "es_ES", "--release").err


def test_guide_owners_see_the_costs_of_an_edit_in_the_order_of_their_page(
    spain: Project, tmp_path: Path
) -> None:
    project = spain.copy(tmp_path / "my-guide")
    project.change(CHAPTER, "before you go.", "before you go. Write it down.")
    printed = project.done("update", "--dry-run").out
    (shown,) = (one for one in blocks("guide-owner.md") if "update --dry-run" in one)
    signs = ("Guide:", "What this asks", "Assumed:", "Would be written:", "Nothing was")
    orders = [[text.index(sign) for sign in signs] for text in (shown, printed)]
    assert [sorted(order) for order in orders] == orders
    assumed = next(line for line in printed.splitlines() if line.startswith("Assumed:"))
    assert assumed in shown.splitlines()
    assert "{+Write it down.+}" in shown
    assert "{+Write it down.+}" in printed
