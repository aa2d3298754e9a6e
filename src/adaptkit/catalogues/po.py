"""PO files, strictly: what is damaged is refused with its line, what is kept is kept to the byte.

``parse_po`` accepts what GNU gettext accepts and loses nothing of it; ``render_po`` writes the one
canonical form, equal to ``msgcat --no-wrap`` (GNU gettext 0.21).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from adaptkit.catalogues._po_bytes import decode_po, is_blank
from adaptkit.catalogues._po_reader import Reader
from adaptkit.catalogues._po_text import ordered_flags, split_comment
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.model.locale import Locale
from adaptkit.records import replace

_JOIN = "take it out: what belongs together must stand on one line"
_LATER = "put the rest right first, then run: adaptkit format"
_REFERENCE_WIDTH = 79
_ENDS = re.compile(r"\r\n?|\n|\0")
_ESCAPES = str.maketrans(
    {
        # No PO file can hold it, and no program shows it.
        "\0": "",
        "\\": "\\\\",
        '"': '\\"',
        "\a": "\\a",
        "\b": "\\b",
        "\f": "\\f",
        "\n": "\\n",
        "\r": "\\r",
        "\t": "\\t",
        "\v": "\\v",
    }
)


def parse_po(content: bytes, *, path: str, locale: Locale | None, domain: str) -> Catalogue:
    """The catalogue in ``content`` (UTF-8; a BOM and CRLF are read and forgotten).

    ``locale`` is None for a template. Raises ProblemsFound with *every* problem: nothing is ever
    dropped without a word.
    """
    catalogue, problems, mendable = read_po(content, path=path, locale=locale, domain=domain)
    if problems or mendable:
        raise ProblemsFound(refused(problems, mendable))
    return catalogue


def read_po(
    content: bytes, *, path: str, locale: Locale | None, domain: str
) -> tuple[Catalogue, list[Diagnostic], list[Diagnostic]]:
    """What can be read of ``content``; what is wrong with it; and what is wrong too, but can be
    mended without a person. Where nothing is wrong, nothing is missing from the catalogue."""
    if is_blank(content):
        return Catalogue(locale, domain, path=path), [_empty(path, locale)], []
    found = decode_po(content, path)
    if any(one.code == "not-text" for one in found.problems):
        return Catalogue(locale, domain, path=path), found.problems, []
    reader = Reader(path, found.text, template=locale is None)
    entries, header = reader.read()
    # Of a line that is in another encoding nobody knows what else would be wrong with it.
    unread = {one.position.line for one in found.problems if one.code == "po-encoding"}
    problems = [*found.problems, *(p for p in reader.problems if p.position.line not in unread)]
    catalogue = Catalogue(
        locale,
        domain,
        tuple(entries),
        header=header.fields,
        header_comment=header.comment,
        header_flags=header.flags,
        path=path,
    )
    return catalogue, problems, [*found.mendable, *reader.mendable]


def refused(problems: list[Diagnostic], mendable: list[Diagnostic]) -> list[Diagnostic]:
    """All of them in file order. Nothing is mended in a file where other things are wrong."""
    if problems:
        hints = {"po-control": _JOIN}
        mendable = [replace(one, hint=hints.get(one.code, _LATER)) for one in mendable]
    return sorted((*problems, *mendable), key=lambda d: d.sort_key)


def render_po(catalogue: Catalogue) -> str:
    """The canonical form: UTF-8 text with LF, live entries first, then obsolete ones."""
    live = [e for e in catalogue.entries if e.live]
    obsolete = [e for e in catalogue.entries if not e.live]
    return "\n\n".join([_header_block(catalogue), *map(_entry_block, (*live, *obsolete))]) + "\n"


def po_blocks(catalogue: Catalogue) -> tuple[bytes, list[tuple[Entry, bytes]]]:
    """The header's block, and each entry with its own, in the order of the file. Entry by entry: as
    one text a single rare letter would make it four times as large while it is being made."""
    live = [e for e in catalogue.entries if e.live]
    obsolete = [e for e in catalogue.entries if not e.live]
    entries = [(entry, _entry_block(entry).encode()) for entry in (*live, *obsolete)]
    return _header_block(catalogue).encode(), entries


def po_file(header: bytes, blocks: Iterable[bytes]) -> bytes:
    return b"\n\n".join((header, *blocks)) + b"\n"


def _empty(path: str, locale: Locale | None) -> Diagnostic:
    again = f"adaptkit update {locale}" if locale else "adaptkit update"
    return error(
        "po-empty",
        Position(path, 1),
        "this file is empty; it was perhaps not saved",
        "get it back from the person who sent it or from the project's history; "
        f"or delete it and run {again}",
    )


def _header_block(catalogue: Catalogue) -> str:
    text = "".join(f"{f'{name}: ' if name else ''}{value}\n" for name, value in catalogue.header)
    lines = list(_comment_lines("#", split_comment(catalogue.header_comment)))
    if catalogue.header_flags:
        lines.append("#, " + ", ".join(ordered_flags(catalogue.header_flags)))
    lines.append('msgid ""')
    lines += _text_lines("msgstr", text)
    return "\n".join(lines)


def _entry_block(entry: Entry) -> str:
    hidden = entry.state is EntryState.OBSOLETE
    lines = list(_comment_lines("#", split_comment(entry.comment))) if entry.comment else []
    about = _about(entry.extracted, entry.references)
    if about:
        lines.append(about)
    if entry.flags:
        lines.append("#, " + ", ".join(ordered_flags(entry.flags)))
    if entry.previous_msgid or entry.previous_context or entry.previous_plural:
        lines += _previous_lines(entry, "#~| " if hidden else "#| ")
    lines.append(_source(entry.unit_id, entry.msgid, hidden))
    prefix = "#~ " if hidden else ""
    if entry.plural is None:
        lines += _text_lines("msgstr", entry.msgstr, prefix)
    else:
        plural, forms = entry.plural
        lines += _text_lines("msgid_plural", plural, prefix)
        for number, form in forms:
            lines += _text_lines(f"msgstr[{number}]", form, prefix)
    return "\n".join(lines)


# What stands in a template stands in every language too: these lines are made once.


@lru_cache(maxsize=8192)
def _about(extracted: tuple[str, ...], references: tuple[str, ...]) -> str:
    return "\n".join((*_comment_lines("#.", extracted), *_reference_lines(references)))


@lru_cache(maxsize=8192)
def _source(unit_id: str, msgid: str, hidden: bool) -> str:
    prefix = "#~ " if hidden else ""
    context = _text_lines("msgctxt", unit_id, prefix) if unit_id else ()
    return "\n".join((*context, *_text_lines("msgid", msgid, prefix)))


def _previous_lines(entry: Entry, before: str) -> Iterator[str]:
    if entry.previous_context:
        yield from _text_lines("msgctxt", entry.previous_context, before)
    # gettext refuses an earlier msgctxt or plural without an earlier msgid, be it empty.
    yield from _text_lines("msgid", entry.previous_msgid, before)
    if entry.previous_plural:
        yield from _text_lines("msgid_plural", entry.previous_plural, before)


def _comment_lines(mark: str, lines: Iterable[str]) -> Iterator[str]:
    for whole in lines:
        # What ends a line would end the comment, and the rest would be no part of a PO file.
        for line in _ENDS.split(whole) if _ENDS.search(whole) else (whole,):
            # To gettext a backslash at a line's end joins the next line to it, even here.
            joins = " " if line.endswith("\\") else ""
            yield f"{mark} {line}{joins}" if line else mark


def _text_lines(keyword: str, text: str, prefix: str = "") -> Iterator[str]:
    r"""One keyword's text, split after each ``\n`` that has something behind it."""
    if "\n" not in text[:-1]:
        yield f'{prefix}{keyword} "{text.translate(_ESCAPES)}"'
        return
    yield f'{prefix}{keyword} ""'
    # Not splitlines: only \n ends a line in PO.
    parts = text.split("\n")
    for part in parts[:-1]:
        yield f'{prefix}"{part.translate(_ESCAPES)}\\n"'
    if parts[-1]:
        yield f'{prefix}"{parts[-1].translate(_ESCAPES)}"'


def _reference_lines(references: Iterable[str]) -> Iterator[str]:
    """``#:`` lines. Even with --no-wrap gettext breaks these, at 79 *bytes*; each once."""
    line, width = "#:", 2
    for reference in dict.fromkeys(references):
        size = len(reference.encode())
        if width > 2 and width + 1 + size > _REFERENCE_WIDTH:
            yield line
            line, width = "#:", 2
        line, width = f"{line} {reference}", width + 1 + size
    if width > 2:
        yield line
