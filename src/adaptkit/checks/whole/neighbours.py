"""Each passage has its own translation, and not that of the one before or behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from adaptkit.checks import Passage, Placed, catalogue_check
from adaptkit.checks.whole._facts import has_letters, placed, translated
from adaptkit.language_data.tokens import read
from adaptkit.texts.sameness import folded

_LETTERS = 10
_MEDIUM = 3


@catalogue_check("neighbours")
def neighbours(passages: Sequence[Passage]) -> Iterator[Placed]:
    """Two different sources with the same words in translation: one of them is not its own."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, one in translated(passages):
        if has_letters(one.translation, _LETTERS):
            places[folded(one.translation).casefold().strip(" .:;!?。")].append(place)
    for same in places.values():
        for place in same[1:]:
            first, one = passages[same[0]], passages[place]
            if _unlike(first.source, one.source):
                hint = "one of the two has a translation that is not its own: look which"
                what = f"is also that of {first.called}, whose source says something else"
                yield placed(place, one, "translation-of-another", what, hint)
                yield placed(same[0], first, "translation-of-another", _also(one), hint)


def _also(one: Passage) -> str:
    return f"is also that of {one.called}, whose source says something else"


def _unlike(source: str, other: str) -> bool:
    """Whether they share less than half of their words: a language may well say two things that
    are nearly the same in one way."""
    # Also by the words of code: `a` & `b` is `a` and `b`.
    ours, theirs = (read(text.replace("`", " ")).different for text in (source, other))
    shared = len(ours & theirs)
    return shared < 0.5 * max(len(ours), len(theirs))
