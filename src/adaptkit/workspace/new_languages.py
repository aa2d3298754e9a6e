"""Codes of languages and countries that are new to a project: what is meant, or what to write."""

from __future__ import annotations

import re

from adaptkit.catalogues.plurals import form_count, is_wrong, plural_rule
from adaptkit.model.diagnostic import did_you_mean
from adaptkit.model.locale import Locale
from adaptkit.workspace.called import language_called
from adaptkit.workspace.languages import is_country, language_named, turned_language
from adaptkit.workspace.problems import usage_error
from adaptkit.workspace.project import Workspace

_PLURAL = re.compile(r"nplurals=\d+; plural=[-0-9n%<>=!&|?:+*/() ]+;\Z")
_RULE = '--plural "nplurals=2; plural=(n != 1);"'


def new_language(code: str, workspace: Workspace, plural_forms: str = "") -> Locale:
    """The language of this code, which needs ``plural_forms`` where CLDR has no rule of it. Raises
    ProblemsFound with what may be meant."""
    if plural_forms and not (_PLURAL.match(plural_forms) and form_count(plural_forms)):
        message = f'"{plural_forms}" is not a plural rule as gettext writes it'
        raise usage_error("use-plural-rule", "", message, f"write it like this: {_RULE}")
    if turned := turned_language(code):
        message = f'"{code}" is not a language code'
        raise usage_error("use-unknown-language", "", message, turned)
    try:
        locale = Locale.parse(code)
    except ValueError:
        message = f'"{code}" is not a language code such as es, pt_BR or zh_Hans_MY'
        raise usage_error("use-unknown-language", "", message, _near(code)) from None
    if is_country(code, locale) or (not plural_forms and locale.is_private and locale.is_known):
        language_named(workspace, code)
    if not (is_in_cldr(locale) or plural_forms or locale in workspace.languages):
        rule = f"if it is right, give its plural rule: adaptkit add language {code} {_RULE}"
        hint = "; ".join(part for part in (_near(code), rule) if part)
        raise usage_error("use-unknown-language", "", f'adaptkit does not know "{code}"', hint)
    if plural_forms and is_wrong(plural_forms, locale):
        message = f'"{plural_forms}" has fewer forms than any known rule of this language'
        raise usage_error("use-plural-rule", "", message, f"leave it out: {plural_rule(locale)}")
    check_territory(locale.territory, locale.language)
    return locale


def check_territory(code: str, language: str = "") -> None:
    """Raises ProblemsFound where there is no such country or region."""
    if Locale("und", "", code).territory_exists:
        return
    hint = _near_territory(code, language) or "write the two letters of ISO 3166, such as MX"
    raise usage_error("use-unknown-country", "", f'there is no country "{code}"', hint)


def _near_territory(code: str, language: str) -> str:
    """Countries whose code is one slip away; those first where the language is official."""
    from babel import Locale as Babel
    from babel.core import get_global
    from babel.languages import get_official_languages

    names = {key: str(name) for key, name in Babel("en").territories.items()}
    spoken = {key: get_official_languages(key, de_facto=True) for key in names if key.isalpha()}
    names = {key: names[key] for key in spoken if spoken[key]}
    aliases = [key for key in get_global("territory_aliases").get(code, ()) if key in names]
    near = aliases or [key for key in names if key[::-1] == code]
    if not near:
        near = [key for key in names if sum(a != b for a, b in zip(key, code, strict=True)) == 1]
    near.sort(key=lambda key: (language not in spoken[key], key[0] != code[0], key))
    listed = [f"{key} ({names[key]})" for key in near[:3]]
    return f"did you mean {' or '.join(listed)}?" if listed else ""


def is_in_cldr(locale: Locale) -> bool:
    """Whether CLDR, which Babel carries, has this language."""
    return locale.language in _codes()


def _codes() -> frozenset[str]:
    from babel.localedata import locale_identifiers

    return frozenset(name.split("_")[0] for name in locale_identifiers() if name != "root")


def _near(code: str) -> str:
    """``did you mean es (Spanish)?`` by code or by English name."""
    from babel import Locale as Babel

    names = Babel("en").languages
    if own := language_called(code, _codes()):
        return f"did you mean {own} ({names[own]})?"
    known = {key: str(names[key]) for key in sorted(_codes()) if key in names}
    by_name = {name.casefold(): key for key, name in known.items()}
    language = re.split(r"[-_@]", code.casefold())[0]
    if code.casefold() in by_name:
        key = by_name[code.casefold()]
        return f"did you mean {key} ({known[key]})?"
    if len(language) > 3:
        hint = did_you_mean(code.casefold(), by_name)
        for name, key in by_name.items():
            hint = hint.replace(f'"{name}"', f"{key} ({known[key]})")
        return hint
    near = [key for key in known if _one_slip(language, key)]
    return f"near are: {', '.join(f'{k} ({known[k]})' for k in near[:5])}" if near else ""


def _one_slip(typed: str, code: str) -> bool:
    """The same letters turned round, or one letter more or less."""
    longer, shorter = sorted((typed, code), key=len, reverse=True)
    one_more = len(longer) == len(shorter) + 1 and any(
        longer[:n] + longer[n + 1 :] == shorter for n in range(len(longer))
    )
    return one_more or sorted(typed) == sorted(code)
