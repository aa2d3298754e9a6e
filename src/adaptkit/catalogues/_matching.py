"""Recognising yesterday's texts among today's: the six steps, from certain to likely.

Pure alignment of two lists of pieces; ids and catalogues are the business of ``identity`` and
``merge``.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Indel, LCSseq

GAP_THRESHOLD = 0.40
GLOBAL_THRESHOLD = 0.60
CONTAINED = 0.85
SPLIT_WORDS = 5
# A gap with more pairs than this is left to the global step: the alignment is quadratic.
_MOST_PAIRS = 40_000
# How many old pieces with the most words in common the global step looks at.
_MOST_CANDIDATES = 12
# A word in more old pieces than this says nothing about which of them it came from.
_COMMON_WORD = 60
_OTHER_KIND = 0.85

_TARGET = re.compile(r"\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)|<[a-z]+:[^<>\s]*>")
# Placeholders and numbers are words as they stand (1.5 is not 15); of the writing systems
# without spaces, each character is one.
_WORD = re.compile(
    r"\{[\w.]+\}|(?:(?<!\w)[-−+±<>≤≥])?\d+(?:[.,:/–-]\d+)*%?"
    r"|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|\w+"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A text to be recognised; ``text`` is NFC."""

    text: str
    kind: str = ""
    section: str = ""


@dataclass(slots=True)
class Alignment:
    """``pairs``: new index → (old index, similarity). ``splits``: index of a new piece that was
    cut off → index of the new piece it was cut from. ``merges``: new index → the further old
    pieces that went into it."""

    pairs: dict[int, tuple[int, float]] = field(default_factory=dict)
    splits: dict[int, int] = field(default_factory=dict)
    merges: dict[int, tuple[int, ...]] = field(default_factory=dict)


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """The words that count, in order: no punctuation, no capitals, no link targets."""
    return tuple(_WORD.findall(_TARGET.sub("]", text).casefold()))


def differs_trivially(old: str, new: str) -> bool:
    """Whether only capitals, punctuation, white space or link targets differ."""
    return words(nfc(old)) == words(nfc(new))


def align(
    new: Sequence[Piece], old: Sequence[Piece], fixed: Mapping[int, int] | None = None
) -> Alignment:
    """Which old piece each new one descends from. ``fixed``: new → old pairs settled before."""
    if not fixed and [p.text for p in new] == [p.text for p in old]:
        return Alignment({i: (i, 1.0) for i in range(len(new))})
    return _Aligner(new, old, fixed or {}).align()


class _Aligner:
    def __init__(
        self, new: Sequence[Piece], old: Sequence[Piece], fixed: Mapping[int, int]
    ) -> None:
        self.new, self.old = new, old
        self.to_old: dict[int, int] = dict(fixed)
        self.to_new: dict[int, int] = {o: n for n, o in fixed.items()}
        self._measure = _Measure(new, old)

    def align(self) -> Alignment:
        texts = (lambda p: p.text), (lambda p: (p.text, p.kind, p.section))
        self._unique(texts[0])
        self._grow(texts[0])
        self._unique(texts[1])
        self._in_turn(texts[1])
        self._grow(texts[0])
        self._unique(_plain)
        self._grow(_plain)
        self._gaps()
        self._globally()
        similarity = self._measure.similarity
        result = Alignment({n: (o, similarity(n, o)) for n, o in sorted(self.to_old.items())})
        self._splits(result)
        self._merges(result)
        return result

    def _pair(self, n: int, o: int) -> None:
        self.to_old[n] = o
        self.to_new[o] = n

    def _free_new(self) -> list[int]:
        return [n for n in range(len(self.new)) if n not in self.to_old]

    def _free_old(self) -> list[int]:
        return [o for o in range(len(self.old)) if o not in self.to_new]

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

    def _in_turn(self, key: Callable[[Piece], Hashable]) -> None:
        """As many twins today as yesterday: the first is the first, and so on."""
        for ours, theirs in list(self._groups(key)):
            if len(ours) == len(theirs):
                for n, o in zip(ours, theirs, strict=True):
                    self._pair(n, o)

    def _grow(self, key: Callable[[Piece], Hashable]) -> None:
        """What stands beside a matched piece, and is equal on both sides, matches too."""
        for step in (1, -1):
            order = range(len(self.new)) if step > 0 else range(len(self.new) - 1, -1, -1)
            for n in order:
                if n in self.to_old:
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
        anchors = [(-1, -1), *_increasing(sorted(self.to_old.items()))]
        anchors.append((len(self.new), len(self.old)))
        for (n0, o0), (n1, o1) in pairwise(anchors):
            ours = [n for n in range(n0 + 1, n1) if n not in self.to_old]
            theirs = [o for o in range(o0 + 1, o1) if o not in self.to_new]
            if ours and theirs and len(ours) * len(theirs) <= _MOST_PAIRS:
                for n, o in self._ordered(ours, theirs):
                    self._pair(n, o)

    def _ordered(self, ours: list[int], theirs: list[int]) -> list[tuple[int, int]]:
        """The pairs, in order on both sides, whose similarities have the largest sum."""
        width = len(theirs)
        best = [[0.0] * (width + 1)]
        scores: list[list[float]] = []
        for n in ours:
            row = [self._measure.similarity(n, o, GAP_THRESHOLD) for o in theirs]
            scores.append(row)
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

    def _globally(self) -> None:
        """Best first, one to one, wherever it stands now."""
        index: dict[str, list[int]] = defaultdict(list)
        for o in self._free_old():
            for word in set(self._measure.old_words(o)):
                index[word].append(o)
        found: list[tuple[float, int, int, int]] = []
        for n in self._free_new():
            shared: dict[int, int] = defaultdict(int)
            for word in set(self._measure.new_words(n)):
                holders = index.get(word, ())
                if len(holders) <= _COMMON_WORD:
                    for o in holders:
                        shared[o] += 1
            likely = sorted(shared, key=lambda o: (-shared[o], o))[:_MOST_CANDIDATES]
            for o in likely:
                score = self._measure.similarity(n, o, GLOBAL_THRESHOLD)
                if score:
                    found.append((-score, abs(n - o), n, o))
        for _, _, n, o in sorted(found):
            if n not in self.to_old and o not in self.to_new:
                self._pair(n, o)

    # Step 6: cut in two, or joined ----------------------------------------------------------

    def _splits(self, result: Alignment) -> None:
        for order in (range(len(self.new)), range(len(self.new) - 1, -1, -1)):
            step = order.step
            for n in order:
                before = n - step
                if n in self.to_old or n in result.splits:
                    continue
                head = result.splits.get(before, before)
                part = self._measure.new_words(n)
                if (
                    head in self.to_old
                    and len(part) >= SPLIT_WORDS
                    and _contained(part, self._measure.old_words(self.to_old[head]))
                    and not _contained(part, self._measure.new_words(head))
                ):
                    result.splits[n] = head

    def _merges(self, result: Alignment) -> None:
        into: dict[int, int] = {}
        for order in (range(len(self.old)), range(len(self.old) - 1, -1, -1)):
            step = order.step
            for o in order:
                before = o - step
                if o in self.to_new or o in into:
                    continue
                whole = into.get(before, self.to_new.get(before, -1))
                part = self._measure.old_words(o)
                if (
                    whole >= 0
                    and len(part) >= SPLIT_WORDS
                    and _contained(part, self._measure.new_words(whole))
                    and not _contained(part, self._measure.old_words(self.to_old[whole]))
                ):
                    into[o] = whole
        for o, n in sorted(into.items()):
            result.merges[n] = (*result.merges.get(n, ()), o)


