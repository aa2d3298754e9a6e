"""Unmarked traces of one country are found where they stand, and nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.projects import ROOT, TODAY, Project, Ran, run, small, translate

BARRIERS = """\
# Barriers

Ask what it costs. If you are in danger, call 911. Call
911 from any phone, says *Medicare*.

> Walk 25 feet,
> then $5.

| What | Who |
| --- | --- |
| Leave | FMLA and FMLA |

{#local .local country=US}
In the United States, call 911. Medicaid pays, and the NHS does not.

## At work {#work .local country=US}

The ADA helps you.

- Ask about the FMLA.

Call {helpline}.
"""
EDITIONS = """\
edition: en_GB
language: en_GB
overlays: []
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = small(tmp_path / "project")
    made.write("source_guide/03-barriers.md", BARRIERS)
    made.change(
        "source_guide/guide.yaml", "  - 02-home.md\n", "  - 02-home.md\n  - 03-barriers.md\n"
    )
    made.done("update", "--today", TODAY)
    translate(made)
    return made


def told(ran: Ran) -> list[tuple[str, str, str]]:
    """(place, words, kind)"""
    return [
        (f"{one['path']}:{one['line']}:{one['column']}", one["words"], one["kind"])
        for one in ran.json["found"]
    ]


GUIDE = [
    ("source_guide/03-barriers.md:3:47", "911", "emergency"),
    ("source_guide/03-barriers.md:4:1", "911", "emergency"),
    ("source_guide/03-barriers.md:4:27", "Medicare", "insurer"),
    ("source_guide/03-barriers.md:6:8", "25 feet", "unit"),
    ("source_guide/03-barriers.md:7:8", "$5", "currency"),
    ("source_guide/03-barriers.md:11:11", "FMLA", "law"),
    ("source_guide/03-barriers.md:11:20", "FMLA", "law"),
    ("source_guide/03-barriers.md:14:56", "NHS", "insurer"),
]


def test_what_no_mark_covers_is_found_at_its_place(project: Project) -> None:
    """The translations say the same, which is told once, where it comes from."""
    ran = project.run("points", "--json")
    assert ran.code == 1
    assert told(ran) == GUIDE
    assert ran.json["ok"] is False
    first = ran.json["found"][0]
    assert first["countries"][0] == "US"
    assert first["unit"].startswith("barriers.")
    assert first["code"] == "local-trace"


def test_people_are_told_what_to_do(project: Project) -> None:
    ran = project.run("points")
    assert ran.code == 1
    assert (
        'source_guide/03-barriers.md:4:27: warning: "Medicare" is a trace of US and AU: '
        "an insurer or programme [local-trace]\n"
        "  hint: mark the passage {.local country=US}, or put a variable in its place\n"
    ) in ran.out
    assert "{emergency_number}, which every edition sets" in ran.out
    assert "8 traces of one country in " in ran.out
    assert ran.err == ""
    assert project.run("points", "-q").out == ran.out


def test_a_mark_takes_them_away(project: Project) -> None:
    text = project.text("source_guide/03-barriers.md")
    marked = text.replace("# Barriers\n", "# Barriers {.local country=US}\n")
    project.write("source_guide/03-barriers.md", marked.replace("the NHS", "another"))
    ran = project.run("points", "source_guide")
    assert (ran.code, ran.out) == (0, f"No unmarked trace of one country in {_texts(ran)}.\n")


def _texts(ran: Ran) -> str:
    return ran.out.strip().removesuffix(".").rpartition(" in ")[2]


def test_a_mark_of_another_country_does_not(project: Project) -> None:
    project.change(
        "source_guide/03-barriers.md", "{#local .local country=US}", "{#local .local country=GB}"
    )
    found = told(project.run("points", "--json"))
    assert ("source_guide/03-barriers.md:14:28", "911", "emergency") in found
    assert "NHS" not in [words for _, words, _ in found]


def test_one_country_can_be_asked_for(project: Project) -> None:
    assert told(project.run("points", "--country", "gb", "--json")) == [GUIDE[-1]]
    ran = project.run("points", "--country", "LB", "--json", "locales")
    assert (ran.code, ran.json["found"]) == (0, [])
    for unknown in ("QQ", "ZZ"):
        wrong = project.run("points", "--country", unknown)
        assert (wrong.code, "use-unknown-country" in wrong.err) == (2, True)


def test_a_country_without_a_list_is_told(project: Project) -> None:
    """That nothing was found said nothing of it."""
    assert "There is no list" not in project.run("points", "--country", "GB").out
    assert "no list" not in project.run("points").out
    said = project.run("points", "--country", "KE")
    assert "There is no list of what is true in KE alone" in said.out
    assert "There are lists for: ES, GB, LB, MX, MY, US" in said.out
    assert project.run("points", "--country", "KE", "--json").json["unlisted"] == "KE"


def test_an_overlay_says_what_is_true_in_its_country(project: Project) -> None:
    """Its own country's numbers and offices are none; another's are, also in its variables and in
    its contacts, unless it names that country."""
    project.write(
        "locales/overlays/MX/blocks/help.md",
        "Llame al 911 o pregunte en el IMSS.\n\nPregunte a Medicare.\n\n"
        "En Estados Unidos, Medicare paga.\n\nEn EE. UU., Medicare paga.\n",
    )
    project.change("locales/overlays/MX/overlay.yaml", '"800 911 2000"', '"999"')
    project.write(
        "locales/overlays/MX/directory.yaml",
        'contacts:\n  - name: "Ayuda"\n    telephone: "+44 20 7946 0958"\n    about:\n'
        '      es: "Pregunte en el NHS."\n',
    )
    found = told(project.run("points", "--json", "locales/overlays"))
    assert sorted(one[1:] for one in found) == [
        ("+44 20 7946 0958", "telephone"),
        ("999", "emergency"),
        ("Medicare", "insurer"),
        ("NHS", "insurer"),
    ]
    assert ("locales/overlays/MX/blocks/help.md:3:12", "Medicare", "insurer") in found


def test_a_translation_is_told_at_its_catalogues_line(project: Project) -> None:
    name = "locales/es/guide.po"
    project.change(name, 'msgstr "ES Write down your goals."', 'msgstr "Pregunte en el IMSS."')
    number = project.text(name).split("\n").index('msgstr "Pregunte en el IMSS."') + 1
    [found] = project.run("points", "--json", name).json["found"]
    assert (found["path"], found["line"], found["column"]) == (name, number, 24)
    assert (found["words"], found["countries"]) == ("IMSS", ["MX"])
    assert "its overlay" in found["hint"]
    # In Mexico's own edition it is true.
    assert not [one for one in told(project.run("points", "es_MX", "--json")) if "IMSS" in one[1]]


def test_only_finished_words_of_a_catalogue_are_looked_at(project: Project) -> None:
    name = "locales/es/guide.po"
    project.change(name, 'msgstr "ES Write down your goals."', 'msgstr "Pregunte en el IMSS."')
    text = project.text(name)
    start = text.rindex("\n\n", 0, text.index("IMSS"))
    entry = text[start : text.index("IMSS")]
    project.write(name, text.replace(entry, entry.replace("msgctxt", "#, fuzzy\nmsgctxt")))
    project.done("points", name)


def test_an_edition_is_looked_at_as_its_readers_get_it(project: Project) -> None:
    """Mexico calls 911 too, and has its own text in place of the American one."""
    found = told(project.run("points", "es_MX", "--json"))
    assert [one[1] for one in found] == ["Medicare", "25 feet", "FMLA", "FMLA", "NHS"]
    project.change("source_guide/01-plan.md", "{#insurance .local country=US}", "{#insurance}")
    assert "in the United States" not in project.run("points", "es_MX").out.lower()
    assert "in the United States" in project.run("points").out.replace("In", "in")


def test_spelling_counts_where_readers_get_it(project: Project) -> None:
    """An edition in the guide's language and another country's spelling."""
    project.change("source_guide/02-home.md", "Rest before", "See the color. Rest before")
    project.write("locales/editions/en_GB.yaml", EDITIONS)
    project.done("update", "--today", TODAY)
    assert "color" not in project.run("points").out
    assert "color" not in project.run("points", "es_MX").out
    found = project.run("points", "en_GB").out
    assert '"color" is a trace of US' in found
    assert "spell it for GB in a catalogue" in found
    assert "NHS" not in found


def test_files_and_folders_are_named_from_here(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.path("source_guide"))
    assert len(told(project.run("points", "03-barriers.md", "--json"))) == len(GUIDE)
    assert project.run("points", "02-home.md").code == 0
    twice = project.run("points", "03-barriers.md", "../source_guide", "--json")
    assert len(told(twice)) == len(GUIDE)
    monkeypatch.chdir(project.root)
    assert len(told(project.run("points", ".", "--json"))) == len(GUIDE)


def test_lines_are_those_of_the_file_however_they_end(project: Project) -> None:
    text = project.text("source_guide/03-barriers.md")
    project.write("source_guide/03-barriers.md", text.replace("\n", "\r\n"))
    assert told(project.run("points", "--json")) == GUIDE


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("nothing.md", "use-no-file"),
        ("source_guide/guide.yaml.bak", "use-no-file"),
        ("/etc/hosts", "use-no-file"),
        ("locales/guide.pot", "use-no-file"),
        ("qq_QQ", "use-unknown-edition"),
    ],
)
def test_what_is_not_there(project: Project, name: str, code: str) -> None:
    ran = project.run("points", name)
    assert (ran.code, code in ran.err) == (2, True), ran


def test_nothing_is_written(project: Project) -> None:
    before = project.tree()
    project.run("points")
    project.run("points", "es_MX", "--json")
    assert project.tree() == before


def test_a_guide_that_cannot_be_read_is_said(project: Project) -> None:
    project.write("locales/overlays/MX/overlay.yaml", "overlay: MX\n  x: [\n")
    ran = project.run("points")
    assert (ran.code, "yaml-syntax" in ran.err) == (1, True)


def test_this_projects_own_guide_has_none() -> None:
    """All that was found has been read; what is about one country is marked."""
    ran = Project(ROOT).run("points", "--json")
    found: list[Any] = ran.json["found"]
    assert (ran.code, found) == (0, [])
    assert ran.json["texts"] > 2_000


def test_the_guide_as_it_was_written_is_its_own_countrys(project: Project) -> None:
    """Its American readers need no mark. The Spanish edition of no country does."""
    assert [one[1] for one in told(project.run("points", "en", "--json"))] == ["NHS"]
    assert "Medicare" in project.run("points", "es").out


def test_a_new_project_has_none(tmp_path: Path) -> None:
    project = Project(tmp_path / "new")
    run("init", str(project.root))
    project.done("points")
