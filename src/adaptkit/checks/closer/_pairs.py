"""What belongs together of a text and its translation, and what is nobody's words."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from adaptkit.checks import Passage
from adaptkit.language_data import LanguageData, data_for, data_of
from adaptkit.language_data.tokens import sentences_of
from adaptkit.language_data.words import Found, found_in, found_in_sentences
from adaptkit.model.diagnostic import Diagnostic, warning
from adaptkit.model.document import BlockKind

Pair = tuple[Found, Found]


def found_pairs(passage: Passage) -> tuple[Pair, ...]:
    """Sentence by sentence where both have as many, else the whole, with what of both languages
    stands in them; nothing where nobody has written down anything of one of them, or nobody reads
    the passage as words."""
    known = both_languages(passage)
    return read_pairs(passage, *known) if known else ()


def read_pairs(
    passage: Passage, ours: LanguageData | None, theirs: LanguageData | None
) -> tuple[Pair, ...]:
    """The same, whatever is known of the two languages."""
    return _pairs(
        passage.source,
        passage.translation,
        ours.language if ours else "",
        theirs.language if theirs else "",
    )


@lru_cache(maxsize=1 << 10)
def _pairs(source: str, translation: str, ours: str, theirs: str) -> tuple[Pair, ...]:
    here, there = (data_of(one) if one else None for one in (ours, theirs))
    if len(sentences_of(source)) == len(sentences_of(translation)) > 1:
        each = found_in_sentences(source, here), found_in_sentences(translation, there)
        return tuple(zip(*each, strict=True))
    return ((found_in(source, here), found_in(translation, there)),)


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
