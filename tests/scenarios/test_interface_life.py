"""The words around a guide, in a language that the program does not speak."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from tests.scenarios.projects import Project, small

PO = "locales/sw/interface.po"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = small(tmp_path / "guide")
    project.done("add", "language", "sw")
    return project


def test_a_new_language_gets_the_words_to_translate(project: Project) -> None:
    found = polib.pofile(str(project.path(PO)))
    assert found.metadata["Language"] == "sw"
    assert len(found.untranslated_entries()) == len(found) > 20
    assert "Contents" in [entry.msgid for entry in found]
    project.done("format", "--check")


def test_a_language_that_the_program_speaks_does_not(project: Project) -> None:
    assert not project.path("locales/es/interface.po").exists()
    project.done("add", "language", "ar")
    assert not project.path("locales/ar/interface.po").exists()


def test_status_counts_what_stays_english_until_it_is_translated(project: Project) -> None:
    ran = project.done("status", "sw")
    count = len(polib.pofile(str(project.path(PO))))
    assert f"that stay English: {count}" in ran.out + ran.err
    found = polib.pofile(str(project.path(PO)), wrapwidth=0)
    for entry in found:
        entry.msgstr = f"SW {entry.msgid}"
    found.save()
    project.done("format")
    ran = project.done("status", "sw")
    assert "stay English" not in ran.out + ran.err
    assert "stay English" not in project.done("status", "es_MX").err


def test_words_that_somebody_has_written_are_never_touched(project: Project) -> None:
    project.change(PO, 'msgid "Contents"\nmsgstr ""', 'msgid "Contents"\nmsgstr "Yaliyomo"')
    before = project.text(PO)
    project.done("update", "sw")
    assert project.text(PO) == before
    project.path(PO).unlink()
    project.done("update", "sw")
    assert project.path(PO).is_file()


@pytest.mark.parametrize("named", [(), ("sw",)], ids=["all", "named"])
def test_words_that_the_program_says_only_now_are_added(
    project: Project, named: tuple[str, ...]
) -> None:
    """As if the file were of an older version: nothing that stands there is lost."""
    found = polib.pofile(str(project.path(PO)), wrapwidth=0)
    found.remove(found.find("Contents"))
    found.remove(found.find("Previous"))
    found.find("Next").msgstr = "Mbele"
    found.append(polib.POEntry(msgid="Said no more", msgstr="Zamani"))
    found.append(polib.POEntry(msgid="Long gone", msgstr="Kale", obsolete=True))
    found.save()
    project.done("format")
    before = polib.pofile(str(project.path(PO)))
    project.done("update", *named)
    after = polib.pofile(str(project.path(PO)))
    assert {entry.msgid for entry in after} - {entry.msgid for entry in before} == {
        "Contents",
        "Previous",
    }
    assert not after.find("Contents").msgstr
    kept = [
        (e.msgid, e.msgstr, e.obsolete) for e in after if e.msgid not in ("Contents", "Previous")
    ]
    assert sorted(kept) == sorted((e.msgid, e.msgstr, e.obsolete) for e in before)
    assert after.metadata == before.metadata
    text = project.text(PO)
    project.done("update", *named)
    assert project.text(PO) == text
    project.done("format", "--check")


def test_a_file_of_a_language_that_the_program_speaks_asks_for_nothing(project: Project) -> None:
    own = 'msgid ""\nmsgstr "Language: es\\n"\n\nmsgid "Contents"\nmsgstr "Lo que hay"\n'
    project.write("locales/es/interface.po", own)
    project.done("update")
    assert project.text("locales/es/interface.po") == own


def test_a_file_that_cannot_be_read_stays_as_it_is(project: Project) -> None:
    project.write(PO, 'msgid "Contents\n')
    project.run("update")
    assert project.text(PO) == 'msgid "Contents\n'
