"""XLSX: openpyxl, which has no part in it, reads what we write and writes what we read."""

from __future__ import annotations

import csv
import datetime
import io
import random
import re
import zipfile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from adaptkit.exchange import _package, _xml
from adaptkit.exchange._controls import decode, encode
from adaptkit.exchange._table import LIMIT, STATES
from adaptkit.exchange.csv_table import render_csv
from adaptkit.exchange.reconcile import reconcile
from adaptkit.exchange.xlsx import parse_xlsx, render_xlsx
from adaptkit.model.catalogue import Entry, EntryState
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.exchange import Outcome
from adaptkit.model.locale import Locale
from adaptkit.records import replace
from tests.exchange.builders import HARD, by_id, catalogue, entry, parcel

OURS = (
    entry("a.b", "One", "Eins", comment="Mine.", extracted=("Heading",)),
    entry("a.c", "Two", "Zwei", "fuzzy", previous_msgid="Too"),
    entry("a.d", "=1+1", "=1+1"),
    entry("a.e", "Four"),
)
# A cell of every column that people see.
ALL = "A2 B2 C2 D2 E2 F2".split()


def opened(content: bytes) -> tuple[Workbook, Worksheet]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return book, sheet


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def imported(content: bytes, *ours: Entry) -> tuple[dict[str, Entry], Outcome]:
    delivery = parse_xlsx(content, "x.xlsx")
    after, outcome = reconcile([catalogue(*(ours or OURS))], delivery.units)
    assert not (delivery.refused and outcome.refused)
    found = outcome if not delivery.refused else Outcome(refused=delivery.refused)
    return by_id(after), found


def test_what_people_see() -> None:
    _, sheet = opened(render_xlsx(parcel(*OURS)))
    assert [c.value for c in sheet[1]][:6] == "id where source translation state note".split()
    assert [c.value for c in sheet["D"]] == ["translation", "Eins", "Zwei", "=1+1", None]
    assert [c.value for c in sheet["E"]][1:] == [
        *("translated", "needs review", "translated", "untranslated")
    ]
    assert "The source was: Too" in str(sheet["B3"].value)
    assert sheet["F2"].value == "Mine."
    assert sheet.freeze_panes == "A2"
    assert not sheet.sheet_view.rightToLeft
    assert sheet.column_dimensions["G"].hidden
    assert sheet.column_dimensions["H"].hidden
    assert sheet.protection.sheet
    assert sheet["A2"].protection.locked
    assert not sheet["D2"].protection.locked
    assert sheet["C2"].alignment.wrap_text
    assert not sheet["G2"].alignment.wrap_text
    assert sheet.title == "es"


def test_rows_are_as_high_as_their_texts_and_grow() -> None:
    long = "Words and more words. " * 20
    ours = (entry("a.b", "One", "Eins"), entry("a.c", long), entry("a.d", "Two", "Zwei\n\nDrei"))
    _, sheet = opened(render_xlsx(parcel(*ours)))
    found = [sheet.row_dimensions[n] for n in (2, 3, 4)]
    assert [row.height for row in found[::2]] == [17, 47]
    # 52 letters in a line.
    assert len(long) / 52 * 15 <= (found[1].height or 0) <= len(long) / 52 * 15 + 30
    content = zipfile.ZipFile(io.BytesIO(render_xlsx(parcel(*ours)))).read(
        "xl/worksheets/sheet1.xml"
    )
    assert b"customHeight" not in content


def test_what_the_hidden_columns_hold_does_not_stretch_a_row() -> None:
    _, sheet = opened(render_xlsx(parcel(entry("a.b", "One", "Eins"))))
    assert len(str(sheet["H2"].value)) > 15
    assert sheet.row_dimensions[2].height == 17


