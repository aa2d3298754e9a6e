"""A workbook with one sheet of text, written part by part (ECMA-376), and read back with care.

Written by hand because the bytes must be the same on every day, and because nothing may happen to
a text on its way: the usual library turns ``x005F_`` in a cell into nothing when it reads.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from posixpath import join

from adaptkit.exchange._controls import decode, encode
from adaptkit.exchange._heights import LINE, height
from adaptkit.exchange._package import BIGGEST, damaged, parts_of, relations_of
from adaptkit.exchange._xml import DECLARATION, Node, attributes, parse_xml, text
from adaptkit.records import Record

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MOST_COLUMNS = 256
# General, 0 and @ (ECMA-376, part 1, 18.8.30): what stands there is what was typed, but for zeros
# at its beginning. With any other format it may be a date, an amount, a percentage.
_PLAIN_FORMATS = frozenset({"", "0", "1", "49"})
_PLAIN_CODES = frozenset({"general", "0", "@"})
_FORMULA_LIKE = re.compile(r"[=+\-@'\t]")
_CELL = re.compile(r"([A-Z]{1,3})\d+")

_CONTENT_TYPES = f"""<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>\
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>\
<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>\
<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/>\
<Override PartName="/docProps/core.xml" \
ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"""
_RELS = f"""<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/>\
<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" \
Target="docProps/core.xml"/></Relationships>"""
_WORKBOOK_RELS = f"""<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>\
<Relationship Id="rId2" Type="{_RELATIONS}/styles" Target="styles.xml"/>\
<Relationship Id="rId3" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>\
</Relationships>"""
_CORE = f"""<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>%s</dc:title>\
<dc:creator>adaptkit</dc:creator>\
<dcterms:created xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z</dcterms:created>\
</cp:coreProperties>"""
_SIDES = {
    "": "",
    "ltr": ' horizontal="left" readingOrder="1"',
    "rtl": ' horizontal="right" readingOrder="2"',
}
_HIDDEN = ' hidden="1"'
_STYLES = f"""<styleSheet xmlns="{_MAIN}">\
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="%d">%s</cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
</styleSheet>"""


class Column(Record, frozen=True):
    """``width`` in characters. ``choices``: what a drop-down list offers, and nothing else is
    taken; ``refusal`` is what a person is told. ``direction``: ``ltr``, ``rtl``, or ``""``, as
    each text begins. A hidden column is not wrapped: it would stretch the rows."""

    name: str
    width: int
    open: bool = False
    hidden: bool = False
    choices: tuple[str, ...] = ()
    refusal: str = ""
    direction: str = ""


class Cell(Record, frozen=True):
    """``problem`` is why it is no text: a formula, an error, a date… ``number``: it is a whole
    number, which perhaps was typed with more than that."""

    text: str = ""
    problem: str = ""
    number: bool = False


class Sheet(Record, frozen=True):
    """``rows``: the number from 1, and the cells from column A. ``commented``: notes hang on
    some of its cells."""

    name: str
    rows: tuple[tuple[int, list[Cell]], ...]
    hidden: bool = False
    commented: bool = False


# Out ------------------------------------------------------------------------------------------


def render_workbook(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], *, name: str, title: str, rtl: bool
) -> bytes:
    """One sheet ``name``, the columns' names frozen above the rows. All cells are text."""
    strings: dict[str, int] = {}
    sheet = _sheet(columns, rows, strings, rtl)
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _RELS,
        "docProps/core.xml": _CORE % text(encode(title)),
        "xl/workbook.xml": _workbook(name, f"$A$1:${_letter(len(columns) - 1)}${len(rows) + 1}"),
        "xl/_rels/workbook.xml.rels": _WORKBOOK_RELS,
        "xl/styles.xml": _styles(columns),
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": _shared(strings),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, content in parts.items():
            # The first day that a ZIP file knows; and the system, which Python would look up.
            info = zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
            info.external_attr = 0o600 << 16
            archive.writestr(info, (DECLARATION + content).encode("utf-8"))
    return out.getvalue()


def _shared(strings: Mapping[str, int]) -> str:
    items = "".join(
        f'<si><t xml:space="preserve">{text(encode(string))}</t></si>' for string in strings
    )
    return f'<sst xmlns="{_MAIN}" uniqueCount="{len(strings)}">{items}</sst>'


