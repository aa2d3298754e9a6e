"""mdBook: ``{{#include file}}`` and its like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adaptkit.dialects import DIALECTS, Dialect, Folder, config, written
from adaptkit.dialects._patterns import line

_HELPER = r"\{\{#[^{}\n]*\}\}"


def _found(folder: Folder) -> Iterator[str]:
    yield from config(folder, "book.toml", "SUMMARY.md")
    yield from written(folder, r"\{\{#\w+", "a helper ({{#include …}})")


DIALECTS.register("mdbook")(
    Dialect(
        title="mdBook",
        found=_found,
        home="src",
        shown=line(_HELPER),
        inline=re.compile(rf"\\?{_HELPER}"),
        signs="{",
        everywhere=True,
    )
)
