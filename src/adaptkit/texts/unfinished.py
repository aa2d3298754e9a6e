"""Texts that nobody has finished: marks that authors leave for themselves, or no words at all."""

from __future__ import annotations

import re
import unicodedata

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);")
# Nobody writes these to readers.
_SURE = re.compile(
    r"\b(?:FIXME|TBD|TKTK|XXXX?)\b|(?i:\blorem ipsum\b)|\?{4,}|"
    r"\[\s*(?:TODO|TBC|TBD|FIXME|XXX|translate|translation missing)\b[^\]\n]{0,60}\](?!\()"
)
# One of these stands in every such mark; to look for them takes a tenth of the time.
_MAYBE = ("[", "TODO", "TBD", "TBC", "TKTK", "FIXME", "XXX", "????")
# "TODO" is "everything" in Spanish and Portuguese; as a mark it stands alone or before a colon.
_TODO = re.compile(r"\A\W*TODO\W*\Z|\bTODO\s?[:：(]|[(\[]\s*TODO\b")
_TODO_ALONE = re.compile(r"\bTODO\b")
_TODO_IS_A_WORD = frozenset({"es", "pt", "gl", "ast", "an", "it", "ca"})


def left_mark(text: str, language: str = "en", *, sure: bool = False) -> str:
    """The mark of an author that stands in the text, such as TODO; ``""`` where there is none.
    ``sure``: not where the word may be meant, as in "a TODO list"."""
    if not any(map(text.__contains__, _MAYBE)) and "lorem" not in text.lower():
        return ""
    found = _SURE.search(text) or _TODO.search(text)
    if found is None and not sure and "TODO" in text and language not in _TODO_IS_A_WORD:
        found = _TODO_ALONE.search(text)
    return found[0].strip(" :：(") if found else ""


def has_words(text: str) -> bool:
    """Whether there is anything to read: a letter, a digit, a sign; not only punctuation, tags or
    comments."""
    if any(map(str.isalnum, text)) and "<" not in text and "&" not in text:
        return True
    shown = _TAG.sub(" ", _COMMENT.sub(" ", text))
    return any(unicodedata.category(c)[0] in "LNS" for c in shown)
