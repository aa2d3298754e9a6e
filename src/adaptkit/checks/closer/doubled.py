"""Nothing is said twice that the source says once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from operator import eq

from adaptkit.checks import Passage, closer_check
from adaptkit.checks.closer._pairs import shortened, told
from adaptkit.language_data import data_for
from adaptkit.language_data.tokens import HIDDEN, HIDDEN_SIGN, read, sentences_of
from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.document import BlockKind

_FEWEST = 3


@closer_check("doubled")
def doubled(passage: Passage) -> Iterator[Diagnostic]:
    """A sentence or a word that was pasted in twice."""
    if passage.kind is BlockKind.CODE or passage.source == passage.translation:
        return
    if again := _sentence(passage.translation) or _at_once(passage.translation):
        if not (_sentence(passage.source) or _at_once(passage.source)):
            yield _told(passage, again)
    elif (word := _word(passage)) and not _doubled_words(passage.source):
        yield _told(passage, f"{word} {word}")


def _told(passage: Passage, what: str) -> Diagnostic:
    said = f'says one thing twice: "{shortened(what)}"'
    return told(passage, "said-twice", said, "take out one of the two; if it is meant so, leave it")


def _sentence(text: str) -> str:
    whole = read(text)
    tokens = len(whole.tokens) - len(whole.different)
    if (whole.words_again if whole.of_sentences else tokens) < _FEWEST:
        return ""
    these = sentences_of(text)
    if len(these) < 2:
        return ""
    seen = set()
    rows = whole.rows or [read(sentence).tokens for sentence in these]
    for sentence, row in zip(these, rows, strict=True):
        words = tuple(filter(str.isalpha, row))
        if len(words) >= _FEWEST:
            if words in seen:
                return sentence
            seen.add(words)
    return ""


def _at_once(text: str) -> str:
    """Words that were pasted in directly behind themselves, wherever a sentence ends. Other code or
    another value between them makes two of them: `a` with `b`, `c` with `d`."""
    whole = read(text)
    if whole.words_again < _FEWEST:
        return ""
    words = whole.words
    if HIDDEN_SIGN in whole.shown:
        hidden = ["", *HIDDEN.findall(text)]
        pieces = whole.shown.split(HIDDEN_SIGN)
        words = tuple(
            chain.from_iterable(
                (HIDDEN_SIGN + one, *read(piece).words)
                for one, piece in zip(hidden, pieces, strict=False)
            )
        )
    threes = list(zip(words, words[1:], words[2:], strict=False))
    if len(set(threes)) == len(threes):
        return ""
    last: dict[tuple[str, ...], int] = {}
    for at, three in enumerate(threes):
        before = last.get(three)
        if before is not None and at - before >= _FEWEST:
            many = at - before
            if words[before:at] == words[at : at + many]:
                return " ".join(words[before:at])
        last[three] = at
    return ""


def _word(passage: Passage) -> str:
    """Chinese and others double a word to say something else."""
    data = data_for(passage.locale)
    if data is not None and data.reading.unspaced:
        return ""
    return next(iter(_doubled_words(passage.translation)), "")


def _doubled_words(text: str) -> list[str]:
    whole = read(text)
    if not any(map(eq, whole.tokens, whole.tokens[1:])):
        return []
    return [
        one
        for n, (one, other) in enumerate(zip(whole.tokens, whole.tokens[1:], strict=False))
        if one == other
        and len(one) > 1
        and one[0].isalpha()
        # A hyphen or a dash between them is how some languages say "many".
        and whole.shown[whole.spans[n][1] : whole.spans[n + 1][0]].isspace()
    ]
