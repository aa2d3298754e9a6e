"""A translation keeps every placeholder of its source."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.checks import Passage, check
from adaptkit.model.diagnostic import Diagnostic, warning
from adaptkit.texts.placeholders import placeholder, placeholders_in


@check("placeholders", spoils=True)
def placeholders(passage: Passage) -> Iterator[Diagnostic]:
    """Readers would get a text without, say, the number to call."""
    names = placeholders_in(passage.source, passage.placeholders)
    missing = [shown for shown in map(placeholder, names) if shown not in passage.translation]
    if missing:
        yield warning(
            "placeholder-missing",
            passage.position,
            f"the translation of {passage.called} has lost {', '.join(missing)}",
            f"type {missing[0]} exactly as in the source; it is filled in later",
            unit=passage.unit_id,
        )
