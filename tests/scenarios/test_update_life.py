"""A guide lives on, and its Spanish catalogue with it: ``adaptkit update`` after every edit.

Part of the real guide with its complete translation; one test takes all of it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import polib
import pytest

from adaptkit.catalogues.po import render_po
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.records import replace
from tests.scenarios.projects import (
    ROOT,
    TODAY,
    Project,
    assert_readable,
    in_state,
    live,
    lost_words,
    paragraphs,
)

pytestmark = pytest.mark.at_length

PO, POT = "locales/es/guide.po", "locales/guide.pot"
KINDS = {
    "new": "new",
    "edited": "edited",
    "trivial": "only punctuation",
    "split": "split",
    "merged": "merged",
    "removed": "removed",
    "returned": "returned",
}
ONE, TWO = "04-your-evaluation.md", "07-barriers.md"


def real(to: Path) -> Project:
    """The real guide and its Spanish, without overlays and editions."""
    shutil.copytree(ROOT / "source_guide", to / "source_guide")
    shutil.copytree(ROOT / "locales" / "es", to / "locales" / "es")
    shutil.copy(ROOT / "locales" / "guide.pot", to / "locales")
    return Project(to)


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two of its chapters, so that each run is short."""
    project = real(tmp_path_factory.mktemp("life") / "guide")
    for file in project.path("source_guide").glob("*.md"):
        if file.name not in (ONE, TWO):
            file.unlink()
    listed = "".join(f"  - {name}\n" for name in (ONE, TWO))
    settings = project.text("source_guide/guide.yaml")
    settings = re.sub(r"(?m)^chapters:\n(?:  - .*\n)+", f"chapters:\n{listed}", settings)
    project.write("source_guide/guide.yaml", settings)
    project.path("source_guide/terms.yaml").unlink()
    project.done("update", "--today", TODAY)
    catalogue = project.catalogue()
    project.write(PO, render_po(replace(catalogue, entries=tuple(catalogue.live))))
    assert not in_state(catalogue, EntryState.FUZZY)
    assert not in_state(catalogue, EntryState.UNTRANSLATED)
    return project


@pytest.fixture
def project(settled: Project, tmp_path: Path) -> Project:
    return settled.copy(tmp_path / "guide")


def source(name: str) -> str:
    return f"source_guide/{name}"


def updated(project: Project, **expected: int) -> Catalogue:
    """Run ``update`` as people do, and hold what must hold after any edit.

    ``expected``: what changes in the catalogue, by kind; nothing else may.
    """
    before = project.catalogue()
    files = project.tree()
    told = project.done("update", "--dry-run", "--today", TODAY).out
    assert all(f" {count} {KINDS[kind]}" in f" {told}" for kind, count in expected.items())
    assert project.tree() == files
    done = project.done("update", "--json", "--today", TODAY).json
    would = "".join(f"  {name}\n" for name in done["files"])
    assert (f"Would be written:\n{would}" if would else "Everything is up to date; ") in told
    changes = done["catalogues"][0]["changes"]
    assert {name: len(units) for name, units in changes.items()} == expected
    again = project.tree()
    assert (
        "Everything is up to date; nothing was written."
        in project.done("update", "--today", "2027-01-31").out
    )
    assert project.tree() == again
    after = project.catalogue()
    assert render_po(after).encode() == project.path(PO).read_bytes()
    assert lost_words(before, after) == []
    assert_readable(project)
    assert_published_is_finished(project, after)
    return after


def assert_published_is_finished(project: Project, catalogue: Catalogue) -> None:
    """No fuzzy and no obsolete words on any page."""
    fuzzy = in_state(catalogue, EntryState.FUZZY)
    if not fuzzy:
        return
    to = project.root / "build"
    project.run("build", "es", "--format", "md", "--to", str(to))
    finished = {entry.msgstr for entry in in_state(catalogue, EntryState.TRANSLATED)}
    pages = " ".join(" ".join(page.read_text("utf-8").split()) for page in sorted(to.rglob("*.md")))
    assert len(pages) > 1000
    for entry in fuzzy:
        if entry.msgstr not in finished and len(entry.msgstr.split()) > 3:
            assert " ".join(entry.msgstr.split()) not in pages


def only(catalogue: Catalogue, state: EntryState) -> Entry:
    [entry] = in_state(catalogue, state)
    return entry


def by_text(catalogue: Catalogue, text: str) -> Entry:
    [entry] = [e for e in catalogue.live if e.msgid == text]
    return entry


