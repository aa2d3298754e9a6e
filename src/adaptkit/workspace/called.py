"""Which country or language somebody means who writes its name and not its code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def country_called(name: str) -> str:
    """``KE`` of ``Kenya``, ``CH`` of ``Schweiz`` and ``MX`` of ``México``: by its name in English,
    or in a language that is official there; ``""`` of what is no country's name."""
    from babel import Locale as Babel
    from babel.core import UnknownLocaleError
    from babel.languages import get_official_languages

    wanted = _plain(name)
    english = {str(code): str(said) for code, said in Babel("en").territories.items()}
    codes = [code for code in english if re.fullmatch("[A-Z]{2}", code)]
    for code in codes:
        if _plain(english[code]) == wanted:
            return code
    for code in codes:
        for language in get_official_languages(code, regional=True, de_facto=True):
            try:
                own = Babel.parse(language).territories.get(code, "")
            except (UnknownLocaleError, ValueError):
                continue
            if _plain(str(own)) == wanted:
                return code
    return ""


def country_of_three_letters(code: str) -> str:
    """``KE`` of ``KEN`` (ISO 3166-1); ``""`` of other words, also of ``ken``."""
    from babel.core import get_global

    codes = get_global("territory_aliases").get(code, ()) if len(code) == 3 else ()
    return str(codes[0]) if codes else ""


def edition_called(name: str) -> str:
    """``sw_KE`` of ``sw_Kenya`` and ``sw_KEN``; of ``Kenya`` and ``KEN`` with the language that is
    official there; ``""`` of what names no country."""
    from babel.languages import get_official_languages

    language, _, last = name.rpartition("_") if "_" in name else name.rpartition("-")
    for before, said in (("", name), (language, last)):
        country = country_of_three_letters(said)
        if not country and len(said) > 3:
            country = country_called(said)
        if country:
            spoken = (before, *get_official_languages(country, de_facto=True))
            return next((f"{one}_{country}" for one in spoken if one), country)
    return ""


def language_called(name: str, codes: Iterable[str]) -> str:
    """``sw`` of ``Kiswahili`` and ``Swahili``, ``de`` of ``Deutsch``: by its name in itself, or in
    English; else ``""``."""
    from babel import Locale as Babel

    wanted = _plain(name)
    known = sorted(code for code in codes if code != "root")
    english = Babel("en").languages
    own = ((code, str(Babel(code).languages.get(code, ""))) for code in known)
    names = (*own, *((code, str(english.get(code, ""))) for code in known))
    return next((code for code, called in names if wanted and _plain(called) == wanted), "")


def _plain(name: str) -> str:
    """Letters alone, without accents, however they are written."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in apart if letter.isalpha())