def test_nothing_is_a_formula() -> None:
    texts = ["=1+1", "+1", "-1", "@a", '=HYPERLINK("http://x")', "\t=1"]
    found = [entry(f"a.{n}", text, text) for n, text in enumerate(texts)]
    _, sheet = opened(render_xlsx(parcel(*found)))
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            assert cell.data_type == "s" or cell.value is None
            assert cell.number_format == "@"
            assert cell.quotePrefix == (str(cell.value or "")[:1] in "=+-@\t" and bool(cell.value))


def test_right_to_left() -> None:
    _, sheet = opened(render_xlsx(parcel(*OURS, locale=Locale("ar"))))
    assert sheet.sheet_view.rightToLeft
    sides = [(sheet[at].alignment.horizontal, sheet[at].alignment.readingOrder) for at in ALL]
    assert sides == [*[("left", 1)] * 3, ("right", 2), *[(None, 0)] * 2]


def test_a_guide_that_is_written_from_right_to_left() -> None:
    hebrew = replace(parcel(*OURS), source_language=Locale("he"))
    _, sheet = opened(render_xlsx(hebrew))
    sides = [(sheet[at].alignment.horizontal, sheet[at].alignment.readingOrder) for at in ALL]
    assert sides == [*[("left", 1)] * 2, ("right", 2), ("left", 1), *[(None, 0)] * 2]
    assert not sheet.sheet_view.rightToLeft


def test_the_arrows_for_filtering_are_there() -> None:
    content = render_xlsx(parcel(*OURS, locale=Locale.parse("zh-Hans-MY")))
    book = zipfile.ZipFile(io.BytesIO(content)).read("xl/workbook.xml").decode()
    name, area = re.findall(r'_FilterDatabase"[^>]*>(.*?)!(.*?)<', book)[0]
    _, sheet = opened(content)
    assert name == f"'{sheet.title}'"
    assert area.replace("$", "") == sheet.auto_filter.ref == "A1:H5"


def test_the_same_bytes_twice_and_valid_parts() -> None:
    content = render_xlsx(parcel(*OURS))
    assert content == render_xlsx(parcel(*OURS))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


def test_openpyxl_saves_it_and_nothing_changes() -> None:
    book, _ = opened(render_xlsx(parcel(*OURS)))
    _, outcome = imported(saved(book))
    assert len(outcome.unchanged) == len(OURS)


def test_rows_reordered_deleted_columns_added_sheet_renamed() -> None:
    _, sheet = opened(render_xlsx(parcel(*OURS)))
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head, body = rows[0], [list(row) for row in rows[1:]]
    body[3][3] = "Vier"
    body[1][3], body[1][4] = "Zwo", "translated"
    del body[0]
    random.Random(1).shuffle(body)
    order = [5, 3, 0, 7, 2, 6, 4, 1]
    other = openpyxl.Workbook()
    other.create_sheet("Nothing", 0)
    page = other.create_sheet("Mein Blatt")
    page.append(["", "", "A remark above"])
    page.append(["extra", *(head[n].upper() for n in order)])
    for row in body:
        page.append(["x", *(row[n] for n in order)])
        for cell in page[page.max_row]:
            if cell.data_type == "f":
                cell.data_type = "s"
    after, outcome = imported(saved(other))
    assert sorted(one.id for one in outcome.taken) == ["a.c", "a.e"]
    assert not outcome.left_over
    assert (after["a.e"].msgstr, after["a.e"].state) == ("Vier", EntryState.TRANSLATED)
    assert (after["a.c"].msgstr, after["a.c"].state) == ("Zwo", EntryState.TRANSLATED)
    assert after["a.b"].msgstr == "Eins"


