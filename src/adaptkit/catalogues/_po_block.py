"""One entry as adaptkit, msgcat and most programs write it, read in one go.

What is written in any other way is not for here: the scanner in ``_po_reader`` judges it line by
line, and reads these blocks just the same, only four times slower.
"""

from __future__ import annotations

import re
from functools import lru_cache
from sys import intern

from adaptkit.catalogues._po_text import flags_in, join_comment, ordered_flags
from adaptkit.model.catalogue import Entry, EntryState
from adaptkit.model.diagnostic import Position

_STRING = r'"([^"\\\n]*(?:\\[abfnrtv\\"][^"\\\n]*)*)"'
_ESCAPE = re.compile(r"\\(.)")
_CHARACTERS = dict(zip('abfnrtv\\"', '\a\b\f\n\r\t\v\\"', strict=True))


def _block(before: str) -> re.Pattern[str]:
    """The lines of an entry; ``before`` stands before each of an obsolete one."""

    def text(keyword: str, mark: str = before) -> str:
        return rf"{mark}{keyword} {_STRING}((?:\n{mark}{_STRING})*)"

    previous = text("msgid", "#\\| " if not before else "#~\\| ")
    return re.compile(
        r"((?:#(?: [^\n]*)?\n)*)"
        r"((?:#\.(?: [^\n]*)?\n)*)"
        r"((?:#: [^\n]*\n)*)"
        r"(?:#, ([^\n]*)\n)?"
        rf"(?:{previous}\n)?"
        rf"(?:{text('msgctxt')}\n)?"
        rf"{text('msgid')}\n"
        rf"{text('msgstr')}\n?"
    )


# The group of ``_block`` in which the words begin.
_MSGSTR = 15
_LIVE, _OBSOLETE = _block(""), _block("#~ ")
_MORE = re.compile(rf"\n(?:#~?\|? )?{_STRING}")


def entry_of(block: str, line: int, path: str) -> Entry | None:
    """The entry that ``block`` (lines without an empty one between them) is; None for all that is
    not as plain as that: the header, plurals, rare escapes, damage. ``line`` counts from 1."""
    hidden = "\n#~ " in block or block.startswith("#~ ")
    found = (_OBSOLETE if hidden else _LIVE).fullmatch(block)
    if found is None:
        return None
    (
        comment, extracted, references, flagged, previous, more_previous, _,
        context, more_context, _, msgid, more_msgid, _, msgstr, more_msgstr, _,
    ) = found.groups()  # fmt: skip
    context, msgid = _text(context, more_context), _text(msgid, more_msgid)
    msgstr = _text(msgstr, more_msgstr)
    if not msgid and not context and not hidden:
        return None
    flags = _flags(flagged, bool(msgstr)) if flagged else ()
    if hidden:
        state = EntryState.OBSOLETE
    elif not msgstr:
        state = EntryState.UNTRANSLATED
    else:
        state = EntryState.FUZZY if "fuzzy" in flags else EntryState.TRANSLATED
    return Entry(
        intern(context),
        # The same text stands in the template and in every language: once is enough.
        intern(msgid),
        msgstr,
        state,
        flags,
        join_comment([each[2:] for each in comment.split("\n")[:-1]]) if comment else "",
        _extracted(extracted) if extracted else (),
        _references(references) if references else (),
        _text(previous, more_previous),
        position=Position(path, line),
        words_line=line + block.count("\n", 0, found.start(_MSGSTR)),
    )


@lru_cache(maxsize=256)
def _flags(text: str, filled: bool) -> tuple[str, ...]:
    """As gettext has it: what is empty cannot be fuzzy."""
    return ordered_flags(flag for flag in flags_in(text) if filled or flag != "fuzzy")


@lru_cache(maxsize=20_000)
def _extracted(lines: str) -> tuple[str, ...]:
    return tuple([line[3:] for line in lines.split("\n")[:-1]])


@lru_cache(maxsize=4096)
def _references(lines: str) -> tuple[str, ...]:
    found = [each for line in lines.split("\n") for each in line[2:].split()]
    return tuple(dict.fromkeys(found))


def _text(first: str | None, more: str | None) -> str:
    if first is None:
        return ""
    if more:
        first += "".join(_MORE.findall(more))
    return _ESCAPE.sub(_character, first) if "\\" in first else first


def _character(found: re.Match[str]) -> str:
    return _CHARACTERS[found[1]]
