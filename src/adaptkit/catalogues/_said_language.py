"""What the header of a catalogue says about its language."""

from __future__ import annotations

from functools import cache

from adaptkit.model.locale import Locale

# Languages that one code often stands for another of.
_ALIKE = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "tl": "fil", "mo": "ro", "sh": "sr"}


def other_language(said: str, locale: Locale) -> Locale | None:
    """The language that a header names, where that is another than ``locale``. Countries do not
    matter; nothing, and what nobody can read, contradicts nothing."""
    found = _parsed(said)
    if found is None or locale.language == "und":
        return None
    if _alike(found.language) != _alike(locale.language):
        return found
    # "zh" in zh_Hant says nothing of the script; "zh_CN" does.
    says_script = bool(found.script or found.territory)
    same = not says_script or found.likely_script == locale.likely_script
    return None if same else found


@cache
def _parsed(said: str) -> Locale | None:
    """A language code, or an English name such as "Spanish"."""
    try:
        return Locale.parse(said.split(".")[0]) if said.strip() else None
    except ValueError:
        pass
    import babel

    names = babel.Locale("en").languages
    wanted = said.strip().casefold()
    return next(
        (Locale(c) for c, n in names.items() if n.casefold() == wanted and len(c) < 4), None
    )


@cache
def _alike(language: str) -> str:
    """One code for all that mean the same: ``spa`` is ``es``, ``nb`` is ``no``."""
    if language in _ALIKE:
        return _ALIKE[language]
    if len(language) == 2:
        return language
    from babel.core import get_global

    aliases = get_global("language_aliases")
    code = str(aliases.get(language, language))
    return _ALIKE.get(code, code)
