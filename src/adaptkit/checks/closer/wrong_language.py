"""A passage is in the language of its catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from adaptkit.checks import Passage, closer_check
from adaptkit.checks.closer._pairs import shortened, told
from adaptkit.language_data import data_for
from adaptkit.language_data.tokens import Tokens, read
from adaptkit.language_data.words import found_in
from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.document import BlockKind
from adaptkit.model.locale import Locale
from adaptkit.texts.languages import SCRIPTS, commonest, near, words_of

_LETTER = re.compile(r"[^\W\d_]")
_IN_BRACKETS = re.compile(r"\([^()]*\)|（[^（）]*）|\*[^*]+\*|[“«\"「][^”»\"」]*[”»\"」]")
_FEWEST_LETTERS, _FEWEST_WORDS = 12, 5
# Scripts of which a letter says about as much as two of another.
_A_WORD_EACH = frozenset({"Hans", "Hant", "Hani", "Jpan"})


@closer_check("wrong_language")
def wrong_language(passage: Passage) -> Iterator[Diagnostic]:
    """By its letters; by the commonest words of twenty languages; by words that a near language has
    and this one has not."""
    if passage.kind is BlockKind.CODE or passage.source == passage.translation:
        return
    text = read(passage.translation).shown
    script = _script(passage.locale)
    told_so = ""
    if script and _foreign_letters(text, script):
        text = _IN_BRACKETS.sub(" ", text)
        if _foreign_letters(text, script) and _foreign_letters(_new(text, passage), script):
            told_so = "is not in the letters of the language"
    elif other := _by_words(read(passage.translation).words, passage.locale):
        # What stands in brackets or is quoted may be in any language.
        if _by_words(read(_IN_BRACKETS.sub(" ", text)).words, passage.locale) == other:
            told_so = f"looks like {Locale(other).language_name(Locale('en'))}"
    elif word := _neighbour(text, passage.locale):
        told_so = f'says "{word[0]}", which is {Locale(word[1]).language_name(Locale("en"))}'
    if not told_so:
        return
    yield told(
        passage,
        "passage-other-language",
        f"{told_so}: {shortened(passage.translation, 40)}",
        "look whether these words belong here; if they are a name, leave them",
    )


@cache
def _script(locale: Locale) -> str:
    script = locale.likely_script
    return script if script in SCRIPTS else ""


@cache
def _others(script: str) -> re.Pattern[str]:
    """Any letter of another script."""
    return re.compile(rf"[^\W\d_{SCRIPTS[script]}]")


def _new(text: str, passage: Passage) -> str:
    """The text without the names that it has from its source."""
    known = set(read(passage.source).tokens)
    whole = read(text)
    return " ".join(word for word in whole.tokens if word not in known)


def _foreign_letters(text: str, script: str) -> bool:
    if script == "Latn" and text.isascii():
        return False
    foreign = len(_others(script).findall(text))
    # In Latin letters, a name or a term may be a whole passage.
    if foreign * 2 <= _FEWEST_LETTERS:
        return False
    letters = len(_LETTER.findall(text))
    if script in _A_WORD_EACH:
        letters += letters - foreign
    return foreign > 0.6 * max(_FEWEST_LETTERS, letters)


def _by_words(every: Tokens, locale: Locale) -> str:
    """The one other language whose commonest words stand in it, and hardly any of this one: three
    of them at least, however often. Beside those of a near language none of this one's may."""
    if len(every) < _FEWEST_WORDS:
        return ""
    share = commonest(every)
    if not share:
        return ""
    best = max(share, key=lambda one: (share[one], one))
    if best == locale.language or share[best] < 3:
        return ""
    different = set(every)
    of_best = different & words_of(best)
    of_own = different & words_of(locale.language)
    if near(best, locale.language):
        sure = len(of_best - of_own) >= 3 and not of_own - of_best
        return best if sure and {best, locale.language} != {"ms", "id"} else ""
    if len(of_best) < 3:
        return ""
    if not words_of(locale.language):
        return best if share[best] >= 0.4 * len(every) else ""
    few = share.get(locale.language, 0) <= 0.25 * share[best]
    return best if few and share[best] >= 0.25 * len(every) else ""


def _neighbour(text: str, locale: Locale) -> tuple[str, str] | None:
    data = data_for(locale)
    if data is None or not data.foreign:
        return None
    found = found_in(text, data)
    return next(((found.words(span), span[2]) for span in found.of("foreign")), None)
