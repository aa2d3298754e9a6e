"""MkDocs with Python-Markdown and pymdown-extensions; Material for MkDocs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adaptkit.dialects import DIALECTS, Dialect, Folder, config, written
from adaptkit.dialects._patterns import ABBREVIATION, ATTRIBUTES, LIQUID, line


def _found(folder: Folder) -> Iterator[str]:
    yield from config(folder, "mkdocs.yml", "mkdocs.yaml")
    yield from written(folder, r"^(?:!!!|\?\?\?\+?) ?[\w-]+", "an admonition (!!!)")
    yield from written(folder, r'^=== "', 'a tab (=== "…")')


# {: .class }, and the same without a colon where no mark of adaptkit's stands in it.
_ATTRIBUTES = rf"{ATTRIBUTES}|\{{ [^{{}}\n]*\}}"

DIALECTS.register("mkdocs")(
    Dialect(
        title="MkDocs (Python-Markdown, Material)",
        found=_found,
        home="docs",
        unseen=line(ATTRIBUTES),
        shown=line(LIQUID, r"--8<--[^\n]*", r"\[TOC\]"),
        inline=re.compile(rf"{LIQUID}|{_ATTRIBUTES}|:[a-z]+(?:-[a-z0-9]+)+:"),
        signs="{:",
        everywhere=True,
        words=ABBREVIATION,
        admonition=re.compile(
            r"(?:!!!|\?\?\?\+?|===[!+]?)[ ]?(?P<kind>[\w-]+(?:[ ]+[\w-]+)*|(?=\"))"
            r"(?:[ ]*\"(?P<title>[^\n]*)\")?[ \t]*$"
        ),
    )
)
