"""What of an edition a format cannot show its readers."""

from __future__ import annotations

from collections.abc import Sequence

from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.edition import Edition
from adaptkit.writers import FORMATS, default_formats


def not_shown(edition: Edition, formats: Sequence[str] = ()) -> tuple[Diagnostic, ...]:
    """``formats``: by name; else those of the edition's file. Two formats of a kind say the same,
    and it is told once."""
    own = [name for name in edition.spec.formats if name in FORMATS] or default_formats()
    asked = dict.fromkeys(FORMATS[name]().judge for name in formats or own)
    return tuple(dict.fromkeys(found for judge in asked if judge for found in judge(edition)))
