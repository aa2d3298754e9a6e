"""Which language a person means by a code: the one door for what commands are given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, did_you_mean, error
from adaptkit.model.layout import LOCALES
from adaptkit.model.locale import Locale, near_variants
from adaptkit.model.naming import meant, turned_round
from adaptkit.workspace.called import (
    country_called,
    country_of_three_letters,
    language_called,
)

if TYPE_CHECKING:
    from adaptkit.workspace.project import Workspace


def language_named(workspace: Workspace, name: str) -> Locale:
    """A language that the project or CLDR has. Raises ProblemsFound with what may be meant."""
    try:
        locale = Locale.parse(name)
    except ValueError:
        raise ProblemsFound([_unknown(workspace, name)]) from None
    if locale in workspace.languages and not is_country(name, locale):
        return locale
    if is_country(name, locale):
        raise ProblemsFound([_unknown(workspace, name)])
    mistyped = locale.is_private and not re.search(r"[-_@]x[-_]", name, re.IGNORECASE)
    if not locale.is_known or turned_round(name) or mistyped:
        raise ProblemsFound([_unknown(workspace, name)])
    if not locale.territory_exists:
        said = f'there is no country "{locale.territory}"'
        hint = did_you_mean(locale.posix, [have.posix for have in workspace.languages])
        hint = hint or f"leave the country out: {locale.base.posix}"
        raise ProblemsFound([error("use-unknown-country", Position(LOCALES), said, hint)])
    return locale


def is_country(name: str, locale: Locale) -> bool:
    """Whether somebody means a country by three capital letters (``KEN``): a language is written
    in small ones, and ``ken`` is one that few would begin by mistake. By two where no language
    has them (``MX``)."""
    if name == locale.posix or not name.isupper():
        return False
    return bool(country_of_three_letters(name)) or (not locale.is_known and _is_country_code(name))


def _is_country_code(name: str) -> bool:
    return len(name) == 2 and name.isupper() and Locale("und", "", name).territory_exists


def turned_language(name: str) -> str:
    """What to write instead of ``KE_sw``; ``""`` where nothing is turned round."""
    turned = turned_round(name)
    return f"a language comes before its country: {turned}" if turned else ""


def _with_variants(name: str) -> tuple[str, ...]:
    language, at, _ = name.partition("@")
    return near_variants(language) if at else ()


def _of_country(workspace: Workspace, name: str, country: str) -> str:
    """What to write who names a country: the languages that its editions are in."""
    theirs = [one.rpartition("_")[0] for one in workspace.edition_files if f"_{country}" in one]
    known = [have.posix for have in workspace.languages]
    found = [language for language in dict.fromkeys(theirs) if language in known] or known
    return f"{name} is a country; here stands a language, such as {' or '.join(found[:3]) or 'es'}"


def _unknown(workspace: Workspace, name: str) -> Diagnostic:
    from babel.localedata import locale_identifiers

    edition = meant(name, workspace.edition_files)
    known = [*(have.posix for have in workspace.languages), *locale_identifiers()]
    hint = turned_language(name) or did_you_mean(name, _with_variants(name) or known)
    if code := language_called(name, {one.split("_")[0] for one in locale_identifiers()}):
        hint = f'did you mean "{code}"?'
    country = country_of_three_letters(name) or country_called(name)
    if country := country or (name if _is_country_code(name) else ""):
        hint = _of_country(workspace, name, country)
    if "/" in name and (named := [one for one in name.split("/") if one in known]):
        hint = f'did you mean "{named[0]}"?'
    if edition:
        hint = f"it is an edition: {workspace.edition_path(edition)} says in which language"
    return error(
        "use-unknown-language",
        Position(LOCALES),
        f'"{name}" is not a language code that adaptkit knows',
        hint or "give a code such as es, ms, pt_BR or zh_Hans",
    )
