"""A list of words that is in dictionary order in the guide is so in each edition."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.scenarios.projects import Project, small

FILE = "source_guide/02-home.md"
WORDS = {
    "autonomy": "autonomía",
    "barrier": "barrera",
    "caregiver": "persona que cuida",
    "evaluation": "evaluación",
    "fatigue": "cansancio",
    "goal": "meta",
    "relapse": "brote",
    "splint": "férula",
}


def with_words(root: Path, words: list[str]) -> Project:
    project = small(root)
    said = "\n".join(f"{word}\n: This is a {word}.\n" for word in words)
    project.write(FILE, f"{project.text(FILE)}\n{said}")
    project.done("update")
    for word in words:
        for source, target in ((word, WORDS.get(word, word)), (f"This is a {word}.", word)):
            project.change(
                "locales/es/guide.po",
                f'msgid "{source}"\nmsgstr ""',
                f'msgid "{source}"\nmsgstr "{target}"',
            )
    return project


def shown(project: Project) -> tuple[list[str], list[str]]:
    """The words of the web page and of the Markdown, each with what stands below it."""
    project.done("build", "es_MX", "--to", str(project.path("out")))
    page = project.text("out/es_MX/html/02-home.html")
    html = re.findall(r"<dt[^>]*>([^<]*)</dt>\n<dd[^>]*>([^<]*)</dd>", page)
    md = re.findall(r"(?m)^(.*)\n: (.*)$", project.text("out/es_MX/md/02-home.md"))
    # What a word means goes with it.
    assert all(WORDS.get(meaning, meaning) == word for word, meaning in (*html, *md))
    return [word for word, _ in html], [word for word, _ in md]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return with_words(tmp_path / "guide", list(WORDS))


def test_the_words_are_in_the_order_of_their_language(project: Project) -> None:
    ordered = [
        *("autonomía", "barrera", "brote", "cansancio", "evaluación", "férula", "meta"),
        "persona que cuida",
    ]
    assert shown(project) == (ordered, ordered)


def test_a_saved_catalogue_orders_them_anew(project: Project) -> None:
    shown(project)
    project.change("locales/es/guide.po", 'msgstr "barrera"', 'msgstr "zanja"')
    project.done("build", "es_MX", "--to", str(project.path("out")))
    page = project.text("out/es_MX/html/02-home.html")
    assert re.findall(r"<dt[^>]*>([^<]*)</dt>", page)[-1] == "zanja"
    assert project.text("out/es_MX/md/02-home.md").rstrip().endswith(": barrier")


def test_in_its_own_language_nothing_moves(project: Project) -> None:
    project.done("build", "en", "--to", str(project.path("out")))
    source = project.text(FILE).split("# At home")[1]
    assert project.text("out/en/md/02-home.md").split("# At home")[1] == source


@pytest.mark.parametrize(
    "words",
    [
        pytest.param([*list(WORDS)[1:], "autonomy"], id="another order"),
        pytest.param(list(WORDS)[:7], id="too few to know"),
    ],
)
def test_what_is_in_another_order_keeps_it(words: list[str], tmp_path: Path) -> None:
    kept = [WORDS[word] for word in words]
    assert shown(with_words(tmp_path / "guide", words)) == (kept, kept)
