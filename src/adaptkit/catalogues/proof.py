"""Before a PO file is replaced, a second reader must find in the new bytes what was meant.

The writer and the reader are both our own: a fault that they share would go unseen, and the words
that it costs would be gone. polib shares nothing with them. Where it reads anything else, nothing
is written (docs/decisions/0013-polib-second-reader.md).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import dropwhile
from typing import TYPE_CHECKING, cast

from adaptkit.catalogues._po_text import ordered_flags
from adaptkit.catalogues.po import po_blocks, po_file
from adaptkit.model.catalogue import Catalogue, Entry
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.records import replace

if TYPE_CHECKING:
    from adaptkit.catalogues._polib import POEntry, POFile

_HINT = (
    "nothing was written; please report this, with the entry, to the makers of adaptkit. "
    "Until it is mended, write the entry without unusual signs"
)
_SHOWN = 60
_MOST = 10
# polib takes some 3 kB for an entry.
_AT_ONCE = 2_000
_ENDS = re.compile(r"\r\n?|\n|\0")
# Signs at which polib parts a header into lines, or that it does not unescape.
_RARE = re.compile("[\a\r\n\v\f\x1c-\x1e\x85\u2028\u2029\0]")


def proven_po(
    catalogue: Catalogue, path: str, before: bytes | None, known: Catalogue | None = None
) -> bytes | None:
    """The file of ``catalogue``, read by polib too; None where it is what ``before`` is already.

    ``known``: what was read from ``before``. An entry that has stayed the same, in the same bytes,
    is not read again; nor is a project's first template: it takes the place of none, and holds no
    words but the guide's. Raises ProblemsFound with each entry that polib reads in another way,
    both versions shown.
    """
    header, blocks = po_blocks(catalogue)
    content = po_file(header, (block for _, block in blocks))
    if content == before:
        return None
    if before is None and catalogue.locale is None:
        return content
    if before is not None and known is not None:
        blocks = _changed(blocks, before, known)
    for at in range(0, max(len(blocks), 1), _AT_ONCE):
        some = blocks[at : at + _AT_ONCE]
        part = po_file(header, (block for _, block in some))
        prove(part, replace(catalogue, entries=tuple(entry for entry, _ in some)), path)
    return content


def _changed(
    blocks: list[tuple[Entry, bytes]], before: bytes, known: Catalogue
) -> list[tuple[Entry, bytes]]:
    """Those that are not the same entry in the same bytes, wherever in the file it stood."""
    there = {sha256(block).digest() for block in _blocks_of(before.removesuffix(b"\n"))}
    read = {(entry.unit_id, entry.msgid, entry.live): entry for entry in known.entries}

    def same(entry: Entry, block: bytes) -> bool:
        found = read.get((entry.unit_id, entry.msgid, entry.live))
        if found is None:
            return False
        if replace(entry, position=found.position, words_line=found.words_line) != found:
            return False
        return sha256(block).digest() in there

    return [(entry, block) for entry, block in blocks if not same(entry, block)]


def _blocks_of(content: bytes) -> Iterator[bytes]:
    """One at a time: all of them beside each other are as large as the file again."""
    start = 0
    while (end := content.find(b"\n\n", start)) >= 0:
        yield content[start:end]
        start = end + 2
    yield content[start:]


def prove(content: bytes, catalogue: Catalogue, path: str) -> None:
    """Raises ProblemsFound where polib does not find ``catalogue`` in ``content``."""
    from adaptkit.catalogues._polib import Unreadable, read_po_again

    try:
        found = read_po_again(content)
    except Unreadable as fault:
        said = f"polib, the second reader, cannot read what would be written: {fault}"
        raise ProblemsFound([_differs(path, 0, said)]) from fault
    problems = [*_header(found, catalogue, path), *_entries(found, catalogue, path)]
    if problems:
        raise ProblemsFound(problems)


def _differs(path: str, line: int, said: str, unit: str = "") -> Diagnostic:
    return error("po-not-proven", Position(path, line), said, _HINT, unit=unit)


# The header -----------------------------------------------------------------------------------


def _header(found: POFile, meant: Catalogue, path: str) -> Iterator[Diagnostic]:
    # A line without a name polib joins to the field before it; of two fields it keeps the last.
    plain = all(name and not _RARE.search(value) for name, value in meant.header)
    fields = {name: value.strip() for name, value in meant.header} if plain else found.metadata
    for name in dict.fromkeys((*fields, *found.metadata)):
        theirs, ours = found.metadata.get(name, ""), fields.get(name, "")
        if theirs != ours:
            yield _differs(path, 1, f'header field "{name}": {_both(theirs, ours)}')
    # It keeps the flags themselves there, whatever its type says.
    flags = cast("list[str]", found.metadata_is_fuzzy or [])
    if flags != list(ordered_flags(meant.header_flags)):
        yield _differs(path, 1, "polib reads other flags at the header")
    if _lines(found.header) != _lines(meant.header_comment):
        yield _differs(path, 1, f"header comment: {_both(found.header, meant.header_comment)}")


# Entries --------------------------------------------------------------------------------------


def _entries(found: POFile, meant: Catalogue, path: str) -> Iterator[Diagnostic]:
    ours = [*(e for e in meant.entries if e.live), *(e for e in meant.entries if not e.live)]
    if len(found) != len(ours):
        yield _differs(path, 0, f"polib reads {len(found)} entries, and {len(ours)} were meant")
    told = 0
    for theirs, entry in zip(found, ours, strict=False):
        for said in _differences(theirs, entry):
            yield _differs(path, entry.position.line, said, entry.unit_id)
            told += 1
        if told >= _MOST:
            return


def _differences(theirs: POEntry, entry: Entry) -> Iterator[str]:
    """What is not the same, in words. Most entries are the same at the first look."""
    for name, read, meant in (
        ("msgctxt", theirs.msgctxt or "", entry.unit_id),
        ("msgid", theirs.msgid, entry.msgid),
        ("msgstr", theirs.msgstr, entry.msgstr if entry.plural is None else ""),
    ):
        if read != meant and read != _as_polib_reads(meant):
            yield f"{name}: {_both(read, meant)}"
    if bool(theirs.obsolete) is entry.live:
        yield f"polib reads it as {'obsolete' if entry.live else 'in use'}"
    if (theirs.flags or entry.flags) and theirs.flags != list(ordered_flags(entry.flags)):
        yield f"flags: {_both(', '.join(theirs.flags), ', '.join(entry.flags))}"
    if theirs.msgid_plural or theirs.msgstr_plural or entry.plural is not None:
        yield from _plural(theirs, entry)
    # polib drops what stands behind #~|, the previous texts of obsolete entries.
    if entry.live and (theirs.previous_msgid or entry.previous_msgid or _more(theirs, entry)):
        yield from _previous(theirs, entry)
    if theirs.tcomment != entry.comment and _lines(theirs.tcomment) != _lines(entry.comment):
        yield f"comment: {_both(theirs.tcomment, entry.comment)}"
    extracted = "\n".join(entry.extracted)
    if theirs.comment != extracted and _full_lines(theirs.comment) != _full_lines(extracted):
        yield f"extracted comment: {_both(theirs.comment, extracted)}"
    references = [f"{file}:{line}" if line else file for file, line in theirs.occurrences]
    if references != list(entry.references):
        meant = " ".join(dict.fromkeys(entry.references))
        if references != meant.split():
            yield f"references: {_both(' '.join(references), meant)}"


def _plural(theirs: POEntry, entry: Entry) -> Iterator[str]:
    plural, forms = entry.plural or ("", ())
    if theirs.msgid_plural != _as_polib_reads(plural):
        yield f"msgid_plural: {_both(theirs.msgid_plural, plural)}"
    # Of the number in msgstr[10] it reads the first digit: the last such form is what it keeps.
    read = theirs.msgstr_plural
    meant = {int(str(number)[0]): _as_polib_reads(text) for number, text in forms}
    for number in sorted(read.keys() | meant.keys()):
        if read.get(number) != meant.get(number):
            said = _both(read.get(number, ""), meant.get(number, ""))
            yield f"msgstr[{number}]: {said}"


def _more(theirs: POEntry, entry: Entry) -> bool:
    return bool(
        theirs.previous_msgctxt
        or theirs.previous_msgid_plural
        or entry.previous_context
        or entry.previous_plural
    )


def _previous(theirs: POEntry, entry: Entry) -> Iterator[str]:
    for name, read, meant in (
        ("msgctxt", theirs.previous_msgctxt, entry.previous_context),
        ("msgid", theirs.previous_msgid, entry.previous_msgid),
        ("msgid_plural", theirs.previous_msgid_plural, entry.previous_plural),
    ):
        if (read or "") != _as_polib_reads(meant):
            yield f"previous {name}: {_both(read or '', meant)}"


# What polib makes of texts --------------------------------------------------------------------


def _as_polib_reads(text: str) -> str:
    r"""It does not know the escape ``\a``; NUL is in no PO file."""
    return text.replace("\a", "\\a").replace("\0", "")


def _lines(comment: str) -> list[str]:
    """It drops blanks at the ends of comment lines, and empty lines before the first full one."""
    lines = [line.rstrip() for line in _ENDS.split(comment)]
    return list(dropwhile(lambda line: not line, lines))


def _full_lines(comment: str) -> list[str]:
    return [line for line in _lines(comment) if line]


def _both(read: str, meant: str) -> str:
    """Both from a little before where they part."""
    at = next(
        (n for n, (a, b) in enumerate(zip(read, meant, strict=False)) if a != b),
        min(len(read), len(meant)),
    )
    start = max(0, at - 20)
    shown = [
        json.dumps(
            ("…" if start else "")
            + text[start : start + _SHOWN]
            + ("…" if len(text) > start + _SHOWN else ""),
            ensure_ascii=False,
        )
        for text in (read, meant)
    ]
    return f"polib reads {shown[0]}, and {shown[1]} was meant"
