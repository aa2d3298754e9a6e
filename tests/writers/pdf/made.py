"""Small editions as PDF."""

from __future__ import annotations

from adaptkit.editions.complete import complete
from adaptkit.model.edition import Edition
from adaptkit.writers import pdf
from tests.writers.builders import edition, finished


def made(of: Edition, *, large: bool = False) -> bytes:
    """The one file that a format gives for an edition as ``assemble`` gives it."""
    whole = complete(of, of.assets)
    (content,) = (pdf.write_large(whole) if large else pdf.write(whole)).values()
    return content


def made_of(source: str, *, large: bool = False, **fields: object) -> bytes:
    return made(edition(finished(source), **fields), large=large)  # type: ignore[arg-type]
