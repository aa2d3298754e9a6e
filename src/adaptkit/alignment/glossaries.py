"""Lists of words in dictionary order: their order says nothing of which word is which.

Such a list stands in the order of each language's own words. Pairing it in order would put what one
word means beside another word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from adaptkit.alignment.document import Passage
from adaptkit.alignment.pairing import Aligned, Pairing
from adaptkit.model.document import BlockKind
from adaptkit.model.unit import Unit
from adaptkit.records import replace
from adaptkit.texts.collation import FEWEST_IN_ORDER, sort_key
from adaptkit.texts.placeholders import placeholders_in

_List = tuple[str, str]
"""File and section."""


def without_glossaries(aligned: Aligned, source: str, language: str) -> Aligned:
    """Without the pairings of lists that are in dictionary order on both sides, in ``source`` and
    in ``language`` (ISO 639): a person has to bring their words together."""
    every = aligned.pairings
    ours = _ordered((*aligned.missing, *(p for one in every for p in one.ours)), source)
    theirs = _ordered((*aligned.added, *(p for one in every for p in one.theirs)), language)
    kept: list[Pairing] = []
    gone: list[Pairing] = []
    for one in every:
        in_both = _lists(one.ours) & ours and _lists(one.theirs) & theirs
        (gone if in_both and not one.untranslated else kept).append(one)
    return replace(
        aligned,
        pairings=tuple(kept),
        missing=(*aligned.missing, *(passage for one in gone for passage in one.ours)),
        added=(*aligned.added, *(passage for one in gone for passage in one.theirs)),
    )


def _ordered(passages: Iterable[Passage], language: str) -> set[_List]:
    """The lists of words that are in the dictionary order of this language."""
    words: dict[_List, list[Unit]] = defaultdict(list)
    for passage in passages:
        if passage.unit is not None and passage.unit.kind is BlockKind.TERM:
            words[_list_of(passage.unit)].append(passage.unit)
    return {where for where, units in words.items() if _in_order(units, language)}


def _lists(passages: Iterable[Passage]) -> set[_List]:
    """Those to which any of these may belong; a heading belongs to none."""
    units = (one.unit for one in passages)
    return {_list_of(one) for one in units if one and one.kind is not BlockKind.HEADING}


def _list_of(unit: Unit) -> _List:
    return unit.position.path, unit.section


def _in_order(units: list[Unit], language: str) -> bool:
    """What a placeholder fills in says nothing of the order."""
    units.sort(key=lambda unit: unit.position)
    plain = (unit.source for unit in units if not placeholders_in(unit.source, None))
    keys = [sort_key(words, language)[0] for words in plain]
    return len(keys) >= FEWEST_IN_ORDER and all(one <= other for one, other in pairwise(keys))
