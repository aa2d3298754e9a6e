"""Which of the guide's terms stand in a text: for the translator's comment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from adaptkit.model.document import Term

_MOST = 5
# Where a word is no word of the text: code, addresses, tags, placeholders.
_NOT_TEXT = re.compile(r"(`+)[^`]*\1|(?<=\])\([^()\s]*|<[^<>]*>|https?://\S+|\{[^{}\s]*\}")


def hits(text: str, terms: Mapping[str, Term]) -> tuple[str, ...]:
    """``Glossary: relapse = new symptoms, or …``, one line for each term that the text uses.

    Whole words, capitals and a plural's ending aside; longest first, five at most. A term inside
    a longer one that is found ("therapist" in "physical therapist") does not count there.
    """
    taken: list[tuple[int, int]] = []
    lines: list[str] = []
    plain = _NOT_TEXT.sub(lambda found: "\n" * len(found[0]), text)
    for term in sorted(terms.values(), key=lambda t: (-len(t.name), t.name, t.key)):
        if not term.name.strip():
            continue
        free = [
            found.span()
            for found in _pattern(term.name).finditer(plain)
            if not any(found.start() < end and start < found.end() for start, end in taken)
        ]
        if free:
            taken += free
            said = " ".join((term.definition or term.note).split())
            lines.append(f"Glossary: {term.name} = {said}" if said else f"Glossary: {term.name}")
    return tuple(lines[:_MOST])


@lru_cache(maxsize=1024)
def _pattern(name: str) -> re.Pattern[str]:
    """A blank of the name is also a hyphen or a line's end in the text, and the other way."""
    *before, last = re.split(r"[\s-]+", name.strip())
    words = [re.escape(word) for word in before]
    if len(last) > 3 and last.endswith("s") and not last.endswith(("ss", "us", "is")):
        ending = re.escape(last[:-1]) + "s?"
    elif len(last) > 2 and last.endswith("y") and last[-2] not in "aeiou":
        ending = re.escape(last[:-1]) + "(?:y|ies)"
    else:
        ending = re.escape(last) + "(?:e?s)?"
    return re.compile(r"(?<!\w)" + r"[\s-]+".join([*words, ending]) + r"(?!\w)", re.IGNORECASE)
