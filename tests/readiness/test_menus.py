"""The menu of an edition: its country's languages, its language's countries, and no end of them."""

from __future__ import annotations

from adaptkit.model.edition import Sibling
from adaptkit.model.locale import Locale
from adaptkit.readiness.menus import MOST, menus


def sibling(name: str) -> Sibling:
    return Sibling(name=name, locale=Locale.parse(name), label=name, direction="ltr", formats=())


def names(*editions: str) -> dict[str, set[str]]:
    found = menus(map(sibling, editions))
    return {name: {one.name for one in near} for name, near in found.items()}


def test_the_languages_of_a_country_and_the_countries_of_a_language() -> None:
    five = ("en_MY", "ms_MY", "en_US", "es_MX", "ar_LB")
    assert all(near == set(five) for near in names(*five).values())
    others = ("de_DE", "fr_FR", "it_IT", "pt_BR", "ja_JP", "ko_KR", "hi_IN", "th_TH", "vi_VN")
    found = names(*five, *others)
    assert {name: found[name] for name in five} == {
        "en_MY": {"en_MY", "ms_MY", "en_US"},
        "ms_MY": {"en_MY", "ms_MY"},
        "en_US": {"en_MY", "en_US"},
        "es_MX": {"es_MX"},
        "ar_LB": {"ar_LB"},
    }


def test_each_lists_itself_and_no_more_than_so_many() -> None:
    codes = [f"{a}{b}{c}" for a in "abcdef" for b in "abcdef" for c in "abcdef"]
    found = names(*codes)
    assert all(name in near and len(near) <= MOST for name, near in found.items())