def same_words(before: Catalogue, after: Catalogue) -> bool:
    """Whether every live unit has the id, words and state that it had."""
    mine, yours = live(before), live(after)
    return mine.keys() == yours.keys() and all(
        (mine[i].msgid, mine[i].msgstr, mine[i].state)
        == (yours[i].msgid, yours[i].msgstr, yours[i].state)
        for i in mine
    )


# Moving and renaming --------------------------------------------------------------------------


def test_a_chapter_changes_places(project: Project) -> None:
    before = project.catalogue()
    settings = project.text("source_guide/guide.yaml")
    project.change("source_guide/guide.yaml", f"  - {ONE}\n  - {TWO}\n", f"  - {TWO}\n  - {ONE}\n")
    after = updated(project)
    assert same_words(before, after)
    assert list(live(before)) != list(live(after))
    content = project.path(PO).read_bytes()
    project.write("source_guide/guide.yaml", settings)
    assert same_words(before, updated(project))
    assert project.path(PO).read_bytes() != content


@pytest.mark.parametrize("name", ["barriers.md", "09-what-stops-you.md"])
def test_a_chapter_s_file_is_renamed(project: Project, name: str) -> None:
    before = project.catalogue()
    project.path(source(TWO)).rename(project.path(source(name)))
    project.change("source_guide/guide.yaml", TWO, name)
    after = updated(project)
    # An id that its author gave stands under the chapter's own name; all others are frozen.
    assert same_words(before, after) == (name == "barriers.md")
    assert [(e.msgid, e.msgstr, e.state) for e in before.live] == [
        (e.msgid, e.msgstr, e.state) for e in after.live
    ]
    assert source(name) in {r for e in after.live for r in e.references}


def test_a_paragraph_moves_in_its_chapter(project: Project) -> None:
    before = project.catalogue()
    text = project.text(source(TWO))
    moved = paragraphs(text)[0]
    project.write(source(TWO), text.replace(moved + "\n\n", "").rstrip("\n") + f"\n\n{moved}\n")
    after = updated(project)
    assert same_words(before, after)
    assert list(live(before)) != list(live(after))


def test_a_paragraph_moves_to_another_chapter(project: Project) -> None:
    before = project.catalogue()
    moved = paragraphs(project.text(source(TWO)))[0]
    project.change(source(TWO), moved + "\n\n", "")
    project.write(source(ONE), project.text(source(ONE)).rstrip("\n") + f"\n\n{moved}\n")
    after = updated(project)
    assert same_words(before, after)
    assert by_text(after, moved).references == (source(ONE),)


def test_two_paragraphs_change_places(project: Project) -> None:
    before = project.catalogue()
    first, second = paragraphs(project.text(source(TWO)))[:2]
    text = project.text(source(TWO))
    text = text.replace(first, "\0").replace(second, first).replace("\0", second)
    project.write(source(TWO), text)
    assert same_words(before, updated(project))


# Editing --------------------------------------------------------------------------------------


def test_a_word_is_edited_and_edited_again_and_taken_back(project: Project) -> None:
    before = project.path(PO).read_bytes()
    old = paragraphs(project.text(source(TWO)))[0]
    words = by_text(project.catalogue(), old).msgstr
    new = old.rsplit(" ", 1)[0] + " tomorrow."
    project.change(source(TWO), old, new)
    entry = only(updated(project, edited=1), EntryState.FUZZY)
    assert (entry.msgid, entry.msgstr, entry.previous_msgid) == (new, words, old)
    newer = new.replace(" tomorrow.", " next year, or later.")
    project.change(source(TWO), new, newer)
    entry = only(updated(project, edited=1), EntryState.FUZZY)
    assert (entry.msgid, entry.msgstr, entry.previous_msgid) == (newer, words, old)
    project.change(source(TWO), newer, old)
    updated(project, returned=1)
    assert project.path(PO).read_bytes() == before


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text[:-1] + "!",
        lambda text: text.upper(),
    ],
)
def test_only_punctuation_or_capitals_change(project: Project, edit: Callable[[str], str]) -> None:
    old = paragraphs(project.text(source(TWO)))[0]
    project.change(source(TWO), old, edit(old))
    entry = only(updated(project, trivial=1), EntryState.FUZZY)
    assert entry.previous_msgid == old
    assert "Only punctuation, capitals or a link changed." in entry.extracted


def test_only_a_link_changes(project: Project) -> None:
    text = project.text(source(TWO))
    found = re.search(r"\]\(10-support\.md\)", text)
    assert found
    project.change(source(TWO), found[0], "](https://www.msif.org)")
    entry = only(updated(project, trivial=1), EntryState.FUZZY)
    assert "https://www.msif.org" in entry.msgid
    assert "10-support.md" in entry.msgstr


