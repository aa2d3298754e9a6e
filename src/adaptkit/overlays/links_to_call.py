"""Links that dial: a slip in one sends a reader to nobody, and nobody sees it on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adaptkit.guides.places import place_in
from adaptkit.model.diagnostic import Diagnostic, warning
from adaptkit.model.document import Chapter
from adaptkit.model.overlay import VARIABLE_TARGET, Overlay
from adaptkit.overlays.contacts import doubt
from adaptkit.overlays.tried import is_tried
from adaptkit.settings.scaffolds import is_example
from adaptkit.texts.occurrences import Lines
from adaptkit.texts.telephones import look_up
from adaptkit.traces.numbers_to_call import digits_of

_LINK = re.compile(r"\]\((?:tel|sms):([^)\s]+)\)", re.IGNORECASE)


def doubtful_links(chapter: Chapter, overlay: Overlay, country: str) -> Iterator[Diagnostic]:
    """Of a text of the overlay, whose readers are in ``country``: those to numbers that no table
    has there, and that nobody answers for in the directory or in an operation."""
    lines: Lines | None = None
    answered: frozenset[str] | None = None
    for block in chapter.walk() if country else ():
        for found in _LINK.finditer(block.msgid) if not block.children else ():
            number = found[1]
            if is_example(number) or look_up(number, (country,)).known:
                continue
            answered = answered if answered is not None else _answered_for(overlay)
            if digits_of(number) in answered:
                continue
            lines = lines or Lines(chapter.source)
            yield warning(
                "telephone-doubtful",
                place_in(lines, block, found.start(1), number),
                doubt(number, look_up(number, (country,)).better, (country,)),
                "dial it; if it is right, write it into directory.yaml too, with evidence: who has "
                "dialled it or where it is printed",
                unit=block.id,
            )


def _answered_for(overlay: Overlay) -> frozenset[str]:
    """The digits of numbers on which somebody has given a word."""
    found = set()
    for contact in overlay.directory:
        for key in ("telephones", "messaging"):
            for one in contact.many(key):
                if contact.status == "verified" or "evidence" in one:
                    found.add(digits_of(one.get("number", "")))
    for operation in overlay.operations:
        if operation.target.of == VARIABLE_TARGET and is_tried(operation):
            found.add(digits_of(operation.arguments.get("value", "")))
    return frozenset(found)
