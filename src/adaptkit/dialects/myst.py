"""MyST: Sphinx and Jupyter Book."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adaptkit.dialects import DIALECTS, Dialect, Folder, config, written

_PROSE = (
    "admonition attention caution danger dropdown error hint important margin note seealso sidebar"
    " tip topic warning versionadded versionchanged deprecated card tab-set tab-item"
)


def _found(folder: Folder) -> Iterator[str]:
    yield from config(folder, "myst.yml", "_toc.yml", "conf.py")
    yield from written(folder, r"^(?:`{3,}|:{3,})\{[\w:-]+\}", "a directive (```{name})")
    yield from written(folder, r"\{[\w:+-]+\}`[^`\n]+`", "a role ({name}`…`)")
    yield from written(folder, r"^\([\w-]+\)=[ \t]*$", "a target ((name)=)")


DIALECTS.register("myst")(
    Dialect(
        title="MyST (Sphinx, Jupyter Book)",
        found=_found,
        unseen=re.compile(r"\([^()\s]+\)=[ \t]*$|%(?:[ \t][^\n]*)?$|\+\+\+(?:[ \t][^\n]*)?$"),
        shown=re.compile(r":{3,}(?:\{[\w:+-]+\}[^\n]*)?$|\{\{[^{}\n]*\}\}[ \t]*$"),
        pairs=((re.compile(r"\$\$[ \t]*$"), re.compile(r".*\$\$(?:[ \t]*\([^()\n]*\))?[ \t]*$")),),
        inline=re.compile(r"\{[\w:+-]+\}`[^`\n]+`|\{\{[^{}\n]*\}\}"),
        signs="{",
        directives=frozenset(_PROSE.split()),
    )
)
