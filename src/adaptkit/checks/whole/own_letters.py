"""A passage that is unlike all others of its catalogue, by the letters that follow each other.

A model of three letters each, made of the catalogue itself, needs nothing to be known of the
language (Cavnar and Trenkle, 1994). It tells French from Spanish and Persian from Arabic, and not
Indonesian from Malay.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from adaptkit.checks import Passage, Placed, catalogue_check
from adaptkit.checks.whole._facts import middle, placed, translated
from adaptkit.language_data.words import read
from adaptkit.model.diagnostic import Severity, info

_FEWEST_LETTERS, _FEWEST_PASSAGES = 25, 60
_FAR = 4.5
# So much of a text says what language it is in.
_ENOUGH = 120
_NOT_LETTERS = re.compile(r"[\d*_\[\]()#|`~>\x00]+|\s+")
_PARTS = 5


@catalogue_check("own_letters", worst=Severity.INFO)
def own_letters(passages: Sequence[Passage]) -> Iterator[Placed]:
    """Each is judged by a model of the others: of those whose text it is not among, by fifths."""
    texts = []
    for place, one in translated(passages):
        text = read(one.translation).shown[:_ENOUGH].lower()
        text = f" {_NOT_LETTERS.sub(' ', text).strip()} "
        if sum(map(str.isalpha, text)) >= _FEWEST_LETTERS:
            texts.append((place, text))
    if len(texts) < _FEWEST_PASSAGES:
        return
    three: list[Counter[str]] = [Counter() for _ in range(_PARTS)]
    for _, text in texts:
        three[_part(text)].update(_threes(text))
    whole: Counter[str] = Counter()
    for part in three:
        whole.update(part)
    # How rare each is among the texts of all other parts.
    rare = [{k: math.log(n - own[k] + 0.1) for k, n in whole.items()} for own in three]
    scores = [_mean(rare[_part(text)], text) for _, text in texts]
    mid, deviation = middle(scores)
    for (place, _), score in zip(texts, scores, strict=True):
        if score < mid - _FAR * deviation:
            one = passages[place]
            what = "is unlike the others of this catalogue in its letters"
            hint = "look whether it is in the right language"
            yield placed(place, one, "unlike-the-rest", what, hint, info)


def _part(text: str) -> int:
    """Of the text alone, so that the order of the passages does not matter."""
    return sum(text.encode("utf-8", "surrogatepass")) % _PARTS


def _threes(text: str) -> list[str]:
    return [text[n : n + 3] for n in range(len(text) - 2)]


def _mean(rare: Mapping[str, float], text: str) -> float:
    return sum(map(rare.__getitem__, _threes(text))) / max(1, len(text) - 2)
