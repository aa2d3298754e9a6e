"""Words that hurt the people whom the guide is for, and what to say instead."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from adaptkit.checks import Passage, closer_check
from adaptkit.checks.closer._pairs import told
from adaptkit.language_data import Wording, data_for
from adaptkit.language_data.words import Finder, finder, read
from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.document import BlockKind
from adaptkit.model.locale import Locale


def discouraged(text: str, locale: Locale) -> Iterator[tuple[str, Wording]]:
    """(the words as they stand, what is said of them)"""
    data = data_for(locale)
    if data is None or not data.wording:
        return
    whole = read(text)
    for start, end, number in _known(locale.language).spans(whole.tokens):
        words = whole.shown[whole.spans[start][0] : whole.spans[end - 1][1]]
        yield words, data.wording[int(number)]


@closer_check("wording")
def wording(passage: Passage) -> Iterator[Diagnostic]:
    """Not where the source quotes such words itself, to say that they hurt."""
    if passage.kind is BlockKind.CODE:
        return
    found = next(discouraged(passage.translation, passage.locale), None)
    if found is None or _quoted(passage.translation, found[0]):
        return
    if next(discouraged(passage.source, passage.source_locale), None):
        return
    words, said = found
    yield told(
        passage,
        "wording-discouraged",
        f'says "{words}" ({said.why})',
        f"say instead: {said.say}",
    )


def _quoted(text: str, words: str) -> bool:
    at = text.find(words)
    return at > 0 and text[at - 1] in "\"'“«‘「*_"


@cache
def _known(language: str) -> Finder:
    data = data_for(Locale(language))
    assert data is not None
    return finder({str(n): one.words for n, one in enumerate(data.wording)}, data)
