"""A dose, a time or a measure is the same in a translation, or rightly converted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from adaptkit.checks import Passage, closer_check
from adaptkit.checks.closer._pairs import found_pairs, told
from adaptkit.language_data.quantities import Quantity, quantities_in
from adaptkit.language_data.words import Found
from adaptkit.model.diagnostic import Diagnostic, Severity, error, warning

# Nobody writes more of them into one sentence.
_MOST = 40
_SIGN = re.compile(r"[%٪％°º℃℉]")


def _in_figures(passage: Passage) -> bool:
    """Where one of the two has no figure, no number stands against another one in figures."""
    return all(any(map(str.isnumeric, text)) for text in (passage.source, passage.translation))


@closer_check("quantities", worst=Severity.ERROR, grave=_in_figures)
def quantity_changed(passage: Passage) -> Iterator[Diagnostic]:
    """Whoever takes 100 mg for 10 comes to harm. In figures it is an error, in words a warning."""
    pairs, source, text = found_pairs(passage), passage.source, passage.translation
    if not (_may_count(pairs.here, source) and _may_count(pairs.there, text)):
        return  # nothing is counted in most texts
    for here, there in pairs:
        for before, after in _changed(here, there):
            figures = before.figures and after.figures
            yield told(
                passage,
                "quantity-changed",
                f'says "{after.words}" where the source says "{before.words}"',
                "write the same number with the same unit; if you converted it, reckon it again",
                error if figures else warning,
            )


def _may_count(kinds: Collection[str], text: str) -> bool:
    return "said" in kinds or "units" in kinds or _SIGN.search(text) is not None


def _changed(source: Found, translation: Found) -> list[tuple[Quantity, Quantity]]:
    """What one says and the other does not, where number or unit answer to each other."""
    ours = quantities_in(source)
    if not ours:
        return []
    theirs = quantities_in(translation)
    lost, new = _unmatched(ours, theirs)
    found = []
    weekly = "week" in source.names("rates") & translation.names("rates")
    for before in lost:
        after = next((one for one in new if _answers(before, one)), None)
        if weekly and after and {before.unit, after.unit} == {"time", "day"}:
            continue  # on two days a week is twice a week
        if after is not None:
            new.remove(after)
            found.append((before, after))
    return found


def _unmatched(
    ours: Sequence[Quantity], theirs: Sequence[Quantity]
) -> tuple[list[Quantity], list[Quantity]]:
    """Each answers to one of the other text: first in the same unit, then converted. What is said
    twice may be said once."""
    lost, new = _left(ours, theirs), _left(theirs, ours)
    for one in lost[:_MOST]:
        fits = next((other for other in new[:_MOST] if one.says(other)), None)
        if fits is not None:
            lost.remove(one)
            new.remove(fits)
    here, there = set(map(_key, ours)), set(map(_key, theirs))
    return (
        [one for one in lost if _key(one) not in there],
        [one for one in new if _key(one) not in here],
    )


def _left(these: Sequence[Quantity], those: Sequence[Quantity]) -> list[Quantity]:
    """Those without one of the others in the same unit."""
    others = Counter(map(_key, those))
    left = []
    for one in these:
        if others[_key(one)]:
            others[_key(one)] -= 1
        else:
            left.append(one)
    return left


def _key(one: Quantity) -> tuple[str, float]:
    return one.unit, round(one.value, 6)


def _answers(before: Quantity, after: Quantity) -> bool:
    """Whether one stands in the place of the other. A number without another one beside its unit
    is found by the check of numbers."""
    if before.unit == after.unit or before.dimension == after.dimension:
        return True
    return before.value == after.value and before.value != 1
