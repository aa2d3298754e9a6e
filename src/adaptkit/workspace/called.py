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


def language_called(name: str, codes: Iterable[str]) -> str:
    """``sw`` of ``Kiswahili`` and ``de`` of ``Deutsch``: by its name in itself; else ``""``."""
    from babel import Locale as Babel

    wanted = _plain(name)
    own = ((code, str(Babel(code).languages.get(code, ""))) for code in sorted(codes))
    return next((code for code, called in own if wanted and _plain(called) == wanted), "")


def _plain(name: str) -> str:
    """Letters alone, without accents, however they are written."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in apart if letter.isalpha())
