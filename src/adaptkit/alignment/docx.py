"""A Word document as a row of passages: the only door to python-docx, opened late."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from adaptkit.alignment.document import Family, Part, Passage
from adaptkit.model.diagnostic import Position, ProblemsFound, error

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_BIGGEST = 256 * 1024 * 1024
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
# What would be mark-up in Markdown though it is none in Word.
_SPECIAL = re.compile(r"([\\`*_\[\]<])")
_EDGES = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)


def parse_docx(content: bytes, *, path: str, name: str) -> Part:
    """Headings, paragraphs, list items and cells in reading order; bold, italics, line breaks and
    links as Markdown. Headers, footers, footnotes, text boxes and tracked changes are not read.

    Raises ProblemsFound for what is no Word document, or where python-docx is not installed.
    """
    try:
        import docx
    except ImportError:
        raise ProblemsFound(
            [
                error(
                    "use-docx-missing",
                    Position(path),
                    "Word documents need the program part python-docx, which is not installed",
                    'pip install "adaptkit[docx]", or save the document as Markdown',
                )
            ]
        ) from None
    _check_size(content, path)
    try:
        document = docx.Document(io.BytesIO(content))
    except Exception as fault:
        # python-docx lets all errors of zipfile and lxml through, and fails in its own ways on
        # parts that are XML but not what it looks for.
        raise ProblemsFound([_damaged(path)]) from fault
    passages = tuple(_passages(document, path))
    title = next((p.text for p in passages if p.family is Family.HEADING), "")
    return Part(name, passages, title)


def _check_size(content: bytes, path: str) -> None:
    """A small file can unpack to any size, and python-docx unpacks all of it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return  # python-docx says the same of it
    if size > _BIGGEST:
        raise ProblemsFound(
            [
                error(
                    "align-docx-damaged",
                    Position(path),
                    f"this Word document unpacks to {size // 2**20:,} MiB, which no document does",
                    "take its pictures out, or save it as Markdown",
                )
            ]
        )


def _damaged(path: str) -> Any:
    return error(
        "align-docx-damaged",
        Position(path),
        "this file cannot be read as a Word document",
        "open it in Word or LibreOffice and save it again as .docx",
    )


def _passages(document: Document, path: str) -> Iterator[Passage]:
    from docx.table import Table

    number = 0
    styles: dict[str | None, str] = {}
    listed: list[Passage] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _numbered(listed)
            listed = []
            yield from _cells(block, path, number + 1)
            continue
        number += 1
        passage = _paragraph(block, f"{path}, paragraph {number}", styles)
        if passage is None:
            continue
        if passage.family is Family.ITEM:
            listed.append(passage)
            continue
        yield from _numbered(listed)
        listed = []
        yield passage
    yield from _numbered(listed)


def _numbered(items: list[Passage]) -> Iterator[Passage]:
    for n, item in enumerate(items, 1):
        yield Passage(item.family, item.text, item.where, place=(n, len(items)))


def _paragraph(paragraph: Paragraph, where: str, styles: dict[str | None, str]) -> Passage | None:
    """``styles``: the names of those that were asked for, by id: each is looked for in all."""
    if not any(c.isalnum() for piece in paragraph._p.itertext() for c in piece):
        return None
    key = paragraph._p.style
    if key not in styles:
        styles[key] = (paragraph.style.name or "") if paragraph.style is not None else ""
    style = styles[key]
    heading = _HEADING.match(style)
    level = int(heading[1]) if heading else 1 if style == "Title" else 0
    text = _markdown(paragraph, plain=bool(level)).strip()
    if not any(c.isalnum() for c in text):
        return None
    if level:
        return Passage(Family.HEADING, text, where, level=level)
    if _is_item(paragraph, style):
        return Passage(Family.ITEM, text, where)
    return Passage(Family.CAPTION if style == "Caption" else Family.TEXT, text, where)


def _is_item(paragraph: Paragraph, style: str) -> bool:
    properties = paragraph._p.pPr
    return style.startswith("List") or (properties is not None and properties.numPr is not None)


def _cells(table: Table, path: str, number: int) -> Iterator[Passage]:
    """Cells that are one over several columns or rows come once."""
    seen: set[object] = set()
    rows = list(table.rows)
    for r, row in enumerate(rows, 1):
        for column, cell in enumerate(row.cells, 1):
            if cell._tc in seen:
                continue
            seen.add(cell._tc)
            texts = [_markdown(p, plain=False).strip() for p in cell.paragraphs]
            text = "\\\n".join(t for t in texts if t)
            if any(c.isalnum() for c in text):
                where = f"{path}, table before paragraph {number}, row {r}, column {column}"
                yield Passage(Family.CELL, text, where, place=(r, len(rows)), column=column)


def _markdown(paragraph: Paragraph, *, plain: bool) -> str:
    from docx.text.hyperlink import Hyperlink

    runs: list[tuple[str, str]] = []
    for inner in paragraph.iter_inner_content():
        if isinstance(inner, Hyperlink):
            label = _SPECIAL.sub(r"\\\1", inner.text).strip()
            if label and inner.url:
                runs.append(
                    (
                        f"[{label}](<{inner.url}>)"
                        if " " in inner.url
                        else f"[{label}]({inner.url})",
                        "",
                    )
                )
            elif label:
                runs.append((label, ""))
            continue
        mark = "" if plain else ("**" if inner.bold else "") + ("*" if inner.italic else "")
        text = _SPECIAL.sub(r"\\\1", inner.text).replace("\t", " ").replace("\n", "\\\n")
        if runs and runs[-1][1] == mark:
            runs[-1] = (runs[-1][0] + text, mark)
        else:
            runs.append((text, mark))
    return "".join(_marked(text, mark) for text, mark in runs)


def _marked(text: str, mark: str) -> str:
    """Blanks stay outside the asterisks, or these would be shown."""
    found = _EDGES.match(text)
    if not mark or found is None or not found[2]:
        return text
    return f"{found[1]}{mark}{found[2]}{mark[::-1]}{found[3]}"
