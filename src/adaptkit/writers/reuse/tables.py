"""Tables with bars between their cells, as both programs read them."""

from __future__ import annotations

from collections.abc import Sequence

from adaptkit.model.document import Block
from adaptkit.writers.reuse.inlines import Scene, render_inlines

_RULES = {"left": ":--", "center": ":-:", "right": "--:"}


def render_table(table: Block, scene: Scene) -> str:
    columns = max((len(row.children) for row in table.children), default=0)
    if not columns:
        return ""
    head = [row for row in table.children if any(cell.header for cell in row.children)]
    body = [row for row in table.children if row not in head]
    aligned = [cell.align for cell in table.children[0].children]
    rule = _line([_RULES.get(align, "---") for align in aligned], columns, "---")
    # There is always one row of headings, and no more than one.
    first = [_row(row, columns, scene) for row in head] or [_line([], columns)]
    rest = [_row(row, columns, scene) for row in body]
    return "\n".join((first[0], rule, *first[1:], *rest))


def _row(row: Block, columns: int, scene: Scene) -> str:
    names = scene.place(row.anchor) if row.anchor else ""
    cells = [_cell(cell, scene) for cell in row.children]
    if cells:
        cells[0] = names + cells[0]
    return _line(cells, columns)


def _cell(cell: Block, scene: Scene) -> str:
    scene.cell = True
    names = scene.place(cell.anchor) if cell.anchor else ""
    words = names + render_inlines(cell.inlines, scene).strip()
    scene.cell = False
    return words


def _line(cells: Sequence[str], columns: int, empty: str = "") -> str:
    filled = [*cells, *(empty for _ in range(columns - len(cells)))]
    return f"| {' | '.join(filled)} |"
