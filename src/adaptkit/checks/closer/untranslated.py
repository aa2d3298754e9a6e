"""No sentence is left in the language of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adaptkit.checks import Passage, closer_check
from adaptkit.checks.closer._pairs import shortened, told
from adaptkit.language_data.tokens import read, sentences_of
from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.document import BlockKind

# A term that stands beside its translation, or a title, stays as it is on purpose.
_ON_PURPOSE = re.compile(
    r"\([^()]*\)|（[^（）]*）|\*[^*]+\*|_[^_]+_|[“«\"「][^”»\"」]*[”»\"」]|\[[^\]]*\]\([^)]*\)"
    r"|\[[^\]]*\]\{[ \t]*lang=[^{}]*\}|<span lang=[^<>]*>[^<]*</span>"
)
# What no prose has: names of programs, and what stands around them.
_CODE = re.compile(r"\w_\w|\w::\w|!\(|\w\([&\"')]|\$\w|\{\s*$", re.M)
_JOINED = re.compile(r"\w(?:[./\\=$:*&]|\((?!\w{1,3}\)))+\w")
_FEWEST, _RUN = 4, 6
# Of a sentence among others; in letters that the language has not, two words leave no doubt.
_OF_A_SENTENCE, _IN_OTHER_LETTERS = 3, 2


@closer_check("untranslated")
def untranslated(passage: Passage) -> Iterator[Diagnostic]:
    """Readers would meet a sentence that they cannot read."""
    if passage.kind is BlockKind.CODE or passage.locale.same_language(passage.source_locale):
        return
    if passage.source.startswith(("```", "~~~")):
        return  # code, in a catalogue that does not say so
    if passage.source == passage.translation:
        if _is_left(passage.source, _FEWEST):
            yield _told(passage, "is the same as the source")
        return
    latin = passage.locale.likely_script == passage.source_locale.likely_script
    fewest = _OF_A_SENTENCE if latin else _IN_OTHER_LETTERS
    there = sentences_of(passage.translation)
    for sentence in sentences_of(passage.source):
        if sentence in there and _is_left(sentence, fewest):
            yield _told(passage, f'still says "{shortened(sentence)}"')
            return
    run = _longest_run(passage)
    if run:
        yield _told(passage, f'still says "{shortened(" ".join(run))}"')


def _told(passage: Passage, what: str) -> Diagnostic:
    hint = "translate it, or mark the translation as fuzzy; a name may stay as it is"
    return told(passage, "left-in-source", what, hint)


def _is_left(text: str, fewest: int) -> bool:
    """Whether it has so many words, and is neither a name nor code."""
    return len(_words(text)) >= fewest and not _is_name(text) and not _is_code(text, fewest)


def _is_code(text: str, fewest: int) -> bool:
    visible = read(text).shown
    if _CODE.search(visible):
        return True
    return len(_words(" ".join(p for p in visible.split() if not _JOINED.search(p)))) < fewest


def _words(text: str) -> tuple[str, ...]:
    return read(text).words


def _is_name(text: str) -> bool:
    """Whether nearly every word begins with a capital: the title of a book, an organisation."""
    words = re.findall(r"[^\W\d_]+", text)
    return sum(not word[0].islower() for word in words) * 3 >= len(words) * 2


def _longest_run(passage: Passage) -> list[str]:
    """So many words in the order of the source, among others."""
    ours = _words(passage.source)
    if len(read(passage.translation).different.intersection(ours)) < _RUN - 2:
        return []
    whole = read(_ON_PURPOSE.sub(" 0 ", passage.translation))
    words = [(n, word) for n, word in enumerate(whole.tokens) if word.isalnum()]
    theirs = tuple(word for _, word in words)
    known = {ours[n : n + _RUN] for n in range(len(ours) - _RUN + 1)}
    for n in range(len(theirs) - _RUN + 1):
        run = theirs[n : n + _RUN]
        if run in known:
            start, end = whole.spans[words[n][0]][0], whole.spans[words[n + _RUN - 1][0]][1]
            if not _CODE.search(whole.shown[start:end]):
                return list(run)
    return []
