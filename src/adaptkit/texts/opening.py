"""Opening hours in one line: what ``opening_hours`` of OpenStreetMap has of days and times.

``Mo-Fr 09:00-13:00,15:00-19:00; Sa 10:00-14:00``, ``18:30-21:30``, ``24/7``. A time that ends
before it begins ends on the next day. https://wiki.openstreetmap.org/wiki/Key:opening_hours
"""

from __future__ import annotations

import re
from itertools import pairwise

from adaptkit.records import Record

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
ALWAYS = "24/7"
_WEEK = tuple(range(7))
_DAY = "Mo|Tu|We|Th|Fr|Sa|Su"
_DAYS = re.compile(rf"(?:{_DAY})(?:-(?:{_DAY}))?(?:,(?:{_DAY})(?:-(?:{_DAY}))?)*\Z")
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00"
_SPAN = re.compile(rf"({_TIME})-({_TIME})\Z")
_BLANKS = re.compile(r"\s*([-–,])\s*")


class Opening(Record, frozen=True):
    """``days``: 0 is Monday, in order. ``spans``: from and to, ``HH:MM``, up to ``24:00``."""

    days: tuple[int, ...]
    spans: tuple[tuple[str, str], ...]


def parse_opening(text: str) -> tuple[Opening, ...] | None:
    """None where it says anything else, or says of one day twice when it is open."""
    if text.strip() == ALWAYS:
        return (Opening(_WEEK, (("00:00", "24:00"),)),)
    found: list[Opening] = []
    told: set[int] = set()
    for rule in text.split(";"):
        one = _rule(_BLANKS.sub(lambda m: m[1].replace("–", "-"), rule.strip()))
        if one is None or told.intersection(one.days):
            return None
        told.update(one.days)
        found.append(one)
    return tuple(sorted(found, key=lambda one: one.days))


def render_opening(found: tuple[Opening, ...]) -> str:
    if is_always(found):
        return ALWAYS
    return "; ".join(
        " ".join(filter(None, (_days_text(one.days), ",".join(map("-".join, one.spans)))))
        for one in found
    )


def is_round_the_clock(found: tuple[Opening, ...]) -> bool:
    """Whether it says of any day that somebody is there day and night."""
    return any(one.spans == (("00:00", "24:00"),) for one in found)


def is_always(found: tuple[Opening, ...]) -> bool:
    """Whether somebody is there day and night, on every day."""
    days = {day for one in found for day in one.days if one.spans == (("00:00", "24:00"),)}
    return len(days) == len(DAYS)


def runs(days: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """Neighbouring days as first and last: ``((0, 4), (6, 6))``."""
    found: list[tuple[int, int]] = []
    for day in days:
        if found and found[-1][1] == day - 1:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return tuple(found)


def _rule(text: str) -> Opening | None:
    first, _, rest = text.partition(" ")
    if not _DAYS.match(first):
        first, rest = "", text
    spans = tuple(
        (found[1], found[2]) for one in rest.split(",") if (found := _SPAN.match(one.strip()))
    )
    if len(spans) != rest.count(",") + 1 or any(begin in (end, "24:00") for begin, end in spans):
        return None
    if any(first[1] > then[0] for first, then in pairwise(spans)):
        return None
    if any(end < begin for begin, end in spans[:-1]):
        return None
    return Opening(_days(first) if first else _WEEK, spans)


def _days(text: str) -> tuple[int, ...]:
    found: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        begin, end = DAYS.index(first), DAYS.index(last or first)
        # From Saturday to Monday goes over the end of the week.
        found.update(range(begin, end + 1) if begin <= end else [*range(begin, 7), *range(end + 1)])
    return tuple(sorted(found))


def _days_text(days: tuple[int, ...]) -> str:
    if days == _WEEK:
        return ""
    return ",".join(
        DAYS[first] if first == last else f"{DAYS[first]}-{DAYS[last]}"
        for first, last in runs(days)
    )
