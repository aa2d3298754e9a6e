"""A text as a row of *tokens*: words, folded, without vowel marks; numbers in western digits; in
Chinese each character; and signs, so that no phrase goes across one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate, chain
from typing import TypeVar

from adaptkit.records import once
from adaptkit.texts.sentences import sentences

# What readers do not read as words of the language, and what stands for it.
HIDDEN = re.compile(
    r"\]\([^()\n]*\)|<[^<>]*>|https?://[^\s)\]>]+|`[^`]*`|\{[^{}]*\}|&#?\w+;|\S+@\S+|\bwww\.\S+"
)
HIDDEN_SIGN = "\x00"
_HIDES = ("<", "`", "{", "@", "&", "](", "://", "www.")
# Letters with the vowel signs of Indic scripts, which ``\w`` has not; not their full stops.
_MARKS = "\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0963\u0970-\u109f\u0e00-\u0eff\u1780-\u17d3"
_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_LETTER = rf"[^\W\d_{_CJK}]"
_LETTERS = rf"{_LETTER}+(?:[{_MARKS}]+{_LETTER}*)*"
TOKEN = re.compile(
    rf"\d+(?:[.,:٫٬]\d+)*|[{_CJK}]|{_LETTERS}(?:['’]{_LETTERS})?"
    r"|[.,;:!?…()\[\]«»“”\"。，；：！？、（）「」،؛؟।]"
)
# The same of small letters in ASCII, which is looked for in half the time.
ASCII_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|[.,;:!?()\[\]\"]|[0-9]+(?:[.,:][0-9]+)*")
_DIGIT = re.compile(r"\d")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_VOWELS = re.compile("[\u064b-\u0652\u0670\u0640]")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?![\d])")
_NOT_DIGIT = re.compile(r"\D")

Tokens = tuple[str, ...]
T = TypeVar("T")
# A large guide's passages in two languages: what looks at all of them comes by several times.
MOST_TEXTS = 1 << 14
_MOST_WORDS = 1 << 16


class ByWord(dict[str, T]):
    """What is known of a word, worked out when it is first asked for: the same words stand in many
    texts. Looking one up takes half as long as asking an ``lru_cache``."""

    def __init__(self, work_out: Callable[[str], T]) -> None:
        self._work_out = work_out

    def __missing__(self, word: str) -> T:
        if len(self) >= _MOST_WORDS:
            self.clear()
        found = self[word] = self._work_out(word)
        return found


class Text:
    """``shown``: what readers see of it, every hidden part a blank. ``tokens``: see above;
    ``spans`` say where each stands in ``shown``. ``of_sentences``: how many tokens each sentence
    has, where the text was cut into some."""

    def __init__(self, shown: str, tokens: Tokens, of_sentences: tuple[int, ...] = ()) -> None:
        self.shown, self.tokens, self.of_sentences = shown, tokens, of_sentences

    @once
    def spans(self) -> list[tuple[int, int]]:
        return [one.span() for one in TOKEN.finditer(self.shown)]

    @once
    def words(self) -> Tokens:
        """The tokens that begin with a letter."""
        return tuple([token for token in self.tokens if token[0].isalpha()])

    @once
    def words_again(self) -> int:
        """How many of its words have stood in it before."""
        return len(self.words) - len(set(self.words))

    @once
    def rows(self) -> tuple[Tokens, ...]:
        """The tokens of each sentence, where it was cut into some."""
        ends = list(accumulate(self.of_sentences))
        return tuple([self.tokens[n:m] for n, m in zip([0, *ends], ends, strict=False)])

    @once
    def different(self) -> frozenset[str]:
        return frozenset(self.tokens)


@lru_cache(maxsize=MOST_TEXTS)
def read(text: str) -> Text:
    """Many checks ask for the same text, one after the other. Nothing stands across two sentences,
    so that the words of the whole are those of its sentences; only what is hidden may."""
    hides = _may_hide(text)
    visible = _shown(text, hides)
    if visible is text and not hides:
        pieces = sentences_of(text)
        if len(pieces) > 1:
            rows = [_tokens(piece) for piece in pieces]
            return Text(text, tuple(chain.from_iterable(rows)), tuple(map(len, rows)))
    return Text(visible, tuple(_tokens(visible)))


@lru_cache(maxsize=MOST_TEXTS)
def sentences_of(text: str) -> tuple[str, ...]:
    return sentences(text)


def shown(text: str) -> str:
    """The text without addresses, tags, code and placeholders, digits as western ones."""
    return _shown(text, _may_hide(text))


def _shown(text: str, hides: bool) -> str:
    if hides:
        text = HIDDEN.sub(f" {HIDDEN_SIGN} ", text)
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if _DIGIT.search(text):
        if not text.isascii():
            text = _OTHER_DIGIT.sub(lambda found: str(unicodedata.digit(found[0])), text)
        text = _GROUPED.sub(lambda found: _NOT_DIGIT.sub("", found[0]), text)
    return text


def _may_hide(text: str) -> bool:
    return any(map(text.__contains__, _HIDES))


def _tokens(visible: str) -> list[str]:
    if visible.isascii():
        return ASCII_TOKEN.findall(visible.lower())
    return list(map(FOLDED.__getitem__, TOKEN.findall(visible)))


def folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    word = word.casefold().replace("’", "'")
    # A stroke that only draws a word out may stand alone.
    return (_VOWELS.sub("", word) or word) if "\u0600" <= word[0] <= "\u06ff" else word


FOLDED = ByWord(folded)
