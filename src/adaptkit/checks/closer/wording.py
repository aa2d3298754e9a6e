"""Words that hurt the people whom the guide is for, and what to say instead."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.checks import Passage, closer_check
from adaptkit.checks.closer._pairs import told
from adaptkit.language_data import Wording, data_for
from adaptkit.language_data.words import found_in
from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.document import BlockKind
from adaptkit.model.locale import Locale


def discouraged(text: str, locale: Locale) -> Iterator[tuple[str, Wording]]:
    """(the words as they stand, what is said of them)"""
    data = data_for(locale)
    if data is None or not data.wording:
        return
    found = found_in(text, data)
    for span in found.of("wording"):
        yield found.words(span), data.wording[int(span[2])]


@closer_check("wording")
def wording(passage: Passage) -> Iterator[Diagnostic]:
    """Not where the source quotes such words itself, to say that they hurt."""
    if passage.kind is BlockKind.CODE:
        return
    found = next(discouraged(passage.translation, passage.locale), None)
    if found is None or is_quoted(passage.translation, found[0]):
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


def is_quoted(text: str, words: str) -> bool:
    """Whether somebody quotes them, or says of them that they hurt."""
    at = text.find(words)
    return at > 0 and text[at - 1] in "\"'“«‘「*_"
