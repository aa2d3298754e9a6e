"""What ``adaptkit format`` mends in a catalogue, and says: never a word is lost by it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

from adaptkit.catalogues._po_bytes import decode_po
from adaptkit.catalogues._po_conflict import may_conflict, sides
from adaptkit.catalogues._po_header import in_utf8
from adaptkit.catalogues._twins import Twin, apart
from adaptkit.catalogues.po import read_po, refused
from adaptkit.catalogues.threeway import bring_together, joined_file
from adaptkit.model.catalogue import Catalogue, Entry
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, Severity
from adaptkit.model.locale import Locale
from adaptkit.records import replace

# Ends of lines to some programs and not to others: a text with one in it gets torn apart.
_BREAK = re.compile("\r\n?|[\x85\u2028\u2029]")
_LONE = re.compile("[ \t]*(?:[\r\x85\u2028\u2029][ \t]*)+")


def mend_po(
    content: bytes, *, path: str, locale: Locale | None
) -> tuple[Catalogue, tuple[Diagnostic, ...]]:
    """The catalogue, and what was mended in it (INFO, with lines). ``locale`` is None for a
    template. Raises ProblemsFound for what only a person can mend."""
    content, joined = _brought_together(content, path, locale)
    catalogue, problems, mendable = read_po(content, path=path, locale=locale, domain="")
    if problems:
        raise ProblemsFound(refused(problems, mendable))
    notes = [replace(one, severity=Severity.INFO, hint="") for one in mendable] + joined
    notes += _file(content, path)
    entries, twins = apart(catalogue.entries)
    told = {one.position for one in notes if one.code == "po-duplicate"}
    notes += [_twin(twin) for twin in twins if twin.entry.position not in told]
    plain = tuple(_plain(entry) for entry in entries)
    if plain != entries:
        notes += _breaks(content, path, catalogue.entries)
    header = catalogue.header
    if any(one.code == "po-charset" for one in notes):
        header = in_utf8(header)
    mended = replace(catalogue, entries=plain, header=header)
    return mended, tuple(sorted(notes, key=lambda one: one.sort_key))


def _brought_together(
    content: bytes, path: str, locale: Locale | None
) -> tuple[bytes, list[Diagnostic]]:
    """The file without the marks of a merge conflict, where the two versions need no person."""
    lines = decode_po(content, path).text.split("\n")
    found = sides(lines) if may_conflict("\n".join(lines)) else None
    if found is None:
        return content, []
    versions: list[Catalogue] = []
    for side in found:
        text = "\n".join(side).encode()
        catalogue, *wrong = read_po(text, path=path, locale=locale, domain="")
        # Between the marks the one that both came from is often missing, be it half of an entry.
        if any(wrong) and side is found[0]:
            catalogue = Catalogue(locale, "", path=path)
        elif any(wrong):
            return content, []
        versions.append(catalogue)
    base, ours, theirs = versions
    joined = bring_together(base, ours, theirs)
    if joined.conflicts:
        return content, []
    line = next(n for n, line in enumerate(lines, 1) if line.startswith("<<<<<<<"))
    message = "two versions of this place are brought together; nobody had changed both"
    return joined_file(joined), [_mended("po-conflict", Position(path, line), message)]


def _mended(code: str, where: Position, message: str) -> Diagnostic:
    return Diagnostic(code, Severity.INFO, where, message)


def _file(content: bytes, path: str) -> Iterator[Diagnostic]:
    if content.startswith(b"\xef\xbb\xbf"):
        yield _mended("po-bom", Position(path, 1), "the file begins with a byte order mark")
    at = content.find(b"\r\n")
    if at >= 0:
        line = content.count(b"\n", 0, at) + 1
        message = "from here on lines end as they do on Windows (CRLF)"
        yield _mended("po-line-ends", Position(path, line), message)


def _twin(twin: Twin) -> Diagnostic:
    line = twin.first.position.line
    if not twin.kept_as:
        message = f"an entry that is no longer used repeats that of line {line}; it is gone"
    else:
        message = (
            f"an entry that is no longer used has the id and text of line {line} and other words; "
            f"its id is now {twin.kept_as}"
        )
    return _mended("po-duplicate", twin.entry.position, message)


def _plain(entry: Entry) -> Entry:
    """The entry without breaks in its translation that its source text does not have."""
    words = _unbroken(entry.msgstr, entry.msgid)
    plural = entry.plural
    if plural is not None:
        source = entry.msgid + plural[0]
        plural = (plural[0], tuple((n, _unbroken(text, source)) for n, text in plural[1]))
    if (words, plural) == (entry.msgstr, entry.plural):
        return entry
    return replace(entry, msgstr=words, plural=plural)


def _unbroken(text: str, source: str) -> str:
    if not _BREAK.search(text) or _BREAK.search(source):
        return text
    whole = text.replace("\r\n", "\n")
    whole = whole.strip("\r\x85\u2028\u2029") or whole
    # A heading or a table cell has no room for a line end; a space is right anywhere.
    return _LONE.sub("\n" if "\n" in source else " ", whole)


def _breaks(content: bytes, path: str, entries: tuple[Entry, ...]) -> Iterator[Diagnostic]:
    """The line of the first such break in each entry that has one."""
    lines = decode_po(content, path).text.split("\n")
    starts = sorted(entry.position.line for entry in entries)
    for entry in entries:
        if _plain(entry) is entry:
            continue
        start = entry.position.line
        after = bisect.bisect_right(starts, start)
        end = starts[after] - 1 if after < len(starts) else len(lines)
        inside = range(start, end + 1)
        line = next((n for n in inside if _shows_break(lines[n - 1])), start)
        yield _mended(
            "po-line-break",
            Position(path, line),
            "the translation holds a line break that only some programs know (carriage return, "
            "or U+0085, U+2028, U+2029); it is an ordinary one now, or a space",
        )


def _shows_break(line: str) -> bool:
    return bool(_BREAK.search(line) or re.search(r"\\r|\\x0?[dD](?![0-9a-fA-F])|\\0?15", line))
