"""What ``build`` writes again of an edition is what it would have written from nothing."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from adaptkit.commands import build as building
from tests.scenarios.projects import Project, small, translate

pytestmark = pytest.mark.at_length

TODAY = "2026-11-22"
GUIDE = "locales/es/guide.po"
Spy = Callable[[], list[list[str]]]

THIRD = """\
# Care {#care}

Words with **weight**, a [link](02-home.md) and {helpline} in them.

A note is called here.[^one] And once more here.[^one]

- First thing
- Second thing

| Who | When |
| --- | ---- |
| Anna | Today |

> Somebody said so.

[^one]: What the note says.
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("ADAPTKIT_CACHE", str(tmp_path / "cache"))
    # As if all of it had been written long ago: what is younger than a tick is read again.
    monkeypatch.setattr("adaptkit.workspace.fingerprints.RACY", 0)
    project = small(tmp_path / "guide")
    project.write("source_guide/03-care.md", THIRD)
    project.change(
        "source_guide/guide.yaml", "  - 02-home.md\n", "  - 02-home.md\n  - 03-care.md\n"
    )
    project.write("locales/editions/es.yaml", "edition: es\nlanguage: es\nformats: [html, md]\n")
    project.done("update", "--today", TODAY)
    translate(project)
    return project


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> Spy:
    """The editions that were made anew, build by build, since the last call."""
    runs: list[list[str]] = []
    real = building._make

    def make(workspace: Any, specs: Any, names: Sequence[Any], *more: Any) -> Any:
        runs.append([spec.name for spec in names])
        return real(workspace, specs, names, *more)

    monkeypatch.setattr(building, "_make", make)

    def since() -> list[list[str]]:
        found, runs[:] = list(runs), []
        return found

    return since


