"""What an edition is made of: the language of the words around it, its catalogues, its counts."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.edition import EditionSpec
from adaptkit.model.locale import Locale
from adaptkit.readiness.maker import Maker, unready
from adaptkit.readiness.words import interface_of
from adaptkit.workspace import Workspace
from tests.scenarios.projects import TODAY, Project, small

WORDS = """\
msgid ""
msgstr ""
"Language: {0}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

msgid "Tip"
msgstr "{1}"
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path / "guide")


def spoken(project: Project, name: str) -> tuple[str, Locale]:
    words, language = interface_of(Workspace(project.root), EditionSpec("", Locale.parse(name)))
    return words.get("Tip", ""), language


def test_words_around_a_guide_are_in_the_language_that_they_say(project: Project) -> None:
    assert spoken(project, "es") == ("Consejo", Locale("es"))
    assert spoken(project, "en_GB")[1] == Locale("en", "", "GB")
    assert spoken(project, "xh") == ("", Locale("en"))
    project.write("locales/xh/interface.po", WORDS.format("xh", "Icebiso"))
    assert spoken(project, "xh") == ("Icebiso", Locale("xh"))


def test_the_nearest_words_around_a_guide_are_shown(project: Project) -> None:
    project.write("locales/es/interface.po", WORDS.format("es", "Lejos"))
    assert spoken(project, "es_MX")[0] == "Lejos"
    project.write("locales/es_MX/interface.po", WORDS.format("es_MX", "Cerca"))
    assert spoken(project, "es_MX")[0] == "Cerca"


def test_a_language_without_catalogues_is_told(project: Project) -> None:
    workspace = Workspace(project.root)
    assert unready(workspace, EditionSpec("es_MX", Locale.parse("es_MX"))) == []
    assert unready(workspace, EditionSpec("en_GB", Locale.parse("en_GB"))) == []
    spec = EditionSpec("fr", Locale("fr"))
    (problem,) = unready(workspace, spec)
    with pytest.raises(ProblemsFound) as found:
        Maker(workspace, datetime.date.fromisoformat(TODAY)).make(spec)
    assert problem in found.value.diagnostics


def test_passages_in_the_source_language_are_counted(project: Project, tmp_path: Path) -> None:
    def count(to: str) -> int:
        folder = str(tmp_path / to)
        ran = project.run("build", "es_MX", "--json", "--to", folder, "--today", TODAY)
        (edition,) = ran.json["editions"]
        return int(edition["shown_in_source"])

    assert count("a") == 0
    for text in ("Write down your goals.", "Choose one of them."):
        project.change("locales/es/guide.po", f'msgstr "ES {text}"', 'msgstr ""')
    assert count("a") == count("from nothing") == 2


def test_an_overlay_that_is_not_there_is_told(project: Project) -> None:
    workspace = Workspace(project.root)
    spec = EditionSpec("es_MX", Locale.parse("es_MX"), overlays=("MX", "MY"))
    (problem,) = unready(workspace, spec)
    assert "MY" in problem.message


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("- Choose one of them.\n", "- Choose one of them, or two.\n", 1),
        ("- Write down your goals.\n", "", 1),
        ("- Write down your goals.\n", "- Ask somebody whom you know well.\n", 2),
    ],
)
def test_a_guide_that_has_changed_since_the_last_update_is_told(
    project: Project, old: str, new: str, count: int
) -> None:
    def told() -> list[str]:
        maker = Maker(Workspace(project.root), datetime.date.fromisoformat(TODAY))
        (edition,) = maker.make_all(["es_MX"])
        return [d.message for d in edition.diagnostics if d.code == "catalogues-behind"]

    assert told() == []
    project.change("source_guide/01-plan.md", old, new)
    (message,) = told()
    assert message.endswith(f": {count}")
