"""The head of ``overlay.yaml``: whose it is, in which language, about which country.

What it changes, its operations, is for the floor that knows them.
"""

from __future__ import annotations

from adaptkit.model.left_behind import copied_from
from adaptkit.model.locale import Locale
from adaptkit.records import Record
from adaptkit.settings import values as shared
from adaptkit.yaml_text import Fields


class OverlayHead(Record, frozen=True):
    language: Locale
    country: str


def read_head(top: Fields, name: str) -> OverlayHead:
    """``name`` is the folder's; where it is a country, the file need not say so again. What is
    wrong is reported to the reader of ``top``."""
    said = top.text("overlay", required=True)
    if said and said != name:
        top.reader.error(
            "wrong-name",
            top.value_at("overlay"),
            f'"overlay" says {said}, but the folder is called {name}',
            f"this looks like a copy of {copied}: delete it, or move it elsewhere"
            if (copied := copied_from(name))
            else f"write overlay: {name}, or rename the folder",
        )
    return OverlayHead(
        language=shared.language_field(top, "language", required=True) or Locale("en"),
        country=shared.country_field(top) or (name if shared.is_country(name) else ""),
    )
