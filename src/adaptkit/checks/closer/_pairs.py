"""What belongs together of a text and its translation, and what is nobody's words."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from adaptkit.checks import Passage
from adaptkit.language_data import LanguageData, data_for, data_of
from adaptkit.language_data.words import Found, found_in
from adaptkit.model.diagnostic import Diagnostic, warning
from adaptkit.model.document import BlockKind
from adaptkit.texts.sentences import sentences

Pair = tuple[str, str]


@lru_cache(maxsize=1 << 12)
def sentences_of(text: str) -> tuple[str, ...]:
    """Several checks ask for them, one after the other."""
    return sentences(text)


@lru_cache(maxsize=1 << 10)
def pairs(source: str, translation: str) -> tuple[Pair, ...]:
    """Sentence by sentence where both have as many, else the whole."""
    ours, theirs = sentences_of(source), sentences_of(translation)
    if len(ours) == len(theirs) > 1:
        return tuple(zip(ours, theirs, strict=True))
    return ((source, translation),)


def found_pairs(passage: Passage) -> tuple[tuple[Found, Found], ...]:
    """The same, with what of both languages stands in them; nothing where nobody has written down
    anything of one of them, or nobody reads the passage as words."""
    known = both_languages(passage)
    if known is None:
        return ()
    return _found_pairs(passage.source, passage.translation, known[0].language, known[1].language)


@lru_cache(maxsize=1 << 10)
def _found_pairs(
    source: str, translation: str, ours: str, theirs: str
) -> tuple[tuple[Found, Found], ...]:
    return tuple(
        (found_in(one, data_of(ours)), found_in(other, data_of(theirs)))
        for one, other in pairs(source, translation)
    )


def both_languages(passage: Passage) -> tuple[LanguageData, LanguageData] | None:
    """What is known of the source's language and the translation's; None where one is not, or
    where nobody reads the passage as words."""
    if passage.kind is BlockKind.CODE or passage.source == passage.translation:
        return None
    ours, theirs = data_for(passage.source_locale), data_for(passage.locale)
    return (ours, theirs) if ours is not None and theirs is not None else None


def told(
    passage: Passage,
    code: str,
    what: str,
    hint: str,
    how: Callable[..., Diagnostic] = warning,
) -> Diagnostic:
    """``what`` goes on after "the translation of …"."""
    said = f"the translation of {passage.called} {what}"
    return how(code, passage.position, said, hint, unit=passage.unit_id)


def shortened(text: str, most: int = 60) -> str:
    """For a message: one line, and not all of a long one."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
