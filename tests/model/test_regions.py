"""Every country is in one part of the world."""

from __future__ import annotations

from collections import Counter

import babel

from adaptkit.model.regions import ELSEWHERE, REGIONS, region_of

# Of CLDR's two-letter codes: unions, islands that are part of another, pseudo-places, Antarctica.
NO_COUNTRIES = {
    *("AC", "AQ", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ")
}


def test_every_country_stands_in_exactly_one() -> None:
    counts = Counter(code for codes in REGIONS.values() for code in codes)
    known = {code for code in babel.Locale("en").territories if len(code) == 2}
    assert set(counts.values()) == {1}
    assert set(counts) == known - NO_COUNTRIES


def test_some_are_where_people_look_for_them() -> None:
    for code, region in (("KE", "Africa"), ("MX", "Americas"), ("MY", "Asia"), ("GB", "Europe")):
        assert region_of(code) == region
    assert region_of("NZ") == "Oceania"
    assert region_of("AQ") == region_of("419") == ELSEWHERE
