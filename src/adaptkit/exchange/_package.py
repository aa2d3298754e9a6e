"""The parts of an Office file: what its ZIP archive holds (ECMA-376, part 2), read with care.

Nothing is ever unpacked to the disk, so that no name in it leads anywhere.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Mapping
from posixpath import join, normpath

from adaptkit.exchange._xml import parse_xml
from adaptkit.model.diagnostic import Position, ProblemsFound, error

# Unpacked; a file that says it holds more is no list of translations.
BIGGEST = 128 * 1024 * 1024
# RuntimeError: it is packed in a way that Python does not know.
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    ValueError,
    RuntimeError,
    EOFError,
    OSError,
)


def parts_of(content: bytes, path: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = [i for i in archive.infolist() if i.filename.endswith((".xml", ".rels"))]
            if any(info.flag_bits & 1 for info in inside):
                raise _locked(path)
            if len({info.filename.lstrip("/") for info in inside}) < len(inside):
                raise damaged(path, "this file is damaged: a part of it is there twice")
            size = sum(info.file_size for info in inside)
            if size <= BIGGEST:
                return {info.filename.lstrip("/"): archive.read(info) for info in inside}
    except _UNREADABLE as fault:
        raise damaged(path, f"this is no XLSX file, or it is damaged: {fault}") from None
    raise damaged(path, "this file is too large to be a list of translations")


def _locked(path: str) -> ProblemsFound:
    """What to say of a workbook that only its password opens."""
    hint = "open it in your spreadsheet program, take the password away, and save it as .xlsx"
    said = "this file is locked with a password, and cannot be read"
    return ProblemsFound([error("exchange-damaged", Position(path), said, hint)])


def damaged(path: str, message: str) -> ProblemsFound:
    hint = "save it again as an Excel workbook (.xlsx), or ask for it again"
    return ProblemsFound([error("exchange-damaged", Position(path), message, hint)])


def relations_of(
    parts: Mapping[str, bytes], name: str, folder: str, path: str
) -> dict[str, tuple[str, str]]:
    """id → (the last word of its type, the part)."""
    if name not in parts:
        return {}
    return {
        node.get("Id"): (
            node.get("Type").rpartition("/")[2],
            normpath(join("/" + folder, node.get("Target"))).lstrip("/"),
        )
        for node in parse_xml(parts[name], path).elements("Relationship")
    }