def test_formulas_errors_and_dates_are_refused_row_by_row() -> None:
    book, sheet = opened(render_xlsx(parcel(*OURS)))
    sheet["D2"] = "=CONCAT(A1;B1)"
    sheet["D4"] = datetime.datetime(2026, 1, 2)
    sheet["D4"].number_format = "yyyy-mm-dd hh:mm"
    sheet["D5"] = 2026
    sheet["D5"].data_type = "n"
    delivery = parse_xlsx(saved(book), "x.xlsx")
    refused = {one.id: one.message for one in delivery.refused}
    assert "formula" in refused["a.b"]
    assert set(refused) <= {"a.b", "a.d"}
    kept = {one.id: one.translation for one in delivery.units}
    assert kept["a.c"] == "Zwei"
    assert kept["a.e"] == "2026"


def test_rows_that_were_mixed_up_are_refused() -> None:
    book, sheet = opened(render_xlsx(parcel(*OURS)))
    # Sorted by someone who selected the first columns only.
    for column in "ABC":
        sheet[f"{column}2"].value, sheet[f"{column}3"].value = (
            sheet[f"{column}3"].value,
            sheet[f"{column}2"].value,
        )
    delivery = parse_xlsx(saved(book), "x.xlsx")
    assert {one.id for one in delivery.refused} == {"a.b", "a.c"}
    assert {one.id for one in delivery.units} == {"a.d", "a.e"}


def test_without_the_hidden_columns_nothing_is_overwritten() -> None:
    book, sheet = opened(render_xlsx(parcel(*OURS)))
    sheet["D2"], sheet["D5"] = "Anders", "Vier"
    sheet.delete_cols(7, 2)
    after, outcome = imported(saved(book))
    assert [one.id for one in outcome.conflicts] == ["a.b"]
    assert after["a.e"].msgstr == "Vier"


def test_a_state_that_is_none_is_told_and_doubted() -> None:
    book, sheet = opened(render_xlsx(parcel(*OURS)))
    sheet["D5"], sheet["E5"] = "Vier", "so lala"
    delivery = parse_xlsx(saved(book), "x.xlsx")
    assert delivery.diagnostics[0].code == "exchange-state"
    assert delivery.units[3].state is EntryState.FUZZY


def test_a_state_column_that_is_gone_confirms_nothing() -> None:
    book, sheet = opened(render_xlsx(parcel(*OURS)))
    sheet.delete_cols(5)
    after, _ = imported(saved(book))
    assert after["a.c"].state is EntryState.FUZZY