def tree(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


Built = tuple[int, Any, dict[str, bytes]]


def built(project: Project, *arguments: str, day: str = TODAY) -> Built:
    to = project.root / "build"
    ran = project.run("build", "--json", "--to", str(to), "--today", day, *arguments)
    return ran.code, ran.json, tree(to)


def truth(project: Project, *arguments: str, day: str = TODAY) -> Built:
    """What a build gives that has kept nothing and finds nothing but the editions that it leaves
    alone; it leaves no trace."""
    there, aside = project.root / "build", project.root / "aside"
    there.rename(aside)
    if named := [name for name in arguments if (aside / name).is_dir()]:
        shutil.copytree(aside, there)
        for name in named:
            shutil.rmtree(there / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ADAPTKIT_CACHE", "")
        found = built(project, *arguments, day=day)
    shutil.rmtree(there)
    aside.rename(there)
    return found


def say(project: Project, unit: str, words: str, flag: str = "") -> None:
    """Another translation of one unit, and whether it is marked as fuzzy."""
    text = project.text(GUIDE)
    head, entry = re.split(rf'(?=msgctxt "{re.escape(unit)}"\n)', text)
    old, *rest = entry.split("\n\n", 1)
    new = re.sub(r'msgstr "[^"]*"', lambda _: f'msgstr "{words}"', old)
    kept = re.sub(r"#, fuzzy\n$", "", head)
    project.write(GUIDE, "\n\n".join([kept + (f"#, {flag}\n" if flag else "") + new, *rest]))


UNSEEN = "other words that wait for a look"
WORDS: dict[str, tuple[str, str, str]] = {
    "a paragraph that another country replaces": (
        "plan.costs.insurance",
        "En otro sitio decide {helpline}.",
        "",
    ),
    "a paragraph with a link": ("home.1a36", "Descanse. Mire [el plan](01-plan.md#costs).", ""),
    "a paragraph with a value": ("care.9ca6", "**Aquí** [va](02-home.md): {helpline}", ""),
    "the calls of a note": ("care.f4c4", "Dos veces[^one] aquí.[^one]", ""),
    "a note": ("care.a231", "Lo que dice < la nota & más.", ""),
    "a list item": ("care.7ecb", "Lo primero", ""),
    "a cell": ("care.6da5", "Ana | Eva", ""),
    "a quotation": ("care.aa3c", "Alguien lo dijo.", ""),
    "words that wait for a look": ("care.260e", "ES Second thing", "fuzzy"),
    UNSEEN: ("care.260e", "Lo otro", "fuzzy"),
    "words that are settled again": ("care.260e", "Lo segundo", ""),
    "no words any more": ("plan.costs.caee", "", ""),
    "words again": ("plan.costs.caee", "Escriba sus metas.", ""),
    "what a slot says that another country fills": ("plan.costs.f56a", "Pregunte.", ""),
}
SEEN_ELSEWHERE: dict[str, tuple[str, str, str]] = {
    "a heading": ("plan.costs.80f2", "Los costos", ""),
    "the title of a chapter": ("care.ad76", "El cuidado", ""),
    "a heading that is not translated": ("home.94f9", "", ""),
    "the title of the guide": ("guide-yaml.title", "Vivir en casa", ""),
}


def test_what_nothing_has_changed_is_not_made(project: Project, anew: Spy) -> None:
    first = built(project)
    assert anew() == [["es", "es_MX"]]
    assert built(project) == first == truth(project)
    assert anew() == [["es", "es_MX"]], "only the one that keeps nothing"


def test_other_words_are_written_as_from_nothing(project: Project, anew: Spy) -> None:
    """One after the other, each upon what the ones before have left."""
    before = built(project)
    for what, change in WORDS.items():
        say(project, *change)
        anew()
        after = built(project)
        assert anew() == [], what
        assert after == truth(project), what
        assert (after[2] == before[2]) is (what == UNSEEN), what
        before = after


def test_many_other_words_at_once_are_written_as_from_nothing(project: Project, anew: Spy) -> None:
    built(project)
    for change in WORDS.values():
        say(project, *change)
    anew()
    after = built(project)
    assert anew() == []
    assert after == truth(project)
    assert after[1]["editions"][0]["percent"] == 100


@pytest.mark.parametrize("what", SEEN_ELSEWHERE)
def test_what_other_pages_show_is_made_anew(project: Project, anew: Spy, what: str) -> None:
    before = built(project)
    say(project, *SEEN_ELSEWHERE[what])
    anew()
    after = built(project)
    assert anew() == [["es", "es_MX"]]
    assert after == truth(project)
    assert after[2] != before[2]


def _note(project: Project) -> None:
    project.change("source_guide/02-home.md", "Rest before", "Do rest before")


def _value(project: Project) -> None:
    project.change("source_guide/guide.yaml", "1 800 555 0100", "1 800 555 0199")


def _overlay(project: Project) -> None:
    project.change("locales/overlays/MX/blocks/help.md", "Pregunte", "Averigüe")


def _edition(project: Project) -> None:
    project.change("locales/editions/es.yaml", "[html, md]", "[md]")


def _picture(project: Project) -> None:
    project.change("source_guide/images/steps.svg", "M0 0h1", "M0 0h0.5")


def _new_edition(project: Project) -> None:
    project.write("locales/editions/es_AR.yaml", "edition: es_AR\nlanguage: es_AR\n")


def _page_lost(project: Project) -> None:
    project.path("build/es/html/03-care.html").unlink()


def _page_other(project: Project) -> None:
    page = project.path("build/es_MX/md/02-home.md")
    page.write_bytes(page.read_bytes().replace(b"ES", b"SE", 1))


def _page_of_the_words_other(project: Project) -> None:
    page = project.path("build/es/md/03-care.md")
    page.write_bytes(page.read_bytes().replace(b"ES", b"SE", 1))


def _country_words(project: Project) -> None:
    text = project.text(GUIDE).replace("Language: es\\n", "Language: es_MX\\n")
    project.write("locales/es_MX/guide.po", text.replace("ES Rest", "MX Rest"))


@pytest.mark.parametrize(
    "other",
    [
        _note,
        _value,
        _overlay,
        _edition,
        _picture,
        _new_edition,
        _page_lost,
        _page_other,
        _page_of_the_words_other,
        _country_words,
    ],
)
@pytest.mark.parametrize("also_words", [False, True], ids=["alone", "with other words"])
def test_whatever_else_is_not_as_it_was_comes_out_right(
    project: Project, other: Callable[[Project], None], also_words: bool
) -> None:
    built(project)
    other(project)
    if also_words:
        say(project, *WORDS["a list item"])
    assert built(project) == truth(project)


@pytest.fixture
def assets(project: Project) -> Project:
    """The guide's picture stands in a folder of its own, which guide.yaml names."""
    guide = "source_guide/guide.yaml"
    project.write(guide, project.text(guide) + "pictures: [assets]\n")
    project.write("assets/steps.svg", project.text("source_guide/images/steps.svg"))
    project.change("source_guide/01-plan.md", "(images/", "(../assets/")
    project.done("update", "--today", TODAY)
    return project


def test_a_picture_in_a_folder_of_its_own_is_looked_at(assets: Project, anew: Spy) -> None:
    assert any(name.endswith("steps.svg") for name in built(assets)[2])
    anew()
    built(assets)
    assert anew() == []
    assets.change("assets/steps.svg", "M0 0h1", "M0 0h2")
    after = built(assets)
    assert anew() == [["es", "es_MX"]]
    assert after == truth(assets)


@pytest.mark.parametrize("closed", ["assets/closed", "source_guide/closed", "locales/es"])
def test_a_folder_that_cannot_be_listed(
    assets: Project, anew: Spy, monkeypatch: pytest.MonkeyPatch, closed: str
) -> None:
    """What it holds may be read all the same, and nobody can say whether that is as it was. As
    without the right to list a folder; root has that right everywhere."""
    scandir = os.scandir

    def refuse(path: str | Path = ".") -> Any:
        if os.fspath(path).endswith(closed):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scandir(path)

    assets.path(closed).mkdir(exist_ok=True)
    before = built(assets)
    with monkeypatch.context() as shut:
        shut.setattr(os, "scandir", refuse)
        first = built(assets)
        assert first[2] == before[2]
        assert built(assets) == first
        assert anew() == [["es", "es_MX"]] * 3
    shutil.rmtree(assets.path("assets"))
    assert built(assets) == truth(assets)


def test_what_may_take_its_ids_from_any_catalogue_is_made_anew(project: Project, anew: Spy) -> None:
    name = "source_guide/02-home.md"
    project.write(name, project.text(name) + "\nNo template knows this.\n")
    assert built(project) == built(project)
    assert anew() == [["es", "es_MX"], ["es", "es_MX"]]


def test_where_missing_words_stop_an_edition_they_stop_it(project: Project) -> None:
    name = "locales/editions/es.yaml"
    project.write(name, project.text(name) + "fallback: block\n")
    before = built(project)
    assert before[0] == 0
    say(project, *WORDS["no words any more"])
    code, _, files = built(project)
    assert code == 1
    assert files == before[2]
    say(project, *WORDS["words again"])
    assert built(project) == truth(project)


def test_another_day_and_another_wish_are_not_taken_for_the_last(
    project: Project, anew: Spy
) -> None:
    built(project)
    later = built(project, day="2026-11-29")
    assert later == truth(project, day="2026-11-29")
    for wish in (("--format", "md"), ("es",), ("--only", "translated"), ("--only", "reviewed")):
        anew()
        found = built(project, *wish)
        assert anew() != [], wish
        code, said, files = truth(project, *wish)
        assert found[:2] == (code, said), wish
        assert {name: found[2][name] for name in files} == files, wish


@pytest.mark.parametrize("content", [b"", b"{}", b"null", b"not json", b"\xff"])
def test_a_record_that_is_damaged_is_as_none(project: Project, anew: Spy, content: bytes) -> None:
    first = built(project)
    kept = [f for f in (project.root.parent / "cache").rglob("*") if f.is_file()]
    assert kept
    for file in kept:
        file.write_bytes(content)
    anew()
    assert built(project) == first
    assert anew() == [["es", "es_MX"]]


def test_another_day_or_another_program_makes_all_anew(
    project: Project, anew: Spy, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in (TODAY, "2026-11-29"):
        built(project, day=day)
        assert anew() == [["es", "es_MX"]], day
        built(project, day=day)
        assert anew() == [], day
    monkeypatch.setattr("adaptkit.readiness.kept_editions.program", lambda: ["another"])
    built(project, day="2026-11-29")
    assert anew() == [["es", "es_MX"]]