def test_a_paragraph_is_split(project: Project) -> None:
    old = max(paragraphs(project.text(source(TWO))), key=len)
    words = by_text(project.catalogue(), old).msgstr
    cut = old.index(". ", len(old) // 3) + 1
    head, tail = old[:cut], old[cut + 1 :]
    project.change(source(TWO), old, f"{head}\n\n{tail}")
    after = updated(project, edited=1, split=1)
    first, second = in_state(after, EntryState.FUZZY)
    assert (first.msgid, second.msgid) == (head, tail)
    assert f"{first.msgstr} {second.msgstr}" == words
    assert first.previous_msgid == second.previous_msgid == old
    assert first.unit_id in second.extracted[-1]
    whole = only(after, EntryState.OBSOLETE)
    assert (whole.msgid, whole.msgstr) == (old, words)


def test_two_paragraphs_are_joined(project: Project) -> None:
    text = project.text(source(ONE))
    chosen = set(paragraphs(text, 8))
    chunks = text.split("\n\n")
    [first, second] = next(pair for pair in pairwise(chunks) if set(pair) <= chosen)
    words = [by_text(project.catalogue(), one).msgstr for one in (first, second)]
    project.change(source(ONE), f"{first}\n\n{second}", f"{first} {second}")
    entry = only(updated(project, merged=1), EntryState.FUZZY)
    assert entry.msgid == f"{first} {second}"
    assert entry.msgstr == " ".join(words)


def test_a_paragraph_goes_and_comes_back(project: Project) -> None:
    before = project.path(PO).read_bytes()
    text = project.text(source(TWO))
    gone = paragraphs(text)[1]
    project.change(source(TWO), gone + "\n\n", "")
    after = updated(project, removed=1)
    assert gone in {e.msgid for e in in_state(after, EntryState.OBSOLETE)}
    project.write(source(TWO), text)
    updated(project, returned=1)
    assert project.path(PO).read_bytes() == before


def test_a_fuzzy_paragraph_goes_and_comes_back_as_fuzzy(project: Project) -> None:
    old = paragraphs(project.text(source(TWO)))[0]
    project.change(source(TWO), old, old + " This is new.")
    updated(project, edited=1)
    text, before = project.text(source(TWO)), project.path(PO).read_bytes()
    project.change(source(TWO), old + " This is new.\n\n", "")
    updated(project, removed=1)
    project.write(source(TWO), text)
    updated(project, returned=1)
    assert project.path(PO).read_bytes() == before


def test_a_chapter_goes_and_comes_back(project: Project) -> None:
    before = project.path(PO).read_bytes()
    text = project.text(source(TWO))
    settings = project.text("source_guide/guide.yaml")
    project.path(source(TWO)).unlink()
    project.change("source_guide/guide.yaml", f"  - {TWO}\n", "")
    count = sum(source(TWO) in e.references for e in project.catalogue().live)
    updated(project, removed=count)
    project.write(source(TWO), text)
    project.write("source_guide/guide.yaml", settings)
    updated(project, returned=count)
    assert project.path(PO).read_bytes() == before


# Headings and ids -----------------------------------------------------------------------------


def heading(project: Project, *, explicit: bool) -> tuple[str, str]:
    """A heading's line and its words, with its id taken away (and settled so) where asked."""
    text = project.text(source(TWO))
    found = re.search(r"(?m)^## (.+) \{#[\w-]+\}$", text)
    assert found
    if explicit:
        return found[0], found[1]
    project.write(source(TWO), text.replace(found[0], f"## {found[1]}"))
    project.done("update", "--today", TODAY)
    assert not in_state(project.catalogue(), EntryState.FUZZY)
    return f"## {found[1]}", found[1]


@pytest.mark.parametrize("explicit", [True, False])
def test_a_heading_is_renamed(project: Project, explicit: bool) -> None:
    line, words = heading(project, explicit=explicit)
    before = project.catalogue()
    project.change(source(TWO), line, line.replace(words, f"{words} and more"))
    after = updated(project, edited=1)
    assert live(before).keys() == live(after).keys()
    assert only(after, EntryState.FUZZY).previous_msgid == words


def test_a_heading_loses_its_id(project: Project) -> None:
    before = project.catalogue()
    heading(project, explicit=False)
    after = project.catalogue()
    assert lost_words(before, after) == []
    assert same_words(before, after)


def test_a_paragraph_is_given_an_id(project: Project) -> None:
    before = project.catalogue()
    old = paragraphs(project.text(source(TWO)))[0]
    was = by_text(before, old)
    project.change(source(TWO), old, f"{{#my-own}}\n{old}")
    after = updated(project)
    now = by_text(after, old)
    assert now.unit_id.endswith(".my-own")
    assert (now.msgstr, now.state) == (was.msgstr, EntryState.TRANSLATED)
    assert was.unit_id not in {entry.unit_id for entry in after.entries}
    assert live(before).keys() - {was.unit_id} == live(after).keys() - {now.unit_id}


def test_a_paragraph_is_given_an_id_and_edited_at_once(project: Project) -> None:
    old = paragraphs(project.text(source(TWO)))[0]
    was = by_text(project.catalogue(), old)
    project.change(source(TWO), old, f"{{#my-own}}\n{old} There is more.")
    now = only(updated(project, edited=1), EntryState.FUZZY)
    assert now.unit_id.endswith(".my-own")
    assert (now.msgstr, now.previous_msgid) == (was.msgstr, old)


# Files that go, tools in between --------------------------------------------------------------


def test_the_template_is_deleted(project: Project) -> None:
    before, template = project.path(PO).read_bytes(), project.path(POT).read_bytes()
    project.path(POT).unlink()
    updated(project)
    assert project.path(PO).read_bytes() == before
    assert project.path(POT).read_bytes() == template


def test_the_template_is_deleted_and_the_guide_edited(project: Project) -> None:
    first, second, third = paragraphs(project.text(source(TWO)))[:3]
    project.path(POT).unlink()
    project.change(source(TWO), first, first + " There is more.")
    project.change(source(TWO), second + "\n\n", "")
    project.change(source(TWO), third, f"Something new, and nothing like it before.\n\n{third}")
    entry = only(updated(project, edited=1, removed=1, new=1), EntryState.FUZZY)
    assert entry.previous_msgid == first


def wrapped(content: str) -> bytes:
    """As many an editor leaves it: lines wrapped, Windows line ends, a BOM, line numbers."""
    catalogue = polib.pofile(content, wrapwidth=60)
    for number, entry in enumerate(catalogue):
        entry.occurrences = [(path, str(number)) for path, _ in entry.occurrences]
        entry.previous_msgid = None
    return b"\xef\xbb\xbf" + str(catalogue).removeprefix("#\n").replace("\n", "\r\n").encode()


def merged_by_text(content: str, template: str) -> bytes:
    """What a tool makes of it that knows no ids, only msgctxt and msgid together."""
    catalogue = polib.pofile(content)
    catalogue.merge(polib.pofile(template))
    return str(catalogue).removeprefix("#\n").encode()


def test_an_editor_has_been_at_the_catalogue(project: Project) -> None:
    before = project.path(PO).read_bytes()
    project.write(PO, wrapped(project.text(PO)))
    assert project.run("update", "--check").code == 1
    project.done("update")
    assert project.path(PO).read_bytes() == before
    old = paragraphs(project.text(source(TWO)))[0]
    project.change(source(TWO), old, old + " There is more.")
    project.write(PO, wrapped(project.text(PO)))
    updated(project, edited=1)


def test_another_tool_has_merged_in_between(project: Project) -> None:
    words = project.catalogue()
    first, second = paragraphs(project.text(source(TWO)))[:2]
    project.change(source(TWO), first, first + " There is more.")
    project.change(source(TWO), second, f"{{#own}}\n{second}")
    other = project.copy(project.root.parent / "other")
    other.done("update")
    project.write(PO, merged_by_text(project.text(PO), other.text(POT)))
    assert lost_words(words, project.catalogue()) == []
    project.done("update", "--today", TODAY)
    after = project.catalogue()
    assert lost_words(words, after) == []
    entry = only(after, EntryState.FUZZY)
    assert (entry.msgid, entry.previous_msgid) == (first + " There is more.", first)
    assert by_text(after, second).state is EntryState.TRANSLATED
    assert project.run("update", "--check").code == 0


# Branches and catalogues that lag -------------------------------------------------------------


def merged_entries(base: Catalogue, mine: Catalogue, yours: Catalogue) -> str:
    """A three-way merge by entries, as a merge of canonical files by lines gives it."""
    was, own = live(base), live(mine)
    text = render_po(mine)
    extra = [e for e in yours.live if e.unit_id not in was and e.unit_id not in own]
    return text + "".join(f"\n{block(e)}" for e in extra)


def block(entry: Entry) -> str:
    catalogue = Catalogue(None, "guide", (entry,))
    return render_po(catalogue).partition("\n\n")[2]


@pytest.mark.parametrize("template", ["mine", "yours"])
@pytest.mark.parametrize("taken", ["yours", "merged"])
def test_two_branches_change_the_guide(project: Project, template: str, taken: str) -> None:
    base = project.catalogue()
    text = project.text(source(TWO))
    mine = project.copy(project.root.parent / "mine")
    yours = project.copy(project.root.parent / "yours")
    first, second = paragraphs(text)[:2]
    here = (first, f"{first}\n\nWords that only one branch has, and nobody else.")
    there = (second, f"{second} And the other branch says more.\n\nThe other one adds this.")
    for branch, (old, new) in ((mine, here), (yours, there)):
        branch.change(source(TWO), old, new)
        branch.done("update", "--today", TODAY)
    ids = {**by_branch(mine), **by_branch(yours)}
    project.write(source(TWO), text.replace(*here).replace(*there))
    project.write(POT, {"mine": mine, "yours": yours}[template].path(POT).read_bytes())
    if taken == "merged":
        merged = merged_entries(base, mine.catalogue(), yours.catalogue())
        project.write(PO, merged)
    else:
        project.write(PO, {"mine": mine, "yours": yours}[taken].path(PO).read_bytes())
    project.done("update", "--today", TODAY)
    after = project.catalogue()
    assert lost_words(base, after) == []
    assert {e.msgid: e.unit_id for e in after.live}.items() >= ids.items()
    assert only(after, EntryState.FUZZY).previous_msgid == second
    assert len(in_state(after, EntryState.UNTRANSLATED)) == 2
    assert project.run("update", "--check").code == 0


def by_branch(project: Project) -> dict[str, str]:
    return {
        e.msgid: e.unit_id for e in project.catalogue().live if e.state is not EntryState.TRANSLATED
    }


@pytest.fixture
def lagging(project: Project) -> Project:
    """With a second language that is as complete as the first."""
    project.write("locales/eu/guide.po", project.text(PO).replace("Language: es", "Language: eu"))
    project.done("update", "--today", TODAY)
    return project


def test_a_catalogue_that_lags_is_caught_up(lagging: Project) -> None:
    """``update es`` after each edit, the other language only at the end: both are equal."""
    before = lagging.catalogue("eu")
    text = lagging.text(source(ONE))
    chosen = set(paragraphs(text, 8))
    chunks = text.split("\n\n")
    [one, two] = next(p for p in pairwise(chunks) if set(p) <= chosen)
    first, second, third = paragraphs(lagging.text(source(TWO)))[:3]
    lagging.change(source(TWO), first, f"{{#own}}\n{first}")
    lagging.done("update", "es", "--today", TODAY)
    lagging.change(source(TWO), first, f"{first} There is more.")
    lagging.change(source(TWO), second + "\n\n", "")
    lagging.done("update", "es", "--today", TODAY)
    lagging.change(source(ONE), f"{one}\n\n{two}", f"{one} {two}")
    cut = third.index(". ", len(third) // 3) + 1
    lagging.change(source(TWO), third, f"{third[:cut]}\n\n{third[cut + 1 :]}")
    lagging.done("update", "es", "--today", TODAY)
    assert lagging.catalogue("eu").entries == before.entries
    lagging.done("update", "--today", TODAY)
    after, other = lagging.catalogue("eu"), lagging.catalogue()
    assert lost_words(before, after) == []
    assert {e.unit_id: (e.msgstr, e.state) for e in after.live} == {
        e.unit_id: (e.msgstr, e.state) for e in other.live
    }
    assert lagging.run("update", "--check").code == 0


# All of it ------------------------------------------------------------------------------------


def test_the_whole_project_after_many_edits(tmp_path: Path) -> None:
    """Every language, every overlay, ten edits in one update."""
    project = Project(tmp_path / "whole")
    for name in ("source_guide", "locales"):
        shutil.copytree(ROOT / name, project.path(name))
    before = {language: project.catalogue(language) for language in ("es", "ar", "ms")}
    for number, file in enumerate(sorted(project.path("source_guide").glob("*.md"))):
        text = file.read_text("utf-8")
        found = paragraphs(text, 8)
        for turn, old in enumerate(found[:3]):
            edits = [f"{old} New words.", f"{old.upper()}", "", f"Before it.\n\n{old}"]
            text = text.replace(old, edits[(number + turn) % len(edits)])
        file.write_text(text, "utf-8")
    project.path(source("07-barriers.md")).rename(project.path(source("barriers.md")))
    project.change("source_guide/guide.yaml", "07-barriers.md", "barriers.md")
    done = project.done("update", "--json", "--today", TODAY).json
    assert len(done["files"]) >= 4
    for language, catalogue in before.items():
        assert lost_words(catalogue, project.catalogue(language)) == []
    assert project.run("update", "--check").code == 0
    assert_readable(project)
    assert_published_is_finished(project, project.catalogue())
