"""The words of a text, and where phrases of a language stand among them.

A text becomes a row of *tokens*: words, folded, without vowel marks; numbers in western digits; in
Chinese each character; and signs, so that no phrase goes across one. A phrase is a row of tokens too, so that one way of looking serves all
scripts. ``avoid*`` is whatever begins so, ``*less`` what ends so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from adaptkit.language_data import LanguageData, Phrases, Reading

# What readers do not read as words of the language.
_HIDDEN = re.compile(
    r"\]\([^()\n]*\)|<[^<>]*>|https?://[^\s)\]>]+|`[^`]*`|\{[^{}]*\}|&#?\w+;|\S+@\S+|\bwww\.\S+"
)
_MAY_HIDE = re.compile(r"[<`{@&]|\]\(|://|www\.")
# Letters with the vowel signs of Indic scripts, which ``\w`` has not; not their full stops.
_MARKS = "\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0963\u0970-\u109f\u0e00-\u0eff\u1780-\u17d3"
_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(
    rf"\d+(?:[.,:٫٬]\d+)*|[{_CJK}]|(?:(?![\d_{_CJK}])[\w{_MARKS}])+(?:['’](?:(?![\d_])[\w{_MARKS}])+)?"
    r"|[.,;:!?…()\[\]«»“”\"。，；：！？、（）「」،؛؟।]"
)
_VOWELS = re.compile("[\u064b-\u0652\u0670\u0640]")
_GROUPED = re.compile(r"(?<=\d)[ \u00a0\u202f'’](?=\d{3}(?!\d))")

Tokens = tuple[str, ...]


class Text:
    """``shown``: what readers see of it, every hidden part a blank. ``tokens``: see above; ``spans``
    say where each stands in ``shown``."""

    __slots__ = ("shown", "spans", "tokens")

    def __init__(self, text: str) -> None:
        self.shown = shown(text)
        found = list(_TOKEN.finditer(self.shown))
        self.spans = [one.span() for one in found]
        self.tokens: Tokens = tuple(_folded(one[0]) for one in found)


@lru_cache(maxsize=1 << 12)
def read(text: str) -> Text:
    return Text(text)


def shown(text: str) -> str:
    """The text without addresses, tags, code and placeholders, digits as western ones."""
    if _MAY_HIDE.search(text):
        text = _HIDDEN.sub(" \x00 ", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        if any(c.isdigit() and not c.isascii() for c in text):
            text = "".join(
                str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text
            )
    return text


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    word = word.casefold().replace("’", "'")
    return _VOWELS.sub("", word) if "\u0600" <= word[0] <= "\u06ff" else word


class Finder:
    """Finds phrases, each with the name that it stands under, the longest first."""

    def __init__(self, phrases: Mapping[str, Phrases], reading: Reading) -> None:
        self._reading = reading
        self._exact: dict[str, list[tuple[Tokens, str]]] = {}
        self._begins: dict[str, list[tuple[Tokens, str]]] = {}
        self._ends: dict[str, list[tuple[Tokens, str]]] = {}
        for name, said in phrases.items():
            for phrase in said:
                row = _phrase(phrase)
                if row:
                    self._add(row, name)
        for listed in (self._exact, self._begins, self._ends):
            for rows in listed.values():
                rows.sort(key=lambda one: -len(one[0]))
        self._all_begins, self._all_ends = tuple(self._begins), tuple(self._ends)

    def _add(self, row: Tokens, name: str) -> None:
        first = row[0]
        if first.endswith("*") and not first.startswith("*"):
            self._begins.setdefault(first[:-1], []).append((row, name))
        elif first.startswith("*"):
            self._ends.setdefault(first.strip("*"), []).append((row, name))
        else:
            self._exact.setdefault(first, []).append((row, name))

    def spans(self, tokens: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """(first token, behind the last, name), none inside of another."""
        at, many = 0, len(tokens)
        while at < many:
            found = self._at(tokens, at)
            if found is None:
                at += 1
            else:
                end, name = found
                yield at, end, name
                at = end

    def names(self, tokens: Sequence[str]) -> set[str]:
        return {name for _, _, name in self.spans(tokens)}

    def masked(self, tokens: Tokens) -> Tokens:
        """The tokens with all that is found blotted out."""
        out = None
        for start, end, _ in self.spans(tokens):
            out = out or list(tokens)
            out[start:end] = [""] * (end - start)
        return tuple(out) if out else tokens

    def begins_at(self, tokens: Sequence[str], at: int) -> bool:
        return self._at(tokens, at) is not None

    def _at(self, tokens: Sequence[str], at: int) -> tuple[int, str] | None:
        token = tokens[at]
        best: tuple[int, str] | None = None
        for rows in self._candidates(token):
            for row, name in rows:
                end = at + len(row)
                if best is not None and end <= best[0]:
                    break
                if end <= len(tokens) and all(
                    _is(tokens[at + n], row[n], self._reading) for n in range(1, len(row))
                ):
                    best = (end, name)
                    break
        return best

    def _candidates(self, token: str) -> Iterator[list[tuple[Tokens, str]]]:
        if token in self._exact:
            yield self._exact[token]
        if self._reading.joined or self._reading.endings:
            for base in bases(token, self._reading.joined, self._reading.endings):
                if base in self._exact:
                    yield self._exact[base]
        if self._all_begins and token.startswith(self._all_begins):
            for n in range(len(token), 0, -1):
                if token[:n] in self._begins:
                    yield self._begins[token[:n]]
        elif self._all_begins and self._reading.joined:
            for base in bases(token, self._reading.joined, self._reading.endings):
                if base.startswith(self._all_begins):
                    yield next(r for b, r in self._begins.items() if base.startswith(b))
        if self._all_ends and token.endswith(self._all_ends):
            yield next(rows for end, rows in self._ends.items() if token.endswith(end))


def _phrase(phrase: str) -> Tokens:
    """``avoid*`` is one token, though a star is no letter."""
    row = []
    for piece in phrase.split():
        star, tail = piece.startswith("*"), piece.endswith("*")
        tokens = [_folded(one) for one in _TOKEN.findall(piece.strip("*"))]
        if not tokens:
            continue
        tokens[0] = ("*" if star else "") + tokens[0]
        tokens[-1] += "*" if tail else ""
        row += tokens
    return tuple(row)


def _is(token: str, wanted: str, reading: Reading) -> bool:
    if token == wanted:
        return True
    if wanted.endswith("*"):
        return token.startswith(wanted[:-1])
    if reading.joined or reading.endings:
        return wanted in bases(token, reading.joined, reading.endings)
    return False


@lru_cache(maxsize=1 << 14)
def bases(word: str, joined: Phrases, endings: Phrases) -> Phrases:
    """What is left of a word without the pieces that are written as one with it."""
    found = {word: None}
    for _ in range(3):
        for base in tuple(found):
            for piece in joined:
                if base.startswith(piece) and len(base) - len(piece) >= 2:
                    found.setdefault(base[len(piece) :])
                    if piece == "لل":
                        found.setdefault("ال" + base[2:])
    for base in tuple(found):
        for piece in endings:
            if piece != "*" and base.endswith(piece) and len(base) - len(piece) >= 3:
                found.setdefault(base[: -len(piece)])
    found.pop(word)
    return tuple(found)


def finder(phrases: Mapping[str, Phrases], data: LanguageData) -> Finder:
    return Finder(phrases, data.reading)
