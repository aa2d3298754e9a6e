"""Out to other tools and back, in a whole project."""

from __future__ import annotations

import csv
import datetime
import gettext
import io
import os
from pathlib import Path

import openpyxl
import pytest

from adaptkit.commands import import_
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
BACK = ("csv", "po", "xliff", "xlsx")


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
    for around in ('">{}</target>', '"{}","translated"', 'msgstr "{}"'):
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


def test_a_file_for_one_language_is_not_taken_for_another(project: Project) -> None:
    project.done("update", "fr", "--today", "2026-11-22")
    [file] = sent(project, "xliff")
    with pytest.raises(ProblemsFound, match='for "es", not for "fr"'):
        taken(project, file, language="fr")


def test_words_of_another_language_wait_until_somebody_has_looked(project: Project) -> None:
    """A list without a language put Spanish into the Tamil catalogue, as finished words."""
    project.done("update", "ta", "--today", "2026-11-22")
    entries = [one for one in project.catalogue("ta").live if one.plural is None]
    spanish = "Pregunte cuánto cuesta la visita y apunte los nombres de su equipo."
    rows = [(one.unit_id, one.msgid, spanish) for one in entries]
    out = io.StringIO()
    csv.writer(out).writerows([("id", "source", "translation"), *rows])
    project.write("list.csv", out.getvalue())
    report = taken(project, project.path("list.csv"), language="ta")
    (told,) = [one for one in report.diagnostics if one.code == "language-letters"]
    assert "taken as suggestions" in told.message
    assert report.outcomes[0].stale
    assert not [one for one in project.catalogue("ta").live if one.finished]


@pytest.mark.parametrize(
    ("name", "language"),
    [("es.po", "es"), ("guide-es.po", "es"), ("guide_PT_br.po", "pt_BR"), ("new.po", "")],
)
def test_a_file_without_a_language_has_that_of_its_name(
    project: Project, name: str, language: str
) -> None:
    project.done("update", "pt_BR", "--today", "2026-11-22")
    project.write(name, 'msgid "Costs"\nmsgstr "Nuevo"\n')
    if language:
        report = taken(project, project.path(name), dry_run=True)
        assert [one.language for one in report.outcomes] == [language]
        return
    with pytest.raises(ProblemsFound, match="does not say which language"):
        taken(project, project.path(name))


def test_a_catalogue_that_came_by_mail(project: Project) -> None:
    """The PO file itself was sent, and one unit's suggestion comes back emptied, another's
    confirmed, a third with other words."""
    project.change("source_guide/01-plan.md", "Write down your goals.", "Write down your aims.")
    project.change("source_guide/01-plan.md", "Choose one of them.", "Choose two of them.")
    project.done("update", "--today", "2026-11-22")
    before = project.text("locales/es/guide.po")
    content = before.replace(f'msgstr "{OLD}"', 'msgstr ""').replace("#, fuzzy\n", "")
    content = content.replace('msgstr "ES Costs"', 'msgstr "Costos"')
    project.write("mail.po", content)
    report = taken(project, project.path("mail.po"))
    now = {e.msgid: e for e in project.catalogue().live}
    assert now["Write down your aims."].msgstr == OLD
    assert now["Write down your aims."].state is EntryState.FUZZY
    assert now["Choose two of them."].state is EntryState.TRANSLATED
    assert [one.theirs for one in report.outcomes[0].conflicts] == ["Costos"]
    assert list(import_lines(report))[-1].endswith("mail.po --newer")
    report = taken(project, project.path("mail.po"), newer=True)
    assert report.ok
    now = {e.msgid: e for e in project.catalogue().live}
    assert now["Costs"].msgstr == "Costos"
    assert now["Write down your aims."].msgstr == OLD
    assert not taken(project, project.path("mail.po")).files


def test_a_file_without_translations_says_so(project: Project) -> None:
    project.write("es.po", 'msgid ""\nmsgstr "Language: es\\n"\n')
    report = taken(project, project.path("es.po"))
    assert "The file holds no translations. Nothing was written." in list(import_lines(report))


