"""One value of a YAML file becomes another; all else stays, to the byte."""

from __future__ import annotations

import re
from collections.abc import Iterable

from adaptkit.model.diagnostic import Position

_LINES = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


def with_values(text: str, changes: Iterable[tuple[Position, str, str]]) -> str:
    """``changes``: where a value stands, what it says, what it is to say. A value that is not
    written there as it says (with escapes, say) is left, so whoever asks looks at the result."""
    lines = _LINES.split(text)
    for place, old, new in sorted(changes, key=lambda one: one[0], reverse=True):
        at = place.line - 1
        column = max(place.column - 1, 0)
        before, rest = lines[at][:column], lines[at][column:]
        found = re.match(rf"""(["']?){re.escape(old)}(?=\1)""", rest)
        if found:
            lines[at] = before + found[1] + new + rest[found.end() :]
    return "".join(lines)