class _Measure:
    """Similarity of new and old pieces; words are counted once for each."""

    def __init__(self, new: Sequence[Piece], old: Sequence[Piece]) -> None:
        self._sides = new, old
        self._ready: tuple[dict[int, tuple[str, str, tuple[str, ...]]], ...] = ({}, {})
        self._alphabet: dict[str, str] = {}

    def new_words(self, n: int) -> tuple[str, ...]:
        return self._prepared(0, n)[2]

    def old_words(self, o: int) -> tuple[str, ...]:
        return self._prepared(1, o)[2]

    def _prepared(self, side: int, i: int) -> tuple[str, str, tuple[str, ...]]:
        """The text without targets; its words, one character for each (for speed); its words."""
        known = self._ready[side].get(i)
        if known is None:
            text = _TARGET.sub("]", self._sides[side][i].text)
            listed = words(text)
            letters = "".join(map(self._letter, listed))
            known = self._ready[side][i] = (text, letters, listed)
        return known

    def _letter(self, word: str) -> str:
        known = self._alphabet.get(word)
        if known is None:
            known = self._alphabet[word] = chr(0xE000 + len(self._alphabet))
        return known

    def similarity(self, n: int, o: int, threshold: float = 0.0) -> float:
        """0.6 · word ratio + 0.4 · character ratio, or 0.0 where below ``threshold``."""
        new, old = self._sides[0][n], self._sides[1][o]
        if new.text == old.text:
            return 1.0
        mine, yours = self._prepared(0, n), self._prepared(1, o)
        factor = 1.0 if not new.kind or not old.kind or new.kind == old.kind else _OTHER_KIND
        by_words = Indel.normalized_similarity(mine[1], yours[1]) if mine[1] or yours[1] else 0.0
        needed = (threshold / factor - 0.6 * by_words) / 0.4
        if needed > 1.0:
            return 0.0
        by_letters = Indel.normalized_similarity(
            mine[0], yours[0], score_cutoff=max(needed - 1e-9, 0.0)
        )
        score = factor * (0.6 * by_words + 0.4 * by_letters)
        return score if score >= threshold else 0.0


def _plain(piece: Piece) -> str:
    return " ".join(words(piece.text))


def _contained(part: Sequence[str], whole: Sequence[str]) -> bool:
    return bool(part) and LCSseq.similarity(part, whole) >= CONTAINED * len(part)


def _increasing(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that rise on both sides (patience sorting, O(n log n))."""
    pairs = list(pairs)
    tails: list[int] = []
    ends: list[int] = []
    before = [-1] * len(pairs)
    for i, (_, o) in enumerate(pairs):
        at = bisect_left(tails, o)
        before[i] = ends[at - 1] if at else -1
        tails[at : at + 1] = [o]
        ends[at : at + 1] = [i]
    run, i = [], ends[-1] if ends else -1
    while i >= 0:
        run.append(pairs[i])
        i = before[i]
    return run[::-1]
