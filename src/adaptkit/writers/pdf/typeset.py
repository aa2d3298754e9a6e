"""The only door to typst: data and pictures become one PDF file, with no file of this machine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from adaptkit.writers.pdf.fonts import book

if TYPE_CHECKING:
    import typst


class NotSet(Exception):
    """The typesetter refused: its own words."""


def typeset(data: Mapping[str, Any], pictures: Mapping[str, bytes]) -> bytes:
    """The same bytes for the same data: it knows no clock, folder, environment or network."""
    import typst

    inside = {
        "main.typ": template(),
        "data.json": json.dumps(data, ensure_ascii=False).encode("utf-8"),
        **{f"pictures/{name}": content for name, content in pictures.items()},
    }
    try:
        compiler = typst.Compiler(inside, font_paths=book(), ignore_system_fonts=True)  # type: ignore[type-var]
        return _compiled(compiler)
    except typst.TypstError as problem:
        raise NotSet(problem.message or problem.diagnostic) from problem


_ALONE = b"""#set document(title: "-", date: datetime(year: 2000, month: 1, day: 1))
#set text(fallback: false)
#image("picture", format: "%b", alt: "-")"""
_FORMATS = {
    "image/svg+xml": b"svg",
    "image/png": b"png",
    "image/jpeg": b"jpg",
    "image/gif": b"gif",
    "image/webp": b"webp",
}


def can_show(picture: bytes, media_type: str) -> bool:
    import typst

    inside = {"main.typ": _ALONE % _FORMATS[media_type], "picture": picture}
    try:
        _compiled(typst.Compiler(inside, font_paths=book(), ignore_system_fonts=True))  # type: ignore[type-var]
    except typst.TypstError:
        return False
    return True


def _compiled(compiler: typst.Compiler) -> bytes:
    made = compiler.compile(format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=0)
    assert isinstance(made, bytes)
    return made


@cache
def template() -> bytes:
    return files("adaptkit.writers.pdf").joinpath("guide.typ").read_bytes()
