"""Language tags: BCP 47 inside, POSIX on disk (``pt_BR``, ``sr@latin``, ``ca@valencia``)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, cast

from adaptkit.records import Record, replace

_TAG = re.compile(
    r"^(?P<language>[a-zA-Z]{2,3})"
    r"(?:[-_](?P<script>[a-zA-Z]{4}))?"
    r"(?:[-_](?P<territory>[a-zA-Z]{2}|\d{3}))?"
    r"(?P<variants>(?:[-_](?:[a-zA-Z0-9]{5,8}|\d[a-zA-Z0-9]{3}))*)"
    r"(?P<private>(?:[-_][xX](?:[-_][a-zA-Z0-9]{1,8})+)?)"
    r"(?:@(?P<modifier>[a-zA-Z0-9]+(?:[-_][a-zA-Z0-9]+)*))?$"
)
# The variants that IANA has registered for BCP 47, 2025-08: what else looks like one is a word.
_VARIANTS = frozenset(
    "1606nict 1694acad 1901 1959acad 1994 1996 abl1943 akuapem alalc97 aluku anpezo ao1990 aranes "
    "arevela arevmda arkaika asante auvern baku1926 balanka barla basiceng bauddha bciav bcizbl "
    "biscayan biske blasl bohoric boont bornholm cisaup colb1945 cornu creiss dajnko ekavsk "
    "emodeng fascia fodom fonipa fonkirsh fonnapa fonupa fonxsamp gallo gascon gherd grclass "
    "grital grmistr hanoi hepburn heploc hognorsk hsistemo huett ijekavsk itihasa ivanchov jauer "
    "jyutping kkcor kleinsch kociewie kscor laukika leidentr lemosin lengadoc lipaw ltg1929 "
    "ltg2007 luna1918 mdcegyp mdctrans metelko monoton ndyuka nedis newfound nicard njiva nulik "
    "osojs oxendict pahawh2 pahawh3 pahawh4 pamaka peano pehoeji petr1708 pinyin polyton provenc "
    "puter rigik rozaj rumgr saigon scotland scouse simple solba sotav spanglis surmiran sursilv "
    "sutsilv synnejyl tailo tarask tongyong tunumiit uccor ucrcor ulster unifon vaidika valbadia "
    "valencia vallader vecdruka viennese vivaraup wadegile xsistemo".split()
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

# CLDR's languages that have another as their parent, both without a country.
_WITH_A_PARENT = frozenset({"nb", "nn"})


# CLDR has the word that follows "language" in a list of them, which is no name by itself.
_CALLS_ITSELF = {"ms": ("Melayu", "Bahasa Melayu"), "id": ("Indonesia", "Bahasa Indonesia")}
# Babel puts a name together as English does.
_WIDE = ((" (", "（"), (")", "）"), (", ", "，"))
_MARKS = {"Arab": ((", ", "، "),), "Hans": _WIDE, "Hant": _WIDE}


class Locale(Record, frozen=True, order=True):
    """A language, perhaps with script, territory and variant. ``str(locale)`` is the BCP 47 tag.

    ``variant``: registered ones and private ones as BCP 47 has them: ``valencia``,
    ``rozaj-biske``, ``x-leicht``. What POSIX has after @ and nobody has registered is private.
    """

    language: str
    script: str = ""
    territory: str = ""
    variant: str = ""

    @classmethod
    def parse(cls, text: str) -> Locale:
        """``Locale.parse("pt-br").posix == "pt_BR"``. Raises ValueError on anything else."""
        found = _TAG.match(text.strip())
        if not found:
            raise ValueError(f"{text!r} is not a language code such as es, pt-BR or zh_Hans_MY")
        script = (found["script"] or "").title()
        variants = f"{found['variants']}{found['private']}"
        modifier = (found["modifier"] or "").lower()
        if modifier in _MODIFIER_SCRIPTS:
            script = _MODIFIER_SCRIPTS[modifier]
        variant = variants.replace("_", "-").strip("-").lower()
        if modifier and modifier not in _MODIFIER_SCRIPTS:
            variant = f"{variant}-{_variant_of(modifier)}".strip("-")
        registered = f"-{variant}".partition("-x-")[0].strip("-")
        if registered and not _VARIANTS.issuperset(registered.split("-")):
            raise ValueError(f"{text!r}: no variant of a language is called {registered}")
        return cls(found["language"].lower(), script, (found["territory"] or "").upper(), variant)

    @property
    def tag(self) -> str:
        """BCP 47: ``zh-Hans-MY``, ``ca-valencia``."""
        return _tag(self.language, self.script, self.territory, self.variant)

    @property
    def posix(self) -> str:
        """The name on disk: ``zh_Hans_MY``, ``sr@latin``, ``pt_BR``, ``ca@valencia``."""
        modifier = "" if self.variant else _SCRIPT_MODIFIERS.get((self.language, self.script), "")
        script = "" if modifier else self.script
        name = "_".join(p for p in (self.language, script, self.territory) if p)
        if not modifier:
            modifier = self.variant.replace("-", "_")
            short = modifier.replace("x_", "", 1)
            # As it was written in POSIX, where that says the same.
            if short and short not in _MODIFIER_SCRIPTS and _variant_of(short) == self.variant:
                modifier = short
        return f"{name}@{modifier}" if modifier else name

    @property
    def is_private(self) -> bool:
        """Whether it has a part that nobody has registered."""
        return "x-" in self.variant

    @property
    def base(self) -> Locale:
        """The language without a country: ``zh_Hans`` of ``zh_Hans_MY``, ``zh_Hant`` of ``zh_HK``,
        which is not written as ``zh`` is."""
        if not self.territory:
            return self
        plain = Locale(self.language, self.script, "", self.variant)
        own = self.likely_script
        return plain if plain.likely_script == own else replace(plain, script=own)

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
        if self.language != other.language:
            return False
        alike = (self.script, self.territory) == (other.script, other.territory)
        return alike or self.likely_script == other.likely_script

    def parents(self) -> tuple[Locale, ...]:
        """This locale and its CLDR parents, nearest first, never across a script.

        ``es_MX → es_419 → es``; ``zh_Hant`` has no parent ``zh``.
        """
        if self.variant:
            # The same variant without a country is nearer than the country without the variant.
            plain = Locale(self.language, self.script, self.territory).parents()
            varied = [Locale(p.language, p.script, p.territory, self.variant) for p in plain]
            return (*varied, *plain)
        if not (self.script or self.territory) and self.language not in _WITH_A_PARENT:
            return (self,)  # as nearly always: nobody need read CLDR's tables for it
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
                base = self.base
                return tuple(chain) if base in chain else (*chain, base)
            chain.append(current)

    def display_name(self, in_locale: Locale | None = None) -> str:
        """The name of this locale, in its own language unless another is asked for."""
        found = _display_name(self, in_locale or self)
        short, whole = _CALLS_ITSELF.get(self.language, ("", ""))
        return re.sub(rf"^{short}\b", whole, found) if short and not in_locale else found

    def language_name(self, in_locale: Locale | None = None) -> str:
        """The language's name alone ("español"), in its own words unless another is asked for."""
        return self.base.display_name(in_locale)

    @property
    def is_known(self) -> bool:
        """Whether CLDR has anything of the language."""
        from babel.localedata import exists

        return bool(exists(self.language))

    @property
    def is_spoken(self) -> bool:
        """Whether CLDR has the language as it is spoken in this country."""
        from babel.localedata import exists

        return bool(exists(f"{self.language}_{self.territory}"))

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
            viewer = _viewer(shown)
        except (babel.UnknownLocaleError, ValueError):
            viewer = babel.Locale.parse("en")
        return str(viewer.territories.get(self.territory, self.territory))


