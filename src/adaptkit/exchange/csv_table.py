"""CSV of a catalogue: UTF-8 with a BOM, so that Excel shows every letter."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

from adaptkit.exchange import EXCHANGES, Exchange
from adaptkit.exchange import _table as table
from adaptkit.exchange._controls import decode, encode
from adaptkit.exchange._strange import is_utf_7, strange_columns
from adaptkit.model.catalogue import EntryState
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error, warning
from adaptkit.model.exchange import Delivery, Parcel, Returned
from adaptkit.model.locale import Locale
from adaptkit.records import replace
from adaptkit.texts.sameness import digest

# What a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV
# Injection"); so does what has apostrophes before such a character already.
_RISKY = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r＝＋－＠]")
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_PAGES = {
    "cp1250": frozenset("bs cs hr hu pl ro sk sl sq".split()),
    "cp1251": frozenset("be bg kk ky mk mn ru sr tg tt uk".split()),
    "cp1253": frozenset({"el"}),
    "cp1254": frozenset({"az", "tr", "uz"}),
    "cp1255": frozenset({"he", "yi"}),
    "cp1256": frozenset("ar ckb fa prs ps ug ur".split()),
    "cp1257": frozenset({"et", "lt", "lv"}),
    "cp1258": frozenset({"vi"}),
    "cp874": frozenset({"th"}),
    "cp932": frozenset({"ja"}),
    "cp949": frozenset({"ko"}),
}
# What a spreadsheet makes of something typed, and saves as CSV: a number, a date, the name of a
# fault, a formula.
_MADE = re.compile(
    r"[-+]?\d[\d.,]*(?:E[-+]?\d+)?%?|#[^\s#]{1,12}[?!]|#N/\w{1,3}|#{4,}|=.*"
    r"|\d{1,2}[-/.](?:\d{1,2}|[^\W\d_]{3,4})(?:[-/.]\d{2,4})?|[^\W\d_]{3,4}-\d{2}"
    r"|\d{4}-\d\d-\d\d(?: 00:00:00)?",
    re.DOTALL,
)
FindHeader = Callable[[list[list[str]]], int]
"""The index of the row that names the columns; -1 where there is none."""
_BIGGEST_CELL = 1_000_000
# A long guide has a hundredth of either; empty ones cost memory, too.
_MOST_LINES, _MOST_CELLS = 1_000_000, 5_000_000


@EXCHANGES.register("csv")
def comma_separated() -> Exchange:
    """CSV, for any spreadsheet or script."""
    return Exchange((".csv", ".tsv"), render_csv, parse_csv)


def render_csv(parcel: Parcel) -> bytes:
    return csv_bytes([table.HEADER, *table.rows(parcel)])


def csv_bytes(rows: list[tuple[str, ...]]) -> bytes:
    """UTF-8 with BOM, commas, every cell quoted, CRLF (RFC 4180)."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([guard(encode(cell)) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def guard(cell: str) -> str:
    return f"'{cell}" if _RISKY.match(cell) else cell


