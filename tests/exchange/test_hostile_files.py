"""Files made to harm, or spoilt by a program: all end soon, in a message, and lose no words."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.exchange import Delivery
from tests.exchange.builders import back, entry, exchange, parcel

ONE = parcel(entry("a.1", "Call us.", "Llámenos."), entry("a.2", "Rest.", "Descanse."))
WORKBOOK = exchange("xlsx").write(ONE)
XLIFF = exchange("xliff").write(ONE).decode()
HEAD = b"id,source,translation\r\n"


def refused(name: str, content: bytes) -> str:
    with pytest.raises(ProblemsFound) as found:
        back(name, content)
    (one,) = found.value.diagnostics
    return f"{one.code}: {one.message}"


def repacked(
    change: Callable[[dict[str, bytes]], object] = dict,
    *more: tuple[str, bytes],
    compression: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", compression) as archive:
        warnings.simplefilter("ignore")
        for name, content in (*parts.items(), *more):
            archive.writestr(name, content)
    return out.getvalue()


def edited(change: Callable[[openpyxl.Workbook], object]) -> Delivery:
    book = openpyxl.load_workbook(io.BytesIO(WORKBOOK))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return back("xlsx", out.getvalue())


# Too much of it --------------------------------------------------------------------------------


@pytest.mark.parametrize("filling", [b"\n", b"\r\n", b",", b"a,b,c\n"])
def test_a_table_without_end_is_refused_at_once(filling: bytes) -> None:
    assert "too large" in refused("csv", HEAD + filling * 5_000_001)


@pytest.mark.parametrize("name", ["xliff", "tmx"])
def test_a_text_without_end_is_refused_at_once(name: str) -> None:
    content = exchange(name).write(ONE).replace(b"Descanse.", b"a" * 1_000_001)
    assert "text of more than 1,000,000 characters" in refused(name, content)


def test_one_long_text_that_a_workbook_shows_a_thousand_times() -> None:
    def change(parts: dict[str, bytes]) -> None:
        strings = parts["xl/sharedStrings.xml"]
        assert strings.count(b"Descanse.") == 1
        parts["xl/sharedStrings.xml"] = strings.replace(b"Descanse.", b"a" * 900_000)
        sheet = parts["xl/worksheets/sheet1.xml"]
        last = sheet[sheet.rindex(b"<row ") : sheet.index(b"</sheetData>")]
        parts["xl/worksheets/sheet1.xml"] = sheet.replace(
            b"</sheetData>", last * 200 + b"</sheetData>"
        )

    assert "too large" in refused("xlsx", repacked(change))


# Parts of a workbook ---------------------------------------------------------------------------


@pytest.mark.parametrize("at", [60, 100, 200])
def test_a_workbook_packed_in_another_way_may_be_damaged(at: int) -> None:
    whole = bytearray(repacked(compression=zipfile.ZIP_LZMA))
    assert len(back("xlsx", bytes(whole)).units) == 2
    whole[at : at + 8] = b"\xff" * 8
    assert "exchange-damaged" in refused("xlsx", bytes(whole))


@pytest.mark.parametrize("name", ["xl/sharedStrings.xml", "/xl/sharedStrings.xml"])
def test_a_part_that_is_there_twice(name: str) -> None:
    assert "there twice" in refused("xlsx", repacked(dict, (name, b"<sst/>")))


def test_a_workbook_with_a_password_says_so() -> None:
    content = bytearray(WORKBOOK)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 4)
    assert "password" in refused("xlsx", bytes(content))


# Words that are there twice --------------------------------------------------------------------


@pytest.mark.parametrize("words", ["", "Repose."])
def test_a_column_that_is_there_twice(words: str) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.active["I1"], book.active["I2"] = "Translation", words

    with pytest.raises(ProblemsFound, match="there twice"):
        edited(change)
    assert "there twice" in refused("csv", b"translation,id,source,translation\r\nx,a,b,y\r\n")


@pytest.mark.parametrize("again", ["<target>Otro.</target>", "<source>Rest.</source>"])
def test_a_unit_with_two_targets_is_refused(again: str) -> None:
    found = back(
        "xliff", XLIFF.replace("Descanse.</target>", f"Descanse.</target>{again}").encode()
    )
    assert [one.id for one in found.units] == ["a.1"]
    (one,) = found.refused
    assert one.message == "it has more than one source or target"
    assert ("Otro." in one.theirs) == ("Otro." in again)


def test_the_units_of_another_version_are_not_passed_over() -> None:
    content = (
        '<xliff version="1.2"><file target-language="es"><unit id="a.1"><segment>'
        "<source>Rest.</source><target>Repose.</target></segment></unit></file></xliff>"
    )
    assert "this is not XLIFF 1.2" in refused("xliff", content.encode())


# What a program makes of words ------------------------------------------------------------------


@pytest.mark.parametrize(
    "made",
    [
        *("01-Feb", "Ene-25", "1.8005E+12", "911", "2/1/2026", "2026-01-02"),
        *("#NAME?", "#N/A", "####", '=HYPERLINK("http://x.example","x")', "=cmd|' /C calc'!A0"),
    ],
)
def test_what_a_spreadsheet_made_of_words_is_never_finished(made: str) -> None:
    content = exchange("csv").write(ONE).decode("utf-8-sig")
    quoted = made.replace('"', '""')
    one = back("csv", content.replace('"Descanse.","tran', f'"{quoted}","tran').encode())
    assert [(unit.translation, unit.state.value) for unit in one.units] == [
        ("Llámenos.", "translated"),
        (made, "fuzzy"),
    ]
    assert [found.code for found in one.diagnostics] == ["exchange-number"]


@pytest.mark.parametrize("words", ["24/7", "+52 55", "1", "=x", "#1", "- a"])
def test_numbers_that_went_out_come_back_finished(words: str) -> None:
    sent = parcel(entry("a.1", words, words), entry("a.2", "b", words))
    found = back("csv", exchange("csv").write(sent))
    assert {unit.state.value for unit in found.units} == {"translated"}
    assert not found.diagnostics


@pytest.mark.parametrize(("size", "state"), [(32_767, "fuzzy"), (32_766, "translated")])
def test_words_that_fill_a_cell_may_have_lost_their_end(size: int, state: str) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.active["D3"] = "a" * size

    found = edited(change)
    assert found.units[1].state.value == state
    assert [one.code for one in found.diagnostics] == ["exchange-cut-off"] * (state == "fuzzy")


# Words where none are looked for ----------------------------------------------------------------


def test_a_hidden_copy_of_the_sheet_is_not_read_and_told() -> None:
    def change(book: openpyxl.Workbook) -> None:
        copied = book.copy_worksheet(book.active)
        copied["D3"], copied.title, copied.sheet_state = "Repose.", "Old", "veryHidden"

    found = edited(change)
    assert [unit.translation for unit in found.units] == ["Llámenos.", "Descanse."]
    assert [one.message for one in found.diagnostics] == ['the hidden sheet "Old" was not read']


def test_words_beside_the_translations_are_told() -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.create_sheet("Questions")["A1"] = "Who calls whom?"
        book.create_sheet("Empty")
        book.active["D3"].comment = openpyxl.comments.Comment("Is this right?", "Ana")

    found = edited(change)
    assert [one.code for one in found.diagnostics] == ["exchange-not-read"] * 2
    said = " ".join(one.message for one in found.diagnostics)
    assert "comments" in said
    assert '"Questions"' in said


@pytest.mark.parametrize("filling", [b"x\n" * 1_000_001, b'msgid "' + b"a" * 1_000_001 + b'"\n'])
def test_a_po_file_without_end_is_refused_at_once(filling: bytes) -> None:
    assert "too large" in refused("po", filling)


@pytest.mark.parametrize("code", ["U+0000", "U+D800"])
def test_a_memory_with_a_character_that_no_text_can_hold(code: str) -> None:
    part = f'<ph type="x-control">{code}</ph>'.encode()
    found = back("tmx", exchange("tmx").write(ONE).replace(b"Descanse.", part))
    assert [one.translation for one in found.units] == ["Llámenos."]
    assert [one.message for one in found.refused] == ["it holds a character that no text can hold"]
