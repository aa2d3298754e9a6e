"""Telephone numbers: whether a country has such a one, how it is written and how it is dialled.

The tables are those of phonenumbers, and they lag behind what countries do: a number that they do
not know is doubtful, never wrong, and stays as somebody wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from adaptkit.records import Record

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

# Longer ones are subscribers' numbers; ITU-T E.164 leaves short codes to each country.
_LONGEST_SHORT = 6
_GROUPED = re.compile(r"[0-9][ ()./-]+[0-9]")


class Number(Record, frozen=True):
    """``shown``: as readers get it. ``dialled``: the address that rings it (RFC 3966).
    ``known``: whether a country's tables have it, written like this. ``better``: how the country
    writes it, where what was written lacks a digit or has one too many."""

    shown: str
    dialled: str
    known: bool
    better: str = ""


def look_up(written: str, countries: Collection[str]) -> Number:
    """The number as somebody wrote it, for the countries (ISO 3166-1) where it is to be dialled.
    Where none is known, only one with ``+`` can be looked up."""
    better = ""
    for country in countries or ("",):
        found = _in(written, country)
        if found is not None and found.known:
            return found
        better = better or (found.better if found else "")
    return Number(written, dialled(written), known=False, better=better)


def _in(written: str, country: str) -> Number | None:
    import phonenumbers

    abroad = written.lstrip().startswith("+")
    if not abroad and _is_short(written):
        return _short(written, country) if country else None
    try:
        parsed = phonenumbers.parse(written, None if abroad else country or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    if abroad:
        form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
        return Number(_grouped(written, parsed, form), _global(parsed), known=True)
    if phonenumbers.region_code_for_number(parsed) != country:
        return None
    form = phonenumbers.PhoneNumberFormat.NATIONAL
    own = str(phonenumbers.format_number(parsed, form))
    if not _same_digits(written, own, country):
        return Number(written, dialled(written), known=False, better=own)
    address = _global(parsed) if _from_everywhere(parsed) else dialled(written)
    return Number(_grouped(written, parsed, form), address, known=True)


def _is_short(written: str) -> bool:
    return written.lstrip()[:1] in "*#" or len(_digits(written)) <= _LONGEST_SHORT


def _short(written: str, country: str) -> Number | None:
    from phonenumbers import NumberParseException, parse, shortnumberinfo

    try:
        parsed = parse(written, country)
    except NumberParseException:
        return None
    plain = written.strip()[:1] not in "*#"
    known = plain and shortnumberinfo.is_valid_short_number_for_region(parsed, country)
    return Number(written, dialled(written), known=bool(known))


def _same_digits(written: str, own: str, country: str) -> bool:
    """In North America the 1 before a number may be written or not."""
    digits, wanted = _digits(written), _digits(own)
    return digits == wanted or (country in _north_american() and digits == f"1{wanted}")


def _north_american() -> Collection[str]:
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    return tuple(COUNTRY_CODE_TO_REGION_CODE[1])


def _from_everywhere(parsed: PhoneNumber) -> bool:
    """Whether it rings when it is dialled as from abroad. Free numbers and those of one network
    often do not."""
    from phonenumbers import PhoneNumberType, can_be_internationally_dialled, number_type

    usual = (
        PhoneNumberType.FIXED_LINE,
        PhoneNumberType.MOBILE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
    )
    return number_type(parsed) in usual and bool(can_be_internationally_dialled(parsed))


def _global(parsed: PhoneNumber) -> str:
    from phonenumbers import PhoneNumberFormat, format_number

    return f"tel:{format_number(parsed, PhoneNumberFormat.E164)}"


def _grouped(written: str, parsed: PhoneNumber, form: int) -> str:
    """As the country writes it, where nobody has grouped its digits: what an organisation prints
    is easier to keep in mind."""
    from phonenumbers import format_number

    return written if _GROUPED.search(written) else str(format_number(parsed, form))


def dialled(written: str) -> str:
    """``tel:`` with nothing but digits, ``+``, ``*`` and ``#`` (RFC 3966, global or local)."""
    kept = "".join(c for c in written if c.isdecimal() or c in "+*#")
    return f"tel:{kept}" if kept else ""


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdecimal())
