"""What is listed of a language, as it stands in a text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from adaptkit.language_data import LanguageData, Phrases, data_of, units
from adaptkit.language_data.lexicon import Lexicon, Span
from adaptkit.language_data.tokens import MOST_TEXTS, Text, read, sentences_of

_NONE: frozenset[str] = frozenset()


class Found:
    """A text, and what of its language stands in it, by kind. ``language`` is "" where nothing is
    known of it; ``unspaced``: it puts no blanks between words."""

    __slots__ = ("_names", "language", "spans", "text", "unspaced")

    def __init__(
        self, text: Text, spans: Mapping[str, tuple[Span, ...]], language: str, *, unspaced: bool
    ) -> None:
        self.text, self.spans = text, spans
        self.language, self.unspaced = language, unspaced
        self._names: dict[str, frozenset[str]] | None = None

    def of(self, kind: str) -> tuple[Span, ...]:
        return self.spans.get(kind, ())

    def names(self, kind: str) -> frozenset[str]:
        """Without what is listed to mean nothing."""
        if kind not in self.spans:
            return _NONE
        if self._names is None:
            self._names = {}
        if kind not in self._names:
            self._names[kind] = frozenset([name for _, _, name in self.of(kind) if name])
        return self._names[kind]

    def words(self, span: Span) -> str:
        """As they stand in the text."""
        start, end, _ = span
        return self.text.shown[self.text.spans[start][0] : self.text.spans[end - 1][1]]


def found_in(text: str, data: LanguageData | None) -> Found:
    """Nothing stands in a text of whose language nothing is known."""
    return _found(text, data.language if data else "")


def found_in_sentences(text: str, data: LanguageData | None) -> tuple[Found, ...]:
    """The same of each sentence by itself."""
    whole, pieces = found_in(text, data), sentences_of(text)
    if not whole.text.of_sentences:
        return tuple([found_in(piece, data) for piece in pieces])
    found, start = [], 0
    for piece, size in zip(pieces, whole.text.of_sentences, strict=True):
        end = start + size
        spans = _within(whole.spans, start, end)
        if spans is None:
            return tuple([found_in(piece, data) for piece in pieces])
        of_piece = Text(piece, whole.text.tokens[start:end])
        found.append(Found(of_piece, spans, whole.language, unspaced=whole.unspaced))
        start = end
    return tuple(found)


def _within(
    spans: Mapping[str, tuple[Span, ...]], start: int, end: int
) -> Mapping[str, tuple[Span, ...]] | None:
    """Those between two tokens, counted from the first; None where one goes across the end."""
    within: dict[str, list[Span]] = {}
    for kind, of_kind in spans.items():
        for first, behind, name in of_kind:
            if start <= first < end:
                if behind > end:
                    return None
                within.setdefault(kind, []).append((first - start, behind - start, name))
    return {kind: tuple(these) for kind, these in within.items()}


@lru_cache(maxsize=MOST_TEXTS)
def _found(text: str, language: str) -> Found:
    whole = read(text)
    if not language:
        return Found(whole, {}, "", unspaced=False)
    spans = _lexicon(language).found(whole.tokens)
    return Found(whole, spans, language, unspaced=data_of(language).reading.unspaced)


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
