"""Plain words and short sentences: what a tired reader takes in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from adaptkit.checks.closer.wording import discouraged, is_quoted
from adaptkit.language_data import data_for, data_of
from adaptkit.language_data.lexicon import Lexicon
from adaptkit.language_data.tokens import read
from adaptkit.model.diagnostic import Diagnostic, Position, info, warning
from adaptkit.model.locale import Locale
from adaptkit.texts.sentences import sentences

# A list within a sentence is read item by item.
_MANY_COMMAS, _MORE = 3, 1.5
_ENDS = frozenset(".?!:…")


def check_plain(
    text: str, locale: Locale, position: Position, unit: str = ""
) -> Iterator[Diagnostic]:
    """What is hard to read in one text of a guide, and what hurts; nothing where nobody has written
    down anything of its language."""
    data = data_for(locale)
    if data is None:
        return
    for words, said in discouraged(text, locale):
        if is_quoted(text, words):
            continue
        yield warning(
            "wording-discouraged",
            position,
            f'"{words}": {said.why}',
            f"say instead: {said.say}",
            unit=unit,
        )
    whole = read(text)
    for start, end, plainer in _plain(locale.language).found(whole.tokens).get("plain", ()):
        words = whole.shown[whole.spans[start][0] : whole.spans[end - 1][1]]
        if words[0].isupper() and start and whole.tokens[start - 1] not in _ENDS:
            continue  # part of a name
        yield info(
            "word-not-plain",
            position,
            f'"{words}" is not a plain word',
            f'say "{plainer}", if it means the same here',
            unit=unit,
        )
    if data.plain.sentence:
        yield from _long(text, data.plain.sentence, position, unit)


def _long(text: str, most: int, position: Position, unit: str) -> Iterator[Diagnostic]:
    for sentence in sentences(text):
        tokens = read(sentence).tokens
        many = sum(word[:1].isalnum() for word in tokens)
        allowed = most * _MORE if tokens.count(",") >= _MANY_COMMAS else most
        if many > allowed:
            yield info(
                "sentence-long",
                position,
                f"a sentence has {many} words: {' '.join(sentence.split()[:6])}…",
                f"make two of it; up to {most} words are read with ease",
                unit=unit,
            )


@cache
def _plain(language: str) -> Lexicon:
    data = data_of(language)
    said: dict[str, tuple[str, ...]] = {}
    for words, plainer in data.plain.words.items():
        said[plainer] = (*said.get(plainer, ()), words)
    return Lexicon({"plain": said}, data.reading)
