"""The edition's Word document, as pandoc reads it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from adaptkit.model.edition import Edition
from adaptkit.model.programs import PANDOC, Programs
from adaptkit.writers.docx.document import render_document

# It may open no file and no address, and has half a gigabyte.
_SEALED = ("+RTS", "-M512M", "-RTS", "--sandbox", "--standalone", "--from", "docx+styles")


def converted(edition: Edition, programs: Programs, to: str) -> tuple[bytes, Mapping[str, bytes]]:
    """What pandoc makes of it, and the parts of the Word document by name."""
    document = render_document(edition)
    written = programs.run(PANDOC, [*_SEALED, "--to", to, "--output", "-"], document)
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return written, {one.filename: archive.read(one) for one in archive.infolist()}
