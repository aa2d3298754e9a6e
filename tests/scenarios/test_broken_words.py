"""A translation that would harm its readers is never printed: the source stands in its place, every
command says so, and nothing is released."""

from __future__ import annotations

from pathlib import Path

import pytest

from adaptkit.model.catalogue import EntryState
from tests.scenarios.projects import Project, small

CATALOGUE = "locales/es/guide.po"
CALL = "ES If you cannot stand up, call for help at once."


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = small(tmp_path / "guide")
    project.change("source_guide/02-home.md", "call for help at once", "call 911 or {helpline}")
    project.done("update")
    text = project.text(CATALOGUE)
    # Whoever looks at the passage again finishes it.
    at = text.index('msgctxt "home.danger"')
    head, tail = text[:at], text[at:]
    lines = [line for line in tail.split("\n") if not line.startswith("#|")]
    tail = "\n".join(lines).replace(CALL, "ES If you cannot stand, call 911 or {helpline}.", 1)
    cut = head.rindex("#, ")
    head = head[:cut] + head[cut:].replace("fuzzy, ", "", 1).replace("#, fuzzy\n", "", 1)
    project.write(CATALOGUE, head + tail)
    project.done("update")
    [entry] = [e for e in project.catalogue().entries if e.unit_id == "home.danger"]
    assert entry.state is EntryState.TRANSLATED
    return project


DEEP = "*a " * 60 + "b" + "*" * 60 + " ES If"
BROKEN = [
    ("ES If", DEEP, "nested-too-deep"),
    ("ES If", DEEP.replace("*", "<b>", 60).replace("*", "</b>"), "nested-too-deep"),
    ("{helpline}", "{helplin}", "placeholder-missing"),
    ("{helpline}.", "{helpline} {helplin}.", "placeholder-unknown"),
    ("911", "119", "number-changed"),
    ("{helpline}", "1 800 555 0100", "placeholder-missing"),
    ("ES If", "**ES If", "mark-not-closed"),
    ("ES If you cannot", "TODO: ES If you cannot", "text-unfinished"),
]


@pytest.mark.parametrize(("old", "new", "code"), BROKEN)
def test_every_command_says_it_and_readers_get_the_source(
    project: Project, old: str, new: str, code: str
) -> None:
    words = "ES If you cannot stand, call 911 or {helpline}."
    broken = words.replace(old, new, 1)
    project.change(CATALOGUE, words, broken)
    line = next(e for e in project.catalogue().entries if e.unit_id == "home.danger").words_position
    built = project.run("build", "es", "--format", "md", "--to", str(project.root / "out"))
    updated, status = project.run("update"), project.done("status", "es")
    assert (built.code, updated.code) == (1, 1)
    for ran in (built, updated, status):
        assert f"[{code}]" in ran.out + ran.err, ran
        assert f"{line.path}:{line.line}" in ran.out + ran.err
    explained = project.done("explain", "es", "home.danger")
    assert f"[{code}]" in explained.out
    page = project.text("out/es/md/02-home.md")
    assert "ES If you cannot stand" not in page
    assert "If you cannot stand up, call 911 or 1 800 555 0100." in page
    # Words of a translator stay what they are.
    assert broken in project.text(CATALOGUE)
    released = project.run("build", "es", "--release", "--to", str(project.root / "released"))
    assert released.code == 1
    assert f"[{code}]" in released.out + released.err
    assert not project.path("released").exists()


def test_mended_words_are_shown_by_the_next_build(project: Project) -> None:
    words = "ES If you cannot stand, call 911 or {helpline}."
    out = ("build", "es", "--format", "md", "--to", str(project.root / "out"))
    project.done(*out)
    project.change(CATALOGUE, words, words.replace("911", "119"))
    assert project.run(*out).code == 1
    assert "119" not in project.text("out/es/md/02-home.md")
    project.change(CATALOGUE, words.replace("911", "119"), words)
    assert "ES If you cannot stand, call 911 or" not in project.text("out/es/md/02-home.md")
    project.done(*out)
    assert "ES If you cannot stand, call 911 or" in project.text("out/es/md/02-home.md")


