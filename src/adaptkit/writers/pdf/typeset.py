"""The only door to typst: data and pictures become one PDF file, and a drawing one of points, with
no file of this machine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files as package_files
from typing import Any

from adaptkit.writers.pdf.fonts import book, families

TEMPLATES = ("guide", "checklists")


class NotSet(Exception):
    """The typesetter refused: its own words."""


def typeset(
    template: str, data: Mapping[str, Any], pictures: Mapping[str, str], *, tagged: bool = True
) -> bytes:
    """The same bytes for the same data: it knows no clock, folder, environment or network.
    ``template``: one of ``TEMPLATES``. ``pictures``: SVG by name. Raises NotSet."""
    inside = {
        "main.typ": text_of(template),
        "blocks.typ": text_of("blocks"),
        "data.json": json.dumps(data, ensure_ascii=False),
        **{f"pictures/{name}": drawing for name, drawing in pictures.items()},
    }
    return _compiled(inside, tagged=tagged)


_ALONE = """#set document(title: "-", date: datetime(year: 2000, month: 1, day: 1))
#image("picture.svg", alt: "-")"""


def can_show(drawing: str) -> bool:
    try:
        _compiled({"main.typ": _ALONE, "picture.svg": drawing})
    except NotSet:
        return False
    return True


_POINTS_PER_INCH = 144
# A drawing names fonts that are not here; its words are set in the first that there is of these.
_PICTURE = """#set page(width: auto, height: auto, margin: 0pt, fill: none)
#set text(font: json("fonts.json"))
#image("picture.svg", width: 12cm)"""


def as_png(drawing: str) -> bytes:
    """A drawing as a picture of points, the same on every machine, its words in the fonts of PDFs;
    nothing where it cannot be drawn."""
    import typst

    inside = {
        "main.typ": _PICTURE.encode(),
        "fonts.json": json.dumps(families("Latn")).encode(),
        "picture.svg": drawing.encode("utf-8", "replace"),
    }
    try:
        compiler = typst.Compiler(inside, font_paths=book(), ignore_system_fonts=True)  # type: ignore[type-var]
        made = compiler.compile(format="png", ppi=_POINTS_PER_INCH)
    except RuntimeError:
        return b""
    return made if isinstance(made, bytes) else b""


def _compiled(files: Mapping[str, str], *, tagged: bool = True) -> bytes:
    """``files``: all that there is, by name; nothing else is read."""
    import typst

    inside = {name: text.encode("utf-8", "replace") for name, text in files.items()}
    try:
        compiler = typst.Compiler(inside, font_paths=book(), ignore_system_fonts=True)  # type: ignore[type-var]
        made = compiler.compile(
            format="pdf",
            pdf_standards=["a-2a", "ua-1"] if tagged else ["a-2b"],
            pdf_tags=tagged,
            timestamp=0,
        )
    except typst.TypstError as problem:
        raise NotSet(problem.message or problem.diagnostic) from problem
    assert isinstance(made, bytes)
    return made


@cache
def text_of(template: str) -> str:
    file = package_files("adaptkit.writers.pdf").joinpath(f"{template}.typ")
    return file.read_text(encoding="utf-8")
