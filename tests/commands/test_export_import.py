"""Out to other tools and back, in a whole project."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import openpyxl
import pytest

from adaptkit.commands.export import export
from adaptkit.commands.import_ import import_file
from adaptkit.exchange import EXCHANGES
from adaptkit.model.catalogue import EntryState
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.reports.exchanged import (
    ImportReport,
    export_lines,
    exported_json,
    import_lines,
    imported_json,
)
from adaptkit.workspace import Workspace
from tests.scenarios.projects import Project, small

NOW = datetime.datetime(2026, 11, 23, 4, 5, tzinfo=datetime.UTC)
BACK = ("csv", "xliff", "xlsx")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return small(tmp_path_factory.mktemp("whole"))


@pytest.fixture
def project(whole: Project, tmp_path: Path) -> Project:
    return whole.copy(tmp_path / "project")


def sent(project: Project, name: str, *languages: str, to: Path | None = None) -> list[Path]:
    report = export(Workspace.at(project.root), name, languages or ("es",), to=to)
    assert report.units or not report.returns
    assert list(export_lines(report))
    assert exported_json(report)["files"] == list(report.files)
    return [Path(file) for file in report.files]


def taken(project: Project, file: Path, **options: object) -> ImportReport:
    report = import_file(Workspace.at(project.root), file, now=NOW, **options)  # type: ignore[arg-type]
    assert list(import_lines(report))
    assert imported_json(report)["ok"] == report.ok
    return report


def replaced(file: Path, old: str, new: str) -> None:
    """Somebody edits one translation; the last place is the one that is theirs to change."""
    if file.suffix == ".xlsx":
        book = openpyxl.load_workbook(file)
        sheet = book.active
        for row in sheet.iter_rows(min_row=2):  # type: ignore[union-attr]
            if row[3].value == old:
                row[3].value = new  # type: ignore[union-attr]
        out = io.BytesIO()
        book.save(out)
        file.write_bytes(out.getvalue())
        return
    text = file.read_bytes().decode("utf-8")
    for around in ('">{}</target>', '"{}","translated"'):
        text = text.replace(around.format(old), around.format(new))
    file.write_bytes(text.encode("utf-8"))


OLD = "ES Write down your goals."


@pytest.mark.parametrize("name", BACK)
def test_untouched_it_changes_no_byte(project: Project, name: str) -> None:
    before = project.tree()
    [file] = sent(project, name)
    report = taken(project, file)
    assert report.ok
    assert not report.files
    assert {k: v[0] for k, v in project.tree().items()} == {k: v[0] for k, v in before.items()}


@pytest.mark.parametrize("name", BACK)
def test_one_edit_is_one_entry_and_the_date(project: Project, name: str) -> None:
    before = project.text("locales/es/guide.po").splitlines()
    [file] = sent(project, name)
    replaced(file, OLD, "Anote sus metas.")
    dry = taken(project, file, dry_run=True)
    assert [one.theirs for one in dry.outcomes[0].taken] == ["Anote sus metas."]
    assert project.text("locales/es/guide.po").splitlines() == before
    report = taken(project, file)
    assert report.files == ("locales/es/guide.po",)
    after = project.text("locales/es/guide.po").splitlines()
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [
        '"PO-Revision-Date: 2026-11-23 04:05+0000\\n"',
        'msgstr "Anote sus metas."',
    ]
    assert not taken(project, file).files


@pytest.mark.parametrize("name", BACK)
def test_changed_on_both_sides_is_left_to_a_person(project: Project, name: str) -> None:
    [file] = sent(project, name)
    replaced(file, OLD, "Anote sus metas.")
    project.change("locales/es/guide.po", f'"{OLD}"', '"Escriba sus metas."')
    report = taken(project, file)
    assert not report.ok
    assert not report.files
    [conflict] = report.outcomes[0].conflicts
    assert (conflict.ours, conflict.theirs) == ("Escriba sus metas.", "Anote sus metas.")
    assert any("Escriba sus metas." in line for line in import_lines(report))


@pytest.mark.parametrize("name", BACK)
def test_the_guide_changed_meanwhile(project: Project, name: str) -> None:
    [file] = sent(project, name)
    replaced(file, OLD, "Anote sus metas.")
    project.change("source_guide/01-plan.md", "Write down your goals.", "Write down your aims.")
    project.done("update", "--today", "2026-11-22")
    report = taken(project, file)
    assert report.ok
    assert len(report.outcomes[0].stale) == 1
    [entry] = [e for e in project.catalogue().live if e.msgid == "Write down your aims."]
    assert entry.state is EntryState.FUZZY
    assert entry.msgstr == "Anote sus metas."
    assert entry.previous_msgid == "Write down your goals."


@pytest.mark.parametrize("name", BACK)
def test_work_that_came_back_is_not_written_over(project: Project, name: str) -> None:
    [file] = sent(project, name)
    sent(project, name)
    replaced(file, OLD, "Anote sus metas.")
    held = file.read_bytes()
    with pytest.raises(ProblemsFound, match="not in the catalogue"):
        sent(project, name)
    assert file.read_bytes() == held
    taken(project, file)
    sent(project, name)
    file.write_bytes(b"something else")
    with pytest.raises(ProblemsFound, match="another file"):
        sent(project, name)


def test_every_format_goes_where_it_should(project: Project, tmp_path: Path) -> None:
    project.done("update", "fr", "--today", "2026-11-22")
    for name in EXCHANGES:
        suffix = EXCHANGES[name]().suffixes[0]
        files = sent(project, name, "es", "fr", to=tmp_path / "out")
        assert files == [tmp_path / "out" / f"{x}{suffix}" for x in ("es", "fr")]
        assert sent(project, name, to=tmp_path / f"one{suffix}") == [tmp_path / f"one{suffix}"]
        [file] = sent(project, name)
        assert file == project.root / "build" / "exchange" / f"es{suffix}"
        first = file.read_bytes()
        sent(project, name)
        assert file.read_bytes() == first


def test_a_memory_only_suggests(project: Project) -> None:
    [file] = sent(project, "tmx")
    project.path("locales/es/guide.po").unlink()
    project.done("update", "es", "--today", "2026-11-22")
    report = taken(project, file)
    assert report.ok
    assert {e.state for e in project.catalogue().live} == {EntryState.FUZZY}
    assert len(report.outcomes[0].taken) == len(list(project.catalogue().live))


def test_the_language_of_a_file(project: Project) -> None:
    [file] = sent(project, "xliff")
    text = file.read_text("utf-8")
    file.write_text(text.replace('"es"', '"es-ES"'), "utf-8")
    assert taken(project, file).outcomes[0].language == "es"
    file.write_text(text.replace('"es"', '"fr"'), "utf-8")
    with pytest.raises(ProblemsFound, match="fr"):
        taken(project, file)
    assert taken(project, file, language="es").outcomes[0].language == "es"


def test_mistakes(project: Project, tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound, match="no catalogue") as found:
        sent(project, "xliff", "de")
    assert found.value.diagnostics[0].code == "use-no-catalogue"
    with pytest.raises(ProblemsFound) as found:
        sent(project, "xlif")
    assert found.value.diagnostics[0].hint == 'did you mean "xliff"?'
    other = tmp_path / "x.docx"
    other.write_bytes(b"?")
    with pytest.raises(ProblemsFound, match="cannot be told"):
        taken(project, other)
    with pytest.raises(ProblemsFound, match="no such file") as found:
        taken(project, tmp_path / "x.doc")
    assert found.value.diagnostics[0].hint == 'did you mean "x.docx"?'
