"""A translation does not end with a word that something has to follow."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from adaptkit.checks import Passage, closer_check
from adaptkit.checks.closer._pairs import both_languages, shortened, told
from adaptkit.language_data import LanguageData
from adaptkit.language_data.tokens import read
from adaptkit.model.diagnostic import Diagnostic

_FEWEST = 3


@closer_check("cut_off")
def cut_off(passage: Passage) -> Iterator[Diagnostic]:
    """Such as "and", "with", "the", where the source does not end so."""
    known = both_languages(passage)
    if known is None:
        return
    word = _left_open(passage.translation, known[1])
    if word and not _left_open(passage.source, known[0]):
        end = shortened(passage.translation[-40:])
        hint = "translate the rest of the passage"
        yield told(passage, "cut-off", f'ends with "{word}": {end}', hint)


def _left_open(text: str, data: LanguageData) -> str:
    """The last word, where it cannot be one: nothing stands behind it, no mark and no value."""
    last = text.rstrip("*_ ")[-1:]
    if not last or unicodedata.category(last)[0] not in "LM":
        return ""
    tokens = read(text).tokens
    word = tokens[-1] if len(tokens) >= _FEWEST else ""
    return word if word in data.reading.never_last else ""