def test_a_file_that_is_too_large_is_not_even_read(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    [file] = sent(project, "po")
    monkeypatch.setattr(import_, "_BIGGEST", file.stat().st_size)
    taken(project, file)
    monkeypatch.setattr(import_, "_BIGGEST", file.stat().st_size - 1)
    with pytest.raises(ProblemsFound, match="too large"):
        taken(project, file)


def test_a_sheet_without_its_hidden_columns_overwrites_nothing(project: Project) -> None:
    [file] = sent(project, "xlsx")
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    sheet.delete_cols(7, 2)
    for row in sheet.iter_rows(min_row=2):
        if row[3].value == OLD:
            row[3].value = "Anote sus metas."
    book.save(file)
    report = taken(project, file)
    assert [one.language for one in report.outcomes] == ["es"]
    assert [one.theirs for one in report.outcomes[0].conflicts] == ["Anote sus metas."]
    assert taken(project, file, newer=True).files


@pytest.mark.parametrize("name", ["xlsx", "csv"])
def test_a_column_that_slipped_is_not_taken(project: Project, name: str) -> None:
    before = project.text("locales/es/guide.po")
    [file] = sent(project, name)
    if name == "xlsx":
        book = openpyxl.load_workbook(file)
        sheet = book.worksheets[0]
        sheet.move_range(f"D2:D{sheet.max_row}", rows=1)
        book.save(file)
    else:
        head, *rows = csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline=""))
        column = ["", *(row[3] for row in rows)]
        rows = [[*row[:3], column[n], *row[4:]] for n, row in enumerate(rows)]
        with file.open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out).writerows([head, *rows])
    ran = project.run("import", str(file))
    assert ran.code == 1
    assert "the column seems to have slipped" in ran.out + ran.err
    assert " taken" not in ran.out.splitlines()[0]
    assert ran.out.splitlines()[-1] == "Nothing was written."
    assert project.text("locales/es/guide.po") == before


def test_a_catalogue_of_another_guide_is_told(project: Project) -> None:
    entries = "".join(f'\nmsgctxt "x.{n}"\nmsgid "Text {n}"\nmsgstr ""\n' for n in range(30))
    project.write("other.po", f'msgid ""\nmsgstr "Language: es\\n"\n{entries}')
    ran = project.run("import", str(project.path("other.po")))
    assert "seems to be of another guide" in ran.out + ran.err
    assert "unchanged" not in ran.out
    assert "es: nothing to do" in ran.out.splitlines()


def test_a_term_list_is_not_imported_and_says_where_terms_live(project: Project) -> None:
    named = [sent(project, name)[0] for name in ("terms", "tbx")]
    text = named[0].read_text("utf-8-sig")
    for name, content in {
        "es.csv": text,
        "saved.csv": text.replace('"', ""),
        "saved.txt": text.replace('"', "").replace(",", ";"),
        "new.xml": '<?xml version="1.0"?>\n<!DOCTYPE martif SYSTEM "x.dtd">\n<martif/>',
    }.items():
        project.write(name, content)
        named.append(project.path(name))
    for file in named:
        with pytest.raises(ProblemsFound, match="term list") as found:
            taken(project, file)
        assert "source_guide/terms.yaml" in found.value.diagnostics[0].hint


def test_the_projects_own_files_are_never_written_over(project: Project, tmp_path: Path) -> None:
    before = project.tree()
    for name, to in (
        ("terms", "source_guide/guide.yaml"),
        ("tbx", "source_guide/new.tbx"),
        ("po", "locales/es/guide.po"),
        ("xlsx", "locales/es"),
    ):
        with pytest.raises(ProblemsFound, match="own files"):
            sent(project, name, to=project.path(to))
    assert project.tree() == before
    other = tmp_path / "notes.csv"
    other.write_bytes(b"My notes")
    for name in ("terms", "tbx", "tmx", "csv"):
        with pytest.raises(ProblemsFound, match="another file"):
            sent(project, name, to=other)
    assert other.read_bytes() == b"My notes"


def test_what_is_left_out_is_counted(project: Project) -> None:
    project.change("source_guide/01-plan.md", "Write down your goals.", "Write down your aims.")
    project.change("source_guide/01-plan.md", "- Choose", "- Something new.\n- Choose")
    project.done("update", "--today", "2026-11-22")
    units = len(list(project.catalogue().live))
    ran = project.done("export", "tmx", "es")
    assert f"{units - 2} translations; left out: 1 not translated, 1 not finished" in ran.out
    found = project.done("export", "tmx", "es", "--json").json
    assert found["units"] == units - 2
    assert found["left_out"] == {"not translated": 1, "not finished (fuzzy)": 1}
    assert project.done("export", "po", "es", "--json").json["left_out"] == {}


