"""A directory as CSV: a row for each contact, a column for each path."""

from __future__ import annotations

from collections.abc import Iterable

from adaptkit.exchange.contacts.paths import STAMP, Incoming, field_of, keys, stamp, to_paths
from adaptkit.exchange.csv_table import csv_bytes, from_csv, table_rows
from adaptkit.model.contact import FIELDS, Contact, Field, Shape
from adaptkit.model.diagnostic import (
    Diagnostic,
    Position,
    ProblemsFound,
    did_you_mean,
    error,
    warning,
)

KEY, STATUS = "key", "status"
# A spreadsheet would make numbers and days of them: 024 becomes 24, and 24/7 a day in July.
_KEPT_AS_TEXT = frozenset({Shape.TELEPHONE, Shape.DIGITS, Shape.DAY, Shape.OPENING})


def render(contacts: tuple[Contact, ...]) -> bytes:
    """UTF-8 with BOM. ``status`` is for people only, the last column for whoever reads it again."""
    said = [to_paths(contact.said) for contact in contacts]
    columns = _columns({path for paths in said for path in paths})
    rows = [(KEY, *columns, STATUS, STAMP)]
    for key, contact, paths in zip(keys(contacts), contacts, said, strict=True):
        cells = (_cell(path, paths.get(path, "")) for path in columns)
        rows.append((f"'{key}", *cells, contact.status, stamp(paths)))
    return csv_bytes(rows)


def _columns(used: Iterable[str]) -> list[str]:
    """Those in use, and one for every field that could be filled in, in the order of the table."""
    empty = (path for key, one in FIELDS.items() for path in _simplest(one, key))
    order = {key: number for number, key in enumerate(FIELDS)}
    first = {path.partition(".")[0] for path in used}
    wanted = {*used, *(path for path in empty if path.partition(".")[0] not in first)}

    def rank(path: str) -> tuple[int, list[tuple[int, int, str]]]:
        key, *rest = path.split(".")
        parts = [part.key for part in FIELDS[key].parts]
        return order[key], [
            (int(r) if r.isdigit() else 0, parts.index(r) if r in parts else 0, r) for r in rest
        ]

    return sorted(wanted, key=rank)


def _simplest(one: Field, path: str) -> list[str]:
    if one.shape is Shape.LIST:
        return [
            f"{path}.1.{part.key}" for part in one.parts if part.required or part.key == one.short
        ]
    if one.shape is Shape.GROUP:
        return [f"{path}.{part.key}" for part in one.parts]
    return [path]


def _cell(path: str, text: str) -> str:
    one = field_of(path)
    return f"'{text}" if text and one and one.shape in _KEPT_AS_TEXT else text


def parse(content: bytes, path: str) -> tuple[tuple[Incoming, ...], tuple[Diagnostic, ...]]:
    """The rows, and what is told of the file. Raises ProblemsFound."""
    rows, told = table_rows(content, path, _find_header, _no_header(path))
    at = _find_header([cells for _, cells in rows])
    line, head = rows[at]
    names = [_path(cell) for cell in head]
    told = (*told, *_unknown(names, Position(path, line)))
    found = [_incoming(n, names, cells, path) for n, cells in rows[at + 1 :] if any(cells)]
    return tuple(found), told


def _path(cell: str) -> str:
    """The path that a column is for. Languages may be written as in file names."""
    name = ".".join(cell.strip().split())
    key, dot, rest = name.partition(".")
    return f"{key.casefold()}{dot}{rest.replace('_', '-') if key in _BY_LANGUAGE else rest}"


_BY_LANGUAGE = frozenset(key for key, one in FIELDS.items() if one.shape is Shape.TEXTS)


def _find_header(table: list[list[str]]) -> int:
    for n, cells in enumerate(table[:30]):
        keys_ = {_path(cell).partition(".")[0] for cell in cells}
        if "name" in keys_ and len(keys_ & {*FIELDS, KEY}) > 1:
            return n
    return -1


def _no_header(path: str) -> ProblemsFound:
    said = 'there is no row that names the columns, with "name" and another field of contacts'
    hint = "put the names back into the first row, or export the directory once more"
    return ProblemsFound([error("exchange-columns", Position(path), said, hint)])


def _unknown(names: list[str], where: Position) -> Iterable[Diagnostic]:
    twice = [name for name in dict.fromkeys(names) if name and names.count(name) > 1]
    if twice:
        said = f'the column "{twice[0]}" is there twice'
        hint = "give the other one another name, or take it out"
        raise ProblemsFound([error("exchange-columns", where, said, hint)])
    for name in names:
        if name and name not in (KEY, STATUS, STAMP) and field_of(name) is None:
            near = did_you_mean(name.partition(".")[0], FIELDS)
            yield warning(
                "exchange-columns",
                where,
                f'the column "{name}" is no field of contacts, and is not read',
                near or f"fields are: {', '.join(FIELDS)}",
            )


def _incoming(line: int, names: list[str], cells: list[str], path: str) -> Incoming:
    said, places, key, sign = {}, {}, "", ""
    for column, (name, cell) in enumerate(zip(names, cells, strict=False), 1):
        text = from_csv(cell.replace("\r\n", "\n"))
        one = field_of(name)
        if name == KEY:
            key = text.strip().removeprefix("'").casefold()
        elif name == STAMP:
            sign = text.strip()
        if one is None:
            continue
        places[name] = Position(path, line, column)
        if one.shape in _KEPT_AS_TEXT:
            text = text.removeprefix("'") if text.startswith("'") else text.strip()
        if text.strip():
            said[name] = text
    covered = frozenset(name for name in names if field_of(name) is not None)
    return Incoming(key, said, covered, Position(path, line), places, sign)
