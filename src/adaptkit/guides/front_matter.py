"""An opening ``---`` is front matter only where it holds a YAML mapping.

``title`` and ``description`` are units. The rest stays as it is.
"""

from __future__ import annotations

import re

from adaptkit.model.diagnostic import Position
from adaptkit.model.document import Block, BlockKind, Span

_FENCED = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_LOOKS_LIKE_MAPPING = re.compile(r"^[^\s#:\[\]{}][^\n:]*:(?:\s|$)", re.MULTILINE)
TRANSLATED_FIELDS = ("title", "description")


def parse_front_matter(text: str, path: str) -> tuple[Block | None, str]:
    """The FRONT_MATTER block (or None), and the text with those lines blanked out, so that every
    line below keeps its number."""
    found = _FENCED.match(text)
    if not found or not _LOOKS_LIKE_MAPPING.search(found[1]):
        return None, text
    from adaptkit.yaml_text.front_matter import scalar_fields

    fields = scalar_fields(found[1])
    if fields is None:
        return None, text
    last = found[0].rstrip("\n").count("\n") + 1
    children = []
    for key, value, start, end in fields:
        if key not in TRANSLATED_FIELDS:
            continue
        span = Span(start[0] + 1, start[1], end[0] + 1, end[1])
        folded = re.sub(r"\s*\n\s*", " ", value.strip())
        children.append(
            Block(
                BlockKind.FIELD,
                Position(path, span.start_line + 1, span.start_column + 1),
                text=folded,
                msgid=folded if any(c.isalnum() for c in folded) else "",
                info=key,
                span=span,
                lines=(span.start_line, span.end_line + 1),
            )
        )
    block = Block(
        BlockKind.FRONT_MATTER,
        Position(path, 1, 1),
        children=tuple(children),
        lines=(0, last),
        text=found[1],
    )
    return block, "\n" * found[0].count("\n") + text[found.end() :]
