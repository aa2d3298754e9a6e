"""Which words of the two languages go together, learnt from the document itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log

_LEAST_TOGETHER = 2
_LEAST_SHARE = 0.25
_LEAST_LIFT = 4.0
_MOST = 8.0
_MOST_COUNTERPARTS = 5


class Lexicon:
    """term → what finding each of its counterparts is worth, and what finding none costs."""

    def __init__(
        self, known: Mapping[str, tuple[Mapping[str, float], float]] | None = None
    ) -> None:
        self._known = known or {}

    def __len__(self) -> int:
        return len(self._known)

    @classmethod
    def learnt(cls, pairs: Iterable[tuple[frozenset[str], frozenset[str]]]) -> Lexicon:
        """From texts, each with its translation. A term that occurs once teaches nothing."""
        rows = list(pairs)
        ours = Counter(term for one, _ in rows for term in one)
        theirs = Counter(term for _, other in rows for term in other)
        both: Counter[tuple[str, str]] = Counter()
        for one, other in rows:
            kept = [t for t in other if theirs[t] >= _LEAST_TOGETHER]
            for term in one:
                if ours[term] >= _LEAST_TOGETHER:
                    for counterpart in kept:
                        both[term, counterpart] += 1
        likely: dict[str, list[tuple[float, str]]] = {}
        total = max(len(rows), 1)
        for (term, counterpart), count in both.items():
            share = count / (ours[term] + 0.5)
            lift = share * total / theirs[counterpart]
            if count >= _LEAST_TOGETHER and share >= _LEAST_SHARE and lift >= _LEAST_LIFT:
                likely.setdefault(term, []).append((share, counterpart))
        known = {}
        for term, found in likely.items():
            best = sorted(found, key=lambda one: (-one[0], one[1]))[:_MOST_COUNTERPARTS]
            gains = {t: log(share * total / theirs[t]) for share, t in best}
            known[term] = (gains, log(1.0 - 0.9 * min(best[0][0], 0.95)))
        return cls(known)

    def score(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Log-odds, at half weight: words in one text are not independent."""
        total = 0.0
        for term in self._known.keys() & one:
            gains, cost = self._known[term]
            present = gains.keys() & other
            total += max(gains[t] for t in present) if present else cost
        return max(-5.0, min(_MOST, 0.5 * total))

    def counterparts(self, terms: Iterable[str]) -> Iterable[str]:
        """What to look for on the other side."""
        for term in terms:
            if term in self._known:
                yield from self._known[term][0]
