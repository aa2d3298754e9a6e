"""The day that an edition itself names for its next review."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from adaptkit.model.diagnostic import Diagnostic, warning
from adaptkit.model.edition import EditionSpec


def overdue(spec: EditionSpec, today: datetime.date) -> Iterator[Diagnostic]:
    """Whether that day is past: readers see it on the page, and take the edition for looked after
    or for out of date by it."""
    if spec.next_review and spec.next_review < today.isoformat():
        yield warning(
            "edition-overdue",
            spec.place("next_review"),
            f"this edition was to be reviewed by {spec.next_review}, and tells its readers so",
            "review it, its numbers first; then write the day behind date: and a later one behind "
            "next_review:",
        )
