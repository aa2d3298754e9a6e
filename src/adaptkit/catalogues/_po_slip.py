"""Lines of a PO file that are nearly right: what a word processor or a slip of the pen made."""

from __future__ import annotations

import re

from adaptkit.model.diagnostic import near_names

_KEYWORDS = ("msgctxt", "msgid", "msgid_plural", "msgstr")
_LINE = re.compile(r"(msg[a-z_]*)(\[\d{1,4}\])?[ \t]*(:?)[ \t]*(.*)\Z", re.IGNORECASE)
_CURVED = "“”„‟‘’‚"
_CURLY = _CURVED + "«»‹›＂'`´"
_STRAIGHT = 'PO files want the straight one, "'


def slip_in(line: str) -> tuple[str, str, str]:
    """The keyword that the line probably begins with (``""``: none), what is wrong with the line,
    and what to do."""
    found = _LINE.match(line)
    keyword, rest, straight = "", line, '"…"'
    if found:
        typed, number, colon, rest = found[1], found[2] or "", found[3], found[4]
        name = typed.lower()
        if name not in _KEYWORDS and rest:
            name = next(iter(near_names(name, _KEYWORDS, 1)), name)
        if name in _KEYWORDS:
            keyword = f"{name}{number}"
            straight = f'{keyword} "…"'
        if keyword and name != typed:
            return keyword, f"{typed} is no word of a PO file", f"write {straight}"
        if keyword and colon:
            return keyword, f"a colon stands behind {keyword}", f"write {straight}, without it"
    if rest and rest[0] in _CURLY:
        kind = "curly quotation marks" if rest[0] in _CURVED else "quotation marks"
        said = f"the text stands in {kind} such as {rest[0]} and not in straight ones"
        return keyword, said, f"{_STRAIGHT}: {straight}"
    if rest.endswith('"') and not rest.startswith('"'):
        said = "the text has no quotation mark where it begins"
        return keyword, said, f"write {straight}"
    if keyword:
        return keyword, "the text has no quotation marks", f"write {straight}"
    said = f"this line is not part of a PO file: {line[:40]}"
    return "", said, "a text must stand in quotation marks, a comment must begin with #"


def open_end(rest: str) -> tuple[str, str]:
    """What is wrong with a text whose quotation mark is never closed, and what to do."""
    if rest[-1:] in tuple(_CURLY):
        kind = "curly quotation mark" if rest[-1] in _CURVED else "quotation mark"
        said = f"the text ends with the {kind} {rest[-1]} and not with a straight one"
        return said, f"{_STRAIGHT}; end the line with it"
    said = "the text has no closing quotation mark"
    return said, 'end the line with " (and write a quotation mark inside the text as \\")'
