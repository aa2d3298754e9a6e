"""Which short numbers answer where, and where one of them stands in a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache

from adaptkit.model.locale import Locale
from adaptkit.traces import COUNTED, western
from adaptkit.traces._lists import numbers

_SHORT = {"US": r"USA?|U\.S\.|EE\. ?UU\.|EUA|AS", "GB": "UK|Great Britain|Gran Bretaña"}
# The languages whose words for calling a number the finder of traces knows.
CALLING = frozenset({"en", "es", "ms", "id", "fr", "de", "ar"})


def digits_of(number: str) -> str:
    return re.sub(r"\D", "", western(number))


@lru_cache(maxsize=1024)
def answers(number: str, country: str) -> bool:
    """Whether a short number calls for help in that country, as the tables of libphonenumber have
    it. They lack some, and are taken as a reason to ask, never to change what somebody wrote."""
    digits = digits_of(number)
    if not country or not digits or len(digits) > 6:
        return False
    # Its tables are large, and nearly every overlay has numbers of its own.
    from phonenumbers import shortnumberinfo

    return bool(shortnumberinfo.is_emergency_number(digits, country))


@lru_cache(maxsize=1024)
def is_in_use(number: str, country: str) -> bool:
    """Whether it is some short number of that country, of the police perhaps."""
    if answers(number, country):
        return True
    from phonenumbers import PhoneNumber, country_code_for_region, shortnumberinfo

    digits = digits_of(number)
    if not country or not 2 <= len(digits) <= 6:
        return False
    zeros = len(digits) - len(digits.lstrip("0"))
    parsed = PhoneNumber(
        country_code=country_code_for_region(country),
        national_number=int(digits),
        italian_leading_zero=zeros > 0 or None,
        number_of_leading_zeros=zeros if zeros > 1 else None,
    )
    return bool(shortnumberinfo.is_valid_short_number_for_region(parsed, country))


@cache
def short_numbers() -> frozenset[str]:
    """The digits of all that the lists know as numbers for emergencies and crises."""
    return frozenset(digits for digits in numbers()[1] if 3 <= len(digits) <= 6)


def owners(digits: str) -> tuple[str, ...]:
    """The countries whose lists have it."""
    listed = numbers()[1].get(digits)
    return listed.countries if listed else ()


def standing(text: str, numbers: Collection[str]) -> Iterator[tuple[int, str]]:
    """(where, as it stands) for each place where one of the numbers stands alone, in figures of
    any script and grouped in any way; not where something is counted with it. ``numbers`` are
    digits."""
    if not numbers or not any(map(str.isdigit, text)):
        return
    shown = western(text)
    for found in _expression(tuple(sorted(numbers))).finditer(shown):
        if not COUNTED.match(shown, found.end()):
            yield found.start(), text[found.start() : found.end()]


@lru_cache(maxsize=64)
def _expression(numbers: tuple[str, ...]) -> re.Pattern[str]:
    each = "|".join(
        r"[ \u00a0().\-–]{0,2}".join(number) for number in sorted(numbers, key=len, reverse=True)
    )
    return re.compile(
        # Chinese, Thai and others write words and numbers without a blank between them.
        rf"(?<![A-Za-z0-9_#+,/–-])(?<!\d[ .:\u00a0])(?:{each})"
        r"(?![A-Za-z0-9_%°]|[.,:/–-]\d|[ \u00a0]\d)"
    )


def says_whose(text: str, countries: Collection[str], locale: Locale) -> bool:
    """Whether a text names one of the countries: it tells its readers of another one on purpose."""
    return any(_named(country, locale).search(text) for country in countries)


@lru_cache(maxsize=4096)
def _named(country: str, locale: Locale) -> re.Pattern[str]:
    name = re.escape(Locale("und", "", country).territory_name(locale))
    short = _SHORT.get(country, "")
    # Chinese writes no blanks, Arabic joins "in" to a name, and Tamil an ending.
    before, after = (r"(?<!\w)", r"(?!\w)") if name.isascii() else ("", "")
    return re.compile(f"{before}{name}{after}" + (rf"|(?<!\w)(?:{short})(?!\w)" if short else ""))
