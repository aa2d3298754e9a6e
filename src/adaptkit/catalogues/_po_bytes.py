"""From a PO file's bytes to its text with LF line ends, and what is wrong with the bytes."""

from __future__ import annotations

import codecs
import re

from adaptkit.catalogues._po_header import UTF8
from adaptkit.model.diagnostic import Diagnostic, Position, error
from adaptkit.records import Record, field
from adaptkit.texts.foreign import SPREADSHEET, document_in

_MEND = "to mend this: adaptkit format"
_BOM = b"\xef\xbb\xbf"
# What a header may truthfully declare beside UTF-8 (the list of gettext's manual). Of those with
# one byte a letter every file can be read: there the text itself must not look like UTF-8.
_ONE_BYTE = re.compile(r"ISO-8859-\d+|WINDOWS-125\d|CP125\d|KOI8-[RU]|TIS-620")
_MORE_BYTES = frozenset(
    "GB2312 GBK GB18030 BIG5 BIG5-HKSCS SHIFT_JIS SHIFT-JIS EUC-JP EUC-KR".split()
)
# A comment without texts in quotation marks; what a line of a PO file begins with.
_COMMENT = re.compile(r"[ \t]*#(?![~|])")
_BEGINS = re.compile(r'[ \t]*(?:#|"|msg(?:ctxt|id|str)\b|msgid_plural\b|[<=>|]{7})')
_DECLARED = re.compile(rb'^"Content-Type:[^"\n]*charset=([^\\"\s;]+)', re.IGNORECASE | re.MULTILINE)


class Decoded(Record):
    """``problems`` stop every command; ``mendable`` all but ``adaptkit format``."""

    text: str = ""
    problems: list[Diagnostic] = field(default_factory=list)
    mendable: list[Diagnostic] = field(default_factory=list)


def is_blank(content: bytes) -> bool:
    return not content.strip(_BOM + b" \t\r\n")


def _without_returns(line: str) -> str:
    """A carriage return ends a line as on old systems; but in a comment, before what begins no
    line of a PO file, it is a blank: else the rest of the comment would be no part of the file."""
    if "\r" not in line:
        return line
    first, *rest = line.split("\r")
    out = [first]
    for part in rest:
        if _COMMENT.match(out[-1]) and part.strip(" \t") and not _BEGINS.match(part):
            out[-1] = f"{out[-1].rstrip(' ')} {part.lstrip(' ')}"
        else:
            out.append(part)
    return "\n".join(out)


def decode_po(content: bytes, path: str) -> Decoded:
    """A BOM and CRLF are read and forgotten. What cannot be read is replaced, and told."""
    out = Decoded()
    document = document_in(content)
    if document:
        out.problems.append(_document(path, document))
        return out
    text = _utf16(content, path, out)
    if text is None:
        text = _utf8(content.removeprefix(_BOM), path, out)
    text = text.replace("\r\n", "\n")
    if "\0" in text:
        out.problems.append(
            error(
                "po-control",
                _line(path, text, "\0"),
                "there is a NUL character in this line: the file was damaged on its way",
                "get it back from the person who sent it or from the project's history",
            )
        )
    if "\r" in text:
        at = _line(path, text, "\r")
        out.mendable.append(
            error("po-control", at, "there is a carriage return alone in this line", _MEND)
        )
        text = "\n".join(_without_returns(line) for line in text.split("\n"))
    out.text = text
    return out


def _document(path: str, document: str) -> Diagnostic:
    how = "words that stand in a Word document are taken over with: adaptkit align"
    if document == SPREADSHEET:
        how = "words that stand in an exported spreadsheet come back with: adaptkit import"
    return error(
        "not-text",
        Position(path, 1),
        f"this is {document}, not a PO file, whatever its name says",
        f"get the PO file back from the project's history; {how}",
    )


def _utf16(content: bytes, path: str, out: Decoded) -> str | None:
    """The text, if this is UTF-16: with its mark, or with a NUL beside the first letter."""
    start = content[:2]
    if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        encoding = "utf-16"
    elif len(start) == 2 and start.count(0) == 1:
        encoding = "utf-16-le" if start[1] == 0 else "utf-16-be"
    else:
        return None
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    out.mendable.append(
        error("po-encoding", Position(path, 1), "this file is in UTF-16, not in UTF-8", _MEND)
    )
    return text


def _utf8(content: bytes, path: str, out: Decoded) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as fault:
        declared = _as_declared(content)
        if declared is not None:
            # The header's line says it, and is told.
            return declared
        cut = fault.end == len(content) and fault.reason == "unexpected end of data"
    wrong = [n for n, line in enumerate(content.split(b"\n"), 1) if not _is_utf8(line)]
    where = Position(path, wrong[0] if wrong else 1)
    if cut:
        out.problems.append(
            error(
                "po-encoding",
                where,
                "the file ends in the middle of a letter: it was cut off",
                "get it back from the person who sent it or from the project's history",
            )
        )
        return content.decode("utf-8", errors="ignore")
    more = f", and {len(wrong) - 1} lines more" if len(wrong) > 1 else ""
    out.problems.append(
        error(
            "po-encoding",
            where,
            f"this line is not UTF-8{more}",
            "open the file in your translation program and save it with the encoding UTF-8",
        )
    )
    return content.decode("utf-8", errors="replace")


def _as_declared(content: bytes) -> str | None:
    """The text in the encoding that the header declares, where nothing speaks against that."""
    found = _DECLARED.search(content)
    charset = found[1].decode("latin-1").upper() if found else ""
    one = _ONE_BYTE.fullmatch(charset)
    if charset in UTF8 or not (one or charset in _MORE_BYTES):
        return None
    if one and any(_is_utf8(line) and not line.isascii() for line in content.split(b"\n")):
        return None
    try:
        text = content.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return None
    # C1 controls: it is one of the Windows encodings, and which one is not known.
    return None if re.search("[\x80-\x9f]", text) else text


def _line(path: str, text: str, character: str) -> Position:
    before = text[: text.index(character)]
    return Position(path, before.count("\n") + before.count("\r") + 1)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
