"""A "not" is neither dropped nor added."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from adaptkit.checks import Passage, closer_check
from adaptkit.checks.closer._pairs import both_languages, pairs, shortened, told
from adaptkit.language_data import LanguageData, data_for
from adaptkit.language_data.words import Finder, finder, read
from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.locale import Locale

_DENIES, _MAY = "denies", "may"


@closer_check("negations")
def negations(passage: Passage) -> Iterator[Diagnostic]:
    """Languages deny in many ways, so that it is told only where all are gone, or one stands where
    there is none at all."""
    known = both_languages(passage)
    if known is None:
        return
    for source, translation in pairs(passage.source, passage.translation):
        before, after = _denials(source, known[0]), _denials(translation, known[1])
        if _DENIES in before and not after:
            yield told(
                passage,
                "negation-differs",
                f'may have lost a "not": {shortened(source)}',
                'compare with the source; if it says "not" in another way, leave it',
            )
        elif _DENIES in after and not before:
            yield told(
                passage,
                "negation-differs",
                f'may say "not" where the source does not: {shortened(translation)}',
                "compare with the source; if it means the same, leave it",
            )


def denies(text: str, data: LanguageData) -> bool:
    """Whether it says "not" beyond doubt."""
    return _DENIES in _denials(text, data)


def _denials(text: str, data: LanguageData) -> set[str]:
    known, masks = _known(data.language)
    return known.names(masks.masked(read(text).tokens))


@cache
def _known(language: str) -> tuple[Finder, Finder]:
    data = data_for(Locale(language))
    assert data is not None
    negation = data.negation
    said = {_DENIES: negation.words, _MAY: negation.soft}
    return finder(said, data), finder({"": negation.masked}, data)
