"""A placeholder stands where the source has one, and not in the place of its words."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.checks import Passage, closer_check
from adaptkit.checks.closer._pairs import told
from adaptkit.model.diagnostic import Diagnostic
from adaptkit.texts.placeholders import placeholder, placeholders_in


@closer_check("added_placeholders", signs="{")
def added_placeholders(passage: Passage) -> Iterator[Diagnostic]:
    """What is filled in may be another name or number than the one that the source means."""
    before = placeholders_in(passage.source, passage.placeholders)
    if passage.placeholders is None and not before:
        return  # nobody has said that this is a placeholder at all
    for name in placeholders_in(passage.translation, passage.placeholders):
        shown = placeholder(name)
        if name not in before and shown not in passage.source:
            yield told(
                passage,
                "placeholder-added",
                f"has {shown}, and the source has not",
                "translate the words of the source; what is filled in here may be something else",
            )
