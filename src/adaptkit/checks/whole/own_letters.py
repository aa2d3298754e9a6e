"""A passage that is unlike all others of its catalogue, by the letters that follow each other.

A model of three letters each, made of the catalogue itself, needs nothing to be known of the
language (Cavnar and Trenkle, 1994). It tells French from Spanish and Persian from Arabic, and not
Indonesian from Malay.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import Any

from adaptkit.checks import Passage, Placed, catalogue_check
from adaptkit.checks.whole._facts import has_letters, middle, placed, translated
from adaptkit.language_data.tokens import read
from adaptkit.model.diagnostic import Severity, info

_FEWEST_LETTERS, _FEWEST_PASSAGES = 25, 60
_FAR = 4.5
_IN_BRACKETS = re.compile(r"\([^()]*\)|（[^（）]*）")
# So much of a text says what language it is in.
_ENOUGH = 120
# Not a blank that stands alone, as nearly all do.
_SIGNS = r"\d*_\[\]()#|`~>\x00"
_NOT_LETTERS = re.compile(rf"[{_SIGNS}\s](?:(?<=[{_SIGNS}])[{_SIGNS}]*|(?<=\s)(?:\s+|(?<! )))")


@cache
def _threes(size: int) -> Callable[[str], tuple[str, ...]]:
    """What takes all rows of three letters from a text of that size, in one go."""
    places: Any = [slice(n, n + 3) for n in range(size - 2)]
    return itemgetter(*places)


@catalogue_check("own_letters", worst=Severity.INFO)
def own_letters(passages: Sequence[Passage]) -> Iterator[Placed]:
    """Each is judged by the others: of what it has itself, one is not counted."""
    texts = []
    for place, one in translated(passages):
        # In brackets, the word of another language explains this one's.
        text = read(one.translation).shown
        if "(" in text or "（" in text:
            text = _IN_BRACKETS.sub(" ", text)
        text = text[:_ENOUGH].lower()
        text = f" {_NOT_LETTERS.sub(' ', text).strip()} "
        if has_letters(text, _FEWEST_LETTERS):
            texts.append((place, _threes(len(text))(text)))
    if len(texts) < _FEWEST_PASSAGES:
        return
    times = Counter(chain.from_iterable(threes for _, threes in texts))
    known = {three: math.log(n - 0.9) for three, n in times.items()}
    scores = [sum(map(known.__getitem__, threes)) / len(threes) for _, threes in texts]
    mid, deviation = middle(scores)
    for (place, _), score in zip(texts, scores, strict=True):
        if score < mid - _FAR * deviation:
            one = passages[place]
            what = "looks as if it were in another language than the others of this catalogue"
            hint = "look whether it is in the right language; if it is a name, leave it"
            yield placed(place, one, "unlike-the-rest", what, hint, info)
