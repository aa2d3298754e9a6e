"""What a check must know of a language: its negations, opposites, number words, units, manners.

Data, one file a language in ``lists/`` with its sources named inside, and ``lists/common.toml`` for
what holds in all. A language without a file has no such record, and gets the checks that need none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from adaptkit.model.locale import Locale
from adaptkit.records import Record, field

_COMMON = "common"
Phrases = tuple[str, ...]
ByName = Mapping[str, Phrases]


class Reading(Record, frozen=True):
    """How words are told apart: ``unspaced`` without blanks, ``joined`` pieces that are written as
    one with the next word, ``endings`` that may stand behind any word (``*``: whatever may).
    ``never_last``: words that no
    text ends with."""

    unspaced: bool = False
    joined: Phrases = ()
    endings: Phrases = ()
    never_last: Phrases = ()


class Negation(Record, frozen=True):
    """``words`` deny; ``soft`` ones may; ``masked`` phrases hold such a word and do not."""

    words: Phrases = ()
    soft: Phrases = ()
    masked: Phrases = ()


class Wording(Record, frozen=True):
    """``words`` that hurt somebody, what to ``say`` in their place, and ``why``: all in the
    language itself."""

    words: Phrases
    say: str
    why: str = ""


class Marks(Record, frozen=True):
    """Punctuation: what ends a sentence, and the language's own signs where it has some."""

    ends: str = ".?!…"
    comma: str = ","
    question: str = "?"
    semicolon: str = ";"
    opens_question: str = ""
    opens_exclamation: str = ""
    full_width: bool = False


class Register(Record, frozen=True):
    """Words that address a reader with distance, and closely."""

    formal: Phrases = ()
    informal: Phrases = ()
    informal_masked: Phrases = ()


class Plain(Record, frozen=True):
    """``sentence``: the most words of one; ``words`` and phrases with plainer ones."""

    sentence: int = 0
    words: Mapping[str, str] = field(default_factory=dict)


class LanguageData(Record, frozen=True):
    """``said``: phrase → "2 week", a number and a unit in one. ``rates``: how often in which time.
    ``foreign``: words of a near language that this one has not. ``alphabet`` is for the order of
    words, and empty as yet."""

    language: str
    reading: Reading = Reading()
    negation: Negation = Negation()
    masks: ByName = field(default_factory=dict)
    opposites: ByName = field(default_factory=dict)
    numbers: ByName = field(default_factory=dict)
    number_words: Mapping[str, Any] = field(default_factory=dict)
    units: ByName = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    rates: ByName = field(default_factory=dict)
    rates_masks: ByName = field(default_factory=dict)
    marks: Marks = Marks()
    register: Register = Register()
    plain: Plain = Plain()
    foreign: ByName = field(default_factory=dict)
    wording: tuple[Wording, ...] = ()
    alphabet: str = ""


class Unit(Record, frozen=True):
    """A unit of measure or time: a value times ``factor`` plus ``offset`` is comparable with all
    others of its ``dimension``. ``signs`` are understood in every language."""

    name: str
    dimension: str
    factor: float
    offset: float
    signs: Phrases


def data_for(locale: Locale) -> LanguageData | None:
    """None where nobody has written down anything of the language yet."""
    return _data(locale.language)


def data_of(language: str) -> LanguageData:
    """The same of a language that has some. Raises KeyError."""
    found = _data(language)
    if found is None:
        raise KeyError(language)
    return found


@cache
def languages_with_data() -> tuple[str, ...]:
    names = (file.name for file in files("adaptkit").joinpath(*_FOLDER).iterdir())
    listed = {name.removesuffix(".toml") for name in names if name.endswith(".toml")}
    return tuple(sorted(listed - {_COMMON}))


@cache
def units() -> Mapping[str, Unit]:
    return {
        name: Unit(name, row[0], float(row[1]), float(row[2]), tuple(row[3:]))
        for name, row in _read(_COMMON)["units"].items()
    }


@cache
def groups() -> Mapping[str, Phrases]:
    """What excludes each other: ``weekday`` → monday, tuesday …"""
    return {name: tuple(members) for name, members in _read(_COMMON)["groups"].items()}


@cache
def medicines() -> Phrases:
    return tuple(_read(_COMMON)["medicines"]["names"])


_FOLDER = ("language_data", "lists")
_RECORDS = {
    "reading": Reading,
    "negation": Negation,
    "marks": Marks,
    "register": Register,
    "plain": Plain,
}


@cache
def _data(language: str) -> LanguageData | None:
    if language not in languages_with_data():
        return None
    known: dict[str, Any] = {"language": language}
    for name, value in _read(language).items():
        if name == "wording":
            known[name] = tuple(Wording(**_frozen(one)) for one in value)
        elif name in _RECORDS:
            known[name] = _RECORDS[name](**_frozen(value))
        else:
            known[name] = _frozen(value)
    return LanguageData(**known)


def _frozen(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(one) if isinstance(one, list) else one for key, one in table.items()}


def _read(name: str) -> dict[str, Any]:
    file = files("adaptkit").joinpath(*_FOLDER, f"{name}.toml")
    return tomllib.loads(file.read_text("utf-8"))
