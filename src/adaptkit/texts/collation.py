"""Words in the order in which a dictionary of their language has them.

After the Unicode Collation Algorithm (UTS 10) and CLDR 48: blanks, marks, digits and letters, in
this order; accents and capitals count only between words that are the same without them; what a
language has as letters of their own is told below. A client test asks ICU itself.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from adaptkit.records import Record

Key = tuple[tuple[tuple[int, int, int], ...], str, str]

FEWEST_IN_ORDER = 8
"""So many words in order are not so by chance: of 40,000 lists of eight one is (8! = 40,320)."""

# Letters of their own, each behind the one that it follows (CLDR 48, common/collation).
_EN_YE = "n ñ"
_CYRILLIC = "и й"
_NORDIC = "z æ ø å"
_LETTERS: dict[str, str] = {
    "az": "c ç, e ə, g ğ, h x ı i, k q, o ö, s ş, u ü, z w",
    "be": "е ё, и і й, у ў",
    "bg": _CYRILLIC,
    "bs": "c č ć, d dž đ, l lj, n nj, s š, z ž",
    "cs": "c č, h ch, r ř, s š, z ž",
    "cy": "c ch, d dd, f ff, g ng, l ll, p ph, r rh, t th",
    "da": _NORDIC,
    "es": _EN_YE,
    "et": "s š z ž, w õ ä ö ü",
    "fa": "ا ب پ, ج چ, ز ژ, ق ک گ, و ه ی",
    "fi": "z å ä ö",
    "fil": "n ñ ng",
    "gl": _EN_YE,
    "hr": "c č ć, d dž đ, l lj, n nj, s š, z ž",
    "hu": "c cs, d dz dzs, g gy, l ly, n ny, o ö, s sz, t ty, u ü, z zs",
    "is": "a á, d ð, e é, i í, o ó, u ú, y ý, z þ æ ö å",
    "ky": _CYRILLIC,
    "lt": "c č, s š, z ž",
    "lv": "c č, g ģ, i y, k ķ, l ļ, n ņ, r ŗ, s š, z ž",
    "mk": "д ѓ, т ќ",
    "nb": _NORDIC,
    "nn": _NORDIC,
    "no": _NORDIC,
    "pl": "a ą, c ć, e ę, l ł, n ń, o ó, s ś, z ź ż",
    "ro": "a ă â, i î, s ș, t ț",
    "ru": _CYRILLIC,
    "sk": "a ä, c č, h ch, o ô, s š, z ž",
    "sl": "c č ć, d đ, s š, z ž",
    "sq": "c ç, d dh, e ë, g gj, l ll, n nj, r rr, s sh, t th, x xh, z zh",
    "sv": "z å ä ö",
    "ta": "ஔ ஃ க ங ச ஞ ட ண த ந ப ம ய ர ல வ ழ ள ற ன ஜ ஶ ஷ ஸ ஹ",
    "tr": "c ç, g ğ, h ı i, o ö, s ş, u ü",
    "uk": "г ґ, е є, и і ї й",
    "vi": "a ă â, d đ, e ê, o ô ơ, u ư",
}
# Letters that stand where others do, and come after them only where nothing else differs.
_NORDIC_ALIKE = {"ä": "æ", "ö": "ø", "ü": "y"}
_SWEDISH_ALIKE = {"æ": "ä", "ø": "ö", "ü": "y"}
_ALIKE: dict[str, dict[str, str]] = {
    "ar": {"ء": "ا", "ؤ": "ا", "ئ": "ا", "ة": "ت", "ى": "ي"},
    "da": _NORDIC_ALIKE,
    "fi": _SWEDISH_ALIKE,
    "lt": {"y": "i"},
    "nb": _NORDIC_ALIKE,
    "nn": _NORDIC_ALIKE,
    "no": _NORDIC_ALIKE,
    "sv": _SWEDISH_ALIKE,
}
# Latin letters that no accent makes.
_LATIN = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"}
)
# The Tamil pulli: a consonant without its vowel stands before the same one with it.
_PULLI = "\u0bcd"
_BLANK, _MARK, _DIGIT, _LETTER = range(4)
# Accents, and the vowel signs of Arabic and Hebrew; those of Indic scripts are letters.
_ACCENT = frozenset({*range(10, 36), *range(200, 241)})


class _Alphabet(Record, frozen=True):
    """``places``: letter → (that of the letter it follows, how many after it)."""

    places: dict[str, tuple[int, int]]
    longest: int


def sort_key(text: str, language: str) -> Key:
    """``language``: its code (ISO 639). Any two texts that differ have keys that do."""
    alphabet = _alphabet(language)
    alike = _ALIKE.get(language, {})
    low = accents = unicodedata.normalize("NFC", _low(text, language))
    out: list[tuple[int, int, int]] = []
    at = 0
    low = "".join(alike.get(sign, sign) for sign in low)
    while at < len(low):
        size = next(
            (n for n in range(alphabet.longest, 0, -1) if low[at : at + n] in alphabet.places), 0
        )
        if size:
            out.append((_LETTER, *alphabet.places[low[at : at + size]]))
        else:
            size = 1
            for part in _parts(low[at]):
                _add(out, part, alphabet, language)
        at += size
    return tuple(out), accents, text.swapcase()


def tailored_letters() -> dict[str, list[str]]:
    """The letters that a language has as its own, by its code, each row with the one before it."""
    return {
        language: [letter for row in rows.split(",") for letter in row.split()]
        for language, rows in _LETTERS.items()
    }


def _low(text: str, language: str) -> str:
    if language in ("tr", "az"):
        text = text.replace("I", "ı").replace("İ", "i")
    return text.lower()


def _parts(sign: str) -> str:
    """A letter and its accents; two-part vowel signs of Indic scripts stay whole."""
    parts = unicodedata.normalize("NFD", sign)
    return parts if all(unicodedata.combining(p) in _ACCENT for p in parts[1:]) else sign


def _add(out: list[tuple[int, int, int]], part: str, alphabet: _Alphabet, language: str) -> None:
    """One decomposed sign."""
    if unicodedata.combining(part) in _ACCENT:
        return
    if part == _PULLI and out:
        kind, first, then = out[-1]
        out[-1] = (kind, first, then - 1)
    elif part.isspace():
        out.append((_BLANK, 0, 0))
    elif part.isdecimal():
        out.append((_DIGIT, unicodedata.decimal(part), 0))
    elif not part.isalnum() and unicodedata.category(part)[0] != "M":
        out.append((_MARK, ord(part), 0))
    else:
        for letter in part.translate(_LATIN):
            first, then = alphabet.places.get(letter, (_place(letter, language), 0))
            out.append((_LETTER, first, then))


def _place(letter: str, language: str) -> int:
    """Two apart, so that what a consonant is without its vowel has a place. A language's own
    script stands before Latin letters."""
    if language in ("zh", "yue", "wuu"):
        return _han(letter)
    foreign = letter < "\u0250" and language in _OTHER_SCRIPT
    return ord(letter) + (0x110000 if foreign else 0)


def _han(letter: str) -> int:
    """The common 3,755 in the order of their sounds, as GB/T 2312 lists them; then others by their
    radicals and strokes, as it and Unicode do; then Latin letters."""
    if letter < "\u2e80":
        return 0x220000 + ord(letter)
    try:
        return int.from_bytes(letter.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return 0x110000 + ord(letter)


# Languages of other scripts than Latin that have translations in the CLDR.
_OTHER_SCRIPT = frozenset(
    "am ar as be bg bn ckb el fa gu he hi hy ja ka kk km kn ko ky lo mk ml mn mr my ne or pa ps ru"
    " sd si sr ta te tg th ti ug uk ur yi".split()
)


@lru_cache(maxsize=64)
def _alphabet(language: str) -> _Alphabet:
    places: dict[str, tuple[int, int]] = {}
    for row in _LETTERS.get(language, "").split(","):
        first, *following = row.split() or [""]
        if first:
            start = _place(first, language)
            # Two apart: see above.
            places.update({one: (start, 2 * n) for n, one in enumerate(following, 1)})
    return _Alphabet(places, max(map(len, places), default=0))
