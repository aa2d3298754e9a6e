"""Recognising yesterday's texts among today's: the six steps, from certain to likely.

Pure alignment of two lists of pieces; ids and catalogues are the business of ``identity`` and
``merge``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from adaptkit.catalogues._similarity import (
    FEW_WORDS,
    Measure,
    Piece,
    differs_trivially,
    plain,
    words,
)
from adaptkit.catalogues.increasing import increasing
from adaptkit.records import Record, field

__all__ = [
    "GLOBAL_THRESHOLD",
    "Alignment",
    "Piece",
    "align",
    "differs_trivially",
    "words",
]

GAP_THRESHOLD = 0.40
NEAR_THRESHOLD = 0.50
GLOBAL_THRESHOLD = 0.60
CONTAINED = 0.85
SPLIT_WORDS = 5
VERBATIM_WORDS = 2
# A gap with more pairs than this is left to the global step: the alignment is quadratic.
_MOST_PAIRS = 40_000
# How many old pieces with the most words in common the global step looks at.
_MOST_CANDIDATES = 12
# A word in more old pieces than this says nothing about which of them it came from.
_COMMON_WORD = 60
# How many old pieces to either side count as near.
_NEAR = 12
# Of few words: how much better than all others one must be that comes from afar.
_MARGIN = 0.05


class Alignment(Record):
    """``pairs``: new index → (old index, similarity). ``splits``: index of a new piece that was
    cut off → index of the new piece it was cut from. ``merges``: new index → the further old
    pieces that went into it."""

    pairs: dict[int, tuple[int, float]] = field(default_factory=dict)
    splits: dict[int, int] = field(default_factory=dict)
    merges: dict[int, tuple[int, ...]] = field(default_factory=dict)


def align(
    new: Sequence[Piece], old: Sequence[Piece], fixed: Mapping[int, int] | None = None
) -> Alignment:
    """Which old piece each new one descends from. ``fixed``: new → old pairs settled before."""
    if not old:
        return Alignment()
    unmoved = all(n == o for n, o in (fixed or {}).items())
    if unmoved and [p.text for p in new] == [p.text for p in old]:
        return Alignment({i: (i, 1.0) for i in range(len(new))})
    return _Aligner(new, old, fixed or {}).align()


class _Aligner:
    def __init__(
        self, new: Sequence[Piece], old: Sequence[Piece], fixed: Mapping[int, int]
    ) -> None:
        self.new, self.old = new, old
        self.to_old: dict[int, int] = dict(fixed)
        self.to_new: dict[int, int] = {o: n for n, o in fixed.items()}
        self.aside: set[int] = set()
        self.splits: dict[int, int] = {}
        self.joined: dict[int, int] = {}
        self._fixed = frozenset(fixed)
        self._measure = Measure(new, old)

    def align(self) -> Alignment:
        """The steps, from certain to likely. Texts alike that stand where the other stood come
        before equal ones that do not: what is equal is filled in wherever it is."""
        self._unique(_text)
        self._grow(_text)
        # What the old guide holds word for word is that again, never an edit of something else.
        self.aside = set(filter(self._measure.repeats, self._free_new()))
        self._unique(plain)
        self._grow(plain)
        self.aside.clear()
        self._gaps()
        self._parts()
        self._nearby()
        self._other_twins()
        self.aside = set(filter(self._measure.repeats, self._free_new()))
        self._globally()
        self._parts()
        self._heads()
        return self._result()

    def _result(self) -> Alignment:
        similarity = self._measure.similarity
        merges: dict[int, tuple[int, ...]] = {}
        for o, n in sorted(self.joined.items()):
            merges[n] = (*merges.get(n, ()), o)
        pairs = {n: (o, similarity(n, o)) for n, o in sorted(self.to_old.items())}
        return Alignment(pairs, self.splits, merges)

    def _pair(self, n: int, o: int) -> None:
        self.to_old[n] = o
        self.to_new[o] = n

    def _is_free(self, n: int) -> bool:
        return n not in self.to_old and n not in self.splits and n not in self.aside

    def _is_gone(self, o: int) -> bool:
        return o not in self.to_new and o not in self.joined

    def _free_new(self) -> list[int]:
        return [n for n in range(len(self.new)) if self._is_free(n)]

    def _free_old(self) -> list[int]:
        return [o for o in range(len(self.old)) if self._is_gone(o)]

    # Steps 1 to 3: equal --------------------------------------------------------------------

    def _groups(self, key: Callable[[Piece], Hashable]) -> Iterator[tuple[list[int], list[int]]]:
        """New and old free pieces with one key (never an empty one)."""
        ours, theirs = defaultdict(list), defaultdict(list)
        for o in self._free_old():
            theirs[key(self.old[o])].append(o)
        for n in self._free_new():
            ours[key(self.new[n])].append(n)
        for value, group in ours.items():
            if value and value in theirs:
                yield group, theirs[value]

    def _unique(self, key: Callable[[Piece], Hashable]) -> None:
        for ours, theirs in list(self._groups(key)):
            if len(ours) == len(theirs) == 1:
                self._pair(ours[0], theirs[0])

    def _other_twins(self) -> None:
        """Equal texts whose neighbours say nothing, in turn. Of more twins than there were, the
        last are new: they repeat a text that stands, and come from no other one."""
        for key in (lambda p: (p.text, p.kind, p.section)), _text:
            for ours, theirs in list(self._groups(key)):
                for n, o in zip(ours, theirs, strict=False):
                    self._pair(n, o)

    def _best_first(self, found: Iterable[tuple[float, float, int, int]]) -> None:
        for _, _, n, o in sorted(found):
            if n not in self.to_old and o not in self.to_new:
                self._pair(n, o)

    def _places(self) -> dict[int, tuple[int, int]]:
        """Where each unmatched new piece would have stood: beside the old neighbours of the
        matched piece before it, and of the one after it."""
        before: dict[int, int] = {}
        last = -1
        for n in range(len(self.new)):
            last = self.to_old.get(n, last)
            before[n] = last + 1
        out: dict[int, tuple[int, int]] = {}
        last = len(self.old)
        for n in range(len(self.new) - 1, -1, -1):
            if n in self.to_old:
                last = self.to_old[n]
            else:
                out[n] = before[n], last - 1
        return out

    def _grow(self, key: Callable[[Piece], Hashable]) -> None:
        """What stands beside a matched piece, and is equal on both sides, matches too."""
        for step in (1, -1):
            order = range(len(self.new)) if step > 0 else range(len(self.new) - 1, -1, -1)
            for n in order:
                if not self._is_free(n):
                    continue
                before = n - step
                edge = before < 0 or before >= len(self.new)
                if not edge and before not in self.to_old:
                    continue
                start = 0 if step > 0 else len(self.old) - 1
                o = start if edge else self.to_old[before] + step
                if not 0 <= o < len(self.old) or o in self.to_new:
                    continue
                value = key(self.new[n])
                if value and value == key(self.old[o]):
                    self._pair(n, o)

    # Steps 4 and 5: alike -------------------------------------------------------------------

    def _gaps(self) -> None:
        """Between each two matches that keep their order, align what is left."""
        anchors = [(-1, -1), *increasing(sorted(self.to_old.items()))]
        anchors.append((len(self.new), len(self.old)))
        for (n0, o0), (n1, o1) in pairwise(anchors):
            ours = [n for n in range(n0 + 1, n1) if self._is_free(n)]
            theirs = [o for o in range(o0 + 1, o1) if self._is_gone(o)]
            if ours and theirs and len(ours) * len(theirs) <= _MOST_PAIRS:
                for n, o in self._ordered(ours, theirs):
                    self._pair(n, o)

    def _ordered(self, ours: list[int], theirs: list[int]) -> list[tuple[int, int]]:
        """The pairs, in order on both sides, whose squared similarities have the largest sum
        (squared, so that two weak pairs do not outweigh a strong one)."""
        width = len(theirs)
        best = [[0.0] * (width + 1)]
        for n in ours:
            row = [self._measure.similarity_in_place(n, o, GAP_THRESHOLD) ** 2 for o in theirs]
            above, line = best[-1], [0.0]
            for j in range(width):
                here = above[j] + row[j] if row[j] else 0.0
                line.append(max(above[j + 1], line[j], here))
            best.append(line)
        found = []
        i, j = len(ours), width
        while i and j:
            if best[i][j] == best[i - 1][j]:
                i -= 1
            elif best[i][j] == best[i][j - 1]:
                j -= 1
            else:
                i, j = i - 1, j - 1
                found.append((ours[i], theirs[j]))
        return found

    def _nearby(self) -> None:
        """Best first, one to one, in any order, but not far from where it stood."""
        places, gone = self._places(), self._free_old()
        found = []
        for n in self._free_new():
            few = len(self._measure.new_words(n)) <= FEW_WORDS
            for o in _around(gone, places[n], _NEAR):
                score = self._measure.similarity_in_place(
                    n, o, GLOBAL_THRESHOLD if few else NEAR_THRESHOLD
                )
                if score:
                    found.append((-score, _distance(o, places[n]), n, o))
        self._best_first(found)

    def _globally(self) -> None:
        """Best first, one to one, wherever it stands now."""
        index = _Index(self._measure.old_words, self._free_old())
        found: list[tuple[float, float, int, int]] = []
        for n in self._free_new():
            likely = index.likely(self._measure.new_words(n))
            found += [(-score, abs(n - o), n, o) for score, o in self._sure(n, likely)]
        self._best_first(self._not_modelled(found))

    def _not_modelled(
        self, found: list[tuple[float, float, int, int]]
    ) -> list[tuple[float, float, int, int]]:
        """Without those that are more like a text that lives on: they were written after it."""
        if not found:
            return found
        index = _Index(self._measure.old_words, self.to_new)
        best: dict[int, float] = {}
        for n in {n for _, _, n, _ in found}:
            likely = index.likely(self._measure.new_words(n))
            best[n] = max((self._measure.similarity(n, o) for o in likely), default=0.0)
        return [one for one in found if best[one[2]] <= -one[0]]

    def _sure(self, n: int, likely: Iterable[int]) -> list[tuple[float, int]]:
        """Those that are like enough from afar; of a few words none where several fit as well."""
        models = self._models(n)
        scored = [(self._measure.similarity(n, o, GLOBAL_THRESHOLD), o) for o in likely]
        fit = [(score, o) for score, o in scored if score and self.old[o].text not in models]
        if fit and len(self._measure.new_words(n)) <= FEW_WORDS:
            best, at = max(fit)
            rivals = (score for score, o in fit if self.old[o].text != self.old[at].text)
            if max(rivals, default=0.0) > best - _MARGIN:
                return []
        return fit

    def _models(self, n: int) -> set[str]:
        """The old texts of the neighbours. What is like one of them was written after it, though
        a twin of it be gone elsewhere."""
        beside = range(n - 2, n + 3)
        return {self.old[self.to_old[m]].text for m in beside if m in self.to_old}

    # Step 6: cut in two, or joined ----------------------------------------------------------

    def _parts(self) -> None:
        """Pieces cut off from a neighbour, and pieces that went into one."""
        new_words, old_words = self._measure.new_words, self._measure.old_words
        for order in (range(len(self.new)), range(len(self.new) - 1, -1, -1)):
            for n in order:
                before = n - order.step
                head = self.splits.get(before, before)
                if self._is_free(n) and head in self.to_old:
                    whole = old_words(self.to_old[head])
                    least = self._least(self.new[n], self.old[self.to_old[head]])
                    if _is_part(new_words(n), whole, new_words(head), least):
                        self.splits[n] = head
        for order in (range(len(self.old)), range(len(self.old) - 1, -1, -1)):
            for o in order:
                before = o - order.step
                whole_now = self.joined.get(before, self.to_new.get(before, -1))
                if self._is_gone(o) and whole_now >= 0:
                    own = old_words(self.to_old[whole_now])
                    least = self._least(self.old[o], self.new[whole_now])
                    if _is_part(old_words(o), new_words(whole_now), own, least):
                        self.joined[o] = whole_now

    def _least(self, part: Piece, whole: Piece) -> int:
        """How many words a part must have: few, where it stands letter by letter at an end."""
        at_an_end = whole.text.startswith(part.text) or whole.text.endswith(part.text)
        return VERBATIM_WORDS if at_an_end else SPLIT_WORDS

    def _heads(self) -> None:
        """Of what was cut, the first part goes on with the old piece; of what was joined, the
        first old piece lives on: so a cut that is joined again is what it was."""
        tails: dict[int, list[int]] = defaultdict(list)
        for n, head in self.splits.items():
            tails[head].append(n)
        for head, cut in tails.items():
            first = min(cut)
            if first < head and head not in self._fixed:
                self.splits |= dict.fromkeys((*cut, head), first)
                del self.splits[first]
                self._pair(first, self.to_old.pop(head))
        parts: dict[int, list[int]] = defaultdict(list)
        for o, n in self.joined.items():
            parts[n].append(o)
        for n, went in parts.items():
            own, least = self.to_old[n], min(went)
            if least < own and n not in self._fixed:
                self.joined[own] = self.joined.pop(least)
                del self.to_new[own]
                self._pair(n, least)


class _Index:
    """Which pieces share the most words with a new one."""

    def __init__(self, words_of: Callable[[int], tuple[str, ...]], pieces: Iterable[int]) -> None:
        self._holders: dict[str, list[int]] = defaultdict(list)
        for o in pieces:
            for word in set(words_of(o)):
                self._holders[word].append(o)

    def likely(self, said: Iterable[str]) -> list[int]:
        shared: dict[int, int] = defaultdict(int)
        for word in set(said):
            holders = self._holders.get(word, ())
            if len(holders) <= _COMMON_WORD:
                for o in holders:
                    shared[o] += 1
        return sorted(shared, key=lambda o: (-shared[o], o))[:_MOST_CANDIDATES]


def _text(piece: Piece) -> str:
    return piece.text


def _around(ordered: list[int], place: tuple[int, int], reach: int) -> list[int]:
    """Those of the rising numbers that are within reach of either end of the place."""
    spans = [
        range(bisect_left(ordered, at - reach), bisect_right(ordered, at + reach)) for at in place
    ]
    return [ordered[i] for i in sorted({*spans[0], *spans[1]})]


def _distance(o: int, place: tuple[int, int]) -> int:
    return min(abs(o - place[0]), abs(o - place[1]))


def _is_part(part: Sequence[str], whole: Sequence[str], rest: Sequence[str], least: int) -> bool:
    """Whether the part is in the whole, and not in what stands there besides."""
    return len(part) >= least and _contained(part, whole) and not _contained(part, rest)


def _contained(part: Sequence[str], whole: Sequence[str]) -> bool:
    from rapidfuzz.distance import LCSseq

    return bool(part) and LCSseq.similarity(part, whole) >= CONTAINED * len(part)
