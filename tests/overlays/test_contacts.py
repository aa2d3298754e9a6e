"""What of a directory is doubtful, and what must stay silent beside it."""

from __future__ import annotations

import pytest

from adaptkit.model.contact import SHARED_NUMBERS
from adaptkit.overlays.contacts import doubtful_numbers, twice
from adaptkit.settings.directory import parse_directory


def doubts(contact: str, country: str = "MX") -> list[str]:
    (one,) = parse_directory(f"contacts:\n  - {{name: A, {contact}}}\n", path="d")
    return [found.message for found in doubtful_numbers(one, country)]


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        ('telephone: "112233"', '"A": the tables of numbers know no 112233 in Mexico'),
        ('telephone: "999"', '"A": the tables of numbers know no 999 in Mexico'),
        ('telephone: "55 5533 553"', '"A": the tables of numbers know no 55 5533 553 in Mexico'),
        ('telephone: "+52 55"', '"A": the tables of numbers know no +52 55 in Mexico'),
        ('area: LB, telephone: "911"', '"A": the tables of numbers know no 911 in Lebanon'),
        (
            'area: [LB, ES], telephone: "112233"',
            '"A": the tables of numbers know no 112233 in Lebanon or Spain',
        ),
        (
            'area: MY, telephone: "3 7627 2929"',
            '"A": 3 7627 2929 is perhaps not dialled like this in Malaysia, but as 03-7627 2929',
        ),
        (
            'messaging: {via: sms, number: "2222222"}',
            '"A": the tables of numbers know no 2222222 in Mexico',
        ),
    ],
)
def test_a_doubtful_number_is_told(contact: str, said: str) -> None:
    assert doubts(contact) == [said]


@pytest.mark.parametrize(
    "contact",
    [
        'telephone: "911"',
        'telephone: "55 5533 5533"',
        'telephone: "+961 1 495 561"',
        'area: LB, telephone: "140"',
        'area: [LB, MX], telephone: "911"',
        'telephones: {number: "112233", evidence: "dialled by us on 2026-11-28"}',
        'telephone: "+00 000 000"',
        "email: a@b.test",
    ],
)
def test_a_number_that_is_known_stays_silent(contact: str) -> None:
    assert doubts(contact) == []


def test_where_no_country_is_known_nobody_can_say() -> None:
    assert doubts('telephone: "112233"', "") == []
    assert doubts('telephone: "+52 55"', "") == [
        '"A": the tables of numbers know no +52 55 in any country'
    ]


AREAS = "areas: {MX-NLE: Nuevo León, MX-COA: Coahuila}\n"


def second(first: str, other: str) -> list[str]:
    contacts = parse_directory(f"{AREAS}contacts:\n  - {{{first}}}\n  - {{{other}}}\n", path="d")
    found = list(twice((one, "MX") for one in contacts))
    assert all(one.position.line == 4 and "in line 3" in one.message for one in found)
    return [one.message for one in found]


@pytest.mark.parametrize(
    ("first", "other", "said"),
    [
        ("name: Centro", "name: ' centro'", "stands here a second time"),
        (
            'name: A, kind: ms, telephone: "55 5533 5533"',
            'name: B, kind: ms, telephone: "+52 55 5533-5533"',
            "the same telephone number",
        ),
        (
            'name: A, kind: ms, url: "https://www.ms.test/"',
            'name: B, kind: ms, url: "http://ms.test"',
            "the same web address",
        ),
        (
            "name: A, kind: ms, email: a@ms.test",
            "name: B, kind: ms, email: A@ms.test",
            "the same e-mail address",
        ),
        (
            'name: A, kind: ms, telephone: "55 5533 5533", area: [MX-NLE, MX-COA]',
            'name: B, kind: ms, telephone: "55 5533 5533", area: MX-COA',
            "the same telephone number",
        ),
    ],
)
def test_the_same_entry_twice_is_told(first: str, other: str, said: str) -> None:
    (found,) = second(first, other)
    assert said in found


@pytest.mark.parametrize(
    ("first", "other"),
    [
        # One number brings police and ambulance.
        ('name: A, kind: emergency, telephone: "911"', 'name: B, kind: police, telephone: "911"'),
        ('name: A, kind: police, telephone: "911"', 'name: B, kind: police, telephone: "911"'),
        # One house that does two things.
        ('name: A, kind: ms, url: "https://a.test"', 'name: B, kind: rehab, url: "https://a.test"'),
        # Two branches of one organisation; a line in another language.
        (
            'name: A, kind: ms, url: "https://a.test", area: MX-NLE',
            'name: A, kind: ms, url: "https://a.test", area: MX-COA',
        ),
        (
            'name: A, kind: crisis, url: "https://a.test", languages: es',
            'name: B, kind: crisis, url: "https://a.test", languages: en',
        ),
        # Of old files nobody knows the kinds.
        ('name: A, telephone: "800 911 2000"', 'name: B, telephone: "800 911 2000"'),
        ("name: A, kind: ms", "name: B, kind: ms"),
    ],
)
def test_what_only_looks_the_same_stays_silent(first: str, other: str) -> None:
    assert second(first, other) == []


def test_which_numbers_several_services_share() -> None:
    assert sorted(SHARED_NUMBERS) == ["emergency", "police"]