def _workbook(name: str, area: str) -> str:
    """With the name by which programs know the cells to filter; Calc shows the arrows then."""
    quoted = "'" + name.replace("'", "''") + "'"
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        f'<sheet{attributes(name=name)} sheetId="1" r:id="rId1"/></sheets><definedNames>'
        '<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'
        f"{text(quoted)}!{area}</definedName></definedNames></workbook>"
    )


def _styles(columns: Sequence[Column]) -> str:
    """0 default; 1 and 2 of the first column, 3 and 4 of the second…: what looks like a formula
    has the even one. At the end the header's."""
    plain = (
        '<xf numFmtId="49" fontId="%d" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" '
        'applyAlignment="1" applyProtection="1"%s>%s</xf>'
    )
    found = ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>']
    for column in columns:
        look = f'<alignment{_SIDES[column.direction]} vertical="top"'
        look += "/>" if column.hidden else ' wrapText="1"/>'
        look += '<protection locked="0"/>' if column.open else ""
        found += [plain % (0, "", look), plain % (0, ' quotePrefix="1"', look)]
    found.append(plain % (1, ' applyFont="1"', '<alignment vertical="top"/>'))
    return _STYLES % (len(found), "".join(found))


def _sheet(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], strings: dict[str, int], rtl: bool
) -> str:
    def cell(n: int, number: int, words: str, style: int) -> str:
        at = f"{_letter(n)}{number}"
        if not words:
            return f'<c r="{at}" s="{style}"/>'
        index = strings.setdefault(words, len(strings))
        return f'<c r="{at}" s="{style}" t="s"><v>{index}</v></c>'

    last = f"{_letter(len(columns) - 1)}{len(rows) + 1}"
    view = ' rightToLeft="1"' if rtl else ""
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{c.width}"{_HIDDEN if c.hidden else ""} customWidth="1"/>'
        for n, c in enumerate(columns, 1)
    )
    header = "".join(cell(n, 1, c.name, 2 * len(columns) + 1) for n, c in enumerate(columns))
    body = "".join(
        # Not marked as set by hand (customHeight), so that a row grows when more is typed into it.
        f'<row r="{number}" ht="{height(_shown(columns, row))}">'
        + "".join(
            cell(n, number, words, 2 * n + (2 if _FORMULA_LIKE.match(words) else 1))
            for n, words in enumerate(row)
        )
        + "</row>"
        for number, row in enumerate(rows, 2)
    )
    return (
        f'<worksheet xmlns="{_MAIN}"><dimension ref="A1:{last}"/>'
        f'<sheetViews><sheetView{view} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
        'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="{LINE}"/><cols>{widths}</cols>'
        f'<sheetData><row r="1">{header}</row>{body}</sheetData>'
        '<sheetProtection sheet="1" formatCells="0" formatColumns="0" formatRows="0" sort="0" '
        f'autoFilter="0"/><autoFilter ref="A1:{last}"/>{_validations(columns, len(rows))}'
        "</worksheet>"
    )


def _shown(columns: Sequence[Column], row: Sequence[str]) -> Iterator[tuple[str, int]]:
    return ((w, c.width) for c, w in zip(columns, row, strict=True) if not c.hidden)


def _validations(columns: Sequence[Column], count: int) -> str:
    lists = [
        '<dataValidation type="list" errorStyle="stop" allowBlank="1" showErrorMessage="1"'
        + attributes(
            errorTitle=c.name,
            error=c.refusal,
            sqref=f"{_letter(n)}2:{_letter(n)}{max(count + 1, 2)}",
        )
        + f"><formula1>{text(chr(34) + ','.join(c.choices) + chr(34))}</formula1></dataValidation>"
        for n, c in enumerate(columns)
        if c.choices
    ]
    if not lists:
        return ""
    return f'<dataValidations count="{len(lists)}">{"".join(lists)}</dataValidations>'


def _letter(index: int) -> str:
    out = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        out = chr(65 + rest) + out
    return out


# In -------------------------------------------------------------------------------------------


