"""XLSX, for people who have a spreadsheet and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from adaptkit.exchange import EXCHANGES, Exchange
from adaptkit.exchange import _table as table
from adaptkit.exchange._workbook import Cell, Column, read_workbook, render_workbook
from adaptkit.exchange.csv_table import from_csv
from adaptkit.model.diagnostic import Position
from adaptkit.model.exchange import Delivery, Parcel

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
    Raises ProblemsFound where none has."""
    found = []
    for sheet in read_workbook(content, path):
        at = table.find_header([[cell.text for cell in cells] for _, cells in sheet])
        if at >= 0:
            place = Position(path, sheet[at][0])
            names = table.names_of([cell.text for cell in sheet[at][1]], place)
            rows = [_row(number, names, cells) for number, cells in sheet[at + 1 :]]
            found.append(table.deliver(rows, path))
    if not found:
        raise table.no_header(path)
    return Delivery(
        tuple(unit for one in found for unit in one.units),
        tuple(refused for one in found for refused in one.refused),
        tuple(diagnostic for one in found for diagnostic in one.diagnostics),
    )


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
