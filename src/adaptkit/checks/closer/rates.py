"""Daily stays daily, and does not become weekly."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from adaptkit.checks import Passage, closer_check
from adaptkit.checks.closer._pairs import both_languages, pairs, told
from adaptkit.language_data import LanguageData, data_for
from adaptkit.language_data.words import Finder, finder, read
from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.locale import Locale

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
    known = both_languages(passage)
    if known is None:
        return
    for source, translation in pairs(passage.source, passage.translation):
        before = _rates(source, known[0])
        if not before:
            continue
        after = _rates(translation, known[1])
        lost, new = before - after, after - before
        if lost and new:
            yield told(
                passage,
                "rate-differs",
                f'says "{_SAID[min(new)]}" where the source says "{_SAID[min(lost)]}"',
                "write how often as the source does",
            )


def _rates(text: str, data: LanguageData) -> set[str]:
    known, masks = _known(data.language)
    return known.names(masks.masked(read(text).tokens))


@cache
def _known(language: str) -> tuple[Finder, Finder]:
    data = data_for(Locale(language))
    assert data is not None
    return finder(data.rates, data), finder(data.rates_masks, data)
