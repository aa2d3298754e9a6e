"""A "not" is neither dropped nor added."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.checks import Passage, closer_check
from adaptkit.checks.closer._pairs import found_pairs, shortened, told
from adaptkit.language_data.words import Found
from adaptkit.model.diagnostic import Diagnostic

_KIND, _DENIES = "negation", "denies"


@closer_check("negations")
def negations(passage: Passage) -> Iterator[Diagnostic]:
    """Languages deny in many ways, so that it is told only where all are gone, or one stands where
    there is none at all."""
    pairs = found_pairs(passage)
    if not (_KIND in pairs.here or _KIND in pairs.there):
        return
    for source, translation in pairs:
        before, after = source.names(_KIND), translation.names(_KIND)
        if _DENIES in before and not (after or _stands_there(source, translation)):
            yield told(
                passage,
                "negation-differs",
                f'may have lost a "not": {shortened(source.text.shown)}',
                'compare with the source; if it says "not" in another way, leave it',
            )
        elif _DENIES in after and not before:
            yield told(
                passage,
                "negation-differs",
                f'may say "not" where the source does not: {shortened(translation.text.shown)}',
                "compare with the source; if it means the same, leave it",
            )


def _stands_there(source: Found, translation: Found) -> bool:
    """Whether the source's own "not" was left as it is."""
    words = {
        source.text.tokens[at] for at, _, name in source.of(_KIND) if name == _DENIES
    } & translation.text.different
    return any(len(word) > 2 for word in words)


def denies(found: Found) -> bool:
    """Whether it says "not" beyond doubt."""
    return _DENIES in found.names(_KIND)
