"""The lists of traces, read once from the files that ship with the package.

A file is TOML: ``[[trace]]`` entries with a ``kind`` and ``words`` or ``patterns``. A word with a
capital letter is a name and found only as it is written; others are found at the beginning of a
sentence too. ``languages``: only in texts of these. ``also``: word → further countries that have it
(``"*"``: all words of the entry). ``countries`` and ``currencies`` say whose it is in the file that
is no country's, ``elsewhere`` that it is of all others than those; ``written``: see ``Trace``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from adaptkit.records import Record

KINDS = (
    "emergency",
    "insurer",
    "agency",
    "law",
    "currency",
    "unit",
    "date",
    "spelling",
    "toll-free",
    "telephone",
    "postcode",
    "name",
)
_COMMON = "common"
_UNIONS = frozenset({"EU", "EZ", "UN"})
# A number in figures, or in words from three on.
_NUMBER = (
    r"(?:(?<![\w.,])\d(?:[\d.,/]*[\d½¼¾])?|\b(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"fifteen|twenty|twenty-five|thirty|forty|fifty|sixty|hundred|thousand))"
)
_FIGURES = r"\d(?:[\d.,/]*\d)?"
_ARTICLE = "ال"
_SIGNS = "$£€℉°º"
_NOTHING = re.compile(r"(?!)")


class Listed(Record, frozen=True):
    """One word or pattern, and whose it is. Where the ``sign`` is not in a text, or the ``gate``
    finds nothing, the pattern does not either."""

    kind: str
    countries: tuple[str, ...]
    phrase: str = ""
    pattern: re.Pattern[str] = _NOTHING
    elsewhere: bool = False
    written: bool = False
    is_name: bool = False
    needs_digit: bool = False
    length: int = 0
    sign: str = ""
    gate: re.Pattern[str] | None = None


class _Row(Record, frozen=True):
    """One word or pattern of one file; ``languages`` is empty where it may stand in any."""

    kind: str
    said: str
    is_pattern: bool
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    elsewhere: bool
    written: bool


def countries_with_lists() -> tuple[str, ...]:
    return tuple(name.upper() for name in read_lists() if name != _COMMON)


def languages_with_lists() -> tuple[str, ...]:
    return tuple(sorted({language for row in _rows() for language in row.languages}))


@cache
def phrases(language: str) -> Mapping[str, tuple[Listed, ...]]:
    """First word, folded → what may begin with it, the longest first."""
    found: dict[str, list[Listed]] = {}
    for row in _rows_for(language):
        if row.is_pattern or row.kind == "emergency":
            continue
        first = re.findall(r"[^\W\d_]+|\d+", row.said)[0].casefold()
        is_name = row.said != row.said.lower() or not row.said.isascii()
        words = r"[\s\u00a0]+".join(map(re.escape, row.said.split()))
        if words.startswith(_ARTICLE):
            # Behind "for" the article has lost its first letter.
            words = f"(?:{_ARTICLE})?{words.removeprefix(_ARTICLE)}"
        phrase = rf"{words}(?!\w)" if is_name else rf"(?i:{words})(?!\w)"
        one = _listed(row, phrase=phrase, is_name=is_name, length=len(row.said))
        found.setdefault(first, []).append(one)
    return {
        first: tuple(sorted(all_, key=lambda one: -one.length)) for first, all_ in found.items()
    }


@cache
def compiled(phrase: str) -> re.Pattern[str]:
    """Of a phrase whose first word was found: most of a language's never are."""
    return re.compile(phrase)


@cache
def patterns(language: str) -> tuple[Listed, ...]:
    found = []
    for row in _rows_for(language):
        if row.is_pattern:
            said = row.said.replace("{n}", _NUMBER).replace("{d}", _FIGURES)
            # A number in words needs no digit; what stands behind it is looked for first.
            before, number, behind = row.said.partition("{n}")
            gate = re.compile(behind) if number and not before else None
            one = _listed(
                row,
                pattern=re.compile(said),
                needs_digit=not number and r"\d" in said,
                sign=next((sign for sign in _SIGNS if sign in row.said), ""),
                gate=gate,
            )
            found.append(one)
    return tuple(found)


