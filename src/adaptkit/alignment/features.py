"""What of a text survives translation: numbers, names, addresses, code, words that look alike."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import log

from adaptkit.alignment.document import Family, Passage
from adaptkit.records import Record
from adaptkit.texts.placeholders import PLACEHOLDER

_LINK = re.compile(r"\]\(<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+[\"'(][^)]*)?\)")
_BARE = re.compile(r"<?\b((?:https?://|mailto:|www\.)[^\s<>)\]]+)>?")
_CODE = re.compile(r"(`+)(.+?)\1", re.DOTALL)
_TAG = re.compile(r"<[^<>]+>")
_NUMBER = re.compile(r"\d+(?:[.,:٫٬'’\u00a0\u202f ]?\d+)*")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f][\w\u00c0-\u024f'’-]*")
_WORD = re.compile(r"\w+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")
_MARKS = re.compile(r"[*_~\\]|!?\[|\]")
_GRAM = 4


class Features(Record, frozen=True):
    """``size``: letters, mark-up and addresses left out. ``strong``: tokens that a translator
    keeps (addresses, code, numbers, placeholders). ``words``: Latin words as they stand, without
    accents; ``common``: those that begin small, so are no names. ``grams``: four letters in a
    row of them. ``terms``: what the learnt lexicon knows a text by."""

    plain: str
    size: int
    strong: frozenset[str]
    words: frozenset[str]
    grams: frozenset[str]
    terms: frozenset[str]
    common: frozenset[str] = frozenset()


def features_of(passage: Passage, values: Mapping[str, str]) -> Features:
    """``values``: what placeholders stand for, since the document holds that in their place."""
    if passage.family is Family.CODE:
        return Features(
            passage.text, len(passage.text), frozenset(), frozenset(), frozenset(), frozenset()
        )
    strong: set[str] = set()
    text = PLACEHOLDER.sub(lambda m: values.get(m[1], m[0]), passage.text)
    if passage.target and passage.family is not Family.FIELD:
        strong.add("@" + _address(passage.target))

    def keep_code(found: re.Match[str]) -> str:
        strong.add("`" + found[2].strip())
        return f" {found[2]} " if " " not in found[2].strip() else " "

    def keep_link(found: re.Match[str]) -> str:
        strong.add("@" + _address(found[1]))
        return " "

    text = _CODE.sub(keep_code, text)
    text = _LINK.sub(keep_link, text)
    text = _BARE.sub(keep_link, text)
    text = _TAG.sub(" ", text)
    plain = " ".join(_MARKS.sub("", text).split())
    for number in _NUMBER.findall(plain):
        strong.add("#" + _digits(number))
    words = {bare(word) for word in _LATIN.findall(plain)}
    words = {word for word in words if len(word) > 1}
    grams = {
        w[i : i + _GRAM] for w in words for i in range(max(1, len(w) - _GRAM + 1)) if len(w) > 3
    }
    return Features(
        plain,
        len(plain),
        frozenset(strong),
        frozenset(words),
        frozenset(grams),
        frozenset(_terms(plain)),
        frozenset(
            bare(word) for word in _LATIN.findall(plain) if len(word) > 1 and word[0].islower()
        ),
    )


def _address(target: str) -> str:
    """Comparable though translated files have other names of sections: no scheme, no fragment."""
    target = re.sub(r"^[a-z]+://(www\.)?|^mailto:|^\./", "", target.casefold())
    path, _, fragment = target.partition("#")
    return path.rstrip("/") or "#" + fragment


def _digits(number: str) -> str:
    """Digits of any script, thousands' and decimal marks left out."""
    return "".join(str(unicodedata.digit(c)) for c in number if c.isdecimal())


@lru_cache(maxsize=50_000)
def bare(word: str) -> str:
    """Small letters without accents."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def _terms(plain: str) -> Iterable[str]:
    """Word beginnings (endings change); pairs of characters where a script writes no blanks."""
    rest = _UNSPACED.sub(" ", plain)
    for word in _WORD.findall(rest):
        if len(word) > 2 and not word.isdecimal():
            yield bare(word)[:6]
    for run in _UNSPACED.findall(plain):
        if len(run) == 1:
            yield run
        for i in range(len(run) - 1):
            yield run[i : i + 2]


class Rarity:
    """How telling a token is: the share of texts that hold it, on the side that has more."""

    def __init__(self, one: Iterable[frozenset[str]], other: Iterable[frozenset[str]]) -> None:
        self._shares: dict[str, float] = {}
        for side in (list(one), list(other)):
            counts = Counter(token for tokens in side for token in tokens)
            for token, count in counts.items():
                share = count / max(len(side), 20)
                self._shares[token] = max(self._shares.get(token, 0.0), share)

    def share(self, token: str) -> float:
        return self._shares.get(token, 0.05)

    def weights(self) -> Mapping[str, float]:
        """−log share of every token."""
        return {token: -log(min(share, 0.999)) for token, share in self._shares.items()}
