"""``update --notes`` says what checks find where translators work, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from tests.scenarios.checked_projects import DECIDES, LOST, PO, broken, spanish
from tests.scenarios.projects import TODAY, Project, assert_readable, live

NOTE = (
    "#. Check: the translation of plan.costs.insurance has lost {helpline}; "
    "it has {helplin} instead"
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return broken(spanish(tmp_path / "guide"))


def update(project: Project, *arguments: str) -> str:
    ran = project.run("update", *arguments, "--today", TODAY)
    assert ran.code in (0, 1), ran
    return ran.out


def words(project: Project) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(e.unit_id, e.msgid, e.msgstr, e.flags) for e in project.catalogue().entries]


def test_the_note_is_the_last_line_above_the_text(project: Project) -> None:
    before = words(project)
    said = update(project, "--notes")
    assert "1 note of checks for its translators" in said
    lines = project.text(PO).split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith(NOTE))
    assert lines[at].endswith("filled in later [placeholder-missing]")
    assert lines[at - 1].startswith("#. ")
    assert lines[at + 1].startswith("#: ")
    assert words(project) == before
    assert "X-Adaptkit-Notes: checks" in project.text(PO)
    assert_readable(project)


def test_it_stays_so_for_whoever_updates_next_until_it_is_mended(project: Project) -> None:
    update(project, "--notes")
    before = project.text(PO)
    assert "Nothing was written." in update(project)
    assert "Nothing was written." in update(project, "--notes")
    assert project.text(PO) == before
    project.change(PO, LOST, DECIDES)
    update(project)
    assert "Check: " not in project.text(PO)
    broken(project)
    update(project)
    assert project.text(PO) == before


def test_without_notes_the_file_is_what_it_was(project: Project) -> None:
    before = project.text(PO)
    update(project, "--notes")
    update(project, "--no-notes")
    assert project.text(PO) == before
    assert "Nothing was written." in update(project)


def test_format_keeps_them(project: Project) -> None:
    update(project, "--notes")
    before = project.text(PO)
    project.done("format", "--check")
    project.write(PO, before.replace("\n", "\r\n"))
    project.done("format")
    assert project.text(PO) == before


def test_what_an_editor_has_broken_into_lines_is_whole_again(project: Project) -> None:
    update(project, "--notes")
    before = project.text(PO)
    for after in ((), ("--no-notes",), ("--notes",)):
        polib.pofile(str(project.path(PO)), wrapwidth=60).save()
        assert project.text(PO) != before
        update(project, *after)
        assert (project.text(PO) == before) is (after != ("--no-notes",))
        assert "Check: " not in project.text(PO) or after != ("--no-notes",)
        update(project, "--notes")


def test_a_dry_run_writes_none(project: Project) -> None:
    before = project.text(PO)
    assert project.run("update", "--notes", "--check").code == 1
    update(project, "--notes", "--dry-run")
    assert project.text(PO) == before


def test_no_template_and_no_file_that_goes_out_and_comes_back_changes_by_them(
    project: Project,
) -> None:
    update(project, "--notes")
    assert "Check: " not in project.text("locales/guide.pot")
    before = project.text(PO)
    for form, end in (("xliff", "xlf"), ("xlsx", "xlsx"), ("po", "po"), ("csv", "csv")):
        file = project.path(f"out.{end}")
        project.done("export", form, "es", "--to", str(file))
        project.done("import", str(file), "--language", "es")
        assert project.text(PO) == before, form


def test_a_text_that_changes_is_as_fuzzy_as_without_them(project: Project) -> None:
    update(project, "--notes")
    project.change("source_guide/01-plan.md", "your insurance plan decides", "your plan decides")
    update(project)
    entry = live(project.catalogue())["plan.costs.insurance"]
    assert "fuzzy" in entry.flags
    assert not [line for line in entry.extracted if line.startswith("Check: ")]


def test_no_catalogue_is_begun_for_them(project: Project) -> None:
    # The reasons of MX are in English, and who names Spanish is asked for them.
    reasons = project.path("locales/es/MX.po")
    for asked in ("--notes", "--no-notes"):
        update(project, "es", asked)
        assert not reasons.exists()
    update(project, "es")
    assert reasons.exists()
    update(project, "es", "--notes")
    assert reasons.exists()


def test_where_nothing_is_found_that_is_said(project: Project) -> None:
    project.change(PO, LOST, DECIDES)
    assert "no notes of checks" in update(project, "--notes")
    assert "no notes of checks" not in update(project, "--no-notes")
