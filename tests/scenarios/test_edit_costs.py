"""``update --dry-run`` says what an edit costs: that is what ``update`` then does, and no more."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptkit.commands.update import update
from adaptkit.model.catalogue import EntryState
from adaptkit.reports.updated import update_json, update_lines
from adaptkit.workspace import Workspace
from tests.scenarios.projects import Project, live, small
from tests.scenarios.test_confirmed import PO, History, folder
from tests.scenarios.test_undone import EDITS, edited, finished, guides

pytestmark = pytest.mark.at_length

OPEN = (EntryState.FUZZY, EntryState.UNTRANSLATED)
PLAN, HOME = "source_guide/01-plan.md", "source_guide/02-home.md"
COSTS = "Ask what each visit costs. Ask who pays for it, and what is left for you."
INSURANCE = "In the United States, your insurance plan decides."


def bytes_of(root: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def waiting(history: History) -> dict[str, EntryState]:
    return {e.unit_id: e.state for e in history.read().live if e.state in OPEN}


@settings(max_examples=60)
@given(guides(), EDITS, st.integers(0, 4), st.frozensets(st.integers(0, 5), max_size=2))
def test_it_says_what_update_then_does(
    before: list[str], name: str, i: int, left: frozenset[int]
) -> None:
    with folder() as root:
        history = History(root, before)
        finished(root, left)
        update(Workspace(root), now=history.now())
        waited, files = waiting(history), bytes_of(root)
        history.texts = edited(before, name, i)
        history.write_guide()
        edit = bytes_of(root)
        said = update(Workspace(root), dry_run=True, now=history.now())
        list(update_lines(said))
        assert bytes_of(root) == edit
        history.texts = list(before)
        history.write_guide()
        undone = update(Workspace(root), dry_run=True, now=history.now())
        assert (undone.passages, undone.files, update_json(undone)["costs"]["languages"]) == (
            (),
            (),
            [],
        )
        assert bytes_of(root) == files
        history.texts = edited(before, name, i)
        history.write_guide()
        done = update(Workspace(root), now=history.now())
        assert [(one.unit_id, one.kind) for one in said.passages] == [
            (one.unit_id, one.kind) for one in done.passages
        ]
        assert said.files == done.files
        [told], [did] = said.catalogues, done.catalogues
        assert told.changes == did.changes
        now = waiting(history)
        assert {work.unit_id: work.state for work in told.work} == {
            unit_id: state for unit_id, state in now.items() if unit_id not in waited
        }
        # Each of them is found at a passage that changed.
        pieces = {i for one in said.passages for i in (one.unit_id, *one.others)}
        assert {work.unit_id for work in told.work} <= pieces


@settings(max_examples=30)
@given(guides(), EDITS, st.integers(0, 4))
def test_to_take_back_what_was_updated_costs_nobody_anything(
    before: list[str], name: str, i: int
) -> None:
    with folder() as root:
        history = History(root, before)
        finished(root)
        for texts in (before, edited(before, name, i)):
            history.texts = list(texts)
            history.write_guide()
            update(Workspace(root), now=history.now())
        history.texts = list(before)
        history.write_guide()
        said = update(Workspace(root), dry_run=True, now=history.now())
        assert [one.work for one in said.catalogues] == [()]
        update(Workspace(root), now=history.now())
        after = update(Workspace(root), dry_run=True, now=history.now())
        assert (after.passages, after.files) == ((), ())
        assert (root / PO).exists()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path / "guide")


def costs(project: Project) -> Any:
    before = project.tree()
    said = project.run("update", "--dry-run", "--json").json
    assert project.tree() == before
    return said


def one_cost(project: Project) -> tuple[Any, ...]:
    [one] = costs(project)["passages"]
    es = one["languages"].get("es")
    return (one["kind"], es and (es["state"], es["words"], es["new_words"]), one["operations"])


KINDS = {
    "edited: one word more": (PLAN, COSTS, f"{COSTS} Write.", ("edited", ("fuzzy", 17, 1), [])),
    "trivial": (PLAN, COSTS, COSTS.replace("costs.", "costs!"), ("trivial", ("fuzzy", 16, 0), [])),
    "new": (
        PLAN,
        "- Choose one of them.",
        "- Choose one of them.\n- Choose two more.",
        ("new", ("untranslated", 3, 3), []),
    ),
    "split": (
        PLAN,
        COSTS,
        COSTS.replace(". Ask", ".\n\nAsk"),
        ("split", ("fuzzy", 16, 0), []),
    ),
    "merged": (
        PLAN,
        "- Write down your goals.\n- Choose one of them.",
        "- Write down your goals. Choose one of them.",
        ("merged", ("fuzzy", 8, 0), []),
    ),
    "moved": (
        PLAN,
        "- Write down your goals.\n- Choose one of them.",
        "- Choose one of them.\n- Write down your goals.",
        ("moved", None, []),
    ),
    "removed": (PLAN, "- Choose one of them.\n", "", ("removed", None, [])),
    "an overlay drifts": (
        PLAN,
        INSURANCE,
        INSURANCE.replace("insurance ", ""),
        ("edited", ("fuzzy", 13, 0), ["MX/insurance"]),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_has_its_cost(project: Project, name: str) -> None:
    file, old, new, expected = KINDS[name]
    before = project.text(file)
    project.change(file, old, new)
    assert one_cost(project) == expected
    project.write(file, before)
    said = costs(project)
    assert (said["passages"], said["files"], said["costs"]["languages"]) == ([], [], [])


SILENT = {
    "lines flow otherwise": (PLAN, lambda text: text.replace("costs. Ask", "costs.\nAsk")),
    "other line ends": (PLAN, lambda text: text.replace("\n", "\r\n")),
    "letters taken apart": (PLAN, lambda text: unicodedata.normalize("NFD", text)),
}


@pytest.mark.parametrize("name", SILENT)
def test_what_costs_nothing_is_not_told(project: Project, name: str) -> None:
    project.change(PLAN, "Write down your goals.", "Write down your goals at the café.")
    project.done("update")
    file, change = SILENT[name]
    before = project.path(file).read_bytes()
    project.write(file, change(project.text(file)))
    assert project.path(file).read_bytes() != before
    said = costs(project)
    assert (said["passages"], said["costs"]["languages"], said["drift"]) == ([], [], [])


def test_languages_with_most_work_come_first_and_what_waited_already_counts_for_nothing(
    project: Project,
) -> None:
    project.done("update", "ar")
    project.change(PLAN, COSTS, f"{COSTS} Write it all down.")
    said = costs(project)
    assert [one["language"] for one in said["costs"]["languages"]] == ["es"]
    [es] = said["costs"]["languages"]
    assert (es["passages"], es["words"], es["new_words"]) == (1, 20, 4)
    assert es["hours"] == round(4 / 250 + 20 / 1000, 2)
    project.change(PLAN, "- Choose one of them.", "- Choose one of them.\n- Choose two more.")
    both = costs(project)["costs"]["languages"]
    assert [(one["language"], one["passages"]) for one in both] == [("es", 2), ("ar", 1)]


def test_people_read_the_words_and_who_has_work(project: Project) -> None:
    project.change(HOME, "call for help at once", "call for help")
    project.change(PLAN, INSURANCE, INSURANCE.replace("insurance", "own"))
    out = project.run("update", "--dry-run").out
    shown = [line.strip() for line in out.splitlines()]
    at = next(n for n, line in enumerate(shown) if line.startswith("SAFETY PASSAGE edited"))
    assert shown[at + 1 : at + 3] == [
        "… cannot stand up, call for [-help at once.-] {+help.+}",
        "es: fuzzy, 8 words to read",
    ]
    assert "overlays to look at again: MX/insurance" in shown
    words = "2 passages, 22 words to read, 1 of them new, about 2 minutes"
    assert f"es, locales/es/guide.po: {words}" in shown
    # An update that writes has no need to say it.
    assert "words to read" not in project.run("update").out


def test_what_is_fuzzy_now_is_what_was_said(project: Project) -> None:
    project.change(PLAN, COSTS, COSTS.replace(". Ask", ".\n\nAsk"))
    [one] = costs(project)["passages"]
    project.run("update")
    entries = live(project.catalogue())
    fuzzy = {i for i, entry in entries.items() if entry.state is EntryState.FUZZY}
    assert fuzzy == {one["id"], *one["others"]}
