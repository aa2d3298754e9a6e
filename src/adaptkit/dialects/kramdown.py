"""Jekyll: kramdown with Liquid."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adaptkit.dialects import DIALECTS, Dialect, Folder, config, written
from adaptkit.dialects._patterns import ABBREVIATION, ATTRIBUTES, LIQUID, line

_EXTENSIONS = r"\{::[^{}\n]*\}|\{:/[^{}\n]*\}"


def _found(folder: Folder) -> Iterator[str]:
    yield from config(folder, "_config.yml", "Gemfile")
    yield from written(
        folder, r"\{% *(?:include|link|raw|highlight|if|for)\b", "a Liquid tag ({% %})"
    )
    yield from written(folder, r"^\{: ?[.#]", "a kramdown class ({: .name})")


DIALECTS.register("kramdown")(
    Dialect(
        title="Jekyll (kramdown, Liquid)",
        found=_found,
        unseen=line(ATTRIBUTES, _EXTENSIONS),
        shown=line(LIQUID),
        pairs=(
            (re.compile(r"\{%-? *raw *-?%\}[ \t]*$"), re.compile(r".*\{%-? *endraw *-?%\}")),
            (
                re.compile(r"\{%-? *(?:highlight|comment)\b[^%\n]*%\}[ \t]*$"),
                re.compile(r".*\{%-? *end(?:highlight|comment) *-?%\}"),
            ),
            (re.compile(r"\$\$[ \t]*$"), re.compile(r".*\$\$[ \t]*$")),
        ),
        inline=re.compile(rf"{LIQUID}|{ATTRIBUTES}|{_EXTENSIONS}"),
        signs="{",
        everywhere=True,
        words=ABBREVIATION,
    )
)
