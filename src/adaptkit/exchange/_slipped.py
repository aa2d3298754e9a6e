"""Words that came back beside another passage than the one that they were exported for.

One column of a spreadsheet is easily moved down by a row, or sorted alone. Each row still says
whose it is, and what its words were: so the words of one row are known when they stand in
another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from adaptkit.model.diagnostic import Diagnostic, Position, warning
from adaptkit.model.exchange import Returned
from adaptkit.records import Record
from adaptkit.texts.sameness import digest, nfc

_EMPTY = digest("")
# Two are swapped by hand, and a few among many are somebody's work.
_FEWEST, _SHARE = 3, 10
# Shorter ones, as headings, are often the same for different texts.
_LONG = 20
# Of 100; translations of texts so alike may well be the same.
_ALIKE = 75.0


class Slipped(Record, frozen=True):
    """``doubted``: unit → the unit that has lent it its words. ``refused``: unit → why, of a file
    in which many have slipped. ``moved``: how many stand beside another passage."""

    doubted: Mapping[str, str]
    refused: Mapping[str, str]
    moved: int
    path: str = ""

    def told(self) -> tuple[Diagnostic, ...]:
        if not self.refused:
            return ()
        said = (
            f"the translations of {self.moved:,} passages stand beside another passage: the column "
            "seems to have slipped; none of these was taken"
        )
        hint = (
            "put each translation back beside its own source (undo the moving or sorting of that "
            "column) and import the file again; if it is here that they stand at the wrong place, "
            "put them right in the PO file"
        )
        return (warning("exchange-slipped", Position(self.path), said, hint),)


def slipped(units: Sequence[Returned]) -> Slipped:
    """``units`` in the order of the file, each id once. A file that does not say what was exported
    tells nothing."""
    known = [one for one in units if one.base is not None and not one.aside and not one.forms]
    homes: dict[str, list[Returned]] = defaultdict(list)
    for one in known:
        if one.base and one.base != _EMPTY:
            homes[one.base].append(one)
    moved: dict[str, str] = {}
    copied: dict[str, str] = {}
    changed = [one for one in known if one.translation.strip() and not _at_home(one)]
    for one in changed:
        found = homes.get(digest(one.translation), [])
        if len(found) != 1 or nfc(found[0].source) == nfc(one.source):
            continue
        if not _at_home(found[0]):
            moved[one.id] = found[0].id
        elif len(one.translation) >= _LONG and not _alike(found[0].source, one.source):
            copied[one.id] = found[0].id
    if len(moved) < _FEWEST or len(moved) * _SHARE <= len(changed):
        return Slipped({**moved, **copied}, {}, len(moved))
    refused = {unit: f"these are the words of {home}" for unit, home in moved.items()}
    # Words that are new have no home to be known by; where those around them have slipped, so
    # have they.
    for unit in _between(known, moved):
        refused[unit] = "the translations around it stand beside another passage"
    return Slipped(copied, refused, len(moved), next(one.position.path for one in changed))


def _at_home(one: Returned) -> bool:
    return digest(one.translation) == one.base


def _alike(a: str, b: str) -> bool:
    from rapidfuzz import fuzz

    plain = [re.sub(r"[\W_]+", " ", text).strip().casefold() for text in (a, b)]
    return plain[0] == plain[1] or fuzz.ratio(*plain) >= _ALIKE


def _between(units: Sequence[Returned], moved: Mapping[str, str]) -> set[str]:
    """Changed units whose next known neighbour, before or after, has moved."""
    found: set[str] = set()
    for order in (units, units[::-1]):
        near_moved = False
        for one in order:
            if one.id in moved:
                near_moved = True
            elif not one.translation.strip():
                continue
            elif _at_home(one):
                near_moved = False
            elif near_moved:
                found.add(one.id)
    return found
