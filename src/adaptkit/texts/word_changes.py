"""What changed from one text to another, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from adaptkit.records import Record

# A word with the blanks after it; a single character where a script writes none.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"


class Stretch(Record, frozen=True):
    """Neighbouring words, each with the blanks after it: what was ``gone`` and what is ``there``.
    ``same``: they are the same words, blanks aside."""

    gone: tuple[str, ...]
    there: tuple[str, ...]
    same: bool


def words_in(text: str) -> list[str]:
    """The words of a text, each with the blanks after it; a character each of scripts that write
    no blanks."""
    return _words().findall(text)


@cache
def _words() -> re.Pattern[str]:
    """Only where words are compared: large sets of signs take long to compile."""
    return re.compile(rf"(?:[{_UNSPACED}]|[^\s{_UNSPACED}]+)\s*")


def word_changes(then: str, now: str) -> Iterator[Stretch]:
    """The stretches of both texts in their order; together they are all words of both."""
    import difflib

    old, new = words_in(then), words_in(now)
    matcher = difflib.SequenceMatcher(
        None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False
    )
    for tag, a, b, c, d in matcher.get_opcodes():
        yield Stretch(tuple(old[a:b]), tuple(new[c:d]), tag == "equal")
