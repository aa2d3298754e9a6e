"""``swap_term`` and ``swap_image`` beside other operations, after other overlays, and on the way
to readers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.document import BlockKind
from adaptkit.overlays.apply import apply_overlay
from tests.overlays.builders import guide, overlay
from tests.scenarios.projects import PLAN, SMALL, TODAY, Project, translate

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


def test_explain_takes_the_name_of_an_operation(project: Project) -> None:
    """As messages write it, and as who signs it off reads it; all that it changed is listed."""
    for name in ("insurance", "MX/insurance"):
        ran = project.done("explain", "es_MX", name, "--json", "--today", TODAY).json
        units = [one["unit"] for one in ran["matches"]] if "matches" in ran else [ran["unit"]]
        assert units == ["plan.costs.insurance"]
    # Of an edition without the overlay it means nothing but its words.
    assert "no passage" in project.run("explain", "es", "MX/insurance", "--today", TODAY).err


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


def test_a_caption_that_goes_with_its_picture_is_accounted_for(project: Project) -> None:
    plan = project.text("source_guide/01-plan.md")
    project.write("locales/overlays/MX/steps.md", "![Un camino.](camino.svg)\n")
    caption = re.search(r'\((?:images/)?steps.svg "([^"]+)"', plan)
    assert caption
    project.done("build", "es_MX", "--to", str(project.path("out")), "--today", TODAY)
    assert caption[1] not in project.text("out/es_MX/html/01-plan.html")
    entries = project.catalogue().live
    unit = next(entry.unit_id for entry in entries if entry.msgid == caption[1])
    ran = project.done("explain", "es_MX", unit, "--json", "--today", TODAY).json
    assert ran["outcome"] == "replaced"
    assert [step["name"] for step in ran["steps"]] == ["swap_image"]
