"""CSV: every encoding that spreadsheets save in, and no formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings

from adaptkit.exchange import _table as table
from adaptkit.exchange.csv_table import guard, parse_csv, render_csv, unguard
from adaptkit.exchange.reconcile import reconcile
from adaptkit.model.catalogue import EntryState
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.locale import Locale
from tests.exchange.builders import catalogue, entry, parcel, texts

OURS = (entry("a.b", "One", "Año"), entry("a.c", "Two", "=2"), entry("a.d", "Three"))


@settings(max_examples=200)
@given(texts)
def test_guarding_is_undone(text: str) -> None:
    assert unguard(guard(text)) == text
    assert guard(text)[:1] not in tuple("=+-@\t\r")


def test_as_a_spreadsheet_sees_it() -> None:
    content = render_csv(parcel(*OURS))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row["translation"] for row in rows] == ["Año", "'=2", ""]


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "windows-1252"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters(encoding: str, told: str, delimiter: str) -> None:
    rows = list(csv.reader(io.StringIO(render_csv(parcel(*OURS)).decode("utf-8-sig"), newline="")))
    rows[3][3] = "Tres; sí, «tres»"
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    delivery = parse_csv(out.getvalue().encode(encoding), "x.csv")
    after, outcome = reconcile([catalogue(*OURS)], delivery.units)
    assert [one.id for one in outcome.taken] == ["a.d"]
    assert len(outcome.unchanged) == 2
    assert after[0].entries[2].msgstr == "Tres; sí, «tres»"
    assert [d.code for d in delivery.diagnostics] == (["exchange-encoding"] if told else [])
    assert all(told in d.message for d in delivery.diagnostics)


def test_letters_that_a_program_could_not_save_are_not_taken_for_an_edit() -> None:
    ours = entry("a.b", "“One” 一", "Uno")
    content = render_csv(parcel(ours)).decode("utf-8-sig").encode("cp1252", "replace")
    delivery = parse_csv(content, "x.csv")
    assert [one.id for one in delivery.refused] == ["a.b"]


@pytest.mark.parametrize(
    "content",
    [b"", b"a,b\r\n1,2\r\n", "id,source\r\n".encode("utf-16") + b"\xd8", b"id,\x81\x8d\xff"],
)
def test_what_is_refused_as_a_whole(content: bytes) -> None:
    with pytest.raises(ProblemsFound):
        parse_csv(content, "x.csv")


def test_rows_without_an_id_are_listed() -> None:
    content = render_csv(parcel(*OURS)) + b'"","","","Wort"\r\n"","","",""\r\n'
    assert [one.theirs for one in parse_csv(content, "x.csv").refused] == ["Wort"]


@pytest.mark.parametrize(
    ("tag", "page", "word", "said"),
    [
        ("ar", "cp1256", "مرحبا", "windows-1256"),
        ("ru", "cp1251", "Привет", "windows-1251"),
        ("zh_TW", "cp950", "你好", "cp950"),
        ("th", "cp874", "สวัสดี", "cp874"),
        ("ms", "cp1252", "é", "windows-1252"),
    ],
)
def test_the_code_page_is_that_of_the_language(tag: str, page: str, word: str, said: str) -> None:
    """A row that was empty has no letters by which a wrong guess would show."""
    locale = Locale.parse(tag)
    content = render_csv(parcel(entry("a.b", "One"), locale=locale)).decode("utf-8-sig")
    content = content.replace('"One","","untranslated"', f'"One","{word}","translated"')
    delivery = parse_csv(content.encode(page), "x.csv")
    assert [one.translation for one in delivery.units] == [word]
    assert said in delivery.diagnostics[0].message


def test_question_marks_for_letters_are_refused() -> None:
    content = render_csv(parcel(entry("a.b", "Really??"), entry("a.c", "Why??"))).decode(
        "utf-8-sig"
    )
    content = content.replace('"Really??",""', '"Really??","???? ???"')
    content = content.replace('"Why??",""', '"Why??","Warum??"')
    delivery = parse_csv(content.encode(), "x.csv")
    assert [one.id for one in delivery.refused] == ["a.b"]
    assert [one.translation for one in delivery.units] == ["Warum??"]


@pytest.mark.parametrize("word", ['"Tres" y más', 'Tres "y', '"Tres'])
def test_a_quotation_mark_too_many_swallows_no_rows(word: str) -> None:
    """Typed in a text editor; a lenient reader takes all down to the next one for one cell."""
    content = render_csv(parcel(*OURS)).decode("utf-8-sig").replace('"Año"', f'"{word}"')
    with pytest.raises(ProblemsFound, match="from this line on") as found:
        parse_csv(content.encode(), "x.csv")
    assert found.value.diagnostics[0].position.line == 2


def test_a_line_that_names_the_separator() -> None:
    content = render_csv(parcel(*OURS)).decode("utf-8-sig").replace('","', '";"')
    assert len(parse_csv(b"sep=;\r\n" + content.encode(), "x.csv").units) == len(OURS)


def test_a_workbook_saved_as_csv_has_no_apostrophes_to_take_away() -> None:
    """Written as XLSX, which needs none, and saved as CSV: what is text stays text."""
    ours = entry("a.b", "'=x", "'+1 _x0041_")
    rows = [table.HEADER, *table.rows(parcel(ours))]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    [unit] = parse_csv(out.getvalue().encode(), "x.csv").units
    assert (unit.source, unit.translation) == (ours.msgid, ours.msgstr)


def test_an_id_that_ends_in_a_number_of_any_length_is_an_id() -> None:
    """Python refuses to read numbers of more than 4,300 digits."""
    unit_id = "a#" + "9" * 5000
    found = parse_csv(f"id,source,translation\n{unit_id},One,Uno\n".encode(), "es.csv")
    assert [(one.id, one.translation) for one in found.units] == [(unit_id, "Uno")]


@pytest.mark.parametrize("encoding", ["mac-roman", "cp1252", "cp850", "latin-1"])
def test_letters_that_had_to_be_guessed_make_suggestions(encoding: str) -> None:
    ours = (entry("a.b", "First"), entry("a.c", "Second"), entry("a.d", "Third", "Año"))
    table = render_csv(parcel(*ours)).decode("utf-8-sig")
    table = table.replace('"First",""', '"First","Niños"').replace('"Second",""', '"Second","Dos"')
    delivery = parse_csv(table.encode(encoding), "es.csv")
    state = {one.id: one.state for one in delivery.units}
    # Other letters than A to Z were guessed; without any there is nothing to guess.
    assert state["a.b"] is EntryState.FUZZY
    assert state["a.c"] is EntryState.TRANSLATED
    assert "taken as suggestions" in delivery.diagnostics[0].message
    # What nobody has touched is not doubted: it is read as it went out, or refused.
    assert state.get("a.d") in (None, EntryState.TRANSLATED)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_letters_that_are_sure_are_finished(encoding: str) -> None:
    table = render_csv(parcel(entry("a.b", "First"))).decode("utf-8-sig")
    table = table.replace('"First",""', '"First","Niños"')
    (one,) = parse_csv(table.encode(encoding), "es.csv").units
    assert (one.translation, one.state) == ("Niños", EntryState.TRANSLATED)
