"""OpenDocument text (ODF 1.3): pandoc's text, with the styles that its names stand for, the way it
runs, the words for its pictures, and nothing that changes from day to day."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from adaptkit.model.edition import Edition
from adaptkit.model.programs import PANDOC, Programs, program_failed
from adaptkit.writers.docx.runs import escaped
from adaptkit.writers.office.document import as_ours, converted
from adaptkit.writers.office.languages import open_styles
from adaptkit.writers.office.odf_styles import render_styles
from adaptkit.writers.office.whole import prove

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_MIMETYPE, _CONTENT = "mimetype", "content.xml"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
# A name with a space is none in XML; ODF writes it so.
_STYLE_NAME = re.compile(r'((?:text|table|draw):style-name=")([^"]*)"')
_FRAME = re.compile(r"(<draw:frame\b[^>]*>)(.*?)(</draw:frame>)", re.DOTALL)
_ALTERNATIVE = re.compile(r'<wp:docPr [^>]*?descr="([^"]*)"')
_AUTOMATIC = "</office:automatic-styles>"
_CELL = re.compile(
    r'(<style:style style:name="Table(\w*)RowCell"[^>]*>\s*<style:table-cell-properties)[^>]*/>'
)
_META = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" office:version="1.3">'
    "<office:meta><meta:generator>adaptkit, pandoc</meta:generator>{said}</office:meta>"
    "</office:document-meta>\n"
)


def render_odt(edition: Edition, programs: Programs) -> bytes:
    written, word = converted(edition, programs, "odt")
    parts = _parts(written)
    prove(word, parts[_CONTENT], text=f"{_OFFICE}text", picture=f"{_DRAW}frame")
    content = parts[_CONTENT].decode("utf-8")
    parts[_CONTENT] = _content(content, word, edition.spec.text_direction).encode("utf-8")
    parts["styles.xml"] = render_styles(edition).encode("utf-8")
    parts["meta.xml"] = _meta(edition).encode("utf-8")
    return _archive(parts)


def _parts(written: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(written)) as archive:
            parts = {one.filename: archive.read(one) for one in archive.infolist()}
    except (zipfile.BadZipFile, zlib.error, EOFError) as fault:
        raise program_failed(PANDOC, f"it is no archive ({fault})") from None
    if _CONTENT not in parts:
        raise program_failed(PANDOC, f"it holds no {_CONTENT}")
    return parts


def _content(content: str, word: Mapping[str, bytes], direction: str) -> str:
    """Pandoc's text with names that ODF allows, and what it has lost: the words for pictures, and
    that tables run from right to left."""
    said = iter(_ALTERNATIVE.findall(word["word/document.xml"].decode("utf-8")))

    def described(found: re.Match[str]) -> str:
        words = next(said, "")
        inside = re.sub(r"<svg:(title|desc)>.*?</svg:\1>", "", found[2], flags=re.DOTALL)
        return f"{found[1]}{inside}{f'<svg:desc>{words}</svg:desc>' if words else ''}{found[3]}"

    content = _STYLE_NAME.sub(lambda m: f'{m[1]}{as_ours(m[2]).replace(" ", "_20_")}"', content)
    content = _FRAME.sub(described, content)
    content = content.replace(_AUTOMATIC, open_styles(content) + _AUTOMATIC, 1)
    content = _CELL.sub(_framed, content)
    if direction == "rtl":
        turned = "<style:table-properties style:writing-mode="
        content = content.replace("<style:table-properties ", f'{turned}"rl-tb" ')
        content = content.replace('fo:text-align="right"', 'fo:text-align="end"')
    return content


def _framed(found: re.Match[str]) -> str:
    """A cell with lines around it; one of the header row has a ground."""
    ground = ' fo:background-color="#E0EFF0"' if found[2] else ""
    return f'{found[1]} fo:border="0.5pt solid #7D7A6E" fo:padding="0.1cm"{ground}/>'


def _meta(edition: Edition) -> str:
    day = edition.telling.day
    said = (
        ("dc:title", edition.title),
        ("meta:initial-creator", edition.telling.publisher),
        ("dc:creator", edition.telling.publisher),
        ("meta:creation-date", f"{day.iso}T00:00:00" if day else ""),
        ("dc:date", f"{day.iso}T00:00:00" if day else ""),
        ("dc:language", edition.spec.locale.tag),
    )
    return _META.format(said="".join(f"<{k}>{escaped(v)}</{k}>" for k, v in said if v))


def _archive(parts: Mapping[str, bytes]) -> bytes:
    """The kind of file stands first and is not packed, so that programs know it (ODF 1.3, part 2,
    3.3)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda one: (one != _MIMETYPE, one)):
            info = zipfile.ZipInfo(name, _EARLIEST)
            packed = zipfile.ZIP_STORED if name == _MIMETYPE else zipfile.ZIP_DEFLATED
            archive.writestr(info, parts[name], packed)
    return out.getvalue()
