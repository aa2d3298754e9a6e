"""Which header contradicts which folder, and which words look like another language's."""

from __future__ import annotations

import pytest

from adaptkit.catalogues._said_language import other_language
from adaptkit.catalogues.faults import foreign_words, spoilt, wrong_folder
from adaptkit.catalogues.po import parse_po
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.locale import Locale
from tests.scenarios.projects import ROOT

EN = Locale("en")


@pytest.mark.parametrize(
    ("said", "folder"),
    [
        ("", "es"),
        ("es", "es"),
        ("es_MX", "es"),
        ("es", "es_MX"),
        ("pt_BR", "pt"),
        ("pt-br", "pt_BR"),
        ("zh_CN", "zh_Hans"),
        ("zh_TW", "zh_Hant"),
        ("zh", "zh_Hant"),
        ("cmn", "zh_Hans"),
        ("nb", "no"),
        ("no", "nb"),
        ("iw", "he"),
        ("spa", "es"),
        ("zsm", "ms"),
        ("sr", "sr@latin"),
        ("Spanish", "es"),
        ("de_DE.UTF-8", "de"),
        ("LANGUAGE", "es"),
        ("not a language", "es"),
    ],
)
def test_a_header_that_contradicts_nothing(said: str, folder: str) -> None:
    assert other_language(said, Locale.parse(folder)) is None


@pytest.mark.parametrize(
    ("said", "folder", "found"),
    [
        ("es", "ms", "es"),
        ("fr_CA", "es", "fr_CA"),
        ("id", "ms", "id"),
        ("zh_TW", "zh_Hans", "zh_TW"),
        ("zh_Hans", "zh_Hant", "zh_Hans"),
        ("sr@latin", "sr", "sr@latin"),
        ("Spanish", "ms", "es"),
        ("spa", "ms", "spa"),
        ("en", "es", "en"),
    ],
)
def test_a_header_that_names_another_language(said: str, folder: str, found: str) -> None:
    other = other_language(said, Locale.parse(folder))
    assert other is not None
    assert other.posix == found


def own(language: str, folder: str) -> Catalogue:
    path = f"locales/{language}/guide.po"
    content = (ROOT / path).read_bytes()
    return parse_po(content, path=path, locale=Locale.parse(folder), domain="guide")


@pytest.mark.parametrize("language", ["es", "ms", "ar"])
def test_the_guides_own_catalogues_are_silent(language: str) -> None:
    catalogue = own(language, language)
    names = ("emergency_number", "ms_organisation", "ms_website")
    assert not [*wrong_folder(catalogue), *foreign_words(catalogue, EN)]
    assert not [*spoilt(catalogue, names)]


@pytest.mark.parametrize(
    ("language", "folder", "code"),
    [
        ("es", "ms", "language-words"),
        ("es", "pt_BR", "language-words"),
        ("es", "fr", "language-words"),
        ("es", "ar", "language-letters"),
        ("es", "ru", "language-letters"),
        ("ms", "es", "language-words"),
        ("ms", "sw", "language-words"),
        ("ar", "ms", "language-letters"),
    ],
)
def test_words_of_another_language(language: str, folder: str, code: str) -> None:
    assert [d.code for d in foreign_words(own(language, folder), EN)] == [code]


def test_too_few_words_say_nothing() -> None:
    entry = Entry("x.1", "Stop.", "Alto y ya está.", EntryState.TRANSLATED)
    assert not [*foreign_words(Catalogue(Locale("ms"), "guide", (entry,)), EN)]


def test_a_catalogue_that_is_filled_with_the_source_is_not_another_languages() -> None:
    said = "The team and you set the goals that are right for you, and this is for the family. "
    entry = Entry("x.1", "x", said * 4, EntryState.TRANSLATED)
    assert not [*foreign_words(Catalogue(Locale("ar"), "guide", (entry,)), EN)]
    assert not [*foreign_words(Catalogue(Locale("ms"), "guide", (entry,)), EN)]


def test_only_finished_words_are_looked_at() -> None:
    entries = (
        Entry("x.1", "Call {a}.", "Llame.", EntryState.FUZZY),
        Entry("x.2", "Call {a}.", "Llame.", EntryState.OBSOLETE),
        Entry("x.3", "Call {a}.", "Llame.", EntryState.TRANSLATED),
    )
    found = [*spoilt(Catalogue(Locale("es"), "guide", entries), ["a"])]
    assert [d.unit for d in found] == ["x.3"]
