"""XLSX, for people who have a spreadsheet and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from adaptkit.exchange import EXCHANGES, Exchange
from adaptkit.exchange import _table as table
from adaptkit.exchange._strange import strange_columns
from adaptkit.exchange._workbook import Cell, Column, Sheet, read_workbook, render_workbook
from adaptkit.exchange.csv_table import from_csv
from adaptkit.model.diagnostic import Diagnostic, Position, warning
from adaptkit.model.exchange import Delivery, Parcel
from adaptkit.records import replace

_REFUSAL = "Only one of these can stand here: {}. Click the arrow beside the cell and choose."


def _columns(parcel: Parcel) -> tuple[Column, ...]:
    states = tuple(table.STATES.values())
    return (
        Column("id", 28, direction="ltr"),
        Column("where", 40, direction="ltr"),
        Column("source", 52, direction=parcel.source_language.direction),
        Column("translation", 52, open=True, direction=parcel.language.direction),
        Column("state", 14, True, choices=states, refusal=_REFUSAL.format(", ".join(states))),
        Column("note", 30, open=True),
        Column("exported translation", 10, hidden=True),
        Column("fingerprint", 10, hidden=True),
    )


@EXCHANGES.register("xlsx")
def xlsx() -> Exchange:
    """XLSX, for Excel, LibreOffice and Google Sheets."""
    return Exchange((".xlsx",), render_xlsx, parse_xlsx, (b"PK\x03\x04",))


def render_xlsx(parcel: Parcel) -> bytes:
    return render_workbook(
        _columns(parcel),
        list(table.rows(parcel)),
        name=parcel.language.posix,
        title=" ".join(filter(None, (parcel.title, parcel.version))),
        rtl=parcel.language.direction == "rtl",
    )


def parse_xlsx(content: bytes, path: str) -> Delivery:
    """All sheets that have our columns, wherever they stand: someone may have worked in a copy.
    A hidden one, often an old copy, is read only where no other is there. Raises ProblemsFound
    where none has our columns."""
    sheets = [*read_workbook(content, path)]
    ours = [sheet for sheet in sheets if _begin(sheet) >= 0]
    ours = [sheet for sheet in ours if not sheet.hidden] or ours
    if not ours:
        raise table.no_header(path)
    found = [_delivered(sheet, path) for sheet in ours]
    told = [_not_read(sheet, sheet in ours, path) for sheet in sheets]
    return Delivery(
        tuple(unit for one in found for unit in one.units),
        tuple(refused for one in found for refused in one.refused),
        (*filter(None, told), *(diagnostic for one in found for diagnostic in one.diagnostics)),
    )


def _begin(sheet: Sheet) -> int:
    return table.find_header([[cell.text for cell in cells] for _, cells in sheet.rows])


def _delivered(sheet: Sheet, path: str) -> Delivery:
    at = _begin(sheet)
    number, head = sheet.rows[at]
    names = table.names_of([cell.text for cell in head], Position(path, number))
    rows = sheet.rows[at + 1 :]
    found = table.deliver([_row(n, names, cells) for n, cells in rows], path)
    said = [(n, [cell.text for cell in cells]) for n, cells in rows]
    return replace(found, diagnostics=(*found.diagnostics, *strange_columns(names, said, path)))


def _not_read(sheet: Sheet, ours: bool, path: str) -> Diagnostic | None:
    """What to say of words that stand where no translations are looked for."""
    if ours:
        what = f'the comments that hang on cells of the sheet "{sheet.name}" were not read'
        there = sheet.commented
    else:
        hidden = "hidden " if sheet.hidden else ""
        what = f'the {hidden}sheet "{sheet.name}" was not read'
        there = any(cell.text.strip() for _, cells in sheet.rows for cell in cells)
    hint = 'read it yourself; what translators say of a passage belongs in the column "note"'
    return warning("exchange-not-read", Position(path), what, hint) if there else None


def _row(number: int, names: Sequence[str], cells: Sequence[Cell]) -> table.Row:
    padded = [*cells, *([Cell()] * (len(names) - len(cells)))]
    named = [(name, cell) for name, cell in zip(names, padded, strict=False) if name]
    plain = {name: cell.text for name, cell in named}
    return table.Row(
        number,
        plain,
        {name: cell.problem for name, cell in named if cell.problem},
        # Of a CSV file that was opened in a spreadsheet and saved as a workbook.
        {name: from_csv(text) for name, text in plain.items()},
        frozenset(name for name, cell in named if cell.number),
    )
