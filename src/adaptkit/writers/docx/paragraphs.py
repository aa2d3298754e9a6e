"""A paragraph with its style, its place in a list and the way it runs."""

from __future__ import annotations

from adaptkit.writers.docx.numbering import STEP
from adaptkit.writers.docx.scene import Scene
from adaptkit.writers.docx.styles import CHAPTER, inset_of, is_framed


def paragraph(
    runs: str,
    scene: Scene,
    style: str,
    *,
    item: tuple[int, int] | None = None,
    inset: int = 0,
    align: str = "",
    direction: str = "",
    keep: bool = False,
    level: int = 0,
) -> str:
    """``item``: the list that it is an item of, and its depth there. ``inset``: how much further in
    it stands than its style says. ``direction``: where it is not that of the passage.
    ``keep``: on the page of what follows. ``level``: of a heading whose style has none."""
    runs_to = direction or scene.direction
    whole = scene.edition.spec.text_direction
    turned = "<w:bidi/>" if runs_to == "rtl" else '<w:bidi w:val="0"/>' if whole == "rtl" else ""
    counted, number = "", _number(scene, style)
    item = item or number
    if item:
        counted = f'<w:numPr><w:ilvl w:val="{item[1]}"/><w:numId w:val="{item[0]}"/></w:numPr>'
    aside = stop = ""
    if inset:
        left = inset_of(style) + inset
        hanging = f' w:hanging="{STEP}"' if item else ' w:firstLine="0"'
        if is_framed(style):
            # A frame begins where the first line does: all lines of a call-out at one edge.
            hanging = f' w:hanging="{inset}"'
            stop = f'<w:tabs><w:tab w:val="left" w:pos="{left}"/></w:tabs>'
            runs = runs if item else f"<w:r><w:tab/></w:r>{runs}"
        aside = f'<w:ind w:left="{left}"{hanging}/>'
    aligned = f'<w:jc w:val="{align}"/>' if align else ""
    kept = "<w:keepNext/>" if keep else ""
    begun = f'<w:pStyle w:val="{style}"/>{kept}{_page(scene, style)}{counted}{stop}'
    outline = f'<w:outlineLvl w:val="{level - 1}"/>' if level else ""
    properties = f"{begun}{turned}{aside}{aligned}{outline}"
    return f"<w:p><w:pPr>{properties}</w:pPr>{scene.bookmarks.here()}{runs}</w:p>"


def _number(scene: Scene, style: str) -> tuple[int, int] | None:
    """A chapter's title is counted, once."""
    if style != CHAPTER or not scene.titles:
        return None
    counted, scene.titles = (scene.titles, 0), 0
    return counted


def _page(scene: Scene, style: str) -> str:
    """A chapter's title begins a page; where anything stands before it, that does instead."""
    if scene.opens:
        scene.opens, scene.opened = False, style != CHAPTER
        return "<w:pageBreakBefore/>" if scene.opened else ""
    if scene.opened and style == CHAPTER:
        scene.opened = False
        return '<w:pageBreakBefore w:val="0"/>'
    return ""
