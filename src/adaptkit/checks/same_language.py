"""What two texts in one language say differently: a source, and what somebody says that its
translation says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adaptkit.checks import CHECKS, CLOSER, Passage
from adaptkit.language_data import data_for
from adaptkit.language_data.quantities import numbers
from adaptkit.language_data.tokens import shown
from adaptkit.model.locale import Locale

# What changes what a reader does. Whether the words are the same is nobody's question.
_ASKED = ("quantities", "counts", "rates", "negations", "opposites")


def says_differently(source: str, back: str, locale: Locale) -> Iterator[str]:
    """Each as the end of a sentence about ``back``: ``says "10 mg" where the source says …``."""
    passage = Passage("it", source, back, locale, source_locale=locale)
    told: set[str] = set()
    for look in (CHECKS["numbers"].look, *(CLOSER[name].look for name in _ASKED)):
        for found in look(passage):
            said = found.message.removeprefix("the translation of it ")
            if said not in told:
                told.add(said)
                yield said
    if not any(re.search(r"\d", said) for said in told):
        yield from _numbers(source, back, locale)


def _numbers(source: str, back: str, locale: Locale) -> Iterator[str]:
    """Numbers in figures that the other text says in no form: in one language nothing is
    converted, and nothing is said in another way."""
    here, there = (numbers(shown(text), data_for(locale)) for text in (source, back))
    ours, theirs = ({one.value for one in found} for found in (here, there))
    for lost in dict.fromkeys(one.value for one in here if one.figures):
        if lost not in theirs:
            yield f"has lost the number {lost:g}"
    for new in dict.fromkeys(one.value for one in there if one.figures):
        if new not in ours:
            yield f"says {new:g}, and the source does not"
