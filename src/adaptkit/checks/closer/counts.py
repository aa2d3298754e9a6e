"""The numbers of a text are those of its translation, in figures of any script or in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from adaptkit.checks import Passage, closer_check
from adaptkit.checks.closer._pairs import told
from adaptkit.checks.numbers import numbers as to_call
from adaptkit.language_data import data_of
from adaptkit.language_data.quantities import (
    CHINESE_FIGURES,
    Number,
    may_count,
    numbers_in,
    quantities_in,
    soft_values,
)
from adaptkit.language_data.words import Found, found_in
from adaptkit.model.diagnostic import Diagnostic

# A telephone number, a date in figures: their groups may be cut otherwise.
_LONG = re.compile(r"(?<![\d.,])\+?\d(?:[ \u00a0().\-–/]{0,2}\d){5,17}(?![\d.,]\d)")
_IN_WORDS = frozenset({"said", "numbers"})
# Whatever holds one, and is looked for in a third of the time.
_MAY_BE_LONG = re.compile(r"\d(?:[ \u00a0().\-–/]{0,2}\d){5}")
# What may be converted, where an edition has other units.
_CONVERTED = frozenset({"length", "mass", "volume", "temperature", "energy"})


@closer_check("counts")
def counts(passage: Passage) -> Iterator[Diagnostic]:
    """Three goals of five, page 12, half past nine: no number is lost or another one."""
    pairs = passage.pairs
    if not (
        _has_figures(passage)
        or not _IN_WORDS.isdisjoint(pairs.here)
        or not _IN_WORDS.isdisjoint(pairs.there)
    ):
        return  # most texts count nothing
    for source, translation in pairs:
        said = _differs(source, translation)
        if said and not any(to_call(passage)):
            yield told(
                passage,
                "number-differs",
                said,
                "compare the numbers with the source, one by one; if it says the same, leave it",
            )
            return


def _differs(source: Found, translation: Found) -> str:
    if not (_counts(source) or _counts(translation)) or _are_alike(source, translation):
        return ""
    ours, theirs = source.language, translation.language
    here, there = _Numbers(source), _Numbers(translation)
    _convert(here, there)
    # A language of which nothing is known may write any number in words.
    lost = [n for n in here.figures if n not in there.every] if theirs else []
    new = [n for n in there.figures if n not in here.every] if ours else []
    lost_words = [n for n in here.words if n not in there.every and n not in there.soft]
    new_words = [n for n in there.words if n not in here.every and n not in here.soft]
    if not (ours and theirs):
        lost = [n for n in here.figures if n not in there.figures]
        new = [n for n in there.figures if n not in here.figures]
        return f"says {new[0]} where the source says {lost[0]}" if lost and new else ""
    if another := [*new, *new_words]:
        # Also where the same number stands twice, and one of the two is gone; and "both".
        gone = [*lost, *lost_words, *(here.count - there.count), *(here.soft - there.soft)]
        gone = [
            n for n in gone if n not in there.soft and (n in here.count or n not in there.count)
        ]
        if gone:
            return f"says {another[0]} where the source says {gone[0]}"
    # "One" is said in many ways, and in none.
    lost = [n for n in lost if n != "1" and n not in there.soft]
    new = [n for n in new if n != "1"]
    if lost and not here.convertible:
        return f"has lost the number {lost[0]}"
    # From three on: languages say "both", and "a couple", where others do not.
    new = new or [n for n in new_words if n != "2"]
    if new and not there.convertible:
        return f"says {new[0]}, and the source does not"
    return ""


def _has_figures(passage: Passage) -> bool:
    return passage.has_figures or not CHINESE_FIGURES.isdisjoint(passage.every_sign)


def _counts(found: Found) -> bool:
    return not _IN_WORDS.isdisjoint(found.spans) or may_count(found)


def _are_alike(source: Found, translation: Found) -> bool:
    """Whether nothing more has to be looked at: each value stands in both, as in most texts."""
    if (
        "said" in source.spans
        or "said" in translation.spans
        or _values(source) != _values(translation)
    ):
        return False
    shown = source.text.shown, translation.text.shown
    return not any(_MAY_BE_LONG.search(text) and _LONG.search(text) for text in shown)


def _values(found: Found) -> set[float]:
    return {one.value for one in numbers_in(found) if one.figures or one.value > 1}


def _convert(here: _Numbers, there: _Numbers) -> None:
    """25 feet may be 7.6 metres: neither counts then."""
    # Each once, however often a text says it.
    ours = {(one.unit, one.value): one for one in here.counted}
    theirs = {(one.unit, one.value): one for one in there.counted}
    for one in ours.values():
        for other in theirs.values():
            if one.unit != other.unit and one.says(other):
                here.without(one.value)
                there.without(other.value)


class _Numbers:
    """``figures`` and ``words``: values, from two on. Long ones count by their digits alone."""

    def __init__(self, whole: Found) -> None:
        text, long = _apart(whole.text.shown)
        if long:
            whole = found_in(text, data_of(whole.language) if whole.language else None)
        counted = quantities_in(whole)
        found = [one for one in numbers_in(whole) if not _perhaps(whole, one)]
        self.figures: Counter[str] = Counter(f"{one.value:g}" for one in found if one.figures)
        self.figures.update(long)
        self.words = Counter(f"{one.value:g}" for one in found if not one.figures and one.value > 1)
        self.words.update(
            f"{one.value:g}" for one in counted if not one.figures and one.value in (2.0, 3.0)
        )
        self.counted = counted if whole.language else ()
        self.convertible = any(one.dimension in _CONVERTED for one in self.counted)
        self.soft = {f"{value:g}" for value in soft_values(whole)}
        self.count = Counter(f"{one.value:g}" for one in found if one.value > 1)
        self.every = {*self.figures, *self.words}

    def without(self, value: float) -> None:
        for known in (self.figures, self.words, self.count):
            known.pop(f"{value:g}", None)


def _perhaps(whole: Found, one: Number) -> bool:
    """Whether it stands in a word that may say something else: 四周 is "all around" too."""
    return any(start <= one.start and one.end <= end for start, end, _ in whole.of("soft"))


def _apart(text: str) -> tuple[str, list[str]]:
    """The text without its long numbers, and their digits; the parts of a date may change
    places."""
    long = []
    for found in _LONG.finditer(text):
        groups = re.findall(r"\d+", found[0])
        if len("".join(groups)) >= 6:
            is_date = len(groups) == 3 and sorted(map(len, groups))[:2] < [2, 3]
            long.append("-".join(sorted(map(_plain, groups))) if is_date else "".join(groups))
            text = text.replace(found[0], " " * len(found[0]), 1)
    return text, long


def _plain(group: str) -> str:
    return group.lstrip("0") or "0"
