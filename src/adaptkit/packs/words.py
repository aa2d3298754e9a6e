"""The words of packs by language: a file each, beside the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

from adaptkit.model.locale import Locale
from adaptkit.model.pack_words import PackWords
from adaptkit.records import from_json

ENGLISH = PackWords(Locale("en"))
# Not of the package "page": it imports this module.
_FOLDER = files("adaptkit.packs") / "page" / "words"


def words_of(locale: Locale) -> Mapping[str, str] | None:
    """The packs' own words by their English; None where there are none in this language."""
    if locale.language == ENGLISH.language.language:
        return {}
    # Nearest first, and never across a script: who reads 繁體字 gets English rather than 简体字.
    written = Locale(locale.language, locale.likely_script)
    names = dict.fromkeys(one.posix for one in (*locale.parents(), written))
    return next((found for found in map(_read, names) if found is not None), None)


@lru_cache(maxsize=64)
def _read(name: str) -> Mapping[str, str] | None:
    place = _FOLDER.joinpath(f"{name}.json")
    if not place.is_file():
        return None
    found: Mapping[str, str] = from_json(place.read_bytes())
    return found


def words_in(locale: Locale) -> PackWords:
    """In the language of ``locale`` where there are any, else in English."""
    known = words_of(locale)
    return ENGLISH if known is None else PackWords(locale, known)


def all_words() -> Iterator[PackWords]:
    """English first: what comes back may be in any of these."""
    yield ENGLISH
    for name in sorted(one.name for one in _FOLDER.iterdir()):
        yield words_in(Locale.parse(name.removesuffix(".json")))
