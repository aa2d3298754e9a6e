"""Hugo: shortcodes, attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adaptkit.dialects import DIALECTS, Dialect, Folder, config, written
from adaptkit.dialects._patterns import line

_SHORTCODE = r"\{\{<(?:[^>{\n]|>(?!\}\}))*>\}\}|\{\{%(?:[^%{\n]|%(?!\}\}))*%\}\}"
_CODE = r"highlight|mermaid|math|raw"


def _found(folder: Folder) -> Iterator[str]:
    yield from config(folder, "hugo.toml", "hugo.yaml", "hugo.json")
    yield from written(folder, r"\{\{[<%] */?[\w-]+", "a shortcode ({{< >}})")
    yield from written(folder, r"\A\+\+\+\s", "a front matter in TOML (+++)")
    if any(name.startswith("archetypes/") for name in folder.names):
        yield "the folder archetypes"


DIALECTS.register("hugo")(
    Dialect(
        title="Hugo (shortcodes)",
        found=_found,
        home="content",
        shown=line(_SHORTCODE),
        pairs=(
            (
                re.compile(rf"\{{\{{[<%][ \t]*(?:{_CODE})\b[^\n]*[>%]\}}\}}[ \t]*$(?<!/>\}}\}})"),
                re.compile(rf".*\{{\{{[<%][ \t]*/[ \t]*(?:{_CODE})\b"),
            ),
        ),
        inline=re.compile(_SHORTCODE),
        signs="{",
        everywhere=True,
    )
)
