"""Which language a text looks like: by its letters, and by the commonest words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain

# Letters of each script (ISO 15924), as ranges of a character class.
SCRIPTS = {
    "Latn": "A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff",
    "Cyrl": "\u0400-\u052f",
    "Arab": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff",
    "Hebr": "\u0590-\u05ff",
    "Grek": "\u0370-\u03ff\u1f00-\u1fff",
    "Armn": "\u0530-\u058f",
    "Geor": "\u10a0-\u10ff\u1c90-\u1cbf",
    "Deva": "\u0900-\u097f",
    "Beng": "\u0980-\u09ff",
    "Guru": "\u0a00-\u0a7f",
    "Gujr": "\u0a80-\u0aff",
    "Taml": "\u0b80-\u0bff",
    "Telu": "\u0c00-\u0c7f",
    "Knda": "\u0c80-\u0cff",
    "Mlym": "\u0d00-\u0d7f",
    "Sinh": "\u0d80-\u0dff",
    "Thai": "\u0e00-\u0e7f",
    "Laoo": "\u0e80-\u0eff",
    "Mymr": "\u1000-\u109f",
    "Ethi": "\u1200-\u137f",
    "Khmr": "\u1780-\u17ff",
    "Hans": "\u3400-\u9fff",
    "Hant": "\u3400-\u9fff",
    "Jpan": "\u3040-\u30ff\u3400-\u9fff",
    "Kore": "\uac00-\ud7af\u1100-\u11ff\u3400-\u9fff",
}
# Marks, tags, addresses and what is filled in are no words of a language.
_NO_WORDS = re.compile(r"\]\([^()\s]*\)|<[^<>]*>|https?://\S+|`[^`]*`|\{[^{}]*\}")
# The commonest short words of a language. Words that nearly all share are left out, and so are
# languages whose neighbours nobody could tell from them by such words.
_COMMON = {
    "ca": "amb els una per que les del aquest aquesta pot seva és són més també",
    "cs": "který která nebo také jsou jako může není této jejich při aby ale",
    "da": "og ikke det er af til som på kan ikke eller hvis også deres",
    "de": "und der die das nicht ist ein eine mit für sie oder auf werden auch sich dem den",
    "en": "the and of to you your is are with for that this can or be have from not",
    "es": "el los las una que del con para por su más también puede sus está como pero",
    "fi": "ja on ei että voi myös ovat joka sekä tai kun jos hän",
    "fr": "le les des une est que pour dans avec vous votre pas sur ou vos aux être cette",
    "hu": "és az hogy nem egy van vagy meg is ha mint lehet ez",
    "id": "yang dan untuk dengan tidak anda dapat atau bisa ini dari itu karena kalau",
    "it": "il gli che della per con sono una può anche più nel alla delle non",
    "ms": "yang dan untuk dengan tidak anda boleh atau ini daripada itu kerana awak jika",
    "nl": "de het een van en niet dat zijn voor met kunt uw ook worden bij",
    "pl": "nie się jest oraz które przez lub może jak dla także są ich",
    "pt": "os uma que não com para por você seu sua mais também pode são ao como das dos",
    "ro": "și este care pentru sau din cu nu mai sunt poate dacă vă ale",
    "sv": "och att det som är för inte på kan eller med den har också du",
    "sw": "ya na wa kwa ni katika za la yako au kama hii ili wako ambayo",
    "tr": "ve bir bu için ile olarak veya daha olan gibi çok değil sizin",
    "vi": "và của là có không được cho một các với người những này bạn",
}
_LISTS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_NEAR = (
    {"id", "ms", "jv", "su", "min", "bjn"},
    {"es", "ca", "pt", "it", "gl", "ast", "an", "oc", "ext", "lad"},
    {"fr", "ht", "oc", "wa", "br"},
    {"da", "no", "nb", "nn", "sv", "fo"},
    {"de", "nl", "af", "fy", "nds", "lb", "gsw"},
    {"en", "sco", "pcm", "tpi"},
    {"cs", "sk"},
    {"tr", "az", "tk"},
)
LATIN = frozenset(_LISTS)
"""Languages with such a list: all are written in Latin letters, where nothing else is said."""
_FEWEST_WORDS, _FEWEST_LETTERS = 30, 40


def share_in_script(text: str, script: str) -> float | None:
    """How many of its letters are of this script; None where they are too few to tell."""
    times = Counter(_words_of(text))
    letters = {sign: many for sign, many in times.items() if sign.isalpha()}
    every = sum(letters.values())
    if every < _FEWEST_LETTERS:
        return None
    of_script = re.findall(f"[{SCRIPTS[script]}]", "".join(letters))
    return sum(map(letters.__getitem__, of_script)) / every


def likeliest(text: str, language: str) -> str:
    """The language that the text plainly is in, where that is another one than ``language``."""
    share = _shares(text)
    if not share:
        return ""
    own = share.get(language, 0.0)
    best = max(share, key=lambda other: (share[other], other))
    if best == language or share[best] < 0.12:
        return ""
    neighbours = near(best, language)
    if language not in _LISTS:
        # Nothing is known of it: only what leaves no doubt is told.
        return best if share[best] > 0.22 and not neighbours else ""
    return best if share[best] > own * (1.4 if neighbours else 2.0) else ""


def commonest(words: Sequence[str]) -> dict[str, int]:
    """How many of the folded words are among the commonest of a language; of those that have
    some."""
    whose = list(filter(None, map(_whose().get, words)))
    return Counter(chain.from_iterable(whose)) if whose else {}


@cache
def _whose() -> dict[str, list[str]]:
    whose: dict[str, list[str]] = {}
    for language, known in _LISTS.items():
        for word in known:
            whose.setdefault(word, []).append(language)
    return whose


def words_of(language: str) -> frozenset[str]:
    """Its commonest words; none where there is no list."""
    return _LISTS.get(language, frozenset())


def near(language: str, other: str) -> bool:
    """Whether nobody could tell the two by their commonest words."""
    return any({language, other} <= group for group in _NEAR)


def may_be(text: str, language: str) -> bool:
    """Whether no other language's words are commoner in it, and this one's are not rare."""
    share = _shares(text)
    return share.get(language, 0.0) >= max([0.04, *share.values()])


@lru_cache(maxsize=4)
def _words_of(text: str) -> str:
    return _NO_WORDS.sub(" ", text)


@lru_cache(maxsize=4)
def _shares(text: str) -> dict[str, float]:
    """How many of the words are among the commonest of each language; none where they are few."""
    words = re.findall(r"[^\W\d_]+", _words_of(text).casefold())
    if len(words) < _FEWEST_WORDS:
        return {}
    times = Counter(words)
    return {
        language: sum(times[word] for word in known) / len(words)
        for language, known in _LISTS.items()
    }
