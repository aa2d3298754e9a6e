"""A passage that is unlike all others of its catalogue, by the letters that follow each other.

A model of three letters each, made of the catalogue itself, needs nothing to be known of the language
(Cavnar and Trenkle, 1994). It tells French from Spanish and Persian from Arabic, and not Indonesian
from Malay.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from adaptkit.checks import Passage, Placed, catalogue_check
from adaptkit.checks.whole._facts import middle, placed, translated
from adaptkit.language_data.words import shown
from adaptkit.model.diagnostic import Severity, info

_FEWEST_LETTERS, _FEWEST_PASSAGES = 25, 60
_FAR = 4.5
_NOT_LETTERS = re.compile(r"[\d*_\[\]()#|`~>\x00]+|\s+")
_PARTS = 5


@catalogue_check("own_letters", worst=Severity.INFO)
def own_letters(passages: Sequence[Passage]) -> Iterator[Placed]:
    """Each is judged by a model of the others: of those whose text it is not among, by fifths."""
    texts = []
    for place, one in translated(passages):
        text = f" {_NOT_LETTERS.sub(' ', shown(one.translation).lower()).strip()} "
        if sum(map(str.isalpha, text)) >= _FEWEST_LETTERS:
            texts.append((place, text))
    if len(texts) < _FEWEST_PASSAGES:
        return
    three: list[Counter[str]] = [Counter() for _ in range(_PARTS)]
    for n, (_, text) in enumerate(texts):
        three[_part(text, n)].update(map("".join, zip(text, text[1:], text[2:], strict=False)))
    whole: Counter[str] = Counter()
    for part in three:
        whole.update(part)
    scores = [_score(text, whole, three[_part(text, n)]) for n, (_, text) in enumerate(texts)]
    mid, deviation = middle(scores)
    for (place, _), score in zip(texts, scores, strict=True):
        if score < mid - _FAR * deviation:
            one = passages[place]
            what = "is unlike the others of this catalogue in its letters"
            hint = "look whether it is in the right language"
            yield placed(place, one, "unlike-the-rest", what, hint, info)


def _part(text: str, _: int) -> int:
    """Of the text alone, so that the order of the passages does not matter."""
    return sum(map(ord, text)) % _PARTS


def _score(text: str, whole: Counter[str], own: Counter[str]) -> float:
    total = 0.0
    for n in range(len(text) - 2):
        three = text[n : n + 3]
        total += math.log(whole[three] - own[three] + 0.1)
    return total / max(1, len(text) - 2)