def unguard(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


def from_csv(cell: str) -> str:
    """What a cell stands for that was written by ``csv_bytes``."""
    return decode(unguard(cell))


def parse_csv(content: bytes, path: str) -> Delivery:
    """Commas, semicolons or tabs; UTF-8, UTF-16 or a code page of Windows; the delivery says which.
    Raises ProblemsFound where the columns are not to be found."""
    text, told, guessed = _decoded(content, path)
    raw = _rows(text, path, table.find_header, table.no_header(path))
    at = table.find_header([cells for _, cells in raw])
    names = table.names_of(raw[at][1], Position(path, raw[at][0]))
    found = [_row(line, names, cells) for line, cells in raw[at + 1 :]]
    delivery = table.deliver(found, path)
    if guessed:
        units = tuple(map(_doubted, delivery.units))
        delivery = replace(delivery, units=units)
    told = (*told, *strange_columns(names, raw[at + 1 :], path))
    return Delivery(delivery.units, delivery.refused, (*told, *delivery.diagnostics))


def _doubted(one: Returned) -> Returned:
    """Words whose letters had to be guessed are never finished, unless they went out like this."""
    plain = one.translation.isascii() or digest(one.translation) == one.base
    if plain or one.state is not EntryState.TRANSLATED:
        return one
    return replace(one, state=EntryState.FUZZY)


def _row(line: int, names: list[str], cells: list[str]) -> table.Row:
    # A workbook that was saved as CSV has neither apostrophes nor codes.
    plain = {
        name: cell.replace("\r\n", "\n") for name, cell in zip(names, cells, strict=False) if name
    }
    return table.Row(
        line,
        {n: from_csv(cell) for n, cell in plain.items()},
        other=plain,
        numbers=frozenset(n for n, cell in plain.items() if _MADE.fullmatch(cell.strip())),
    )


def table_rows(
    content: bytes, path: str, find_header: FindHeader, missing: ProblemsFound
) -> tuple[list[tuple[int, list[str]]], tuple[Diagnostic, ...]]:
    """The rows of any table with their lines, and what is told of its encoding. ``missing`` is
    raised where it has no header."""
    text, told, guessed = _decoded(content, path)
    if guessed:
        said = told[0].message.partition(", and words")[0]
        hint = 'look whether all letters are right; else save it again as "CSV UTF-8"'
        told = (warning("exchange-encoding", Position(path), said, hint),)
    return _rows(text, path, find_header, missing), told


def _rows(
    text: str, path: str, find_header: FindHeader, missing: ProblemsFound
) -> list[tuple[int, list[str]]]:
    for delimiter in _delimiters(text):
        lines = text.count("\n") + text.count("\r")
        if lines > _MOST_LINES or text.count(delimiter) > _MOST_CELLS:
            said = "this file is too large to be a list of translations"
            hint = "take empty rows and columns out, or ask for this language's texts only"
            raise ProblemsFound([error("exchange-damaged", Position(path), said, hint)])
        rows, fault, line = _read(text, delimiter)
        if find_header([cells for _, cells in rows]) < 0:
            continue
        if not fault:
            return rows
        said = f"from this line on the file cannot be read: {fault}"
        hint = (
            "a quotation mark may stand alone, or not be doubled inside a cell; or save or export "
            "the file once more"
        )
        raise ProblemsFound([error("exchange-damaged", Position(path, line), said, hint)])
    raise missing


def _read(text: str, delimiter: str) -> tuple[list[tuple[int, list[str]]], str, int]:
    """The rows, and why and from which line on there are no more. A quotation mark too many would
    swallow all rows down to the next one, so the reader is strict."""
    before = csv.field_size_limit(_BIGGEST_CELL)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        # A spreadsheet that did not know the mark before the first cell has kept it as a letter.
        text = re.sub('^"?\ufeff+"?', lambda mark: '"' if '"' in mark[0] else "", text)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        for cells in reader:
            if cells:
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as fault:
        return rows, str(fault), line
    finally:
        csv.field_size_limit(before)
    return rows, "", line


def _delimiters(text: str) -> list[str]:
    head = text[:2000]
    return sorted(",;\t", key=lambda d: -head.count(d))


def _decoded(content: bytes, path: str) -> tuple[str, tuple[Diagnostic, ...], bool]:
    """The text, what is to be told of it, and whether its letters had to be guessed."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return *_strict(content[len(mark) :], encoding, path), False
    if content[1:2] == b"\0" or content[:1] == b"\0":
        encoding = "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
        return *_strict(content, encoding, path), False
    if is_utf_7(content):
        said = "this file is UTF-7, and its letters would be taken for signs such as +APE-"
        hint = 'save it again as "CSV UTF-8"'
        raise ProblemsFound([error("exchange-encoding", Position(path), said, hint)])
    try:
        return content.decode("utf-8"), (), False
    except UnicodeDecodeError:
        encoding = _code_page(content)
        text, _ = _strict(content, encoding, path)
    page = encoding.replace("cp125", "windows-125")
    said = (
        f"this file is not UTF-8, and does not say what it is; it was read as {page}, and words "
        "with other letters than A to Z were taken as suggestions"
    )
    hint = 'save it again as "CSV UTF-8", or look whether the letters are right'
    return text, (warning("exchange-encoding", Position(path), said, hint),), True


def _code_page(content: bytes) -> str:
    """That of Windows where the file's language is spoken."""
    found = table.LANGUAGE.search(content.decode("latin-1"))
    try:
        locale = Locale.parse(found["language"]) if found else None
    except ValueError:
        locale = None
    if locale is None:
        return "cp1252"
    if locale.language == "zh":
        return "cp950" if {locale.script, locale.territory} & {"Hant", "TW", "HK"} else "gbk"
    return next((page for page, spoken in _PAGES.items() if locale.language in spoken), "cp1252")


def _strict(content: bytes, encoding: str, path: str) -> tuple[str, tuple[Diagnostic, ...]]:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        said = f"this file cannot be read as {encoding}; this line holds something else"
        hint = 'save it again as "CSV UTF-8"'
        raise ProblemsFound(
            [error("exchange-encoding", Position(path, line), said, hint)]
        ) from None
    if encoding == "utf-8":
        return text, ()
    said = f"this file was read as {encoding}"
    return text, (warning("exchange-encoding", Position(path), said),)
