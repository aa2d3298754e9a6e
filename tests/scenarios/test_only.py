"""``build --only …``: what an edition leaves out is nowhere in what was built."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.scenarios.projects import TODAY, Project, live, small

TITLE = "Living at home"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path / "guide")


def built(project: Project, edition: str, only: str, form: str) -> dict[str, str]:
    """The text of each page that readers get, by its name."""
    to = project.path("out")
    project.done("build", edition, "--only", only, "--to", str(to), "--today", TODAY)
    pages = sorted((to / edition / form).rglob("*.*"))
    return {page.name: page.read_text("utf-8") for page in pages if page.suffix in (".html", ".md")}


def passages(project: Project) -> dict[str, str]:
    """Every text of the guide with its Spanish; what stands on the cover is not one of them."""
    entries = live(project.catalogue()).values()
    return {e.msgid: e.msgstr for e in entries if e.msgid != TITLE}


def words_in(pages: dict[str, str]) -> str:
    text = "\n".join(pages.values())
    return " ".join(re.sub(r"<style.*?</style>", " ", text, flags=re.DOTALL).split())


def is_in(passage: str, said: str) -> bool:
    """Whether the beginning of a passage is there, up to the first mark-up."""
    return " ".join(re.split(r"[\[{*<\n]", passage)[0].split()) in said


@pytest.mark.parametrize("edition", ["es", "es_MX"])
@pytest.mark.parametrize("form", ["html", "md"])
def test_nothing_that_nobody_reviewed_is_shown(project: Project, edition: str, form: str) -> None:
    """Neither the translation nor, in its place, the source: headings least of all."""
    said = words_in(built(project, edition, "reviewed", form))
    for source, translation in passages(project).items():
        assert not is_in(source, said), source
        assert not is_in(translation, said), translation
    # An overlay's own text is nobody's translation; somebody has to read it all the same.
    assert "En México decide la institución" not in said
    assert "Pregunte en su centro de salud" not in said


@pytest.mark.parametrize("edition", ["es", "es_MX"])
@pytest.mark.parametrize("form", ["html", "md"])
def test_all_is_shown_to_those_who_take_what_is_translated(
    project: Project, edition: str, form: str
) -> None:
    said = words_in(built(project, edition, "translated", form))
    shown = [source for source, words in passages(project).items() if is_in(words, said)]
    assert len(shown) >= 11
    assert ("En México decide la institución" in said) is (edition == "es_MX")


def test_a_text_that_is_not_finished_is_left_out_and_headings_stay(project: Project) -> None:
    """``--only translated``: the rest of the section still makes sense."""
    po = "locales/es/guide.po"
    text = project.text(po)
    for source in ("Ask what each visit costs", "Costs"):
        text = re.sub(rf'(msgid "{source}[^\n]*\n)msgstr "[^\n]*', r'\1msgstr ""', text)
    project.write(po, text)
    project.done("format")
    said = words_in(built(project, "es", "translated", "html"))
    assert "Ask what each visit costs" not in said
    assert ">Costs<" in said
    assert "ES Write down your goals" in said


def test_the_owners_of_the_guide_have_read_their_own_words(project: Project) -> None:
    said = words_in(built(project, "en", "reviewed", "md"))
    for source in ("Your plan", "Costs", "Ask what each visit costs", "If you cannot stand up"):
        assert source in said


def test_what_is_signed_off_below_a_heading_that_is_not_is_told(project: Project) -> None:
    """No reader gets it, and whoever signed it, or built it, would look for it in vain."""
    project.write("reviews/people.yaml", "ana: {name: Ana, roles: [language, clinical]}\n")
    sign = ("review", "sign", "--edition", "es_MX", "--by", "ana", "--yes", "--today", TODAY)
    for role in ("language", "clinical"):
        project.done(*sign, "home.danger", "home.1a36", "--role", role)
    build = ("build", "es_MX", "--only", "reviewed", "--to", str(project.path("out")), "--json")

    def told() -> list[dict[str, str]]:
        (made,) = project.done(*build, "--today", TODAY).json["editions"]
        found: list[dict[str, str]] = made["diagnostics"]
        return found

    (heading,) = [one for one in told() if one["code"] == "signed-left-out"]
    assert (heading["path"], heading["severity"]) == ("source_guide/02-home.md", "warning")
    assert "(passages: 2)" in heading["message"]
    (core,) = [one for one in told() if one["code"] == "core-left-out"]
    assert core["unit"] == "home.danger"
    assert "the heading above it is not signed off yet: " in core["message"]
    (empty,) = [one["message"] for one in told() if one["code"] == "edition-empty"]
    assert "stands below headings that are not" in empty
    unit = heading["hint"].rpartition(" ")[2]
    project.done(*sign, unit, "--role", "language")
    assert not {"signed-left-out", "edition-empty"} & {one["code"] for one in told()}
