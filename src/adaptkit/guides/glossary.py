"""Which of the guide's terms stand in a text: for the translator's comment."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from adaptkit.language_data.tokens import ByWord
from adaptkit.model.document import Term
from adaptkit.model.unit import Unit
from adaptkit.records import replace

_MOST = 5
# Where a word is no word of the text: code, addresses, tags, placeholders.
_NOT_TEXT = re.compile(r"(`+)[^`]*\1|(?<=\])\([^()\s]*|<[^<>]*>|https?://\S+|\{[^{}\s]*\}")
_MAY_NOT_BE_TEXT = ("`", "](", "<", "://", "{")
# Writing systems without blanks between words: a term stands anywhere in the text.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_WORD = re.compile(r"\w+")
# So many letters of a term's first word decide whether it is looked for at all.
_LETTERS = 2


class Glossary:
    """The terms of a guide, ready to be looked for in many texts."""

    def __init__(self, terms: Mapping[str, Term]) -> None:
        ordered = sorted(terms.values(), key=lambda t: (-len(t.name), t.name, t.key))
        self._terms = [term for term in ordered if term.name.strip()]
        self._patterns = [_pattern(term.name) for term in self._terms]
        self._begins: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._unspaced: list[int] = []
        for number, term in enumerate(self._terms):
            first = _WORD.search(term.name)
            if _UNSPACED.search(term.name):
                self._unspaced.append(number)
            elif first:
                # Its last letter may be another one in the plural.
                stem = first[0].casefold()[:-1]
                self._begins[_beginning(first[0])].append((number, stem))
        self._wanted = ByWord(self._begun_by)

    def terms_in(self, text: str) -> tuple[Term, ...]:
        """Those that ``text`` uses: whole words, capitals and a plural's ending aside; longest
        first, five at most. A term inside a longer one that is found ("therapist" in "physical
        therapist") does not count there."""
        plain = text
        if any(map(text.__contains__, _MAY_NOT_BE_TEXT)):
            plain = _NOT_TEXT.sub(lambda found: "\n" * len(found[0]), text)
        wanted = set(chain.from_iterable(map(self._wanted.__getitem__, set(_WORD.findall(plain)))))
        wanted |= {number for number in self._unspaced if self._terms[number].name in plain}
        taken: list[tuple[int, int]] = []
        found: list[Term] = []
        for number in sorted(wanted):
            free = [
                match.span()
                for match in self._patterns[number].finditer(plain)
                if not any(match.start() < end and start < match.end() for start, end in taken)
            ]
            if free:
                taken += free
                found.append(self._terms[number])
        return tuple(found[:_MOST])

    def _begun_by(self, word: str) -> tuple[int, ...]:
        """The terms whose first word this may be."""
        word = word.casefold()
        return tuple(
            number
            for size in range(1, _LETTERS + 1)
            for number, stem in self._begins.get(word[:size], ())
            if word.startswith(stem)
        )

    def noted(self, units: Iterable[Unit]) -> Iterator[Unit]:
        """The units of one chapter, each told which terms it uses. What a translator must know
        of a term is said where the chapter first uses it; what it means, every time."""
        told: set[str] = set()
        for unit in units:
            found = self.terms_in(unit.source)
            lines = tuple(_line(term, with_note=term.key not in told) for term in found)
            told |= {term.key for term in found}
            yield replace(unit, notes=(*unit.notes, *lines)) if found else unit


def _line(term: Term, *, with_note: bool) -> str:
    """``Glossary: relapse = New symptoms, or old ones that return.``"""
    said = [term.definition, term.note if with_note or not term.definition else ""]
    text = " ".join(" ".join(said).split())
    return f"Glossary: {term.name} = {text}" if text else f"Glossary: {term.name}"


def _beginning(word: str) -> str:
    return word.casefold()[:_LETTERS]


def _pattern(name: str) -> re.Pattern[str]:
    """A blank of the name is also a hyphen or a line's end in the text, and the other way."""
    if _UNSPACED.search(name):
        return re.compile(re.escape(name.strip()))
    *before, last = re.split(r"[\s-]+", name.strip())
    words = [re.escape(word) for word in before]
    if len(last) > 3 and last.endswith("s") and not last.endswith(("ss", "us", "is")):
        ending = re.escape(last[:-1]) + "s?"
    elif len(last) > 2 and last.endswith("y") and last[-2] not in "aeiou":
        ending = re.escape(last[:-1]) + "(?:y|ies)"
    else:
        ending = re.escape(last) + "(?:e?s)?"
    return re.compile(r"(?<!\w)" + r"[\s-]+".join([*words, ending]) + r"(?!\w)", re.IGNORECASE)