def test_what_import_says(project: Project) -> None:
    """The words that a person sees, whole."""
    [file] = sent(project, "po")
    replaced(file, OLD, "Anote sus metas.")
    replaced(file, "ES Costs", "Costos")
    project.change("locales/es/guide.po", '"ES Costs"', '"Precio"')
    units = len(list(project.catalogue().live))
    ran = project.run("import", str(file))
    assert ran.code == 1
    head, title, place, ours, theirs, wrote = ran.out.splitlines()
    assert head == f"es: 1 taken, {units - 2} unchanged, 1 left to you"
    assert title == "Left to you; the words here were kept (1):"
    assert "build/exchange/es.po:" in place
    assert place.endswith(": the words have changed here and in the file")
    assert (ours, theirs) == ("    ours:   Precio", "    theirs: Costos")
    assert wrote == "Wrote locales/es/guide.po"
    found = project.run("import", str(file), "--json")
    assert found.code == 1
    assert [one["theirs"] for one in found.json["languages"][0]["conflicts"]] == ["Costos"]
    assert not found.json["files"]


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
    for name in ("x.ods", "x.XLS", "x.numbers"):
        sheet = tmp_path / name
        sheet.write_bytes(b"PK\x03\x04")
        with pytest.raises(ProblemsFound, match="cannot be read") as found:
            taken(project, sheet)
        assert ".xlsx" in found.value.diagnostics[0].hint
        sheet.unlink()
    with pytest.raises(ProblemsFound, match="no such file") as found:
        taken(project, tmp_path / "x.doc")
    assert found.value.diagnostics[0].hint == 'did you mean "x.docx"?'


def test_a_memory_in_another_language_offers_nothing(project: Project, tmp_path: Path) -> None:
    """Not even where a language was asked for: French words are no suggestion for Spanish."""
    source = project.catalogue().entries[0].msgid
    segments = f'<tuv xml:lang="en"><seg>{source}</seg></tuv><tuv xml:lang="fr"><seg>F</seg></tuv>'
    (tmp_path / "m.tmx").write_text(
        '<tmx version="1.4"><header srclang="en" segtype="block" adminlang="en" datatype="x" '
        'o-tmf="x" creationtool="x" creationtoolversion="1"/>'
        f"<body><tu>{segments}</tu></body></tmx>",
        encoding="utf-8",
    )
    text = project.text("locales/es/guide.po")
    words = project.catalogue().entries[0].msgstr
    project.write("locales/es/guide.po", text.replace(f'msgstr "{words}"', 'msgstr ""', 1))
    project.run("import", str(tmp_path / "m.tmx"), "--language", "es")
    assert '"F"' not in project.text("locales/es/guide.po")


# MO -------------------------------------------------------------------------------------------


def test_an_mo_file_goes_out_is_loaded_and_fills_what_is_empty(project: Project) -> None:
    [file] = sent(project, "mo")
    assert file.name == "es.mo"
    with file.open("rb") as opened:
        found = gettext.GNUTranslations(opened)
    spanish = [e for e in project.catalogue().live if e.finished]
    assert spanish
    assert all(found.pgettext(e.unit_id, e.msgid) == e.msgstr for e in spanish)
    assert not taken(project, file).files
    # It is made anew, for nobody works in it, whatever has changed in the catalogue since.
    project.change("locales/es/guide.po", f'msgstr "{OLD}"', 'msgstr "Anote."')
    kept = file.read_bytes()
    report = taken(project, file)
    assert [one.theirs for one in report.outcomes[0].conflicts] == [OLD]
    assert not report.files
    [again] = sent(project, "mo")
    assert again == file
    assert file.read_bytes() != kept
    project.change("locales/es/guide.po", 'msgstr "Anote."', 'msgstr ""')
    assert taken(project, file).files == ("locales/es/guide.po",)
    assert 'msgstr "Anote."' in project.text("locales/es/guide.po")


def test_a_file_that_is_no_mo_file_is_not_written_over(project: Project) -> None:
    other = project.path("other.mo")
    other.write_bytes(b"x")
    with pytest.raises(ProblemsFound) as found:
        export(Workspace.at(project.root), "mo", ["es"], to=other)
    assert [one.code for one in found.value.diagnostics] == ["exchange-in-the-way"]
    with pytest.raises(ProblemsFound) as found:
        taken(project, other)
    assert [one.code for one in found.value.diagnostics] == ["mo-damaged"]
    assert other.read_bytes() == b"x"


def test_an_mo_file_is_known_by_how_it_begins(project: Project) -> None:
    [file] = sent(project, "mo")
    unnamed = file.rename(file.with_name("LC_MESSAGES"))
    assert taken(project, unnamed).outcomes[0].unchanged


def test_no_file_is_put_in_the_place_of_a_pipe_or_device(project: Project) -> None:
    """As the superuser, ``--to /dev/full`` made a file of the device."""
    for name, command in (
        ("pipe.csv", ("export", "csv", "es", "--to")),
        ("pipe.html", ("status", "--html")),
    ):
        pipe = project.path(name)
        os.mkfifo(pipe)
        ran = project.run(*command, str(pipe))
        assert ran.code
        assert pipe.is_fifo()
        assert "pipe" in ran.err
