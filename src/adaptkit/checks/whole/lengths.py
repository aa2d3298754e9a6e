"""A translation is about as long as others of its catalogue are, and says as many sentences."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from adaptkit.checks import Passage, Placed, catalogue_check
from adaptkit.checks.closer._pairs import shortened
from adaptkit.checks.whole._facts import middle, placed, translated
from adaptkit.texts.sentences import sentences

# Short texts differ for many reasons; few texts say nothing of a language.
_FEWEST_LETTERS, _FEWEST_PASSAGES = 40, 30
_FAR, _LEAST = 3.5, 0.45
_NEAR, _LEAST_NEAR = 1.6, 0.22
_ENDS = ".?!…。！？؟۔।:："
_BEHIND = "\"'”’»›)）]*_~」』】》` \t\n\u00a0"


@catalogue_check("lengths")
def lengths(passages: Sequence[Passage]) -> Iterator[Placed]:
    """By the catalogue's own median and robust deviation of the ratio of letters, and no fixed one.
    What ends in the middle, or has fewer sentences, is told sooner."""
    known: list[tuple[int, Passage, float, int]] = []
    for place, one in translated(passages):
        before, after = len(one.source.strip()), len(one.translation.strip())
        if before and after:
            known.append((place, one, math.log(after / before), before))
    mid, deviation = middle([ratio for _, _, ratio, long in known if long >= _FEWEST_LETTERS])
    if sum(long >= _FEWEST_LETTERS for *_, long in known) < _FEWEST_PASSAGES:
        return
    for place, one, ratio, long in known:
        if long < _FEWEST_LETTERS // 2:
            continue
        off = ratio - mid
        # Shorter texts vary more.
        wide = 1.0 if long >= 2 * _FEWEST_LETTERS else 1.3 if long >= _FEWEST_LETTERS else 1.6
        short = off < -max(_NEAR * deviation, _LEAST_NEAR) * wide
        if short and _ends(one.source) and not _ends(one.translation):
            what = f"ends in the middle: {shortened(one.translation[-40:])}"
            yield placed(place, one, "cut-off", what, "translate the rest of the passage")
        elif short and (missing := _fewer(one)):
            what = f"has {missing} where the source has {len(sentences(one.source))}"
            hint = "look whether one was left out; if two were joined, leave it"
            yield placed(place, one, "sentence-missing", what, hint)
        elif abs(off) > max(_FAR * deviation, _LEAST) * wide:
            much = "shorter" if off < 0 else "longer"
            what = f"is much {much} than others of this catalogue"
            hint = "look whether something was left out, or said that the source does not say"
            yield placed(place, one, "length-unusual", what, hint)


def _ends(text: str) -> bool:
    return text.rstrip(_BEHIND)[-1:] in _ENDS


def _fewer(one: Passage) -> str:
    before, after = len(sentences(one.source)), len(sentences(one.translation))
    return f"{after} sentence{'s' * (after != 1)}" if after < before else ""
