"""The edition's Word document, as pandoc reads it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from adaptkit.model.edition import Edition
from adaptkit.model.programs import PANDOC, Programs
from adaptkit.writers.docx.document import render_document
from adaptkit.writers.office.languages import Spoken, with_styles, word_styles

_TEXTS, _STYLES = ("word/document.xml", "word/footnotes.xml"), "word/styles.xml"
_COVER, _ON_COVER = "Cover ", ("Title", "Subtitle")
_COVER_STYLES = "".join(
    f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="Cover{name}">'
    f'<w:name w:val="{_COVER}{name}"/></w:style>'
    for name in _ON_COVER
)
# It may open no file and no address, and has half a gigabyte.
_SEALED = ("+RTS", "-M512M", "-RTS", "--sandbox", "--standalone", "--from", "docx+styles")


def converted(
    edition: Edition,
    programs: Programs,
    to: str,
    marked: Callable[[str], str] = lambda text: text,
) -> tuple[bytes, Mapping[str, bytes]]:
    """What pandoc makes of it, and the parts of the Word document by name. ``marked``: what a part
    that holds text is to be for pandoc."""
    with zipfile.ZipFile(io.BytesIO(render_document(edition))) as archive:
        parts = {one.filename: archive.read(one) for one in archive.infolist()}
    given = _packed(_with_languages(parts, marked))
    return programs.run(PANDOC, [*_SEALED, "--to", to, "--output", "-"], given), parts


def as_ours(name: str) -> str:
    """A name of a style, or what holds one, as the Word document calls it."""
    return name.replace(_COVER, "")


def _with_languages(
    parts: Mapping[str, bytes], marked: Callable[[str], str]
) -> Mapping[str, bytes]:
    texts = {name: marked(_shown(parts[name].decode("utf-8"))) for name in _TEXTS if name in parts}
    named = {name: with_styles(text) for name, text in texts.items()}
    found = frozenset[Spoken]().union(*(styles for _, styles in named.values()))
    end = "</w:styles>"
    more = _COVER_STYLES + word_styles(found)
    styles = parts[_STYLES].decode("utf-8").replace(end, more + end)
    changed = {name: text.encode("utf-8") for name, (text, _) in named.items()}
    return {**parts, **changed, _STYLES: styles.encode("utf-8")}


def _shown(text: str) -> str:
    """With other styles on the cover: paragraphs in Title and Subtitle that a document begins with
    are data about it to pandoc, which shows one of them, or none."""
    for name in _ON_COVER:
        text = text.replace(f'<w:pStyle w:val="{name}"/>', f'<w:pStyle w:val="Cover{name}"/>')
    return text


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """For a pipe: packed by nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()
