"""How reports put things: nothing that steers a terminal, numbers as people say them."""

from __future__ import annotations

import re
import unicodedata

# Characters that could move the cursor, change colours or turn a line round in a terminal.
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")

_SHOWN = 60


def safe(text: str) -> str:
    """The text with invisible control characters made visible, ``<U+001B>``."""
    return UNSAFE.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def one_line(text: str) -> str:
    return safe(" ".join(text.split()))


def begun(text: str) -> str:
    """As much of it as tells a person which passage it is."""
    words = one_line(text)
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"


def as_name(path: str) -> str:
    """A path, its line breaks made visible: no file's name must look like a line of ours."""
    return safe(path).replace("\n", "<U+000A>").replace("\t", "<U+0009>")


def typed(path: str) -> str:
    """A path as it can be copied into a command: in quotes where it has blanks, say."""
    import shlex

    return shlex.quote(as_name(path))


def counted(number: int, one: str, many: str = "") -> str:
    """``1 problem``, ``2 problems``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def width(text: str) -> int:
    """Columns in a terminal: East Asian wide characters take two, marks none."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def size(number: int) -> str:
    """Bytes as people say them: ``812 bytes``, ``1.4 kB``, ``12 MB``."""
    if number < 1000:
        return counted(number, "byte")
    amount, unit = number / 1000, "kB"
    if amount >= 999.5:
        amount, unit = amount / 1000, "MB"
    return f"{amount:.1f} {unit}" if amount < 9.95 else f"{amount:.0f} {unit}"
