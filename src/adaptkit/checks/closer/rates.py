"""Daily stays daily, and does not become weekly."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.checks import Passage, closer_check
from adaptkit.checks.closer._pairs import found_pairs, told
from adaptkit.model.diagnostic import Diagnostic

_RATES = "rates"
_SAID = {
    "hour": "every hour",
    "day": "every day",
    "other-day": "every other day",
    "week": "every week",
    "month": "every month",
    "year": "every year",
}


@closer_check("rates")
def rates(passage: Passage) -> Iterator[Diagnostic]:
    """How often: only where one is lost and another is new in the same sentence."""
    pairs = found_pairs(passage)
    if not (_RATES in pairs.here and _RATES in pairs.there):
        return
    for source, translation in pairs:
        before, after = source.names(_RATES), translation.names(_RATES)
        lost, new = before - after, after - before
        if lost and new:
            yield told(
                passage,
                "rate-differs",
                f'says "{_SAID[min(new)]}" where the source says "{_SAID[min(lost)]}"',
                "write how often as the source does; if it says the same, leave it",
            )
