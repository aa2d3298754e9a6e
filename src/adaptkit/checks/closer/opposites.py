"""Before does not become after, left not right, Monday not Tuesday, weeks not months."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from adaptkit.checks import Passage, closer_check
from adaptkit.checks.closer._pairs import found_pairs, told
from adaptkit.checks.closer.negations import denies
from adaptkit.language_data import groups, units
from adaptkit.language_data.words import Found
from adaptkit.model.diagnostic import Diagnostic

_KIND = "opposites"
_EACH_COUNTS = frozenset({"weekday", "month-name"})


# Of these, both may stand in one sentence, each at its place: the cane in the right hand if the
# left leg is weak; before the meal, not after it.
_OF_PLACE = ("order", "side")
# A long sentence may well be turned round.
_SHORT = 12


@closer_check("opposites")
def opposites(passage: Passage) -> Iterator[Diagnostic]:
    """Told only where one of a group is gone from a sentence, and another of it is new there; or
    where two of them have changed places."""
    pairs = found_pairs(passage)
    if not (_KIND in pairs.here and _KIND in pairs.there):
        return
    for source, translation in pairs:
        before, after = source.names(_KIND), translation.names(_KIND)
        if not (before and after) or denies(source) != denies(translation):
            continue  # "unsafe" may be "not safe"
        lost, new = before - after, after - before
        for group, members in _groups().items() if lost and new else ():
            was, now = lost & members, new & members
            # Where one of the group is right, a second word may be a matter of style.
            if was and now and (group in _EACH_COUNTS or not before & after & members):
                yield _told(passage, min(now), min(was))
        if len(source.of(_KIND)) > 1 and len(translation.of(_KIND)) > 1:
            yield from _changed_places(passage, source, translation)


def _changed_places(passage: Passage, source: Found, translation: Found) -> Iterator[Diagnostic]:
    for group in _OF_PLACE:
        members = _groups()[group]
        was = [name for _, _, name in source.of(_KIND) if name in members]
        now = [name for _, _, name in translation.of(_KIND) if name in members]
        short = group == "side" or len(source.text.tokens) <= _SHORT
        if len(was) == len(now) == 2 and len(set(was)) == 2 and was != now and short:
            place = next(n for n in (0, 1) if was[n] != now[n])
            yield _told(passage, now[place], was[place])


def _told(passage: Passage, now: str, was: str) -> Diagnostic:
    what = f'says "{now}" where the source says "{was}"'
    hint = "compare that word with the source; if it says the same, leave it"
    return told(passage, "opposite-said", what, hint)


@cache
def _groups() -> Mapping[str, frozenset[str]]:
    times = {name for name, one in units().items() if one.dimension == "time"} - {"second"}
    return {name: frozenset(group) for name, group in groups().items()} | {
        "unit of time": frozenset(times)
    }
