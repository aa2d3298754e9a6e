"""``rename`` gives another name, and nothing is lost: no words, no decision, no address."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.scenarios.projects import TODAY, Project, small, translate

PLAN, HOME = "source_guide/01-plan.md", "source_guide/02-home.md"
OVERLAY = "locales/overlays/MX/overlay.yaml"
HELP = "locales/overlays/MX/blocks/help.md"
MORE = """
## Rest

Call us. See [costs][c] and `[code](01-plan.md#costs)`.

> {#said}
> A word in between, and [here](#rest).

{#boxed}
::: note
Call us.
:::

- Call us. {#item}
- Call them.

Setext
------

| A | B |
| - | - |
| one | [two](02-home.md#danger) |

```text
[code](01-plan.md#costs)
```

[c]: 01-plan.md#plan.costs.insurance "Costs"
"""
OPERATIONS = """\
  # Kept as it is.
  - id: rest
    keep:   "home.rest"   # by its whole id
    because: {nature: kept, reason: "It holds here", decided_by: [us], on: 2026-11-02}
  - {id: goals, insert_after: plan.costs.4c22, with: blocks/goals.md}
"""
ADDRESSES = (
    "plan.costs", "plan.costs.insurance", "plan.costs.4c22", "home.rest.item", "home.danger",
    "home.rest", "home.rest.said", "home.rest.boxed", "home.setext", "plan", "home", "plan.6a34",
)  # fmt: skip


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = small(tmp_path_factory.mktemp("rename") / "guide")
    project.write(HOME, project.text(HOME) + MORE)
    project.write(OVERLAY, project.text(OVERLAY) + OPERATIONS)
    project.write("locales/overlays/MX/blocks/goals.md", "[Metas](01-plan.md#costs), #costs.\n")
    project.write("locales/overlays/MX/blocks/goals.ar.md", "[Goals](01-plan.md#plan.costs).\n")
    project.write("locales/editions/ar.yaml", "edition: ar\nlanguage: ar\noverlays: [MX]\n")
    for language in ("es", "ar"):
        project.done("update", language)
        translate(project, language, word=language.upper())
    # One that waits, with what was confirmed for an earlier text; one that is gone.
    project.change(HOME, "See [your plan](01-plan.md#costs).", "Look at [it](01-plan.md#costs).")
    project.change(HOME, "| one |", "| ONE two |")
    project.done("update")
    project.change(HOME, "| ONE two |", "| three |")
    project.done("update")
    assert not project.run("update", "--dry-run", "--json").json["files"]
    return project


@pytest.fixture
def project(finished: Project, tmp_path: Path) -> Project:
    return finished.copy(tmp_path / "copy")


def files(project: Project) -> dict[str, str]:
    return {name: content.decode() for name, (content, _) in project.tree().items()}


def bare(text: str) -> str:
    """Without former names, and without marks that say nothing more."""
    text = re.sub(r"""\s+alias=(?:"[^"]*"|[\w:.-]+)|(?<=\{)alias=[\w:.-]+""", "", text)
    return text.replace(" {}", "")


def shown(project: Project) -> dict[str, str]:
    """What readers get of each edition, by file, without names and addresses."""
    out = project.path("out")
    shutil.rmtree(out, ignore_errors=True)
    ran = project.run("build", "--today", TODAY, "--to", str(out))
    # The page that searches holds the addresses as data.
    found = [*out.rglob("*.html"), *out.rglob("*.md")]
    pages = sorted(page for page in found if page.name != "search.html")
    assert pages, ran
    return {
        str(n): re.sub(
            r"\s+", " ", re.sub(r"<[^>]*>|\]\([^)]*\)|\]: \S+|\{[^}]*\}", "", p.read_text())
        )
        for n, p in enumerate(pages)
    }


def last(address: str) -> str:
    return address.rpartition(".")[2]


def test_update_has_nothing_to_do_afterwards(project: Project) -> None:
    before = shown(project)
    for number, address in enumerate(ADDRESSES):
        copy = project.copy(project.root.parent / f"n{number}")
        said = json.loads(copy.done("rename", address, "another", "--json").out)
        assert said["ids"][address] == said["new"], address
        after = json.loads(copy.run("update", "--dry-run", "--json").out)
        assert (after["files"], after["passages"], after["drift"]) == ([], [], []), address
        assert [d["code"] for d in after["diagnostics"]] == [], address
        # A build of every edition takes its time: a passage, a section, a chapter.
        if address in ("plan.costs.4c22", "plan.costs", "home"):
            assert shown(copy) == before, address


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(ADDRESSES), min_size=1, max_size=4, unique=True), st.data())
def test_there_and_back_leaves_every_file_as_it_was_but_for_the_aliases(
    finished: Project,
    tmp_path_factory: pytest.TempPathFactory,
    chosen: list[str],
    data: st.DataObject,
) -> None:
    project = finished.copy(tmp_path_factory.mktemp("back") / "guide")
    before = files(project)
    done: list[tuple[str, str]] = []
    for number, address in enumerate(chosen):
        old = now_called(project, address)
        name = f"n{number}-{data.draw(st.sampled_from(['a', 'é', 'B_1']))}"
        done.append((old, project.done("rename", old, name, "--json").json["new"]))
        check = project.run("update", "--check")
        assert check.code == 0, check
    for old, new in reversed(done):
        # What stood around it may have had another name in between.
        project.done("rename", now_called(project, new), last(old))
    after = files(project)
    assert after.keys() == before.keys()
    for name, text in after.items():
        if name.startswith("source_guide/0"):
            # What had no name of its own has one now: the one that it has always had.
            text = re.sub(r"\n?\{#(4c22|6a34)\}(?=\n)| \{#(rest|setext)\}", "", bare(text))
        assert text == before[name], name


def now_called(project: Project, address: str) -> str:
    """What a place is called after other things have been renamed."""
    ran = project.run("rename", address, "probe", "--dry-run", "--json")
    if ran.code == 0:
        return address
    found = re.search(r"it is ([^ ]+) \(", ran.json["diagnostics"][0]["message"])
    assert found, ran
    return found[1]


def test_dry_run_writes_nothing_and_says_the_same(project: Project) -> None:
    before = project.tree()
    planned = project.done("rename", "plan.costs", "prices", "--dry-run", "--json").json
    assert project.tree() == before
    assert (
        "Would be renamed: plan.costs → plan.prices"
        in project.done("rename", "plan.costs", "prices", "--dry-run").out
    )
    done = project.done("rename", "plan.costs", "prices", "--json").json
    assert {**planned, "dry_run": False} == done
    changed = {
        n for n, (content, _) in project.tree().items() if before.get(n, (b"",))[0] != content
    }
    assert changed == set(done["files"])


def test_comments_quotes_and_short_forms_of_an_overlay_stay(project: Project) -> None:
    before = project.text(OVERLAY)
    project.done("rename", "home.rest", "pause")
    project.done("rename", "plan.costs.4c22", "goals")
    assert project.text(OVERLAY) == before.replace(
        'keep:   "home.rest"   #', 'keep:   "home.pause"   #'
    ).replace("insert_after: plan.costs.4c22,", "insert_after: plan.costs.goals,")


def test_links_are_written_anew_and_code_is_not(project: Project) -> None:
    project.done("rename", "plan.costs", "prices")
    home = project.text(HOME)
    assert "[it](01-plan.md#prices)" in home
    assert '[c]: 01-plan.md#plan.prices.insurance "Costs"' in home
    assert "```text\n[code](01-plan.md#costs)\n```" in home
    assert (
        project.text("locales/overlays/MX/blocks/goals.ar.md")
        == "[Goals](01-plan.md#plan.prices).\n"
    )
    assert (
        project.text("locales/overlays/MX/blocks/goals.md")
        == "[Metas](01-plan.md#prices), #costs.\n"
    )


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_stay(project: Project, ends: str) -> None:
    text = "\ufeff" + project.text(PLAN).replace("\n", ends)
    project.write(PLAN, text)
    project.done("rename", "plan.costs.4c22", "ask")
    project.done("rename", "plan.costs", "prices")
    expected = text.replace("{#costs}", "{#prices alias=costs}").replace(
        "Ask what each", f"{{#ask alias=4c22}}{ends}Ask what each"
    )
    assert project.path(PLAN).read_bytes().decode() == expected


def test_former_addresses_still_arrive(project: Project) -> None:
    project.done("rename", "plan.costs", "prices")
    project.done("rename", "plan.prices", "fees")
    out = project.path("out")
    project.run("build", "--today", TODAY, "--to", str(out), "es_MX")
    page = next(out.rglob("01-plan.html")).read_text()
    for name in ("plan.costs", "plan.prices", "plan.fees"):
        assert f'id="{name}"' in page, name
    assert "{#fees alias=costs alias=prices}" in project.text(PLAN)
    overlay = project.text(OVERLAY).replace("plan.fees.insurance", "plan.costs.insurance")
    project.write(OVERLAY, overlay)
    said = project.done("update", "--dry-run", "--json").json
    assert (said["drift"], said["diagnostics"], said["passages"]) == ([], [], [])


def test_a_chapters_former_name_answers_for_all_that_stands_in_it(project: Project) -> None:
    before = project.text(OVERLAY)
    project.done("rename", "01-plan.md", "01-way.md")
    assert project.text("source_guide/guide.yaml").count("01-way.md") == 1
    assert not project.path(PLAN).exists()
    after = project.text(OVERLAY)
    assert "replace: way.costs.insurance" in after
    # Somebody else's overlay, which this has not reached, finds its place all the same.
    project.write(OVERLAY, before)
    ran = project.run("update", "--dry-run", "--json")
    assert [one["code"] for one in ran.json["diagnostics"]] in ([], ["base-not-noted"])
    assert ran.json["drift"] == []


def refused() -> Iterator[tuple[tuple[str, str], str, str]]:
    yield ("plan.cost", "x"), "use-unknown-id", 'did you mean "plan.costs"'
    yield ("plan.costs", "costs"), "use-same-id", ""
    yield ("plan.costs", "plan.costs"), "use-same-id", ""
    yield ("plan", "01-plan.md"), "use-same-id", ""
    yield ("plan.costs", "home.costs"), "use-id", "write plan.costs"
    yield ("plan.costs", "two words"), "use-id", "letters and digits"
    yield ("home.rest", "setext"), "use-id-taken", ""
    yield ("plan.costs.insurance", "4c22"), "use-id-taken", ""
    yield ("plan", "home"), "use-id-taken", ""
    yield ("plan", "part/01-way.md"), "use-id", "without a folder"
    yield ("plan", "AUX.md"), "use-id", "choose another name"
    yield ("home.danger", "#x"), "use-id", "letters and digits"


@pytest.mark.parametrize(("typed", "code", "hint"), [*refused()], ids=lambda one: str(one))
def test_what_cannot_be_is_refused_and_nothing_is_written(
    project: Project, typed: tuple[str, str], code: str, hint: str
) -> None:
    before = project.tree()
    ran = project.run("rename", *typed)
    assert ran.code == 2 or code == "rename-not-safe", ran
    assert f"[{code}]" in ran.err, ran
    assert hint in ran.err
    assert project.tree() == before


def test_a_chapter_with_errors_is_told_with_its_place(project: Project) -> None:
    project.change(PLAN, "It is yours to change.", "It is yours to change. {#own .core}")
    before = project.tree()
    ran = project.run("rename", "plan.costs", "prices")
    assert ran.code != 0
    assert "source_guide/01-plan.md:3" in ran.err
    assert project.tree() == before


@pytest.mark.parametrize("text", ["three", "Call them."])
def test_what_no_mark_can_name_is_refused_with_its_place(project: Project, text: str) -> None:
    pot = project.text("locales/guide.pot")
    [found] = re.findall(rf'msgctxt "([^"]+)"\nmsgid "{text}"', pot)
    ran = project.run("rename", found, "another")
    assert "[rename-not-safe]" in ran.err
    assert "source_guide/02-home.md:" in ran.err


def test_what_was_confirmed_before_comes_back_with_its_new_address(project: Project) -> None:
    project.done("rename", "plan.costs", "prices")
    project.change(HOME, "Look at [it](01-plan.md#prices).", "See [your plan](01-plan.md#prices).")
    project.done("update")
    [entry] = [one for one in project.catalogue().live if one.msgid.startswith("Rest before")]
    assert entry.finished == "ES Rest before you are tired. See [your plan](01-plan.md#prices)."


def test_a_chapter_stays_in_its_place_among_the_others(project: Project) -> None:
    project.change("source_guide/guide.yaml", "chapters:\n  - 01-plan.md\n  - 02-home.md\n", "")
    before = project.tree()
    ran = project.run("rename", "plan", "03-plan.md")
    assert "[use-id]" in ran.err
    assert "list the chapters in guide.yaml" in ran.err
    assert project.tree() == before
    project.done("rename", "plan", "01-way.md")


def test_a_chapter_has_no_name_of_its_own_among_its_former_ones(project: Project) -> None:
    before = project.text("source_guide/02-home.md")
    project.done("rename", "02-home.md", "02-flat.md")
    assert "{alias=home}" in project.text("source_guide/02-flat.md")
    project.done("rename", "02-flat.md", "02-home.md")
    assert project.text("source_guide/02-home.md").replace(" {alias=flat}", "") == before


def test_a_chapter_without_a_title_has_no_place_for_its_old_name(project: Project) -> None:
    project.change(PLAN, "# Your plan {#plan}\n\n", "")
    project.done("update")
    ran = project.run("rename", "plan", "way")
    assert "source_guide/01-plan.md" in ran.err
    assert "[rename-not-safe]" in ran.err
    assert project.path(PLAN).exists()