def read_workbook(content: bytes, path: str) -> Iterator[Sheet]:
    """Every sheet in order. No formula is ever worked out. Raises ProblemsFound for
    what is no workbook or not safe to read."""
    parts = parts_of(content, path)
    relations = relations_of(parts, "_rels/.rels", "", path)
    main = next((t for kind, t in relations.values() if kind == "officeDocument"), "")
    if main not in parts:
        raise damaged(path, "this is no XLSX file: it holds no workbook")
    folder, _, name = main.rpartition("/")
    inner = relations_of(parts, join(folder, "_rels", name + ".rels"), folder, path)
    shared = next((t for kind, t in inner.values() if kind == "sharedStrings"), "")
    strings = _strings(parse_xml(parts[shared], path)) if shared in parts else []
    looks = next((t for kind, t in inner.values() if kind == "styles"), "")
    formats = _formats(parse_xml(parts[looks], path)) if looks in parts else []
    for sheet in parse_xml(parts[main], path).find_all("sheet"):
        _, target = inner.get(sheet.get("id"), ("", ""))
        if target in parts:
            rows, size = [], 0
            for number, cells in _rows(parse_xml(parts[target], path), strings, formats):
                # A million cells may show one long text that the file holds once.
                size += sum(len(cell.text) for cell in cells)
                if size > BIGGEST:
                    raise damaged(path, "this file is too large to be a list of translations")
                rows.append((number, cells))
            above, _, own = target.rpartition("/")
            beside = relations_of(parts, join(above, "_rels", own + ".rels"), above, path)
            commented = any("omment" in kind for kind, _ in beside.values())
            hidden = sheet.get("state") not in ("", "visible")
            yield Sheet(sheet.get("name"), tuple(rows), hidden, commented)


def _strings(root: Node) -> list[str]:
    return [_words(item) for item in root.elements("si")]


def _formats(root: Node) -> list[bool]:
    """Of every cell style, by its index, whether it shows a number as it is."""
    codes = {f.get("numFmtId"): f.get("formatCode") for f in root.find_all("numFmt")}
    styles = root.first("cellXfs")
    used = [style.get("numFmtId") for style in styles.elements("xf")] if styles else []
    return [
        codes[n].casefold() in _PLAIN_CODES if n in codes else n in _PLAIN_FORMATS for n in used
    ]


def _words(item: Node) -> str:
    """The text of ``<si>`` or ``<is>``: plain, or in runs; phonetic guides (``rPh``) left out."""
    out = [node.text() for node in item.elements("t")]
    out += [node.text() for run in item.elements("r") for node in run.elements("t")]
    return decode("".join(out))


def _rows(
    root: Node, strings: Sequence[str], formats: Sequence[bool]
) -> Iterator[tuple[int, list[Cell]]]:
    data = root.first("sheetData")
    number = 0
    for row in data.elements("row") if data else ():
        said = row.get("r")
        number = int(said) if said.isdecimal() and len(said) < 8 else number + 1
        cells: list[Cell] = []
        for node in row.elements("c"):
            found = _CELL.fullmatch(node.get("r"))
            at = _index(found[1]) if found else len(cells)
            if at >= _MOST_COLUMNS:
                break
            cells += [Cell()] * (at - len(cells))
            cells[at:] = [_cell(node, strings, formats)]
        yield number, cells


def _index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def _cell(node: Node, strings: Sequence[str], formats: Sequence[bool]) -> Cell:
    value = node.first("v")
    words = value.text() if value else ""
    formula = node.first("f")
    if formula is not None:
        return Cell("=" + formula.text(), "the cell holds a formula, not text")
    match node.get("t") or "n":
        case "s":
            index = int(words) if words.isdecimal() and len(words) < 9 else -1
            return Cell(strings[index]) if 0 <= index < len(strings) else Cell("", "it is damaged")
        case "inlineStr":
            inner = node.first("is")
            return Cell(_words(inner) if inner else "")
        case "str":
            return Cell(decode(words))
        case "n":
            if not words:
                return Cell()
            style = node.get("s")
            known = style.isdecimal() and len(style) < 9 and int(style) < len(formats)
            if (not known or formats[int(style)]) and words.removeprefix("-").isdecimal():
                return Cell(words, number=True)
            return Cell(words, "the cell holds a number or a date, not text")
        case "e":
            return Cell(words, "the cell holds an error, not text")
        case _:
            return Cell(words, "the cell holds something that is not text")
