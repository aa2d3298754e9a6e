"""An operation is one file: made-up ones, of each demanding sort, are dropped into the folder of
operations, and everything else takes them as they come."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.document import BlockKind
from adaptkit.overlays import operations
from adaptkit.overlays.apply import apply_overlay
from adaptkit.overlays.operations import OPERATIONS
from tests.overlays.builders import guide, outline, overlay
from tests.scenarios.projects import PLAN, SMALL, TODAY, Project, translate
from tests.test_docs import generator

MADE_UP = Path(__file__).parent / "made_up"
NAMES = ("reorder", "swap_image", "swap_term")


@pytest.fixture(autouse=True)
def made_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The files of ``made_up/`` as if they stood among the operations."""
    found = {name: OPERATIONS[name] for name in OPERATIONS}
    monkeypatch.setattr(operations, "__path__", [*operations.__path__, str(MADE_UP)])
    monkeypatch.setattr(OPERATIONS, "_found", found)
    monkeypatch.setattr(OPERATIONS, "_loaded", False)
    assert set(NAMES) <= set(OPERATIONS)
    yield
    for name in NAMES:
        del sys.modules[f"{operations.__name__}.{name}"]


# The overlays' floor --------------------------------------------------------------------------

SOURCE = """# Barriers

![Old words.](images/old.png "Old caption.")

{#mine}
- First item
- Second item
"""
PICTURE = '![New words.](images/new.png "New caption.")\n'
SWAP = "- {id: a, swap_image: barriers.old-words, with: a.md}"


def codes(listed: str, *texts: str) -> list[tuple[str, int]]:
    with pytest.raises(ProblemsFound) as problems:
        apply_overlay(guide(SOURCE), overlay(listed, dict(zip("ab", texts, strict=False))))
    return [(d.code, d.position.line) for d in problems.value.diagnostics]


def test_a_change_leaves_the_block_where_others_find_it() -> None:
    made = overlay(
        f"{SWAP}\n- {{id: b, insert_after: barriers.old-words, with: b.md}}\n"
        "- {id: c, reorder: barriers.mine}\n"
        "- {id: d, replace: barriers.first-item, with: d.md}",
        {"a": PICTURE, "b": "Beside.", "d": "Other item."},
    )
    # What a list is made of and its order: an overlay may not touch both.
    with pytest.raises(ProblemsFound) as problems:
        apply_overlay(guide(SOURCE), made)
    assert [d.code for d in problems.value.diagnostics] == ["target-nested"]
    made = overlay(
        f"{SWAP}\n- {{id: b, insert_after: barriers.old-words, with: b.md}}\n"
        "- {id: c, reorder: barriers.mine}\n"
        "- {id: d, insert_after: barriers.first-item, with: d.md}",
        {"a": PICTURE, "b": "Beside.", "d": "Other item."},
    )
    after = apply_overlay(guide(SOURCE), made)
    assert outline(after.guide.chapters[0]).split("\n") == [
        "# barriers.barriers | Barriers",
        "figure",
        "  alternative text MY/a.1 | New words.",
        "  caption MY/a.2 | New caption.",
        "paragraph MY/b.1 | Beside.",
        "list",
        "  list item",
        "    paragraph barriers.second-item | Second item",
        "  list item",
        "    paragraph MY/d.1 | Other item.",
        "  list item",
        "    paragraph barriers.first-item | First item",
    ]
    (figure,) = [b for b in after.guide.walk() if b.kind is BlockKind.FIGURE]
    assert (figure.target, figure.position.path) == ("images/new.png", "locales/overlays/MY/a.md")
    assert [a.told for a in after.adaptations] == ["Replaced", "Added", "Changed", "Added"]
    assert [a.signed_off for a in after.adaptations] == [True, True, False, True]
    steps = {b.id: [s.operation for s in b.steps] for b in after.guide.walk() if b.steps}
    assert steps["barriers.second-item"] == ["c"]
    assert steps["MY/d.1"] == ["d", "c"]
    assert after.removed == {}


def test_what_an_earlier_overlay_changed_can_be_aimed_at_and_tells_both() -> None:
    first = apply_overlay(guide(SOURCE), overlay(SWAP, {"a": PICTURE}, "region"))
    again = overlay(SWAP, {"a": PICTURE.replace("new.png", "own.png")}, "MX")
    second = apply_overlay(first.guide, again, chain=first.after)
    assert second.texts == {"a": "images/new.png\n\nNew words.\n\nNew caption."}
    assert second.chain == "guide > region"
    words = next(b for b in second.guide.walk() if b.kind is BlockKind.ALTERNATIVE)
    assert [step.overlay for step in words.steps] == ["region", "MX"]
    assert words.addresses == ("barriers.old-words", "region/a.1")


def test_conflicts_of_operations_that_nobody_knows() -> None:
    assert codes(f"{SWAP}\n- {{id: b, remove: barriers.old-words}}", PICTURE) == [
        ("target-twice", 5)
    ]
    assert codes("- {id: a, swap_image: barriers.first-item, with: a.md}", PICTURE) == [
        ("target-not-picture", 4)
    ]
    assert codes("- {id: a, swap_image: barriers.old-wrods, with: a.md}", PICTURE) == [
        ("target-missing", 4)
    ]
    assert codes(SWAP, "Just words.") == [("prose-no-picture", 4)]
    assert codes("- {id: a, swap_image: barriers.old-words}") == [("missing-with", 4)]
    assert codes("- {id: a, swap_term: {slot: x}, name: y}") == [("wrong-type", 4)]
    assert codes("- {id: a, swap_term: x}") == [("missing-key", 4)]


