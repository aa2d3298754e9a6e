"""Tables, whose header rows stand on every page that they reach."""

from __future__ import annotations

from collections.abc import Sequence

from adaptkit.guides.inline_trees import plain_text
from adaptkit.model.document import Block, BlockKind
from adaptkit.model.telling import Said
from adaptkit.writers.docx.inlines import SMALL, render_inlines, render_said
from adaptkit.writers.docx.paragraphs import paragraph
from adaptkit.writers.docx.scene import Scene

# What a column of few words and one of many get of the width, in letters.
_NARROWEST, _WIDEST = 8, 40
_SIDES = {"left": "left", "center": "center", "right": "right"}


def render_table(table: Block, scene: Scene) -> str:
    """The table, with an empty line below it: two that touch would be one."""
    columns = max((len(row.children) for row in table.children), default=0)
    if not columns:
        return ""
    widths = _widths(table.children, columns, scene.width)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    turned = "<w:bidiVisual/>" if scene.direction == "rtl" else ""
    rows = "".join(_row(row, widths, scene) for row in table.children)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="GuideTable"/>{turned}'
        '<w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        f' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{rows}</w:tbl>{paragraph('', scene, 'TableEnd')}"
    )


def _widths(rows: Sequence[Block], columns: int, width: int) -> list[int]:
    """By the longest cell of each column. One that readers fill in gets as much as the words beside
    it."""
    letters = [_NARROWEST] * columns
    empty = [True] * columns
    for row in rows:
        for column, cell in enumerate(row.children):
            long = len(plain_text(cell.inlines).strip())
            letters[column] = max(letters[column], min(_WIDEST, long))
            empty[column] &= cell.header or not (long or cell.children)
    most = max(letters)
    letters = [most if bare else one for one, bare in zip(letters, empty, strict=True)]
    return [width * one // sum(letters) for one in letters]


def _row(row: Block, widths: Sequence[int], scene: Scene) -> str:
    if row.anchor:
        scene.bookmark(row.anchor)
    head = any(cell.header for cell in row.children)
    repeated = "<w:tblHeader/>" if head else ""
    cells = [_cell(cell, width, scene) for cell, width in zip(row.children, widths, strict=False)]
    empty = paragraph("", scene, "TableText")
    cells += [_framed(empty, width) for width in widths[len(cells) :]]
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: Block, width: int, scene: Scene) -> str:
    if cell.anchor:
        scene.bookmark(cell.anchor)
    style = "TableHead" if cell.header else "TableText"
    align = _SIDES.get(cell.align, "")
    if not cell.children:
        words = render_inlines(cell.inlines, scene)
        return _framed(paragraph(words, scene, style, align=align), width)
    told = ""
    for child in cell.children:
        if child.kind is BlockKind.NOTICE:
            said = Said(child.text, child.shown_language)
            told += paragraph(render_said(said, scene, SMALL), scene, style, align=align)
            continue
        with scene.within(child.shown_language):
            words = render_inlines(child.inlines, scene)
            told += paragraph(words, scene, style, align=align)
    return _framed(told, width)


def _framed(paragraphs: str, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraphs}</w:tc>'
