"""How much of the words that went into a PDF come out of it again."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from adaptkit.records import Record

# Vowel marks and their like in Hebrew and Arabic script: a writer may leave them out, and readers
# of PDF differ in where they put them.
_MARKS = re.compile("[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
# Not to be seen, and no part of a word: joiners, breaks, what turns text.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_TOKEN = re.compile(r"\d+(?:[.:]\d+)*|[^\s\d.:]+")
_INLINE = frozenset(
    "s strong em br code span small strike sub super under mark key quoted img note again a".split()
)


class Copied(Record, frozen=True):
    """``words``: the share that is found; ``length``: letters found for each that went in."""

    words: float
    length: float


def leaves(node: Any) -> Iterator[str]:
    """The texts that the typesetter is given, a paragraph each; notes by themselves."""
    if isinstance(node, dict):
        for value in node.values():
            yield from leaves(value)
    elif isinstance(node, list):
        if node and all(isinstance(one, dict) and one.get("t") in _INLINE for one in node):
            notes: list[str] = []
            yield _running(node, notes)
            yield from notes
        else:
            for one in node:
                yield from leaves(one)


def _running(nodes: Sequence[Any], notes: list[str]) -> str:
    out = ""
    for node in nodes:
        if node["t"] == "note":
            notes += leaves(node["c"])
        else:
            out += node.get("v", "") or _running(node.get("c", ()), notes)
    return out


def copied(given: Sequence[str], found: str, words: Sequence[str] = ()) -> Copied:
    """``words``: those to look for where a blank does not part them: a line may end anywhere."""
    before, after = Counter(tokens(" ".join(given))), Counter(tokens(found))
    if words:
        whole, now = _letters(" ".join(given)), _letters(found)
        before = Counter({word: whole.count(_letters(word)) for word in words})
        after = Counter({word: now.count(_letters(word)) for word in words})
    share = (before & after).total() / before.total()
    return Copied(share, len(_letters(found)) / len(_letters(" ".join(given))))


def turned_round(given: Sequence[str], read: str, *, joined: bool = False) -> float:
    """The share of neighbours that are none in what is read: words, or letters of joined ones."""
    split = _letters if joined else tokens
    pairs = Counter(pair for text in given for pair in pairwise(split(text)))
    return (pairs - Counter(pairwise(split(read)))).total() / pairs.total()


def tokens(text: str) -> Sequence[str]:
    """Words without their vowel marks, and numbers."""
    kept = (c if unicodedata.category(c)[0] in "LMN" or c in ".:" else " " for c in _plain(text))
    return _TOKEN.findall("".join(kept))


def _letters(text: str) -> str:
    return "".join(c for c in _plain(text) if unicodedata.category(c)[0] in "LM")


def _plain(text: str) -> str:
    # What turns text parts words; what joins letters, or keeps them apart, does not.
    text = re.sub("[\u200c\u200d\u2060\ufeff]", "", text)
    text = _UNSEEN.sub(" ", text)
    return _MARKS.sub("", unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text)))
