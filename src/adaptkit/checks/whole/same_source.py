"""What the guide says in the same words twice is translated in one way."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from adaptkit.checks import Passage, Placed, catalogue_check
from adaptkit.checks.closer._pairs import shortened
from adaptkit.checks.whole._facts import placed
from adaptkit.model.diagnostic import info, warning
from adaptkit.texts.sameness import folded

_FEW_WORDS = 3


@catalogue_check("same_source")
def same_source(passages: Sequence[Passage]) -> Iterator[Placed]:
    """A warning of whole sentences; of a word or two, which context may change, information."""
    places: dict[object, list[int]] = defaultdict(list)
    for place, one in enumerate(passages):
        if one.translation:
            source = folded(one.source)
            few = len(source.split()) < _FEW_WORDS
            # A word may be a noun in a heading and a verb in a cell.
            places[(source, one.kind) if few else source].append(place)
    for same in places.values():
        if len(same) < 2:
            continue
        ways = Counter(folded(passages[place].translation) for place in same)
        if len(ways) < 2:
            continue
        usual, times = ways.most_common(1)[0]
        for place in same:
            one = passages[place]
            now = folded(one.translation)
            # Of two that are as common, either may be the one that is meant.
            if ways[now] < times or (now != usual or ways.most_common(2)[1][1] == times):
                other = usual if now != usual else ways.most_common(2)[1][0]
                first = next(p for p in same if folded(passages[p].translation) == other)
                called = passages[first].called
                what = f'differs from that of {called}: "{shortened(other)}"'
                hint = "their source is the same: translate both in one way, if both mean the same"
                how = info if len(one.source.split()) < _FEW_WORDS else warning
                yield placed(place, one, "translated-in-two-ways", what, hint, how)
