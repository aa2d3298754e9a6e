"""What belongs together of a text and its translation, and what is nobody's words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from itertools import chain

from adaptkit.checks import Passage
from adaptkit.language_data import LanguageData, data_for
from adaptkit.language_data.tokens import sentences_of
from adaptkit.language_data.words import Found, found_in, found_in_sentences
from adaptkit.model.diagnostic import Diagnostic, warning
from adaptkit.model.document import BlockKind

Pair = tuple[Found, Found]


class Pairs(tuple[Pair, ...]):
    """``here`` and ``there``: the kinds of what stands in the sources and in the translations.
    ``known``: whether somebody has written down something of both languages."""

    here: Collection[str] = ()
    there: Collection[str] = ()
    known = False


_NONE = Pairs()


def found_pairs(passage: Passage) -> Pairs:
    """Sentence by sentence where both have as many, else the whole, with what of both languages
    stands in them; nothing where nobody has written down anything of one of them, or nobody reads
    the passage as words."""
    return passage.pairs if passage.pairs.known else _NONE


def pairs_of(passage: Passage) -> Pairs:
    """The same, whatever is known of the two languages; nothing where nobody reads the passage as
    words. Who asks for ``passage.pairs`` gets what was found already."""
    if passage.kind is BlockKind.CODE or passage.source == passage.translation:
        return _NONE
    ours, theirs = data_for(passage.source_locale), data_for(passage.locale)
    pairs = Pairs(_pairs(passage.source, passage.translation, ours, theirs))
    if len(pairs) == 1:
        [(here, there)] = pairs
        pairs.here, pairs.there = here.spans, there.spans
    else:
        pairs.here = set(chain.from_iterable([here.spans for here, _ in pairs]))
        pairs.there = set(chain.from_iterable([there.spans for _, there in pairs]))
    pairs.known = ours is not None and theirs is not None
    return pairs


def _pairs(
    source: str, translation: str, ours: LanguageData | None, theirs: LanguageData | None
) -> Iterable[Pair]:
    if len(sentences_of(source)) == len(sentences_of(translation)) > 1:
        each = found_in_sentences(source, ours), found_in_sentences(translation, theirs)
        return zip(*each, strict=True)
    return ((found_in(source, ours), found_in(translation, theirs)),)


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
