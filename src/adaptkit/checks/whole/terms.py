"""The guide's terms are translated as the catalogue itself translates them in its list of terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain

from adaptkit.checks import Passage, Placed, catalogue_check
from adaptkit.checks.whole._facts import placed, translated
from adaptkit.guides.glossary import Glossary
from adaptkit.language_data import data_for
from adaptkit.language_data.lexicon import bases
from adaptkit.language_data.tokens import ByWord, read
from adaptkit.model.diagnostic import info, warning
from adaptkit.model.document import BlockKind, Term

_LISTED = "terms-yaml."
_WORD_BEGINS = 4
# Of a term's first word, whatever its ending.
_LIKE = 3
# A term counts as settled where so many of its translations have it.
_SETTLED, _FEWEST = 0.8, 4


@catalogue_check("terms")
def terms(passages: Sequence[Passage]) -> Iterator[Placed]:
    """A warning where nearly all passages with the term have its translation, and this has not;
    else information: a term that is said in many ways is a matter of style."""
    known = {
        one.source.strip(): one.translation.strip()
        for one in passages
        if _is_listed(one) and one.translation and one.translation != one.source
    }
    if not known:
        return
    names = tuple(sorted(known))
    wanted = {name: _stems(passages[0], words) for name, words in known.items()}
    has: list[tuple[int, str, bool]] = []
    for place, one in translated(passages):
        if _is_listed(one):
            continue
        for name in _terms_in(one.source, names):
            # A title may stand as it is: the term is in it, in the guide's own language.
            there = _has(one, wanted[name]) or name.casefold() in one.translation.casefold()
            has.append((place, name, there))
    settled = _settled(has)
    for place, name, there in has:
        if not there and name in settled:
            what = f'does not say "{known[name]}", as the list of terms has it for "{name}"'
            hint = "use that word; if another one is better, change it in the list of terms"
            how = warning if settled[name] else info
            yield placed(place, passages[place], "term-missing", what, hint, how)


def _is_listed(one: Passage) -> bool:
    """Also where nobody knows the kinds of passages."""
    return one.kind is BlockKind.TERM or one.unit_id.startswith(_LISTED)


@lru_cache(maxsize=1 << 12)
def _terms_in(source: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Each language asks about the same texts."""
    glossary, begins = _glossary(names)
    if begins.isdisjoint(_beginnings(source)):
        return ()  # looking for the terms themselves takes ten times as long
    return tuple(term.key for term in glossary.terms_in(source))


@lru_cache(maxsize=1 << 12)
def _beginnings(source: str) -> frozenset[str]:
    words = " ".join(read(source).different).replace("'", " ").split()  # of l'équipe, both
    return frozenset([word[:_LIKE] for word in words])


@lru_cache(maxsize=4)
def _glossary(names: tuple[str, ...]) -> tuple[Glossary, frozenset[str]]:
    first = {read(name).tokens[0].partition("'")[0] for name in names if read(name).tokens}
    first |= {f"{word[:-1]}i" for word in first if word[-1:] == "y"}  # spies
    begins = frozenset(word[:_LIKE] for word in first)
    return Glossary({name: Term(name, name) for name in names}), begins


def _settled(has: Sequence[tuple[int, str, bool]]) -> Mapping[str, bool]:
    """Terms that more than half have → whether nearly all do."""
    of: dict[str, list[bool]] = {}
    for _, name, there in has:
        of.setdefault(name, []).append(there)
    share = {name: sum(all_) / len(all_) for name, all_ in of.items() if len(all_) >= _FEWEST}
    return {name: part >= _SETTLED for name, part in share.items() if part > 0.5}


def _stems(passage: Passage, words: str) -> tuple[tuple[str, ...], ...]:
    """Each way to say it ("a or b", "a (b)", "a/b") as the beginnings of its words."""
    ways = re.split(r"\s*(?:[/;,،（）()]|\bo\b|\bor\b|\batau\b|\bأو\b|或)\s*", words)
    out = []
    for way in ways:
        tokens = [word for word in read(way).tokens if word[:1].isalpha()]
        if tokens and len("".join(tokens)) > 1:
            out.append(tuple(_stem(passage, word) for word in tokens))
    return tuple(out)


def _stem(passage: Passage, word: str) -> str:
    data = data_for(passage.locale)
    joined = data.reading.joined if data else ()
    if joined:
        return _skeleton(word.removeprefix("ال"))
    return word[: max(_WORD_BEGINS, len(word) - 3)] if len(word) > _WORD_BEGINS else word


def _skeleton(word: str) -> str:
    """The letters of an Arabic word that its plural has too: أهداف is of هدف."""
    return re.sub("[اأإآوىيةءئؤ]", "", word) or word


def _has(one: Passage, ways: tuple[tuple[str, ...], ...]) -> bool:
    data = data_for(one.locale)
    tokens = read(one.translation).tokens
    if data is not None and data.reading.unspaced:
        whole = "".join(tokens)
        return any("".join(way) in whole for way in ways)
    every: Iterable[str] = tokens
    if joined := data.reading.joined if data else ():
        every = chain(tokens, chain.from_iterable(map(_forms(joined).__getitem__, tokens)))
    # No word holds this sign.
    whole = "\0" + "\0".join(every)
    return any(all(f"\0{stem}" in whole for stem in way) for way in ways)


@cache
def _forms(joined: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """For each word the letters of it, and of its other forms, that its plural has too."""
    return ByWord(lambda word: tuple(map(_skeleton, (word, *bases(word, joined, ())))))
