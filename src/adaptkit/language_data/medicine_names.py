"""Which medicines a text names, in Latin letters or in Arabic ones.

Languages spell an international name after their own manner (baclofen, baclofeno, باكلوفين), and
keep its consonants. Compared is the row of these, with those as one that are taken for each other.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from adaptkit.language_data import medicines
from adaptkit.language_data.tokens import ByWord, read

READ = frozenset({"Latn", "Arab"})
_ARABIC = dict(
    zip(
        "بپتطثجغكقگخدضذرزسصشفڤلمن",
        "BBTTTKKKKKKDDDRSSSSFFLMN",
        strict=True,
    )
)
_LATIN = dict(zip("bptcgjkqxdrszfvlmn", "BBTKKKKKKDRSSFFLMN", strict=True))
_SOFT_C = re.compile(r"c(?=[eiy])")
_MARKED = str.maketrans("áàâäãéèêëíìîïóòôöõúùûüñç", "aaaaaeeeeiiiiooooouuuunc")
_JOINED = re.compile(r"(?:[وف]?[بكل]?(?:ال|لل)|[وفبكل])(?=...)")
# So many consonants are no other word by chance.
_FEWEST = 4
_ARABIC_LETTER = re.compile("[\u0600-\u06ff]")
# Two names of one medicine.
_SAME = {"acetaminophen": "paracetamol", "dalfampridine": "fampridine"}


@lru_cache(maxsize=1 << 12)
def medicines_in(text: str) -> frozenset[str]:
    """Their international names in English."""
    tokens = read(text).tokens
    if not _ARABIC_LETTER.search(text):
        names = set(map(_NAMED.__getitem__, read(text).different))
        return frozenset(_SAME.get(name, name) for name in names if name)
    found, taken = set(), False
    for at, token in enumerate(tokens):
        if taken:
            taken = False
            continue
        # Methylprednisolone may be two words, of which the second is a medicine as well.
        pair = token[0] > "\u024f" and at + 1 < len(tokens)
        name = _NAMED[token + tokens[at + 1]] if pair else ""
        taken = bool(name) and not _NAMED[token]
        if name := name or _NAMED[token]:
            found.add(_SAME.get(name, name))
    return frozenset(found)


def _named(word: str) -> str:
    if len(word) < 5:
        return ""
    rows = {_consonants(word)}
    if "\u0600" <= word[0] <= "\u06ff":
        rows.add(_consonants(_JOINED.sub("", word, count=1)))
    for row in rows:
        # Of an ending one consonant may be more.
        for length in range(len(row), max(_FEWEST, len(row) - 1) - 1, -1):
            name = _known().get(row[:length], "")
            # In Latin letters they begin alike: "sobran" has the consonants of aspirin.
            if name and (word[0] > "\u024f" or word[:2] == name[:2]):
                return name
    return ""


def _consonants(word: str) -> str:
    if "\u0600" <= word[0] <= "\u06ff":
        return "".join(_ARABIC.get(letter, "") for letter in word)
    plain = _SOFT_C.sub("s", word.translate(_MARKED).replace("ph", "f").replace("x", "ks"))
    return "".join(_LATIN.get(letter, "") for letter in plain)


@cache
def _known() -> dict[str, str]:
    """One word each: of a name of two, the first."""
    rows = {}
    for name in medicines():
        row = _consonants(name.split()[0])
        if len(row) >= _FEWEST:
            rows[row] = name
    return rows


_NAMED = ByWord(_named)
