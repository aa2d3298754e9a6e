"""The only door to typst: data and pictures become one PDF file, with no file of this machine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from adaptkit.writers.pdf.fonts import book

STANDARDS = ("a-2a", "ua-1")


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
        made = compiler.compile(format="pdf", pdf_standards=list(STANDARDS), timestamp=0)
    except typst.TypstError as problem:
        raise NotSet(problem.message or problem.diagnostic) from problem
    assert isinstance(made, bytes)
    return made


@cache
def template() -> bytes:
    return files("adaptkit.writers.pdf").joinpath("guide.typ").read_bytes()
