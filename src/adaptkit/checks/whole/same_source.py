"""What the guide says in the same words twice is translated in one way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from adaptkit.checks import Passage, Placed, catalogue_check
from adaptkit.checks.closer._pairs import shortened
from adaptkit.checks.whole._facts import placed
from adaptkit.model.diagnostic import info, warning
from adaptkit.texts.sameness import folded

_LONG = 40


@catalogue_check("same_source")
def same_source(passages: Sequence[Passage]) -> Iterator[Placed]:
    """A warning of whole sentences; of a word or two, which context may change, information."""
    places: dict[tuple[str, object], list[int]] = defaultdict(list)
    for place, one in enumerate(passages):
        if one.translation:
            places[folded(one.source), one.kind].append(place)
    for (source, _), same in places.items():
        if len(same) < 2:
            continue
        first = passages[same[0]]
        for place in same[1:]:
            one = passages[place]
            if folded(one.translation) != folded(first.translation):
                what = f'is not that of {first.called}: "{shortened(first.translation)}"'
                hint = "their source is the same: translate both in one way, if both mean the same"
                how = warning if len(source) >= _LONG else info
                yield placed(place, one, "translated-in-two-ways", what, hint, how)