# Through the command line ---------------------------------------------------------------------

OVERLAY = """\
overlay: MX
language: es
country: MX
variables: {helpline: "800 911 2000"}
operations:
  - {id: picture, swap_image: plan.steps, with: steps.md}
  - {id: word, swap_term: therapist, name: kinesiólogo}
  - {id: insurance, remove: plan.costs.insurance, because: {reason: another system}}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    for name, content in SMALL.items():
        project.write(name, content)
    plan = PLAN.replace("![A path", "{#steps}\n![A path") + "\n| Who |\n| --- |\n"
    project.write("source_guide/01-plan.md", plan + "| {term.therapist} |\n")
    project.write("source_guide/terms.yaml", 'therapist: {name: "physical therapist"}\n')
    project.write("locales/overlays/MX/overlay.yaml", OVERLAY)
    project.write("locales/overlays/MX/steps.md", '![Un camino.](camino.svg "Paso a paso.")\n')
    project.write("locales/overlays/MX/camino.svg", SMALL["source_guide/images/steps.svg"])
    project.done("update", "es", "--today", TODAY)
    translate(project)
    project.done("update", "--today", TODAY)
    return project


def row(project: Project, edition: str = "es_MX") -> Any:
    (one,) = project.run("status", edition, "--json", "--today", TODAY).json
    return one


def test_readers_get_the_word_and_the_picture_and_are_told(project: Project) -> None:
    project.done("build", "--to", str(project.path("out")), "--today", TODAY)
    page = project.text("out/es_MX/html/01-plan.html")
    assert "kinesiólogo" in page
    assert "physical therapist" not in page
    assert 'src="overlays/MX/camino.svg" alt="Un camino."' in page
    assert project.path("out/es_MX/html/overlays/MX/camino.svg").exists()
    told = project.text("out/es_MX/html/index.html")
    done = re.findall(r'<span class="done">([^<]+)', told)
    assert done == ["Texto sustituido", "Texto omitido"]
    project.done("build", "es", "--to", str(project.path("out")), "--today", TODAY)
    assert "ES physical therapist" in project.text("out/es/html/01-plan.html")
    markdown = project.text("out/es_MX/md/01-plan.md")
    assert "camino.svg" in markdown
    assert "kinesiólogo" in markdown


def test_the_overlay_s_own_catalogue_translates_the_word(project: Project) -> None:
    project.write("locales/editions/en_MX.yaml", "edition: en_MX\nlanguage: en\noverlays: [MX]\n")
    entry = 'msgctxt "MX/word"\nmsgid "kinesiólogo"\nmsgstr "kinesiologist"\n'
    head = project.text("locales/es/guide.po").partition("\n\n")[0]
    project.write("locales/en/MX.po", f"{head}\n\n{entry}".replace("Language: es", "Language: en"))
    project.done("build", "en_MX", "--to", str(project.path("out")), "--today", TODAY)
    assert "kinesiologist" in project.text("out/en_MX/html/01-plan.html")


def test_the_trace_and_explain_know_them(project: Project) -> None:
    ran = project.done("explain", "es_MX", "plan.steps", "--json", "--today", TODAY).json
    assert ran["outcome"] == "replaced"
    assert [step["name"] for step in ran["steps"]] == ["swap_image"]
    assert ran["shown"] == "Un camino."
    ran = project.done("explain", "es_MX", "terms-yaml.therapist", "--json", "--today", TODAY).json
    assert ran["outcome"] == "replaced"
    assert [(step["name"], step["line"]) for step in ran["steps"]] == [("swap_term", 7)]
    assert row(project)["needed"] < row(project, "es")["needed"]
    gone = project.done("explain", "es_MX", "plan.costs.insurance", "--json", "--today", TODAY)
    assert gone.json["outcome"] == "removed"


def test_base_and_drift_take_them_as_any_other(project: Project) -> None:
    base = project.text("locales/overlays/MX/base.yaml")
    assert 'target: "therapist"\n  text: "physical therapist"' in base
    assert "images/steps.svg" in base
    project.change("source_guide/terms.yaml", "physical therapist", "physiotherapist")
    project.change("source_guide/01-plan.md", "images/steps.svg", "images/path.svg")
    project.write("source_guide/images/path.svg", SMALL["source_guide/images/steps.svg"])
    drift = {one["operation"]: one for one in row(project)["drift"]}
    assert set(drift) == {"picture", "word"}
    assert drift["word"]["ours"] == "kinesiólogo"
    assert drift["picture"]["ours"] == "Un camino.\n\nPaso a paso."
    blocked = [b["message"] for b in row(project)["blockers"] if b["code"] == "overlay-drift"]
    assert blocked[0].endswith(", which this overlay swaps")
    assert len(blocked) == 2


def test_two_may_not_swap_the_same_word(project: Project) -> None:
    project.write(
        "locales/overlays/MX/overlay.yaml",
        OVERLAY + "  - {id: zword, swap_term: therapist, name: terapeuta}\n",
    )
    ran = project.run("status", "es_MX")
    assert ran.code == 1
    assert 'operations "word" and "zword" both aim at "therapist" [target-twice]' in ran.err


def test_the_reference_describes_them() -> None:
    page = generator().operations_page()
    said = "Another word stands for `{term.name}` here."
    assert f"| [`swap_term`](#swap_term) | {said} | refused | no | yes |" in page
    assert "Aims at: a term's name.\n\nFurther keys: `name`.\n\n`name:` is a text" in page
    assert "Aims at: the id of a picture." in page
