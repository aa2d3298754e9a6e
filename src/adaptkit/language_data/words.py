"""The words of a text, and where phrases of a language stand among them.

A text becomes a row of *tokens*: words, folded, without vowel marks; numbers in western digits; in
Chinese each character; and signs, so that no phrase goes across one. A phrase is a row of tokens
too, so that one way of looking serves all scripts. ``avoid*`` is whatever begins so, ``*less`` what
ends so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from adaptkit.language_data import LanguageData, Phrases, Reading, data_of, units

# What readers do not read as words of the language.
_HIDDEN = re.compile(
    r"\]\([^()\n]*\)|<[^<>]*>|https?://[^\s)\]>]+|`[^`]*`|\{[^{}]*\}|&#?\w+;|\S+@\S+|\bwww\.\S+"
)
_MAY_HIDE = re.compile(r"[<`{@&]|\]\(|://|www\.")
# Letters with the vowel signs of Indic scripts, which ``\w`` has not; not their full stops.
_MARKS = "\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0963\u0970-\u109f\u0e00-\u0eff\u1780-\u17d3"
_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_LETTER = rf"[^\W\d_{_CJK}]"
_LETTERS = rf"{_LETTER}+(?:[{_MARKS}]+{_LETTER}*)*"
_TOKEN = re.compile(
    rf"\d+(?:[.,:٫٬]\d+)*|[{_CJK}]|{_LETTERS}(?:['’]{_LETTERS})?"
    r"|[.,;:!?…()\[\]«»“”\"。，；：！？、（）「」،؛؟।]"
)
_DIGIT = re.compile(r"[0-9]")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_VOWELS = re.compile("[\u064b-\u0652\u0670\u0640]")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?![\d])")
_NOT_DIGIT = re.compile(r"\D")

Tokens = tuple[str, ...]
_MOST_KNOWN = 1 << 16


class Text:
    """``shown``: what readers see of it, every hidden part a blank. ``tokens``: see above;
    ``spans`` say where each stands in ``shown``."""

    __slots__ = ("_spans", "shown", "tokens")

    def __init__(self, text: str) -> None:
        self.shown = shown(text)
        self._spans: list[tuple[int, int]] | None = None
        found = _TOKEN.findall(self.shown)
        if self.shown.isascii():
            self.tokens: Tokens = tuple(map(str.lower, found))
        else:
            self.tokens = tuple(map(_folded, found))

    @property
    def spans(self) -> list[tuple[int, int]]:
        if self._spans is None:
            self._spans = [one.span() for one in _TOKEN.finditer(self.shown)]
        return self._spans


@lru_cache(maxsize=1 << 12)
def read(text: str) -> Text:
    return Text(text)


def shown(text: str) -> str:
    """The text without addresses, tags, code and placeholders, digits as western ones."""
    if _MAY_HIDE.search(text):
        text = _HIDDEN.sub(" \x00 ", text)
    if not text.isascii():
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        text = _OTHER_DIGIT.sub(lambda found: str(unicodedata.digit(found[0])), text)
    if _DIGIT.search(text):
        text = _GROUPED.sub(lambda found: _NOT_DIGIT.sub("", found[0]), text)
    return text


@lru_cache(maxsize=1 << 15)
def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    word = word.casefold().replace("’", "'")
    # A stroke that only draws a word out may stand alone.
    return (_VOWELS.sub("", word) or word) if "\u0600" <= word[0] <= "\u06ff" else word


Span = tuple[int, int, str]
"""(first token, behind the last, the name that the phrase stands under)"""
_Row = tuple[Tokens, str, bool]
"""(the words of a phrase, its name, whether a word behind the first may stand in other forms)"""
_Hits = tuple[tuple[str, tuple[_Row, ...]], ...]


class Lexicon:
    """Phrases of several kinds (negations, units …), each with a name; of each kind the longest are
    found, none inside of another of its kind. All are looked for in one go."""

    def __init__(self, kinds: Mapping[str, Mapping[str, Phrases]], reading: Reading) -> None:
        self._reading = reading
        self._listed = _Listed(kinds, loose=bool(reading.joined or reading.endings))
        # The same words stand in many texts.
        self._known: dict[str, _Hits] = {}

    def found(self, tokens: Tokens) -> Mapping[str, tuple[Span, ...]]:
        out: dict[str, list[Span]] = {}
        ends: dict[str, int] = {}
        known = self._known
        for at, token in enumerate(tokens):
            hits = known.get(token)
            if hits is None:
                hits = self._hits(token)
            for kind, rows in hits:
                if at >= ends.get(kind, 0) and (one := self._best(tokens, at, rows)) is not None:
                    ends[kind] = one[1]
                    out.setdefault(kind, []).append(one)
        return {kind: tuple(spans) for kind, spans in out.items()}

    def _hits(self, token: str) -> _Hits:
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        joined, endings = self._reading.joined, self._reading.endings
        words = (token, *bases(token, joined, endings)) if joined or endings else (token,)
        hits = self._listed.of(words)
        self._known[token] = hits
        return hits

    def _best(self, tokens: Tokens, at: int, rows: tuple[_Row, ...]) -> Span | None:
        for row, name, loose in rows:
            end = at + len(row)
            # As it stands, nearly always; the first word is known to fit.
            if end == at + 1 or tokens[at + 1 : end] == row[1:]:
                return at, end, name
            if loose and end <= len(tokens) and self._fits(tokens, at, row):
                return at, end, name
        return None

    def _fits(self, tokens: Tokens, at: int, row: Tokens) -> bool:
        return all(_is(tokens[at + n], row[n], self._reading) for n in range(1, len(row)))


class _Listed:
    """The phrases of all kinds by their first word. ``loose``: words have other forms."""

    def __init__(self, kinds: Mapping[str, Mapping[str, Phrases]], *, loose: bool) -> None:
        self._exact: dict[str, list[tuple[str, _Row]]] = {}
        self._begins: dict[str, list[tuple[str, _Row]]] = {}
        self._ends: dict[str, list[tuple[str, _Row]]] = {}
        for kind, named in kinds.items():
            for name, phrases in named.items():
                for row in filter(None, map(_phrase, phrases)):
                    table, first = self._table(row[0])
                    other_forms = loose or any("*" in word for word in row[1:])
                    table.setdefault(first, []).append((kind, (row, name, other_forms)))
        self._all_begins, self._all_ends = tuple(self._begins), tuple(self._ends)

    def _table(self, first: str) -> tuple[dict[str, list[tuple[str, _Row]]], str]:
        if first.startswith("*"):
            return self._ends, first.strip("*")
        if first.endswith("*"):
            return self._begins, first[:-1]
        return self._exact, first

    def of(self, words: Phrases) -> _Hits:
        """What may begin with a word, in one of its forms: the longest first; of those that are as
        long, what is listed as it stands."""
        found: list[tuple[str, _Row]] = []
        for word in words:
            found += self._exact.get(word, ())
        for word in words:
            if self._all_begins and word.startswith(self._all_begins):
                for n in range(len(word), 0, -1):
                    found += self._begins.get(word[:n], ())
            if self._all_ends and word.endswith(self._all_ends):
                for n in range(len(word)):
                    found += self._ends.get(word[n:], ())
        if not found:
            return ()
        found.sort(key=lambda one: -len(one[1][0]))
        by_kind: dict[str, list[_Row]] = {}
        for kind, row in found:
            by_kind.setdefault(kind, []).append(row)
        return tuple((kind, tuple(rows)) for kind, rows in by_kind.items())


def _phrase(phrase: str) -> Tokens:
    """``avoid*`` is one token, though a star is no letter."""
    row = []
    for piece in phrase.split():
        star, tail = piece.startswith("*"), piece.endswith("*")
        # The end of a word may begin with the sign of a vowel, as no word does.
        bare = piece.strip("*")
        tokens = [_folded(one) for one in ([bare] if star else _TOKEN.findall(bare))]
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


_NONE: frozenset[str] = frozenset()


class Found:
    """A text, and what of its language stands in it, by kind."""

    __slots__ = ("_names", "spans", "text")

    def __init__(self, text: Text, spans: Mapping[str, tuple[Span, ...]]) -> None:
        self.text, self.spans = text, spans
        self._names: dict[str, frozenset[str]] = {}

    def of(self, kind: str) -> tuple[Span, ...]:
        return self.spans.get(kind, ())

    def names(self, kind: str) -> frozenset[str]:
        """Without what is listed to mean nothing."""
        if kind not in self.spans:
            return _NONE
        if kind not in self._names:
            self._names[kind] = frozenset(name for _, _, name in self.of(kind) if name)
        return self._names[kind]

    def words(self, span: Span) -> str:
        """As they stand in the text."""
        start, end, _ = span
        return self.text.shown[self.text.spans[start][0] : self.text.spans[end - 1][1]]


def found_in(text: str, data: LanguageData) -> Found:
    return _found(text, data.language)


@lru_cache(maxsize=1 << 12)
def _found(text: str, language: str) -> Found:
    whole = read(text)
    return Found(whole, _lexicon(language).found(whole.tokens))


@cache
def _lexicon(language: str) -> Lexicon:
    data = data_of(language)
    return Lexicon(kinds(data), data.reading)


def kinds(data: LanguageData) -> dict[str, dict[str, Phrases]]:
    """All that is looked for in a language: kind → name → phrases. What masks others of its kind
    has the name "": it is found, and means nothing."""
    negation, register = data.negation, data.register
    every = {name: tuple(data.units.get(name, ())) for name in units()}
    said: dict[str, Phrases] = {}
    for phrase, value in data.said.items():
        said[value] = (*said.get(value, ()), phrase)
    times = {name: every[name] for name, one in units().items() if one.dimension == "time"}
    for value, phrases in said.items():
        unit = value.partition(" ")[2]
        if unit in times:
            times[unit] += phrases
    del times["second"]
    for name, one in units().items():
        every[name] += tuple(sign for sign in one.signs if sign.isalpha())
    soft = data.number_words.get("soft", {})
    return {
        "negation": {
            "denies": negation.words,
            "may": negation.soft,
            "": negation.masked,
        },
        "opposites": {**data.opposites, **times, "": data.masks.get("opposites", ())},
        "units": every,
        "said": said,
        "numbers": dict(data.numbers),
        "soft": {str(value): tuple(words) for value, words in soft.items()},
        "counters": {"counter": tuple(data.number_words.get("counters", ()))},
        "rates": {**data.rates, "": data.rates_masks.get("phrases", ())},
        "wording": {str(n): one.words for n, one in enumerate(data.wording)},
        "foreign": dict(data.foreign),
        "register": {
            "formal": register.formal,
            "informal": register.informal,
            "": register.informal_masked,
        },
    }
