"""How like two texts are, by their words and by their letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from sys import intern

from adaptkit.records import Record
from adaptkit.texts.sameness import nfc

# A piece of another kind is less likely to be the same one.
_OTHER_KIND = 0.85
FEW_WORDS = 3
# Of few words: from how much of the letters on it is the same word, and what that counts.
_SAME_WORD = 0.85
_BY_LETTERS = 0.85

_TARGET = re.compile(r"\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)|<[a-z]+:[^<>\s]*>")
# Placeholders and numbers are words as they stand (1.5 is not 15); of the writing systems
# without spaces, each character is one.
_WORD = (
    r"\{[\w.]+\}|(?:(?<!\w)[-−+±<>≤≥])?\d+(?:[.,:/–-]\d+)*%?"
    r"|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|\w+"
)


class Piece(Record, frozen=True):
    """A text to be recognised; ``text`` is NFC."""

    text: str
    kind: str = ""
    section: str = ""


@cache
def _word() -> re.Pattern[str]:
    """Only where words are looked at: it takes longer to compile than a small guide to compare."""
    return re.compile(_WORD)


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """The words that count, in order: no punctuation, no capitals, no link targets."""
    # A guide uses few words many times.
    return tuple(map(intern, _word().findall(_TARGET.sub("]", text).casefold())))


def differs_trivially(old: str, new: str) -> bool:
    """Whether only capitals, punctuation, white space or link targets differ."""
    return words(nfc(old)) == words(nfc(new))


def plain(piece: Piece) -> str:
    """The words that count, as one string."""
    return " ".join(words(piece.text))


class Measure:
    """Similarity of new and old pieces; words are counted once for each."""

    def __init__(self, new: Sequence[Piece], old: Sequence[Piece]) -> None:
        # Only here: of a guide that has not changed nothing is measured.
        from rapidfuzz.distance import Indel

        self._ratio = Indel.normalized_similarity
        self._sides = new, old
        self._ready: tuple[dict[int, tuple[str, str, tuple[str, ...]]], ...] = ({}, {})
        self._known = {piece.text for piece in old}
        self._alphabet: dict[str, str] = {}

    def new_words(self, n: int) -> tuple[str, ...]:
        return self._prepared(0, n)[2]

    def old_words(self, o: int) -> tuple[str, ...]:
        return self._prepared(1, o)[2]

    def repeats(self, n: int) -> bool:
        """Whether the old texts hold this very one: then it descends from no other."""
        return self._sides[0][n].text in self._known

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

    def similarity_in_place(self, n: int, o: int, threshold: float) -> float:
        """``similarity`` for pieces that stand where the other stood: of a few words the letters
        count for more, since one word more or less is half of the text (Goal, Goals)."""
        score = self.similarity(n, o, threshold)
        mine, yours = self._prepared(0, n), self._prepared(1, o)
        if len(mine[2]) <= FEW_WORDS and len(yours[2]) <= FEW_WORDS:
            letters = self._ratio(mine[0].casefold(), yours[0].casefold())
            if letters >= _SAME_WORD:
                score = max(score, letters * _BY_LETTERS)
        if score and self.repeats(n) and self._sides[0][n].text != self._sides[1][o].text:
            return 0.0
        return score

    def similarity(self, n: int, o: int, threshold: float = 0.0) -> float:
        """0.6 · word ratio + 0.4 · character ratio, or 0.0 where below ``threshold``."""
        new, old = self._sides[0][n], self._sides[1][o]
        if new.text == old.text:
            return 1.0
        mine, yours = self._prepared(0, n), self._prepared(1, o)
        factor = 1.0 if not new.kind or not old.kind or new.kind == old.kind else _OTHER_KIND
        by_words = self._ratio(mine[1], yours[1]) if mine[1] or yours[1] else 0.0
        needed = (threshold / factor - 0.6 * by_words) / 0.4
        if needed > 1.0:
            return 0.0
        by_letters = self._ratio(mine[0], yours[0], score_cutoff=max(needed - 1e-9, 0.0))
        score = factor * (0.6 * by_words + 0.4 * by_letters)
        return score if score >= threshold else 0.0