@cache
def numbers() -> tuple[re.Pattern[str], Mapping[str, Listed]]:
    """What finds every emergency number, and digits → whose it is."""
    listed = {
        re.sub(r"\D", "", row.said): _listed(row) for row in _rows() if row.kind == "emergency"
    }
    spelt = sorted({row.said for row in _rows() if row.kind == "emergency"}, key=len, reverse=True)
    # 9-1-1, 9 1 1
    each = "|".join(r"[- ]?".join(word.replace(" ", "")) for word in spelt)
    expression = rf"(?<![\w#+.,/–-])(?<!\d )(?<!\d:)(?:{each})(?![\w%°]|[.,:/–-]\d| \d)"
    return re.compile(expression), listed


def _listed(row: _Row, **more: Any) -> Listed:
    return Listed(row.kind, row.countries, elsewhere=row.elsewhere, written=row.written, **more)


def _rows_for(language: str) -> Iterator[_Row]:
    return (row for row in _rows() if not row.languages or language in row.languages)


@cache
def _rows() -> tuple[_Row, ...]:
    """Of all files; what two countries have in common is one row."""
    found: dict[tuple[object, ...], _Row] = {}
    for name, data in read_lists().items():
        for entry in data.get("trace", ()):
            for row in _of_entry(name, entry):
                key = (row.kind, row.said, row.languages, row.elsewhere)
                before = found.get(key)
                if before is not None:
                    both = tuple(dict.fromkeys((*before.countries, *row.countries)))
                    row = _Row(
                        row.kind,
                        row.said,
                        row.is_pattern,
                        both,
                        row.languages,
                        row.elsewhere,
                        row.written,
                    )
                found[key] = row
    return tuple(found.values())


def _of_entry(name: str, entry: Mapping[str, Any]) -> Iterator[_Row]:
    also = entry.get("also", {})
    if name == _COMMON:
        own = tuple(entry.get("countries", ())) + _using(tuple(entry.get("currencies", ())))
    else:
        own = (name.upper(),)
    for said in (*entry.get("words", ()), *entry.get("patterns", ())):
        yield _Row(
            entry["kind"],
            said,
            said in entry.get("patterns", ()),
            tuple(dict.fromkeys((*own, *also.get(said, ()), *also.get("*", ())))),
            tuple(entry.get("languages", ())),
            bool(entry.get("elsewhere")),
            bool(entry.get("written")),
        )


@cache
def read_lists() -> Mapping[str, Mapping[str, Any]]:
    """``us`` → what its file says; countries first, in alphabetical order."""
    folder = files("adaptkit").joinpath("traces", "lists")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    names.sort(key=lambda name: name == f"{_COMMON}.toml")
    return {
        name.removesuffix(".toml"): tomllib.loads(folder.joinpath(name).read_text("utf-8"))
        for name in names
    }


def _using(currencies: tuple[str, ...]) -> tuple[str, ...]:
    """The countries that pay so: as their own lists say, and CLDR. First those whose code the
    currency's begins with, then those with lists."""
    if not currencies:
        return ()
    from babel.core import get_global

    found = [
        name.upper()
        for name, data in read_lists().items()
        if set(currencies) & set(data.get("currencies", ()))
    ]
    for territory, used in sorted(get_global("territory_currencies").items()):
        now = {code for code, _start, end, tender in used if end is None and tender}
        if now & set(currencies) and len(territory) == 2 and territory.isalpha():
            found.append(territory)
    named = [code[:2] for code in currencies]
    found = [one for one in found if one not in _UNIONS]
    found.sort(key=lambda one: named.index(one) if one in named else len(named))
    found.sort(key=lambda one: one not in named and one.lower() not in read_lists())
    return tuple(dict.fromkeys(found))
