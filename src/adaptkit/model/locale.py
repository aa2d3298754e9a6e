"""Language tags: BCP 47 inside, POSIX on disk (``pt_BR``, ``sr@latin``, ``zh_Hans_MY``)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, cast

from adaptkit.records import Record

_TAG = re.compile(
    r"^(?P<language>[a-zA-Z]{2,3})"
    r"(?:[-_](?P<script>[a-zA-Z]{4}))?"
    r"(?:[-_](?P<territory>[a-zA-Z]{2}|\d{3}))?"
    r"(?:[@](?P<modifier>[a-zA-Z]+))?$"
)
_MODIFIER_SCRIPTS = {"latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "devanagari": "Deva"}
_SCRIPT_MODIFIERS = {
    ("sr", "Latn"): "latin",
    ("uz", "Cyrl"): "cyrillic",
    ("sd", "Deva"): "devanagari",
}
# Scripts written from right to left (Unicode Standard, chapters 9 and 14).
_RTL_SCRIPTS = frozenset(
    "Adlm Arab Armi Avst Chrs Cprt Elym Hatr Hebr Hung Khar Lydi Mand Mani Mend Merc Mero Narb "
    "Nbat Nkoo Orkh Ougr Palm Phli Phlp Phnx Prti Rohg Samr Sarb Sogd Sogo Syrc Thaa Yezi".split()
)
# Languages that Babel has no likely script for, or gets by fallback only.
_LIKELY_SCRIPTS = {"prs": "Arab", "tet": "Latn", "bi": "Latn", "hmn": "Latn"}


class Locale(Record, frozen=True, order=True):
    """A language, perhaps with script and territory. ``str(locale)`` is the BCP 47 tag."""

    language: str
    script: str = ""
    territory: str = ""

    @classmethod
    def parse(cls, text: str) -> Locale:
        """``Locale.parse("pt-br").posix == "pt_BR"``. Raises ValueError on anything else."""
        found = _TAG.match(text.strip())
        if not found:
            raise ValueError(f"{text!r} is not a language code such as es, pt-BR or zh_Hans_MY")
        script = (found["script"] or "").title()
        if found["modifier"]:
            script = _MODIFIER_SCRIPTS.get(found["modifier"].lower(), "")
            if not script:
                raise ValueError(f"{text!r}: the part after @ must be a script such as latin")
        return cls(found["language"].lower(), script, (found["territory"] or "").upper())

    @property
    def tag(self) -> str:
        """BCP 47: ``zh-Hans-MY``."""
        return _tag(self.language, self.script, self.territory)

    @property
    def posix(self) -> str:
        """The name on disk: ``zh_Hans_MY``, ``sr@latin``, ``pt_BR``."""
        modifier = _SCRIPT_MODIFIERS.get((self.language, self.script))
        script = "" if modifier else self.script
        name = "_".join(p for p in (self.language, script, self.territory) if p)
        return f"{name}@{modifier}" if modifier else name

    def __str__(self) -> str:
        return self.tag

    @property
    def likely_script(self) -> str:
        """The script this language is written in here: ``Hans`` for zh, ``Arab`` for fa."""
        return self.script or _likely_script(self.language, self.territory)

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``; direction follows the script."""
        return _direction(self.language, self.script, self.territory)

    def same_language(self, other: Locale) -> bool:
        """Whether a reader of one reads the other: same language, same script."""
        return self.language == other.language and self.likely_script == other.likely_script

    def parents(self) -> tuple[Locale, ...]:
        """This locale and its CLDR parents, nearest first, never across a script.

        ``es_MX → es_419 → es``; ``zh_Hant`` has no parent ``zh``.
        """
        exceptions = _babel_global("parent_exceptions")
        chain = [self]
        current = self
        while True:
            name = "_".join(p for p in (current.language, current.script, current.territory) if p)
            parent = exceptions.get(name)
            if parent is None and "_" in name:
                parent = name.rsplit("_", 1)[0]
            if parent is None or parent == "root":
                return tuple(chain)
            current = Locale.parse(parent)
            if current.likely_script != self.likely_script:
                return tuple(chain)
            chain.append(current)

    def display_name(self, in_locale: Locale | None = None) -> str:
        """The name of this locale, in its own language unless another is asked for."""
        return _display_name(self, in_locale or self)

    def language_name(self, in_locale: Locale | None = None) -> str:
        """The language's name alone ("español"), in its own words unless another is asked for."""
        return Locale(self.language, self.script).display_name(
            in_locale or Locale(self.language, self.script)
        )

    @property
    def territory_exists(self) -> bool:
        """Whether CLDR knows the country or region; True where there is none."""
        import babel
        from babel.core import get_global

        # The names of all of them take time to read, and are asked only about the rare ones.
        if not self.territory or self.territory in get_global("territory_languages"):
            return True
        return self.territory in babel.Locale.parse("en").territories

    def territory_name(self, in_locale: Locale | None = None) -> str:
        """The country's or region's name ("México"), or ``""`` where there is none."""
        import babel

        if not self.territory:
            return ""
        shown = in_locale or self
        try:
            viewer = babel.Locale.parse(_babel_name(shown))
        except (babel.UnknownLocaleError, ValueError):
            viewer = babel.Locale.parse("en")
        return str(viewer.territories.get(self.territory, self.territory))


@cache
def _direction(language: str, script: str, territory: str) -> str:
    return "rtl" if (script or _likely_script(language, territory)) in _RTL_SCRIPTS else "ltr"


@cache
def _tag(*parts: str) -> str:
    return "-".join(filter(None, parts))


@cache
def _display_name(locale: Locale, shown: Locale) -> str:
    import babel

    try:
        own = babel.Locale.parse(_babel_name(locale))
        viewer = babel.Locale.parse(_babel_name(shown))
        name = own.get_display_name(viewer)
    except (babel.UnknownLocaleError, ValueError):
        return locale.tag
    return str(name) if name else locale.tag


@cache
def _likely_script(language: str, territory: str) -> str:
    if language in _LIKELY_SCRIPTS:
        return _LIKELY_SCRIPTS[language]
    likely = _babel_global("likely_subtags")
    for key in (f"{language}_{territory}", language):
        if key in likely:
            return _script_of(likely[key])
    return "Latn"


def _babel_global(key: str) -> dict[str, Any]:
    from babel.core import get_global

    return cast("dict[str, Any]", get_global(cast(Any, key)))


def _babel_name(locale: Locale) -> str:
    """A name that Babel parses; it falls back by itself to what it has of the language."""
    from babel.localedata import exists

    for candidate in (
        "_".join(p for p in (locale.language, locale.script, locale.territory) if p),
        "_".join(p for p in (locale.language, locale.territory) if p),
    ):
        if exists(candidate):
            return candidate
    if locale.script and exists(f"{locale.language}_{locale.script}"):
        return "_".join(p for p in (locale.language, locale.script, locale.territory) if p)
    return "_".join(p for p in (locale.language, locale.territory) if p)


def _script_of(likely: str) -> str:
    for part in likely.split("_"):
        if len(part) == 4 and part.isalpha():
            return part
    return "Latn"