def near_variants(language: str) -> tuple[str, ...]:
    """All there are, as they are written behind this language."""
    return tuple(f"{language}@{one}" for one in sorted((*_VARIANTS, *_MODIFIER_SCRIPTS)))


def _variant_of(modifier: str) -> str:
    """``valencia``; ``x-euro`` of what is not registered. Raises ValueError for what is too long to
    be private."""
    parts = modifier.replace("_", "-").split("-")
    at = next((n for n, part in enumerate(parts) if part not in _VARIANTS), len(parts))
    registered, private = parts[:at], parts[at:]
    if private and private[0] == "x":
        private = private[1:]
    if any(len(part) > 8 for part in private) or (at < len(parts) and not private):
        raise ValueError(f"no variant of a language is called {modifier}")
    return "-".join([*registered, *(["x", *private] if private else [])])


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
        viewer = _viewer(shown)
        try:
            own = babel.Locale.parse(_babel_name(locale))
            name = own.get_display_name(viewer)
        except babel.UnknownLocaleError:
            # CLDR came to know the language in this country later than some versions of Babel.
            name = _composed(locale, viewer)
    except (babel.UnknownLocaleError, ValueError):
        return locale.tag
    if not name:
        return locale.tag
    name = f"{name} ({_variant_name(locale, viewer)})" if locale.variant else str(name)
    for usual, mark in _MARKS.get(shown.likely_script, ()):
        name = name.replace(usual, mark)
    return name


def _viewer(shown: Locale) -> Any:
    """Where Babel does not know the language in this country, the language itself. Raises
    UnknownLocaleError, ValueError."""
    import babel

    try:
        return babel.Locale.parse(_babel_name(shown))
    except babel.UnknownLocaleError:
        return babel.Locale.parse(_babel_name(Locale(shown.language, shown.script)))


def _composed(locale: Locale, viewer: Any) -> str:
    """The name as Babel puts it together."""
    name = viewer.languages.get(locale.language, "")
    more = [viewer.scripts.get(locale.script), viewer.territories.get(locale.territory)]
    known = ", ".join(part for part in more if part)
    return f"{name} ({known})" if name and known else str(name)


def _variant_name(locale: Locale, viewer: Any) -> str:
    """What CLDR calls the variants; else what BCP 47 does."""
    known = viewer.variants
    parts = locale.variant.removeprefix("x-").split("-")
    return ", ".join(str(known.get(part.upper(), part)) for part in parts)


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