def test_interface_words_are_looked_at(project: Project) -> None:
    project.write(
        "locales/es/interface.po",
        'msgid ""\nmsgstr ""\n"Language: es\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "In {language}"\nmsgstr "En {lengua}"\n\nmsgid "Contents"\nmsgstr "Indice"\n',
    )
    built = project.run("build", "es", "--format", "html", "--to", str(project.root / "out"))
    assert 'the translation of "In {language}" has lost {language}' in built.err
    assert "locales/es/interface.po:7" in built.err
    page = project.text("out/es/html/01-plan.html")
    assert "{lengua}" not in page
    assert "Indice" in page
    said = project.done("status", "es")
    assert "[placeholder-missing]" in said.out + said.err


SPANISH = [
    "Esta guía es para las personas que viven con la enfermedad y para los que están cerca.",
    "Hable con su equipo sobre lo que puede hacer cada día, y también sobre sus metas.",
    "Si no puede levantarse, llame al médico; él le dice qué es lo que debe hacer para estar bien.",
]


def in_the_wrong_folder(project: Project, header: str = "es") -> None:
    spanish = project.text(CATALOGUE).replace("Language: es", f"Language: {header}")
    project.write("locales/ms/guide.po", spanish)


def test_a_catalogue_in_another_languages_folder_is_told_and_not_used(project: Project) -> None:
    in_the_wrong_folder(project)
    before = project.text("locales/ms/guide.po")
    built = project.run("build", "ms", "--format", "md", "--to", str(project.root / "out"))
    updated = project.run("update")
    assert (built.code, updated.code) == (1, 1)
    said = "this catalogue says that it is in Spanish (es), and it stands in the folder of Malay"
    for ran in (built, updated, project.done("status", "ms")):
        assert said in ran.out + ran.err
    assert "ms: 0% translated" in built.out
    assert project.text("locales/ms/guide.po") == before
    assert project.run("build", "ms", "--release").code == 1
    # The other languages are brought up to date all the same.
    project.change("source_guide/02-home.md", "Rest before", "Rest well before")
    assert project.run("update").code == 1
    assert "Rest well before" in project.text(CATALOGUE)


def test_words_of_another_language_are_told_whatever_the_header_says(project: Project) -> None:
    in_the_wrong_folder(project, "ms")
    text = project.text("locales/ms/guide.po")
    for number, entry in enumerate(project.catalogue().entries):
        if entry.msgstr.startswith("ES ") and "{" not in entry.msgid and "](" not in entry.msgid:
            text = text.replace(f'msgstr "{entry.msgstr}"', f'msgstr "{SPANISH[number % 3]}"')
    project.write("locales/ms/guide.po", text)
    for ran in (project.run("build", "ms"), project.run("update"), project.done("status", "ms")):
        assert "look like Spanish, and not like Malay" in ran.out + ran.err


def test_a_broken_placeholder_is_told_where_it_stands_and_as_typed(project: Project) -> None:
    project.change(
        CATALOGUE,
        "ES If you cannot stand, call 911 or {helpline}",
        "ES If you cannot stand, call 911 or {nambari dharura}",
    )
    lines = project.text(CATALOGUE).splitlines()
    line = next(n for n, said in enumerate(lines, 1) if "{nambari dharura}" in said)
    ran = project.run("build", "es")
    assert f"{CATALOGUE}:{line}: error: " in ran.err
    assert "it has {nambari dharura} instead" in ran.err
    told = project.done("explain", "es", "home.danger").out
    assert f"Translation: {CATALOGUE}:{line}, broken: readers do not see it" in told
    assert "fuzzy" not in told
    said = project.done("explain", "es", "home.danger", "--json").json
    assert said["broken"] is True
    assert project.done("explain", "es", "home.1a36", "--json").json["broken"] is False
