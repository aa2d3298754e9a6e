"""What a reviewer with little time reads: what could harm a reader first.

Silent reading of such texts takes adults 238 words a minute in English (Brysbaert 2019,
doi:10.1016/j.jml.2019.104047), and no more in other languages. Whoever compares two texts and
answers for them is slower: assumed are 200 words a minute of both texts together, and five seconds
for each answer. Of scripts without blanks each character counts as a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from adaptkit.language_data import data_for
from adaptkit.language_data.quantities import quantities
from adaptkit.language_data.words import found_in
from adaptkit.model.locale import Locale
from adaptkit.model.pack import Cut, PackState, PackUnit
from adaptkit.model.review import SIGNING, Role, Verdict
from adaptkit.records import replace
from adaptkit.texts.word_changes import words_in

WORDS_A_MINUTE = 200
SECONDS_AN_ANSWER = 5
# So many neighbours on each side are there to be looked at.
_AROUND = 2

_UNITS = (
    r"mg|g|kg|mcg|µg|μg|ug|ml|mL|l|L|IU|UI|%|°\s?[CF]?|hours?|hrs?|minutes?|mins?|days?|weeks?"
    r"|months?|times?|tablets?|pills?|capsules?|doses?|drops?|puffs?|units?|degrees?"
)
_DOSE = re.compile(rf"\d[\d.,\u066b\u066c]*\s?(?:{_UNITS})(?!\w)|(?:{_UNITS})\s\d")
_NUMBER = re.compile(r"\d|\{[^{}\s]+\}")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nor|neither|without|cannot|avoid|stop|unless)\b|n[’']t\b", re.I
)

_LAST = ("number", "other")
_ORDERS: Mapping[str, tuple[str, ...]] = {
    "": ("core", "error", "changed", "dose", "negation", "finding", "adapted", *_LAST),
    Role.CLINICAL: ("core", "error", "dose", "changed", "negation", "adapted", "finding", *_LAST),
    Role.LANGUAGE: ("core", "error", "changed", "finding", "negation", "dose", "adapted", *_LAST),
    Role.LIVED_EXPERIENCE: (
        *("core", "adapted", "changed", "error", "negation", "dose", "finding", *_LAST),
    ),
}
REASONS = frozenset(_ORDERS[""])


def cut(
    units: Sequence[PackUnit], role: str, minutes: int, reviewer: str = ""
) -> tuple[tuple[PackUnit, ...], Cut]:
    """The passages for so many minutes in reading order, with their neighbours ``aside``, and what
    was left out. Only what somebody has to sign off is chosen, and has not in this role; and what
    ``reviewer`` (whoever it is, where nobody is named) objected to before it changed."""
    order = _ORDERS.get(role, _ORDERS[""])
    waiting = {
        n: _urgency(one, order)
        for n, one in enumerate(units)
        if _waits(one, role) or (one.asked and _objected(one, role, reviewer))
    }
    chosen: set[int] = set()
    left = minutes * 60.0
    for n in sorted(waiting, key=lambda n: (order.index(waiting[n]), n)):
        left -= seconds(units[n])
        if left < 0 and chosen:
            break
        chosen.add(n)
    aside = set(_neighbours(units, chosen))
    picked = tuple(
        replace(one, aside=n not in chosen)
        for n, one in enumerate(units)
        if n in chosen or n in aside
    )
    shown = Counter(waiting[n] for n in chosen)
    rest = Counter(reason for n, reason in waiting.items() if n not in chosen)
    return picked, Cut(minutes, _in_order(shown, order), _in_order(rest, order))


def seconds(one: PackUnit) -> float:
    """How long it takes to read a passage beside its source, and to answer."""
    texts = {one.source, one.words}
    words = sum(len(words_in(text)) for text in texts)
    return words * 60 / WORDS_A_MINUTE + SECONDS_AN_ANSWER


def _waits(one: PackUnit, role: str) -> bool:
    read = (e for e in one.earlier if e.stands and e.verdict == Verdict.APPROVED)
    return one.asked and not any(not role or e.role == role for e in read)


def _objected(one: PackUnit, role: str, reviewer: str) -> bool:
    """Whether an objection has fallen since, and who made it has said nothing more."""
    mine = [e for e in one.earlier if reviewer in ("", e.by) and role in ("", e.role)]
    since = {(e.by, e.role) for e in mine if e.stands}
    return any(
        not e.stands and e.verdict == Verdict.OBJECTION and (e.by, e.role) not in since
        for e in mine
    )


def _urgency(one: PackUnit, order: Iterable[str]) -> str:
    found = set(_reasons(one))
    return next(reason for reason in order if reason in found)


def _reasons(one: PackUnit) -> Iterator[str]:
    if one.core:
        yield "core"
    for found in one.findings:
        yield "error" if found.severity == "error" else "finding"
    if any(not each.stands and each.verdict in SIGNING for each in one.earlier):
        yield "changed"
    text = f"{one.source}\n{one.words}"
    said = ((one.source, one.source_language), (one.words, one.words_language))
    if _DOSE.search(text) or any(_counts(*each) for each in said):
        yield "dose"
    if any(_denies(*each) for each in said):
        yield "negation"
    if one.adapted or one.state in (PackState.OWN, PackState.DECISION):
        yield "adapted"
    if _NUMBER.search(text):
        yield "number"
    yield "other"


def _counts(text: str, locale: Locale) -> bool:
    """Whether a number counts a unit of measure or time, in figures or in words."""
    data = data_for(locale)
    return data is not None and bool(quantities(text, data))


def _denies(text: str, locale: Locale) -> bool:
    data = data_for(locale)
    if data is None:
        return bool(_NEGATION.search(text))
    return bool(found_in(text, data).names("negation"))


def _neighbours(units: Sequence[PackUnit], chosen: Iterable[int]) -> Iterator[int]:
    for n in chosen:
        for near in range(max(n - _AROUND, 0), min(n + _AROUND + 1, len(units))):
            if units[near].chapter == units[n].chapter:
                yield near


def _in_order(counted: Counter[str], order: Sequence[str]) -> tuple[tuple[str, int], ...]:
    return tuple((reason, counted[reason]) for reason in order if counted[reason])