@pytest.mark.parametrize("text", ["a" * 70_000, "_x0041_" * 12_000, "😀" * 40_000, "\x07" * 33_000])
def test_longer_than_a_cell(text: str) -> None:
    ours = entry("a.b", text[:40_000], text)
    content = render_xlsx(parcel(ours))
    _, sheet = opened(content)
    sizes = [len(str(c.value or "").encode("utf-16-le")) // 2 for row in sheet for c in row]
    assert max(sizes) <= LIMIT
    assert str(sheet["A3"].value) == "a.b#2"
    delivery = parse_xlsx(content, "x.xlsx")
    assert [(u.id, u.source, u.translation) for u in delivery.units] == [
        ("a.b", ours.msgid, ours.msgstr)
    ]
    book, sheet = opened(content)
    sheet.delete_rows(3)
    assert parse_xlsx(saved(book), "x.xlsx").refused[0].id == "a.b"


@pytest.mark.parametrize("text", HARD)
def test_codes_of_control_characters(text: str) -> None:
    assert decode(encode(text)) == text
    ours = entry("a.b", text, text)
    unit = parse_xlsx(render_xlsx(parcel(ours)), "x").units[0]
    assert (unit.source, unit.translation) == (text, text)
    if "x005F_" not in text and "_x" not in text:
        # What openpyxl reads is what Excel shows, but for the codes that it does not decode.
        _, sheet = opened(render_xlsx(parcel(ours)))
        assert sheet["D2"].value == encode(text)


def typed(value: object, number_format: str = "General") -> tuple[dict[str, Entry], Outcome, str]:
    """What becomes of a value that somebody gave to the empty unit's cell: the state column says
    nothing. With what the delivery had to say."""
    book, sheet = opened(render_xlsx(parcel(*OURS)))
    sheet["D5"].number_format = number_format
    sheet["D5"].value = value  # type: ignore[assignment]
    content = saved(book)
    said = [d.code for d in parse_xlsx(content, "x.xlsx").diagnostics]
    return *imported(content), ", ".join(said)


@pytest.mark.parametrize(
    ("value", "number_format"),
    [
        (datetime.date(2026, 1, 2), "d/m/yyyy"),
        (46024, "m/d/yyyy"),
        (46024, '[$-40A]d" de "mmmm'),
        (5, '"€"#,##0'),
        (1, "0%"),
        (1.5, "General"),
        (True, "General"),
        ("#NAME?", "General"),
        ("=1+1", "General"),
    ],
)
def test_what_a_program_made_of_something_typed_is_refused(
    value: object, number_format: str
) -> None:
    after, outcome, _ = typed(value, number_format)
    assert [one.id for one in outcome.refused] == ["a.e"]
    assert after["a.e"].msgstr == ""


@pytest.mark.parametrize("number_format", ["General", "0", "@"])
def test_a_number_may_have_lost_its_zeros(number_format: str) -> None:
    after, outcome, said = typed(800911, number_format)
    assert (after["a.e"].msgstr, after["a.e"].state) == ("800911", EntryState.FUZZY)
    assert said == "exchange-number"
    assert not outcome.left_over


def test_a_number_format_that_a_program_has_given_a_number_of_its_own() -> None:
    """LibreOffice calls General 164."""
    book, sheet = opened(render_xlsx(parcel(*OURS)))
    sheet["D5"].value, sheet["D5"].number_format = 12, 'General" "'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(book))) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b"General&quot; &quot;", b"General"))
    after, outcome = imported(out.getvalue())
    assert after["a.e"].msgstr == "12"
    assert not outcome.left_over


def test_runs_of_rich_text_and_line_ends_of_others() -> None:
    runs = CellRichText("Vi", TextBlock(InlineFont(b=True), "er"), " — ", "so")
    after, _, _ = typed(runs)
    assert after["a.e"].msgstr == "Vier — so"
    after, _, _ = typed("Vier_x000D_\nund mehr")
    assert after["a.e"].msgstr == "Vier\nund mehr"


def test_filters_hidden_rows_and_merged_cells() -> None:
    book, sheet = opened(render_xlsx(parcel(*OURS)))
    sheet["D5"] = "Vier"
    sheet.row_dimensions[5].hidden = True
    sheet.auto_filter.add_filter_column(0, ["a.b"])
    sheet.merge_cells("D2:D4")
    after, outcome = imported(saved(book))
    assert after["a.e"].msgstr == "Vier"
    # Of merged cells only the first has kept its words.
    assert [one.id for one in outcome.refused] == ["a.d"]
    assert {e.unit_id: e.msgstr for e in OURS if e.msgstr}.items() <= {
        u: e.msgstr for u, e in after.items()
    }.items()


def test_strings_that_stand_in_the_cells() -> None:
    """As programs write them that keep no table of strings; with a formula that others share."""
    content = render_xlsx(parcel(*OURS))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        strings = re.findall(
            r"<si><t[^>]*>(.*?)</t></si>", old.read("xl/sharedStrings.xml").decode(), re.S
        )
        for part in old.namelist():
            text = old.read(part).decode()
            if part.endswith("sheet1.xml"):
                text = re.sub(
                    r't="s"><v>(\d+)</v>',
                    lambda found: f't="inlineStr"><is><t>{strings[int(found[1])]}</t></is>',
                    text,
                )
                text = re.sub(
                    r'(<c r="D3"[^>]*) t="inlineStr">.*?</c>',
                    r'\1 t="str"><f t="shared" si="0"/><v>Zwo</v></c>',
                    text,
                )
            if part != "xl/sharedStrings.xml":
                new.writestr(part, text)
    delivery = parse_xlsx(out.getvalue(), "x.xlsx")
    assert [one.id for one in delivery.refused] == ["a.c"]
    _, outcome = reconcile([catalogue(*OURS)], delivery.units)
    assert len(outcome.unchanged) == len(OURS) - 1


