"""Language tags: BCP 47 and POSIX, there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.model.locale import Locale


@pytest.mark.parametrize(
    ("text", "tag", "posix"),
    [
        ("ca@valencia", "ca-valencia", "ca@valencia"),
        ("ca_ES_VALENCIA", "ca-ES-valencia", "ca_ES@valencia"),
        ("ca-ES-valencia", "ca-ES-valencia", "ca_ES@valencia"),
        ("be@tarask", "be-tarask", "be@tarask"),
        ("be-TARASK", "be-tarask", "be@tarask"),
        ("de-1996", "de-1996", "de@1996"),
        ("sl-rozaj-biske", "sl-rozaj-biske", "sl@rozaj_biske"),
        ("de-x-leicht", "de-x-leicht", "de@leicht"),
        ("de-1996-x-leicht", "de-1996-x-leicht", "de@1996_leicht"),
        ("sr-Latn", "sr-Latn", "sr@latin"),
        ("tt_RU@iqtelif", "tt-RU-x-iqtelif", "tt_RU@iqtelif"),
        ("en@quot", "en-x-quot", "en@quot"),
        ("de-x-1996", "de-x-1996", "de@x_1996"),
        ("de-x-latin", "de-x-latin", "de@x_latin"),
        ("sr-Latn-ekavsk", "sr-Latn-ekavsk", "sr_Latn@ekavsk"),
        ("zh-hant-hk", "zh-Hant-HK", "zh_Hant_HK"),
        ("es_419", "es-419", "es_419"),
    ],
)
def test_a_tag_there_and_back(text: str, tag: str, posix: str) -> None:
    locale = Locale.parse(text)
    assert (locale.tag, locale.posix) == (tag, posix)
    assert Locale.parse(tag) == Locale.parse(posix) == locale


@pytest.mark.parametrize(
    "text",
    [
        *(
            "es_backup1",
            "es-draft",
            "es@backupofmay",
            "x-klingon",
            "de-x",
            "overlays",
            "editions",
            "es_",
        ),
        *("ca@", "@valencia", "es@latin@valencia", "es-valencia-nonsense", "spanish"),
    ],
)
def test_words_that_only_look_like_variants_are_no_languages(text: str) -> None:
    with pytest.raises(ValueError, match=r"language|variant"):
        Locale.parse(text)


@given(
    st.sampled_from(("ca", "be", "de", "sr", "zh", "en")),
    st.sampled_from(("", "Latn", "Cyrl", "Hant")),
    st.sampled_from(("", "ES", "HK", "419")),
    st.sampled_from(
        (
            "",
            "valencia",
            "tarask",
            "1996",
            "rozaj-biske",
            "x-a1",
            "1901-x-easy-read",
            "x-1996",
            "x-x-a",
            "x-latin",
        )
    ),
)
def test_every_locale_has_one_tag_and_one_name(
    language: str, script: str, territory: str, variant: str
) -> None:
    locale = Locale(language, script, territory, variant)
    assert Locale.parse(locale.tag) == Locale.parse(locale.posix) == locale
    assert locale.parents()[0] == locale
    assert locale.base in locale.parents()


def test_a_variant_asks_its_own_catalogue_first_then_its_language() -> None:
    chain = [one.posix for one in Locale.parse("ca_ES@valencia").parents()]
    assert chain == ["ca_ES@valencia", "ca@valencia", "ca_ES", "ca"]


def test_a_country_that_writes_otherwise_asks_the_catalogue_in_its_script() -> None:
    assert [one.posix for one in Locale.parse("zh_HK").parents()] == ["zh_HK", "zh_Hant"]
    assert [one.posix for one in Locale.parse("zh_Hant").parents()] == ["zh_Hant"]
    assert [one.posix for one in Locale.parse("zh_MY").parents()] == ["zh_MY", "zh"]


def test_a_variant_is_named_to_people() -> None:
    assert Locale.parse("ca@valencia").display_name(Locale("en")) == "Catalan (Valencian)"
    assert Locale.parse("de-x-leicht").display_name() == "Deutsch (leicht)"


def test_of_languages_alone_only_these_have_a_parent() -> None:
    """By CLDR as Babel has it; all others are known without reading it."""
    from babel.core import get_global

    parents = get_global("parent_exceptions")
    for name, parent in parents.items():
        # Older tables have French in Haiti above Haitian: nobody who reads the one reads the other.
        if "_" not in name + parent and parent != "root":
            assert [one.posix for one in Locale.parse(name).parents()] == [name, parent]
    assert Locale.parse("sw").parents() == (Locale("sw"),)


def test_names_do_not_hang_on_what_babel_knows_of_a_language_in_a_country() -> None:
    """Chinese in Malaysia came late; in Luxembourg nobody has it."""
    for territory, country in (("MY", "马来西亚"), ("LU", "卢森堡")):
        locale = Locale.parse(f"zh_Hans_{territory}")
        assert locale.territory_name() == country
        assert locale.display_name() == f"中文（简体，{country}）"
        assert Locale("ms").display_name(locale) == "马来语"


def test_a_language_is_called_by_itself_what_its_readers_call_it() -> None:
    malay = Locale("ms", "", "MY")
    assert malay.display_name() == "Bahasa Melayu (Malaysia)"
    assert malay.language_name() == "Bahasa Melayu"
    assert Locale("id").language_name() == "Bahasa Indonesia"
    # In a list below the word for languages it stands as CLDR has it.
    assert malay.base.display_name(malay) == "Melayu"


def test_names_have_the_brackets_and_commas_of_their_language() -> None:
    assert Locale.parse("zh-Hant-TW").display_name() == "中文（繁體，台灣）"
    assert Locale.parse("pa-Arab-PK").display_name() == "پنجابی (عربی، پاکستان)"
    assert Locale.parse("sr-Latn-RS").display_name() == "srpski (latinica, Srbija)"
