"""A translation is about as long as others of its catalogue are, and says as many sentences."""

from __future__ import annotations

import math
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import partial

from adaptkit.checks import Passage, Placed, catalogue_check
from adaptkit.checks.closer._pairs import shortened
from adaptkit.checks.closer.spaces import TOUCHING
from adaptkit.checks.whole._facts import middle, placed, translated
from adaptkit.language_data.tokens import sentences_of
from adaptkit.records import Record

# Short texts differ for many reasons; few texts say nothing of a language.
_FEWEST_LETTERS, _FEWEST_PASSAGES = 40, 30
_FAR, _LEAST = 3.5, 0.45
_NEAR, _LEAST_NEAR = 1.6, 0.22
_FEWEST_FOR_A_HABIT, _RARE = 100, 0.02
_ENDS = ".?!…。！？؟۔।:："
_NAME = re.compile(r"https?://\S+|[A-Z][A-Za-z]+")
_SHORTENED = re.compile(r"\b(e\.g|i\.e|p\.\s?ej|vs|Drs?|Dra|Mrs?|Ms|Sra?|Prof|approx)\.\s+")
_IN_BRACKETS = re.compile(r"\([^()]*\)|（[^（）]*）")
_BEHIND = "\"'”’»›)）]*_~」』】》` \t\n\u00a0"


class _Row(Record, frozen=True):
    """``ratio``: how much longer it is than its source, as a logarithm. ``open``: its end is lost.
    ``joined``: it has fewer marks that end a sentence than its source; ``fewer``: so many sentences
    less."""

    place: int
    passage: Passage
    long: int
    ratio: float
    open: bool
    joined: bool
    fewer: int


@catalogue_check("lengths")
def lengths(passages: Sequence[Passage]) -> Iterator[Placed]:
    """By the catalogue's own median and robust deviation of the ratio of letters, and no fixed one;
    and by its habits: where translators always end what the source ends, and never join two
    sentences, one that does is told. Elsewhere only what is short as well."""
    rows = [_row(place, one) for place, one in translated(passages) if one.source.strip()]
    long = [row for row in rows if row.long >= _FEWEST_LETTERS]
    if len(long) < _FEWEST_PASSAGES:
        return
    mid, deviation = middle([row.ratio for row in long])
    always_ends = _rare(row.open for row in rows)
    never_joins = _rare(row.joined for row in rows)
    for row in rows:
        off = row.ratio - mid
        wide = _width(row.long)
        short = off < -max(_NEAR * deviation, _LEAST_NEAR) * wide
        if row.open and (short or (always_ends and row.long >= _FEWEST_LETTERS // 2)):
            end = shortened(row.passage.translation[-40:])
            what, hint = (
                f"ends in the middle: {end}",
                "translate the rest of it, and end it as the source does",
            )
            if off >= 0:
                what = f"ends without a mark, as hardly any other of this catalogue does: {end}"
                hint = "look whether the end of it is missing; if not, write the mark"
            yield placed(row.place, row.passage, "cut-off", what, hint)
        elif row.fewer > 0 and (short or never_joins):
            count = len(sentences_of(row.passage.source))
            what = f"has {_many(count - row.fewer)} where the source has {count}"
            hint = "look whether one was left out; if two were joined, leave it"
            yield placed(row.place, row.passage, "sentence-missing", what, hint)
        elif row.long >= _FEWEST_LETTERS // 2 and abs(off) > max(_FAR * deviation, _LEAST) * wide:
            if off > 0 and _glossed(row.passage) - mid <= max(_FAR * deviation, _LEAST) * wide:
                continue
            much = "shorter" if off < 0 else "longer"
            what = f"is much {much}, beside its source, than others of this catalogue are"
            hint = "look whether it lacks something, or says more than its source; if not, leave it"
            yield placed(row.place, row.passage, "length-unusual", what, hint)


def _row(place: int, one: Passage) -> _Row:
    before, after = len(one.source.strip()), max(1, len(one.translation.strip()))
    is_open = _ends(one.source) and not _ends(one.translation)
    fewer = len(sentences_of(one.source)) - len(sentences_of(one.translation))
    joined = fewer > 0
    if joined:
        fewer = min(fewer, _really(one.source) - _really(one.translation))
    return _Row(place, one, before, math.log(after / before), is_open, joined, fewer)


def _really(text: str) -> int:
    """How many sentences, also where a blank was forgotten behind one; "e.g." ends none."""
    return len(sentences_of(TOUCHING.sub(_with_space, _SHORTENED.sub(r"\1 ", text))))


def _with_space(found: re.Match[str]) -> str:
    return f"{found[0]} "


def _glossed(one: Passage) -> float:
    """The ratio without the names that both texts have, and without what explains them in
    brackets: World Health Organization（世界卫生组织）."""
    names = set(_NAME.findall(one.source)).intersection(_NAME.findall(one.translation))
    source, words = (_NAME.sub(partial(_unless, names), t) for t in (one.source, one.translation))
    if len(_IN_BRACKETS.findall(one.source)) < len(_IN_BRACKETS.findall(words)):
        words = _IN_BRACKETS.sub("", words)
    return math.log(max(1, len(words.strip())) / max(1, len(source.strip())))


def _unless(names: Container[str], found: re.Match[str]) -> str:
    return "" if found[0] in names else found[0]


def _width(long: int) -> float:
    """Shorter texts vary more."""
    if long >= 2 * _FEWEST_LETTERS:
        return 1.0
    return 1.3 if long >= _FEWEST_LETTERS else 1.6


def _rare(these: Iterable[bool]) -> bool:
    """Whether hardly any is so, of enough."""
    known = list(these)
    return len(known) >= _FEWEST_FOR_A_HABIT and sum(known) <= _RARE * len(known)


def _ends(text: str) -> bool:
    return text.rstrip(_BEHIND)[-1:] in _ENDS


def _many(count: int) -> str:
    return f"{count} sentence{'' if count == 1 else 's'}"
