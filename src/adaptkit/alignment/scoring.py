"""How much likelier than chance it is that one text translates another, in log-odds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import exp, log
from statistics import median

from rapidfuzz.distance import Indel

from adaptkit.alignment.document import Family, Passage, joined
from adaptkit.alignment.features import Features, Rarity, features_of
from adaptkit.alignment.lexicon import Lexicon

NEVER = float("-inf")
# A pair that becomes another kind: Word has no call-outs and few captions, a list can become
# paragraphs. What is not here is as good as excluded.
_OTHER_KIND = {
    frozenset({Family.TEXT, Family.ITEM}): -2.0,
    frozenset({Family.TEXT, Family.CELL}): -3.5,
    frozenset({Family.TEXT, Family.HEADING}): -4.0,
    frozenset({Family.TEXT, Family.CAPTION}): -2.0,
    frozenset({Family.TEXT, Family.HTML}): -3.0,
    frozenset({Family.ITEM, Family.CELL}): -4.0,
    frozenset({Family.ITEM, Family.HEADING}): -5.0,
}
# How reliably translators keep each sort of token.
_KEPT = {"@": 0.93, "`": 0.85, "#": 0.85}
_MOST_KEPT = 7.0
_SPREAD, _SPREAD_SHORT, _SPREAD_CHANCE = 0.16, 2.2, 1.1
# Without a word of the language known: letters of the translation per letter of English.
_DENSE = 0.36
_MEASURED_PAIRS = 12
_TELLING_WORDS = 6


class Scorer:
    """``ours``: the guide's passages; ``theirs``: the document's, each in reading order."""

    def __init__(
        self, ours: Sequence[Passage], theirs: Sequence[Passage], values: Mapping[str, str]
    ) -> None:
        self.ours, self.theirs = ours, theirs
        self._values = values
        self._a = [features_of(passage, values) for passage in ours]
        self._b = [features_of(passage, {}) for passage in theirs]
        self._known = [features_of_known(passage) for passage in ours]
        self.strong = Rarity((f.strong for f in self._a), (f.strong for f in self._b))
        self.words = Rarity((f.words for f in self._a), (f.words for f in self._b)).weights()
        self.grams = Rarity((f.grams for f in self._a), (f.grams for f in self._b)).weights()
        self._kinds = _shares(passage.family for passage in theirs)
        self._vocabulary = frozenset().union(*(f.common for f in self._a))
        self._ratio = log(_DENSE) if self._dense() else 0.08
        self._chance = self._alike_by_chance()
        self.lexicon = Lexicon()
        self._cache: dict[tuple[int, int], float] = {}
        self._joined: dict[tuple[int, int, int], tuple[Passage, Features]] = {}

    def learn(self, pairs: Iterable[tuple[int, int]]) -> None:
        """From pairs that are as good as certain: lengths, and which words go together."""
        pairs = list(pairs)
        ratios = [
            log(self._b[j].size / self._a[i].size)
            for i, j in pairs
            if min(self._a[i].size, self._b[j].size) >= 20
        ]
        if len(ratios) >= _MEASURED_PAIRS:
            self._ratio = median(ratios)
        known = [(self._a[i].terms, f.terms) for i, f in enumerate(self._known) if f is not None]
        self.lexicon = Lexicon.learnt(
            [*((self._a[i].terms, self._b[j].terms) for i, j in pairs), *known]
        )
        self._cache.clear()

    def score(self, i: int, j: int) -> float:
        """Kind and content of one passage against one; −inf where it cannot be."""
        found = self._cache.get((i, j))
        if found is None:
            found = self._cache[i, j] = self._score(i, j)
        return found

    def shape(self, i: int, j: int) -> float:
        """What places in lists and tables say; only where the order is kept."""
        one, other = self.ours[i], self.theirs[j]
        total = 0.0
        if one.family is Family.HEADING and other.family is Family.HEADING:
            total += 0.6 if one.level == other.level else -0.5 * abs(one.level - other.level)
        if one.place and other.place:
            total += 0.7 if one.place[1] == other.place[1] else 0.0
            total += 0.9 if one.place[0] == other.place[0] else -0.4
        if one.column and other.column:
            total += 1.2 if one.column == other.column else -2.5
        return total

    def together(self, i: int, a: int, j: int, b: int) -> float:
        """``a`` neighbours of the guide against ``b`` of the document, as one text each."""
        if any(
            p.family is not Family.TEXT for p in (*self.ours[i : i + a], *self.theirs[j : j + b])
        ):
            return NEVER
        if not self._longer_fits(i, a, j, b):
            return NEVER
        one, mine = self._whole(0, i, a)
        other, yours = self._whole(1, j, b)
        return self._kind(one, other) + self._content(mine, yours, None)

    def _longer_fits(self, i: int, a: int, j: int, b: int) -> bool:
        """Whether the lengths of all together agree better than those of any one with one."""
        ours, theirs = self._a[i : i + a], self._b[j : j + b]
        whole = self._length(sum(f.size for f in ours), sum(f.size for f in theirs))
        return all(whole > self._length(f.size, g.size) for f in ours for g in theirs)

    def content(self, i: int, j: int) -> float:
        return self._content(self._a[i], self._b[j], self._known[i])

    def same(self, i: int, j: int, a: int = 1, b: int = 1) -> bool:
        """Whether the document has the guide's own text there, not translated."""
        ours = " ".join(f.plain for f in self._a[i : i + a])
        theirs = " ".join(f.plain for f in self._b[j : j + b])
        return ours.casefold() == theirs.casefold() or self._guides_language(j, b)

    def _guides_language(self, j: int, b: int) -> bool:
        """Whether nearly all words are words of the guide, and there are enough to tell."""
        words = frozenset().union(*(f.common for f in self._b[j : j + b]))
        if len(words) < _TELLING_WORDS or len(words & self._vocabulary) < 0.85 * len(words):
            return False
        letters = [c for f in self._b[j : j + b] for c in f.plain if c.isalpha()]
        # A Chinese text with a few names in it is Chinese.
        return sum(c < "\u0250" for c in letters) > 0.8 * len(letters)

    def support(self, i: int, j: int, a: int, b: int) -> float:
        """What the words alone say, from 0 (they speak against it) to 1."""
        content = self._content(self._whole(0, i, a)[1], self._whole(1, j, b)[1], None)
        if a == b == 1:
            content = self.content(i, j)
        return 1 / (1 + exp(-(content + 1.5)))

    def tokens(self, side: int, i: int) -> frozenset[str]:
        """What a text can be found by on the other side."""
        found = (self._a, self._b)[side][i]
        return found.strong | found.words | {"~" + g for g in found.grams}

    def terms(self, side: int, i: int) -> frozenset[str]:
        return (self._a, self._b)[side][i].terms

    # ------------------------------------------------------------------------------------------

    def _score(self, i: int, j: int) -> float:
        one, other = self.ours[i], self.theirs[j]
        kind = self._kind(one, other)
        if kind == NEVER:
            return kind
        if one.family is Family.CODE:
            alike = Indel.normalized_similarity(one.text, other.text)
            return kind + max(-6.0, min(8.0, 14 * (alike - 0.6)))
        return kind + self.content(i, j)

    def _kind(self, one: Passage, other: Passage) -> float:
        if one.family is other.family:
            if one.family is Family.FIELD:
                return 5.0 if one.target == other.target else NEVER
            return max(0.2, min(2.0, log(0.95 / self._kinds[one.family])))
        return _OTHER_KIND.get(frozenset({one.family, other.family}), NEVER)

    def _content(self, one: Features, other: Features, known: Features | None) -> float:
        if one.plain.casefold() == other.plain.casefold():
            return 6.0 + min(4.0, one.size / 15)
        total = self._length(one.size, other.size)
        total += self._kept(one.strong, other.strong)
        total += self._alike(one, other)
        total += self.lexicon.score(one.terms, other.terms)
        if known is not None:
            alike = Indel.normalized_similarity(known.plain, other.plain)
            total += max(-3.0, min(9.0, 16 * (alike - 0.55)))
        return total

    def _length(self, ours: int, theirs: int) -> float:
        """Gale and Church's idea on logarithms: likelihood of the ratio against that by chance."""
        off = log((theirs + 3) / (ours + 3)) - self._ratio
        spread = (_SPREAD**2 + _SPREAD_SHORT**2 / (ours + 8)) ** 0.5
        gain = log(_SPREAD_CHANCE / spread) - off * off / 2 * (
            1 / spread**2 - 1 / _SPREAD_CHANCE**2
        )
        return float(max(-7.0, gain))

    def _kept(self, one: frozenset[str], other: frozenset[str]) -> float:
        if not one and not other:
            return 0.0
        total = 0.0
        for token in one & other:
            total += min(5.0, log(_KEPT[token[0]] / min(self.strong.share(token), 0.9)))
        for token in one ^ other:
            total += max(-3.0, log(1 - _KEPT[token[0]]))
        return max(-6.0, min(_MOST_KEPT, total))

    def _alike(self, one: Features, other: Features) -> float:
        """Words that stand in both as they are (names), and words that look alike."""
        names = sum(min(4.0, self.words.get(w, 3.0)) for w in one.words & other.words)
        if not one.grams or not other.grams:
            return min(4.0, 0.5 * names)
        alike = self._dice(one, other)
        cognates = 14 * (alike - self._chance - 0.05)
        return max(-1.0, min(5.0, cognates)) + min(3.0, 0.3 * names)

    def _dice(self, one: Features, other: Features) -> float:
        get = self.grams.get
        shared = sum(get(g, 3.0) for g in one.grams & other.grams)
        if not shared:
            return 0.0
        less = min(sum(get(g, 3.0) for g in one.grams), sum(get(g, 3.0) for g in other.grams))
        return shared / max(less, 12.0)

    def _alike_by_chance(self) -> float:
        """The usual likeness of texts that have nothing to do with each other."""
        found = []
        steps = min(len(self._a), 200)
        for n in range(steps):
            one = self._a[n * len(self._a) // steps]
            other = self._b[(n * 7 + 3) % len(self._b)]
            if one.grams and other.grams:
                found.append(self._dice(one, other))
        return sum(found) / len(found) if found else 0.0

    def _dense(self) -> bool:
        """Whether the document's script writes a word in one or two characters."""
        sample = "".join(f.plain for f in self._b)[:20_000]
        letters = [c for c in sample if c.isalpha()]
        return sum("\u3040" <= c <= "\u9fff" for c in letters) > 0.3 * max(len(letters), 1)

    def _whole(self, side: int, at: int, count: int) -> tuple[Passage, Features]:
        if count == 1:
            return (self.ours, self.theirs)[side][at], (self._a, self._b)[side][at]
        found = self._joined.get((side, at, count))
        if found is None:
            whole = joined(tuple((self.ours, self.theirs)[side][at : at + count]))
            found = (whole, features_of(whole, {} if side else self._values))
            self._joined[side, at, count] = found
        return found


def features_of_known(passage: Passage) -> Features | None:
    """Of the translation that the catalogue has."""
    if not passage.known:
        return None
    return features_of(Passage(passage.family, passage.known, ""), {})


def _shares(kinds: Iterable[Family]) -> Mapping[Family, float]:
    found = list(kinds)
    return {family: (found.count(family) + 1) / (len(found) + 9) for family in Family}
