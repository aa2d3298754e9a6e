"""Texts within ``{…}`` and ``[…]`` that hold what ends them there: a comma, a colon, a bracket."""

from __future__ import annotations

import re

_QUOTES = "put the whole text between double quotes"
_SIGNS = {
    ":": "a colon",
    "#": "a #",
    "[": "a [",
    "]": "a ]",
    "{": "a {",
    "}": "a }",
    '"': "a quote",
}
_FIELD = re.compile(r"[{,]\s*([\w-]+):(?=[\s\"])")
_COMMENT = re.compile(r"[ \t]#")
_VALUE_LOST = re.compile(r"[\w\"'][ \t]*:[ \t]+(?P<value>#[^\s#,}\]]+)")


def is_rest_of_text(line: str, column: int, name: str) -> bool:
    """Whether this field (``column`` counts from 1) is no field but what follows a comma within a
    text: behind it stands no colon, and before it a comma."""
    before = line[: column - 1].rstrip()
    after = line[column - 1 :].removeprefix(name).lstrip()
    return before.endswith(",") and after[:1] in (",", "}")


def after_comma(line: str, column: int) -> str:
    """What to do as well where a field stands behind a comma and nobody knows it."""
    if not line[: column - 1].rstrip().endswith(","):
        return ""
    return "; where it is part of the text before the comma, put that text between double quotes"


def rest_of_text(name: str, text: str, field: str) -> tuple[str, str]:
    """What is wrong, and what to do; ``text``: what stands before the comma, in ``field``."""
    said = f'the comma ends the text before it, and "{name}" is read as a field of its own'
    return said, f'{_QUOTES}: {field}: "{text}, {name}"' if field else _QUOTES


def broken_text(text: str, opened: int, found: int) -> tuple[int, str, str] | None:
    """Of a bracket that is closed in its line: where what ends a text stands in it, what is wrong
    and what to do. None where it is not closed there. ``found``: where reading ended."""
    end = text.find("\n", opened)
    line = text[opened : end if end >= 0 else len(text)]
    close = "}" if line[:1] == "{" else "]"
    remark = _COMMENT.search(line)
    if close not in line[1:]:
        return None
    if remark and found >= opened + remark.start() and close not in line[1 : remark.start()]:
        at = opened + remark.end() - 1
        said = f"what follows # is a remark, and with it the {close} that closes this"
        return at, said, f"{_QUOTES}, or delete the remark"
    if not opened < found < opened + len(line):
        return None
    sign = _SIGNS.get(text[found], "this")
    said = f"{sign} stands where the text before it is over"
    if text[found] == ":":
        said = "a colon stands within a text that has no quotes"
    fields = _FIELD.findall(text, opened, found)
    return found, said, f'{_QUOTES}: {fields[-1]}: "…"' if fields else _QUOTES


def lost_value(text: str, found: int | None = None) -> tuple[int, str, str] | None:
    """Of ``{accent: #a25117}``: where the remark begins that was meant as a value, what is wrong
    and what to do. ``found``: where reading ended, with nothing behind the colon; else at the end
    of ``text``."""
    remarks = list(_VALUE_LOST.finditer(text, 0, len(text) if found is None else found))
    if not remarks:
        return None
    value = remarks[-1]["value"]
    said = f"{value} begins with #, so it is read as a remark, and so is what follows it"
    return remarks[-1].start("value"), said, f'put it between double quotes: "{value}"'


def closed_too_early(text: str, found: int) -> int | None:
    """Where a bracket closed, in this line, what was meant to go on; None where none did."""
    start = text.rfind("\n", 0, found) + 1
    deep = 0
    for at in range(start, found):
        deep += {"{": 1, "}": -1}.get(text[at], 0)
        if text[at] == "}" and deep == 0:
            end = text.find("\n", at)
            rest = text[at + 1 : end if end >= 0 else len(text)]
            return at if "}" in rest and "{" not in rest else None
    return None


TOO_EARLY = (
    "this } ends the fields here, and more follows",
    "put the text that holds the } between double quotes",
)
