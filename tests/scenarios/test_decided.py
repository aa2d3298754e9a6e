"""What overlays decide, and what they cannot decide by accident: a passage at a time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.scenarios.projects import TODAY, Project

CHAPTER = "source_guide/01-a.md"
TEXT = """\
# A {#a}

## Danger {#danger .core}

{#c1}
Call 911 at once[^n].

{#c2}
- {#i1} Do not wait.
- Ask {who}.

## Costs {#costs .local country=US}

{#l1}
In the USA your insurance pays.

{#l2}
Ask who pays for the rest.

## Other {#other}

{#o1}
Other.

::: slot s
:::

[^n]: Any phone will do.
"""
GUIDE = """\
title: "G"
version: "1"
source_language: en
country: US
variables:
  who: {value: "the 24 hour line"}
"""


def project(root: Path, **overlays: str) -> Project:
    made = Project(root)
    made.write("source_guide/guide.yaml", GUIDE)
    made.write(CHAPTER, TEXT)
    made.write("source_guide/02-b.md", "# B {#b}\n\n{#b1}\nSee [A](01-a.md).\n")
    names = ", ".join(overlays)
    for name, operations in overlays.items():
        folder = f"locales/overlays/{name}"
        made.write(f"{folder}/x.md", "## News {#news}\n\nNew words.\n")
        made.write(f"{folder}/y.md", "Other words.\n")
        head = f"overlay: {name}\nlanguage: en\n"
        made.write(f"{folder}/overlay.yaml", f"{head}operations:\n{_entries(operations)}")
    made.write(
        "locales/editions/en_GB.yaml",
        f'edition: en_GB\nlanguage: en_GB\noverlays: [{names}]\npublisher: {{name: "P"}}\n',
    )
    return made


def _entries(operations: str) -> str:
    entries = [line for line in operations.split(";") if line.strip()]
    return "".join(
        f'  - {{id: o{number}, {entry.strip()}, because: {{reason: "r"}}}}\n'
        for number, entry in enumerate(entries)
    )


WHO = 'set_variable: who, value: "the 24 hour line"'
LOCAL = "remove: a.costs"


def stopped(made: Project) -> Mapping[str, list[str]]:
    ran = made.run("update", "--today", TODAY)
    assert ran.code == 0, ran
    (row,) = made.run("status", "en_GB", "--json", "--today", TODAY).json
    found: dict[str, list[str]] = {}
    for one in row["blockers"]:
        found.setdefault(one["code"], []).append(one.get("unit", ""))
    return found


DECIDED = (
    ("remove: a.costs", []),
    ("keep: a.costs", []),
    ("replace: a.costs, with: x.md", []),
    ("remove: a.costs.l1; remove: a.costs.l2", ["a.costs"]),
    ("remove: a.costs.l1", ["a.costs"]),
    ("replace: a.costs.l1, with: y.md", ["a.costs"]),
    ("keep: a.costs.l2", ["{heading}", "a.costs.l1"]),
    ("remove: {heading}", ["a.costs.l1", "a.costs.l2"]),
    ("replace: {heading}, with: y.md", ["a.costs.l1", "a.costs.l2"]),
    ("keep: {heading}; keep: a.costs.l1; keep: a.costs.l2", []),
    ("insert_before: a.costs.l2, with: x.md", ["a.costs", "a.costs.l2"]),
)


@pytest.mark.parametrize(("operations", "left"), DECIDED)
def test_each_passage_of_a_local_section_is_decided_or_the_section_whole(
    tmp_path: Path, operations: str, left: list[str]
) -> None:
    heading = _heading(tmp_path / "plain")
    made = project(tmp_path / "one", GB=f"{WHO}; {operations.format(heading=heading)}")
    waiting = stopped(made).get("adaptation-point-open", [])
    assert waiting == [name.format(heading=heading) for name in left]


def _heading(root: Path) -> str:
    plain = project(root, GB=WHO)
    plain.done("update")
    text = plain.text("locales/guide.pot")
    return text[: text.index('msgid "Costs"')].rsplit('msgctxt "', 1)[1].split('"', 1)[0]


CORE = (
    ("remove: a.danger.c1", True),
    ("replace: a.danger.c1, with: y.md", True),
    ("remove: a.danger", True),
    ("keep: a.danger", False),
    ("insert_after: a.danger.c1, with: y.md", True),
    ("insert_before: a.danger.c1, with: x.md", True),
    ("append: a.danger, with: y.md", True),
    ("prepend: a.danger, with: y.md", True),
    ("insert_before: a.danger, with: y.md", False),
    ("insert_after: a.danger, with: x.md", False),
    ("insert_after: a.costs, with: x.md", False),
    ("append: a.other, with: y.md", False),
    ("append: {slot: s}, with: y.md", False),
)


@pytest.mark.parametrize(("operation", "changes"), CORE)
def test_what_changes_a_safety_passage_needs_a_clinician(
    tmp_path: Path, operation: str, changes: bool
) -> None:
    made = project(tmp_path, GB=f"{WHO}; keep: a.costs; {operation}")
    assert ("core-changed" in stopped(made)) is changes


@pytest.mark.parametrize("operation", ["remove: a.danger.c1", "remove: a.danger.i1"])
@pytest.mark.parametrize("before", ["insert_before: a.danger.c1", "insert_after: a.danger.c1"])
def test_no_overlay_takes_a_passage_out_of_its_section(
    tmp_path: Path, before: str, operation: str
) -> None:
    made = project(
        tmp_path, region=f"{before}, with: x.md", GB=f"{WHO}; keep: a.costs; {operation}"
    )
    ran = made.run("update", "--today", TODAY)
    if ran.code == 0:
        assert '"o2" changes a safety passage' in ran.err + ran.out


@pytest.mark.parametrize(
    "target", ['""', '" "', '{slot: ""}', "", "{slot: }"], ids=["none", "blank", "slot", "no", "s"]
)
@pytest.mark.parametrize("name", ["remove", "keep", "replace", "append", "set_variable"])
def test_an_operation_that_names_nothing_is_an_error(
    tmp_path: Path, name: str, target: str
) -> None:
    rest = {"replace": ", with: y.md", "append": ", with: y.md", "set_variable": ', value: "x"'}
    made = project(tmp_path, GB=f"{WHO}; {name}: {target}{rest.get(name, '')}")
    for command in ("update", "status", "build"):
        ran = made.run(command, "--today", TODAY)
        assert ran.code == 1, (command, ran)
        assert "locales/overlays/GB/overlay.yaml:5:" in ran.err + ran.out


@pytest.mark.parametrize("operations", ["remove: b", "remove: {title}; remove: b.b1"])
def test_a_removed_chapter_is_no_page(tmp_path: Path, operations: str) -> None:
    plain = project(tmp_path / "plain", GB=WHO)
    plain.done("update")
    text = plain.text("locales/guide.pot")
    title = text[: text.index('msgid "B"')].rsplit('msgctxt "', 1)[1].split('"', 1)[0]
    made = project(tmp_path / "one", GB=f"{WHO}; keep: a.costs; {operations.format(title=title)}")
    made.change(CHAPTER, "Other.\n", "Other: [see B](02-b.md).\n")
    assert stopped(made).keys() == {"link-dangling", "unreviewed"}
    made.run("build", "en_GB", "--format", "html", "--format", "md", "--today", TODAY)
    written = [file for file in made.path("build/en_GB").rglob("*") if file.is_file()]
    assert not [file for file in written if "02-b" in file.name]
    for file in written:
        if file.suffix == ".html":
            assert "02-b.html" not in file.read_text("utf-8")
    assert '"outcome": "removed"' in made.text("build/en_GB/trace.json")


def test_a_removed_footnote_takes_what_refers_to_it_along(tmp_path: Path) -> None:
    plain = project(tmp_path / "plain", GB=WHO)
    plain.done("update")
    text = plain.text("locales/guide.pot")
    note = text[: text.index('msgid "Any phone')].rsplit('msgctxt "', 1)[1].split('"', 1)[0]
    made = project(tmp_path / "one", GB=f"{WHO}; keep: a.costs; remove: {note}")
    stopped(made)
    made.run("build", "en_GB", "--format", "html", "--format", "md", "--today", TODAY)
    page, plain_text = made.text("build/en_GB/html/01-a.html"), made.text("build/en_GB/md/01-a.md")
    assert "footnote" not in page
    assert "[^" not in plain_text
    assert "Call 911 at once." in page
    assert "Call 911 at once." in plain_text


@pytest.mark.parametrize("how", [["--only", "translated"], [], ["--only", "reviewed"]])
def test_no_untranslated_safety_passage_disappears(tmp_path: Path, how: list[str]) -> None:
    made = project(tmp_path, GB=f"{WHO}; keep: a.costs")
    made.write(
        "locales/editions/es.yaml",
        'edition: es\nlanguage: es\nfallback: omit\npublisher: {name: "P"}\n',
    )
    made.done("update", "es", "--today", TODAY)
    ran = made.run("build", "es", "--format", "html", "--format", "md", *how, "--today", TODAY)
    if "reviewed" in how:
        ran = made.run("build", "es", "--release", *how, "--to", str(made.path("o")))
        assert "[core-left-out]" in ran.out + ran.err
        return
    page = made.text("build/es/html/01-a.html")
    assert "Call 911 at once" in page
    assert "Do not wait" in page
    assert "In the USA your insurance pays" not in page
    assert "Call 911 at once" in made.text("build/es/md/01-a.md")


VALUES = (
    ('value: "our 24 hour line"', False),
    ('value: "the 12 hour line"', False),
    ('value: "lalala"', True),
)


@pytest.mark.parametrize(("value", "stops"), VALUES)
def test_nonsense_in_a_safety_passage_stops_a_release(
    tmp_path: Path, value: str, stops: bool
) -> None:
    made = project(tmp_path, GB=f"keep: a.costs; set_variable: who, {value}")
    assert ("core-changed" in stopped(made)) is stops
    elsewhere = project(tmp_path / "two", GB=f"keep: a.costs; set_variable: who, {value}")
    elsewhere.change(CHAPTER, "Ask {who}.", "Ask.")
    elsewhere.change(CHAPTER, "Other.\n", "Other: {who}.\n")
    assert "core-changed" not in stopped(elsewhere)