def test_a_copy_of_the_sheet_is_read_too() -> None:
    book, sheet = opened(render_xlsx(parcel(*OURS)))
    copied = book.copy_worksheet(sheet)
    copied["D5"], copied["D3"] = "Vier", "Zwo"
    after, outcome = imported(saved(book))
    assert (after["a.e"].msgstr, after["a.c"].msgstr) == ("Vier", "Zwo")
    assert not outcome.left_over


def test_a_csv_file_that_was_saved_as_a_workbook() -> None:
    """Its apostrophes and codes are text to the spreadsheet."""
    ours = (entry("a.b", "=1+1", "-5 °C"), entry("a.c", "a\x07b", "+1"))
    text = render_csv(parcel(*ours)).decode("utf-8-sig")
    book = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(text, newline="")):
        book.worksheets[0].append(row)
    _, outcome = imported(saved(book), *ours)
    assert len(outcome.unchanged) == len(ours)


@pytest.mark.parametrize(("state", "listed"), [("translated", True), ("untranslated", False)])
def test_a_row_confirmed_in_a_sheet_without_its_hidden_columns_is_listed(
    state: str, listed: bool
) -> None:
    book, sheet = opened(render_xlsx(parcel(*OURS)))
    sheet.delete_cols(7, 2)
    sheet["E3"] = state
    ours = (OURS[0], entry("a.c", "Two", "Zwei", "fuzzy"), *OURS[2:])
    after, outcome = imported(saved(book), *ours)
    assert [one.id for one in outcome.conflicts] == (["a.c"] if listed else [])
    assert after["a.c"].state is EntryState.FUZZY


def test_a_file_that_unpacks_to_millions_of_cells_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = render_xlsx(parcel(*OURS))
    assert parse_xlsx(content, "x.xlsx").units
    monkeypatch.setattr(_xml, "_MOST_ELEMENTS", 50)
    with pytest.raises(ProblemsFound, match="too large"):
        parse_xlsx(content, "x.xlsx")


def test_a_workbook_that_unpacks_to_anything_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = render_xlsx(parcel(*OURS))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = sum(info.file_size for info in archive.infolist())
    monkeypatch.setattr(_package, "BIGGEST", size)
    assert parse_xlsx(content, "x.xlsx").units
    monkeypatch.setattr(_package, "BIGGEST", size - 1)
    with pytest.raises(ProblemsFound, match="too large"):
        parse_xlsx(content, "x.xlsx")


def test_what_is_refused_as_a_whole() -> None:
    other = openpyxl.Workbook()
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w") as archive:
        archive.writestr("_rels/.rels", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    for content in (b"", b"PK\x03\x04 no", saved(other), bomb.getvalue()):
        with pytest.raises(ProblemsFound):
            parse_xlsx(content, "x.xlsx")


def test_the_drop_down_offers_the_states() -> None:
    _, sheet = opened(render_xlsx(parcel(*OURS)))
    rule = sheet.data_validations.dataValidation[0]
    assert rule.formula1 == '"' + ",".join(STATES.values()) + '"'
    assert str(rule.sqref) == "E2:E5"


def test_the_drop_down_refuses_other_words_and_says_why() -> None:
    _, sheet = opened(render_xlsx(parcel(*OURS)))
    rule = sheet.data_validations.dataValidation[0]
    assert rule.showErrorMessage
    assert rule.errorStyle in (None, "stop")
    assert rule.allowBlank
    # Excel shows no longer ones.
    assert 0 < len(rule.errorTitle or "") <= 32
    assert 0 < len(rule.error or "") <= 225
    assert all(state in rule.error for state in STATES.values())
