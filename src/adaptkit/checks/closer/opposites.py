"""Before does not become after, left not right, Monday not Tuesday, weeks not months."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from adaptkit.checks import Passage, closer_check
from adaptkit.checks.closer._pairs import found_pairs, told
from adaptkit.checks.closer.negations import denies
from adaptkit.language_data import groups, units
from adaptkit.model.diagnostic import Diagnostic


@closer_check("opposites")
def opposites(passage: Passage) -> Iterator[Diagnostic]:
    """Told only where one of a group is gone from a sentence, and another of it is new there."""
    for source, translation in found_pairs(passage):
        before, after = source.names("opposites"), translation.names("opposites")
        if not (before and after):
            continue
        lost, new = before - after, after - before
        if not (lost and new) or denies(source) != denies(translation):
            continue  # "unsafe" may be "not safe"
        for group, members in _groups().items():
            was, now = lost & members, new & members
            # "before" that is said with another word of the group in the source as well is no slip
            if was and now and not _both(group, before & members, after & members):
                yield told(
                    passage,
                    "opposite-said",
                    f'says "{min(now)}" where the source says "{min(was)}"',
                    "compare that word with the source",
                )


def _both(group: str, before: frozenset[str], after: frozenset[str]) -> bool:
    """Whether something of the group is right: then a second word may be a matter of style."""
    return group != "weekday" and bool(before & after)


@cache
def _groups() -> Mapping[str, frozenset[str]]:
    times = {name for name, one in units().items() if one.dimension == "time"} - {"second"}
    return {name: frozenset(group) for name, group in groups().items()} | {
        "unit of time": frozenset(times)
    }
