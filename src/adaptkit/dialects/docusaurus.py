"""Docusaurus: MDX (imports, components, expressions) and call-outs between ``:::``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adaptkit.dialects import DIALECTS, Dialect, Folder, config, written

# A component's tag, on one line: `<Tabs groupId="x">`, `</Tabs>`, `<Badge/>`, `<Foo.Bar a={1} />`.
_TAG = r"</?[A-Z][\w.]*(?:[ \t][^<>\n]*)?/?>|<>|</>"
# An expression; `{name}` alone may be a placeholder of the guide's own, and is left to it.
_EXPRESSION = (
    r"\{/\*(?:[^*{\n]|\*(?!/\}))*\*/\}"
    r"|\{(?![a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?\})(?!#)(?!\.)[^{}\n]+\}"
)


def _found(folder: Folder) -> Iterator[str]:
    yield from config(folder, "docusaurus.config.js", "docusaurus.config.ts", "sidebars.js")
    yield from written(folder, r"^import \S.* from ['\"]", "an MDX import")
    yield from written(folder, r"^<[A-Z]\w*[ />]", "an MDX component")
    if any(name.endswith(".mdx") for name in folder.names):
        yield "files that end in .mdx"


DIALECTS.register("docusaurus")(
    Dialect(
        title="Docusaurus (MDX)",
        found=_found,
        home="docs",
        shown=re.compile(rf"(?:(?:{_TAG}|{_EXPRESSION})[ \t]*)+$"),
        pairs=(
            # A component's tag over several lines.
            (re.compile(r"<[A-Z][\w.]*(?:[ \t][^<>\n]*)?$"), re.compile(r".*>[ \t]*$")),
        ),
        prefixed=re.compile(
            r"(?:import|export)[ \t]+(?:[\w{*'\"]|default\b)[^\n]*(?:['\";={(]|\bfrom\b)"
        ),
        inline=re.compile(rf"{_TAG}|{_EXPRESSION}"),
        signs="{<",
    )
)
