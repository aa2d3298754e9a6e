"""Among many texts, the one that is most like a given one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from sys import intern

from rapidfuzz.distance import Indel

from adaptkit.catalogues._matching import words
from adaptkit.texts.sameness import nfc

# Below it the words of another text help less than they mislead.
THRESHOLD = 0.75
# Texts this short are all alike: they must be the same words.
_SHORT = 2
_MOST_CANDIDATES = 12
# So many texts that share a word are looked at for one text, those of its rarest words first.
_MOST_HOLDERS = 100
_LABEL = re.compile(r"\]\[[^\]]*\]")


@lru_cache(maxsize=32_768)
def said(text: str) -> tuple[str, ...]:
    """The words that count, in order, however links are written and words are stressed."""
    listed = words(_plain(text))
    if "_" in text:
        listed = tuple(intern(bare) for word in listed if (bare := word.strip("_")))
    return listed


def _plain(text: str) -> str:
    """Without the labels of reference links, which no reader sees."""
    return _LABEL.sub("]", nfc(text))


@lru_cache(maxsize=1)
def nearest_texts(texts: tuple[str, ...]) -> NearestTexts:
    """The index of these texts: all languages of a guide share the one of its texts."""
    return NearestTexts(texts)


class NearestTexts:
    """``texts`` by their words, so that only those are compared that share some."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self._alphabet: dict[str, str] = {}
        self._words: list[str] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_letters: dict[str, tuple[int, ...]] = {}
        self._ranked: dict[str, tuple[tuple[float, int], ...]] = {}
        for i, text in enumerate(texts):
            listed = said(text)
            letters = self._letters(listed)
            self._words.append(letters)
            if letters:
                self._by_letters[letters] = (*self._by_letters.get(letters, ()), i)
            if len(listed) > _SHORT:
                for word in dict.fromkeys(listed):
                    self._by_word[word].append(i)

    def ranked(self, text: str) -> Sequence[tuple[float, int]]:
        """(-similarity, place) of every text that is like enough, the most alike first; of texts
        that say the same the first."""
        found = self._ranked.get(text)
        if found is None:
            found = self._ranked[text] = tuple(sorted(self._compared(text)))
        return found

    def _compared(self, text: str) -> Iterator[tuple[float, int]]:
        listed = said(text)
        letters = self._letters(listed)
        same = self._by_letters.get(letters, ())
        yield from ((-1.0, i) for i in same)
        if len(listed) <= _SHORT:
            return
        plain = _plain(text)
        for i in self._candidates(listed):
            score = self._similarity(plain, letters, i)
            if score >= THRESHOLD and i not in same:
                yield -score, i

    def _similarity(self, plain: str, letters: str, i: int) -> float:
        """0.6 · word ratio + 0.4 · character ratio, as where the guide's own texts are compared;
        0.0 where it is below the threshold."""
        by_words = Indel.normalized_similarity(letters, self._words[i])
        needed = (THRESHOLD - 0.6 * by_words) / 0.4
        if needed > 1.0:
            return 0.0
        return 0.6 * by_words + 0.4 * Indel.normalized_similarity(plain, _plain(self.texts[i]))

    def _letters(self, listed: Sequence[str]) -> str:
        """One character for each word, for speed."""
        known = self._alphabet
        for word in listed:
            if word not in known:
                known[word] = chr(0xE000 + len(known))
        return "".join([known[word] for word in listed])

    def _candidates(self, listed: Sequence[str]) -> list[int]:
        shared: Counter[int] = Counter()
        looked_at = 0
        holders = [self._by_word[word] for word in dict.fromkeys(listed) if word in self._by_word]
        for held in sorted(holders, key=len):
            looked_at += len(held)
            if looked_at > _MOST_HOLDERS:
                break
            shared.update(held)
        if len(shared) <= _MOST_CANDIDATES:
            return list(shared)
        least = sorted(shared.values())[-_MOST_CANDIDATES]
        likely = [i for i, count in shared.items() if count > least]
        likely += [i for i, count in shared.items() if count == least]
        return likely[:_MOST_CANDIDATES]
