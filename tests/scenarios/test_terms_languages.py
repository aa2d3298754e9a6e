"""A term of the guide stands in texts of other languages, and says there which it is in."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from tests.scenarios.projects import Project, small

CHAPTER = """\
# Words {#words}

{#plain}
Ask the {term.helper} *or the {term.helper}* today.

## See {term.helper} {#head}

| Who | What |
| --- | ---- |
| {term.helper} | helps |

{#alone}
Still a {term.helper} in English.

<p title="a {term.helper}">An {term.helper} in tags</p>

Drawn: <svg><text>{term.helper}</text></svg>

<div>
<svg><title>{term.helper}</title><text>{term.helper}</text></svg>
</div>
"""
MARKED = '<bdi lang="en" dir="ltr">social worker</bdi>'
TRANSLATED = "أخصائي"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = small(tmp_path / "guide")
    project.write("source_guide/terms.yaml", 'helper: {name: "social worker"}\n')
    project.write("source_guide/03-words.md", CHAPTER)
    project.change(
        "source_guide/guide.yaml", "  - 02-home.md\n", "  - 02-home.md\n  - 03-words.md\n"
    )
    project.done("add", "language", "ar")
    project.done("update")
    return project


def translated(project: Project, *, term: str = "", fuzzy: bool = False) -> str:
    """The page of the chapter, with all of it translated but one passage and, without ``term``,
    the term."""
    path = project.path("locales/ar/guide.po")
    found = polib.pofile(str(path), wrapwidth=0)
    for entry in found:
        if entry.msgctxt == "terms-yaml.helper":
            entry.msgstr = term
            entry.flags = ["fuzzy"] if fuzzy else []
        elif "Still" in entry.msgid:
            entry.msgstr = ""
        elif "{term.helper}" in entry.msgid and "<" in entry.msgid:
            entry.msgstr = entry.msgid.replace("An", "هنا").replace("in tags", "هنا")
        elif entry.msgid:
            entry.msgstr = f"{entry.msgid.replace('Ask the', 'اسأل')}"
            entry.flags = []
    found.save()
    project.run("format")
    project.done("build", "ar")
    return project.text("build/ar/html/03-words.html")


@pytest.mark.parametrize("fuzzy", [False, True])
def test_a_term_without_a_translation_is_marked_wherever_it_is_filled(
    project: Project, fuzzy: bool
) -> None:
    page = translated(project, term=TRANSLATED if fuzzy else "", fuzzy=fuzzy)
    assert page.count(MARKED) == 4
    # What the translation keeps of its source is marked too.
    assert f'<em><span lang="en" dir="ltr">or the</span> {MARKED}</em>' in page
    assert f">See {MARKED}</h2>" in page
    # In an English passage, English words are at home.
    assert "Still a social worker in English." in page
    # Where no mark-up can stand, there is none.
    assert 'title="a social worker"' in page
    drawn = page[page.index("<svg><text>") :].partition("</svg>")[0]
    assert "social worker" in drawn
    assert "lang=" not in drawn
    assert "<title>social worker</title><text>social worker</text>" in page
    assert '<span lang="en" dir="ltr">social worker</span>' in page


def test_a_translated_term_is_marked_in_what_is_not_translated(project: Project) -> None:
    page = translated(project, term=TRANSLATED)
    assert f'Still a <bdi lang="ar" dir="rtl">{TRANSLATED}</bdi> in English.' in page
    assert "social worker" not in page
    assert page.count('lang="ar" dir="rtl">' + TRANSLATED) == 1


def test_the_guides_own_language_marks_no_term(project: Project) -> None:
    project.done("build", "en")
    page = project.text("build/en/html/03-words.html")
    assert "social worker" in page
    assert MARKED not in page
    assert '<span lang="en"' not in page


def test_status_lists_words_and_terms_without_a_translation(project: Project) -> None:
    project.done("add", "language", "sw")
    project.done("update")
    words = project.done("status", "sw", "--json").json[0]["words"]
    terms = [one for one in words if one["kind"] == "term"]
    around = polib.pofile(str(project.path("locales/sw/interface.po")))
    assert [one["source"] for one in words if one["kind"] == "interface"] == [
        entry.msgid for entry in around
    ]
    assert [(one["source"], one["state"]) for one in terms] == [("social worker", "untranslated")]
    for one in words:
        lines = project.text(one["path"]).splitlines()
        assert any(one["source"][:20] in line for line in lines[one["line"] - 1 :][:8]), one
    ran = project.done("status", "sw")
    said = ran.out + ran.err
    assert f"Words of sw without a translation: {len(words)}" in said
    assert f"and {len(words) - 10} more; all of them: adaptkit status sw --all" in said
    assert said.count("[interface]") == 9
    assert f"{terms[0]['path']}:{terms[0]['line']}: social worker [term]" in said
    assert 'such as "social worker", that have no finished translation: 1' in said
    ran = project.done("status", "sw", "--all")
    assert (ran.out + ran.err).count("[interface]") == len(around)


def test_status_says_nothing_of_terms_that_are_translated_or_need_no_translation(
    project: Project,
) -> None:
    translated(project, term=TRANSLATED)
    ran = project.done("status", "ar", "en", "--json")
    assert [row["words"] for row in ran.json] == [[], []]
    # The same from what was kept of it.
    assert project.done("status", "ar", "en", "--json").json == ran.json
    translated(project, term=TRANSLATED, fuzzy=True)
    [row] = project.done("status", "ar", "--json").json
    assert [(one["source"], one["state"]) for one in row["words"]] == [("social worker", "fuzzy")]
