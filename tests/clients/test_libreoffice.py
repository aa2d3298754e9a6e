"""Our tables through LibreOffice Calc: opened, saved in its formats, and in again."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import openpyxl
import pytest
from tests.clients.catalogue_projects import guide_copy
from tests.exchange.builders import HARD, catalogue, entry, parcel
from tests.scenarios.projects import Project

from adaptkit.exchange import EXCHANGES
from adaptkit.exchange.csv_table import render_csv
from adaptkit.exchange.reconcile import reconcile
from adaptkit.exchange.xlsx import parse_xlsx, render_xlsx
from adaptkit.model.exchange import Delivery

Convert = Callable[..., bytes]
# LibreOffice's own numbers for its CSV filter: separator, quotation mark, UTF-8, first line.
COMMAS = "--infilter=CSV:44,34,76,1"
# What the three formats cannot all carry: control characters, and lines that end in CR.
SURVIVES = [text for text in HARD if not any(c < " " and c not in "\n" for c in text)]
TYPED = ["1-2", "012", "1.5", "TRUE", "=SUM(1;2)", "2026-01-02", "50%", "'x", "x" * 32_760]


def csv_of(delimiter: str) -> str:
    return f"csv:Text - txt - csv (StarCalc):{ord(delimiter)},34,76"


def read(content: bytes, suffix: str) -> Delivery:
    reader = EXCHANGES["csv" if suffix == "csv" else "xlsx"]().read
    assert reader
    return reader(content, f"x.{suffix}")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return guide_copy(tmp_path_factory.mktemp("calc") / "guide", "es", "ar")


@pytest.mark.parametrize("language", ["es", "ar"])
def test_the_guide_comes_back_as_it_went(project: Project, convert: Convert, language: str) -> None:
    project.done("export", "xlsx", language)
    project.done("export", "csv", language)
    held = project.text(f"locales/{language}/guide.po")
    book = project.path(f"build/exchange/{language}.xlsx").read_bytes()
    table = project.path(f"build/exchange/{language}.csv").read_bytes()
    ods = convert(book, "xlsx", "ods")
    for name, content in {
        "saved.xlsx": convert(book, "xlsx", "xlsx"),
        "by-way-of-ods.xlsx": convert(ods, "ods", "xlsx"),
        "saved.csv": convert(book, "xlsx", csv_of(",")),
        "semicolons.csv": convert(table, "csv", csv_of(";"), COMMAS),
        "from-csv.xlsx": convert(table, "csv", "xlsx", COMMAS),
    }.items():
        project.write(name, content)
        ran = project.done("import", str(project.path(name)), "--json")
        assert not ran.json["files"], name
        units = len(list(project.catalogue(language).live))
        assert ran.json["languages"][0]["unchanged"] == units, name
    assert project.text(f"locales/{language}/guide.po") == held


def row_heights(fods: bytes) -> list[float]:
    """In points, of a flat OpenDocument sheet."""
    words = fods.decode()
    styles = {
        name: float(size) * {"in": 72, "cm": 72 / 2.54}[unit]
        for name, size, unit in re.findall(
            r'<style:style style:name="(ro\d+)" style:family="table-row">\s*'
            r'<style:table-row-properties style:row-height="([\d.]+)(in|cm)"',
            words,
        )
    }
    found: list[float] = []
    for row in re.findall(r"<table:table-row\b[^>]*>", words):
        name = re.findall(r'style-name="(\w+)"', row)[0]
        repeated = re.findall(r'rows-repeated="(\d+)"', row)
        found += [styles[name]] * min(int(repeated[0]) if repeated else 1, 1000)
    return found


@pytest.mark.parametrize("language", ["es", "ar"])
def test_every_row_opens_as_high_as_its_texts(
    project: Project, convert: Convert, language: str
) -> None:
    project.done("export", "xlsx", language)
    book = project.path(f"build/exchange/{language}.xlsx").read_bytes()
    units = len(list(project.catalogue(language).live))
    opened = convert(book, "xlsx", "fods")
    ours = row_heights(opened)[1 : units + 1]
    # It works the heights out itself when it opens a file of its own.
    best = [min(h, 409) for h in row_heights(convert(opened, "fods", "fods"))[1 : units + 1]]
    assert len(best) == len(ours) == units
    assert max(best) > 100
    hidden = [n for n, (a, b) in enumerate(zip(ours, best, strict=True)) if a < b - 5]
    assert len(hidden) <= units / 100, hidden
    assert sum(ours) < 1.3 * sum(best)


def test_other_words_for_the_state_are_refused_and_the_arrows_are_there(convert: Convert) -> None:
    words = convert(render_xlsx(parcel(entry("a.b", "One"))), "xlsx", "fods").decode()
    message = re.findall(r"<table:error-message\b[^>]*>", words)
    assert len(message) == 1
    assert 'table:message-type="stop"' in message[0]
    assert 'table:display="true"' in message[0]
    assert 'table:display-filter-buttons="true"' in words


@pytest.mark.parametrize("after", ["xlsx", "csv"])
def test_hard_texts_are_the_same_or_refused(convert: Convert, after: str) -> None:
    texts = [*SURVIVES, *TYPED]
    found = [entry(f"a.{n}", text, text) for n, text in enumerate(texts)]
    to = csv_of(",") if after == "csv" else after
    content = convert(render_xlsx(parcel(*found)), "xlsx", to)
    delivery = read(content, after)
    assert not delivery.refused
    before = catalogue(*found)
    now, outcome = reconcile([before], delivery.units)
    assert now[0] is before
    assert len(outcome.unchanged) == len(texts)


def test_what_a_spreadsheet_makes_of_csv_is_never_taken_for_words(convert: Convert) -> None:
    """It turns ``2026-01-02`` into a date and ``012`` into 12 as soon as it opens the file."""
    ours = [entry(f"a.{n}", "Choose one.") for n, _ in enumerate(TYPED)]
    content = render_csv(parcel(*ours)).decode("utf-8-sig")
    for text in TYPED:
        content = content.replace('"Choose one.",""', f'"Choose one.","{text}"', 1)
    saved = convert(content.encode(), "csv", "xlsx", COMMAS)
    delivery = parse_xlsx(saved, "x.xlsx")
    after, _ = reconcile([catalogue(*ours)], delivery.units)
    finished = {e.finished for e in after[0].entries if e.finished}
    assert finished <= set(TYPED)
    dated, true = (f"a.{TYPED.index(text)}" for text in ("2026-01-02", "TRUE"))
    assert {dated, true} <= {one.id for one in delivery.refused}
    assert "exchange-number" in {one.code for one in delivery.diagnostics}


def test_a_formula_that_it_has_worked_out_is_refused_with_its_result(convert: Convert) -> None:
    ours = (entry("a.b", "One", "Uno"), entry("a.c", "Two", "Dos"))
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(parcel(*ours))))
    sheet = book.worksheets[0]
    sheet["D2"] = '="Un"&"a"'
    sheet["D3"] = "Doses"
    out = io.BytesIO()
    book.save(out)
    delivery = parse_xlsx(convert(out.getvalue(), "xlsx", "xlsx"), "x.xlsx")
    assert [one.id for one in delivery.refused] == ["a.b"]
    assert [one.translation for one in delivery.units] == ["Doses"]
