"""Numbers in a text, in figures or words, and what they count: 10 mg, two weeks, twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from adaptkit.language_data import LanguageData, data_of, units
from adaptkit.language_data.tokens import Text
from adaptkit.language_data.words import Found, found_in
from adaptkit.records import Record

_FIGURES = re.compile("[0-9½¼¾⅓⅔]")
_SIGN = re.compile(r"[ \u00a0\u202f]?(%|٪|％|°[CF]|℃|℉|º[CF])")
_SIGNS = {"℃": "°C", "℉": "°F", "ºC": "°C", "ºF": "°F"}
_BETWEEN = re.compile(r"[\s\u00a0\u202f\-\u2010\u2011]*\Z")
_RANGE = re.compile(r"[\s\u00a0]*(?:[-–—~～]|/|,|،)?[\s\u00a0]*\Z")
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_CHINESE = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_PERCENT = ("百", "分", "之")
_CHINESE_TENS = {"十": 10, "百": 100, "千": 1000, "万": 10000, "萬": 10000}
CHINESE_FIGURES = frozenset({*_CHINESE, *_CHINESE_TENS})


class Number(Record, frozen=True):
    """``start`` and ``end`` among the tokens. ``figures``: it is written so."""

    start: int
    end: int
    value: float
    figures: bool


class Quantity(Record, frozen=True):
    """``unit`` as ``lists/common.toml`` calls it. ``words`` as they stand in the text."""

    value: float
    unit: str
    figures: bool
    words: str

    @property
    def dimension(self) -> str:
        return units()[self.unit].dimension

    @property
    def comparable(self) -> float:
        unit = units()[self.unit]
        return self.value * unit.factor + unit.offset

    def says(self, other: Quantity) -> bool:
        """Whether both are the same, perhaps converted."""
        if self.unit == other.unit:
            return abs(self.value - other.value) < 1e-6
        if self.dimension != other.dimension:
            return False
        one, two = self.comparable, other.comparable
        near = 1.5 if self.dimension == "temperature" else 0.07 * max(abs(one), abs(two))
        return abs(one - two) <= near


def figure(token: str) -> float:
    """1,000 and 1.000 are a thousand, 2.5 and 2,5 two and a half, 9:30 and 9.30 the same time."""
    pieces = re.split(r"[.,:٫٬]", token)
    if len(pieces) == 1:
        return float(token)
    whole = pieces[0] != "0" and all(len(piece) == 3 for piece in pieces[1:]) and ":" not in token
    if whole and len(pieces[0]) <= 3:
        return float("".join(pieces))
    if len(pieces) > 2:
        if all(len(piece) == 3 for piece in pieces[1:-1]) and len(pieces[0]) <= 3:
            return float("".join(pieces[:-1]) + "." + pieces[-1])
        return float("".join(pieces))
    return float(f"{pieces[0]}.{pieces[1]}")


def numbers(text: str, data: LanguageData | None) -> tuple[Number, ...]:
    """All in the order of the text. Without data of the language, those in figures."""
    return numbers_in(found_in(text, data))


def may_count(found: Found) -> bool:
    """Whether it has figures."""
    if found.unspaced and not CHINESE_FIGURES.isdisjoint(found.text.different):
        return True
    return _FIGURES.search(found.text.shown) is not None


@lru_cache(maxsize=1 << 12)
def numbers_in(found: Found) -> tuple[Number, ...]:
    """The same of what was found already."""
    tokens = found.text.tokens
    figures = [
        Number(at, at + 1, _FRACTIONS.get(token) or figure(token), True)
        for at, token in enumerate(tokens if _FIGURES.search(found.text.shown) else ())
        if token in _FRACTIONS or (token[0] <= "9" and token[0].isdigit())
    ]
    words = list(_chinese(found) if found.unspaced else _in_words(found))
    if not (words and figures):
        return tuple(figures or words)
    return tuple(sorted([*figures, *words], key=lambda one: one.start))


def quantities(text: str, data: LanguageData) -> tuple[Quantity, ...]:
    """The numbers that count a unit. In a range, both have the unit of the second."""
    return quantities_in(found_in(text, data))


@lru_cache(maxsize=1 << 12)
def quantities_in(found: Found) -> tuple[Quantity, ...]:
    """The same of what was found already."""
    said = found.of("said")
    all_numbers = numbers_in(found)
    if not said and not all_numbers:
        return ()
    whole = found.text
    counting: list[tuple[int, Quantity]] = []
    taken: set[int] = set()
    for span in said:
        value, _, unit = span[2].partition(" ")
        counting.append((span[0], Quantity(float(value), unit, False, found.words(span))))
        taken.update(range(span[0], span[1]))
    starts = {start: (end, unit) for start, end, unit in found.of("units")}
    counted: dict[int, tuple[str, int]] = {}
    for number in reversed(all_numbers):
        if number.start in taken:
            continue
        unit, end = _unit_of(number, whole, starts, found.unspaced)
        if not unit:
            unit, end = _of_range(number, whole, counted)
        if unit:
            counted[number.start] = (unit, end)
            words = found.words((number.start, min(end, len(whole.spans)), ""))
            counting.append((number.start, Quantity(number.value, unit, number.figures, words)))
    return tuple(one for _, one in sorted(counting, key=lambda one: one[0]))


def soft_values(found: Found) -> frozenset[float]:
    """What may be said without its number: both, a pair, a dual."""
    return frozenset(float(name) for name in found.names("soft"))


_UNIT_SIGNS = {"%": "percent", "٪": "percent", "％": "percent", "°C": "celsius", "°F": "fahrenheit"}


def _unit_of(
    number: Number, whole: Text, starts: dict[int, tuple[int, str]], unspaced: bool
) -> tuple[str, int]:
    """(unit, behind its last token); one word may stand between: two more weeks."""
    behind = whole.spans[number.end - 1][1]
    if unspaced and whole.tokens[number.start - 3 : number.start] == _PERCENT:
        return "percent", number.end
    sign = _SIGN.match(whole.shown, behind)
    if sign:
        return _UNIT_SIGNS[_SIGNS.get(sign[1], sign[1])], number.end
    for gap in (0, 1) if not unspaced else (0,):
        at = number.end + gap
        if at in starts and _joined(whole, number.end - 1, at):
            end, unit = starts[at]
            return unit, end
    return "", 0


def _joined(whole: Text, first: int, last: int) -> bool:
    """Whether only blanks and hyphens stand between the tokens."""
    return all(
        _BETWEEN.match(whole.shown[whole.spans[n][1] : whole.spans[n + 1][0]])
        for n in range(first, last)
    )


def _of_range(number: Number, whole: Text, counted: dict[int, tuple[str, int]]) -> tuple[str, int]:
    for gap in (0, 1):
        at = number.end + gap
        if at in counted:
            between = whole.shown[whole.spans[number.end - 1][1] : whole.spans[number.end][0]]
            if gap == 0 and not _RANGE.match(between):
                return "", 0
            if gap == 1 and not _joined(whole, number.end - 1, at):
                return "", 0
            return counted[at][0], number.end
    return "", 0


def _in_words(found: Found) -> Iterator[Number]:
    spans = [(s, e, float(v)) for s, e, v in found.of("numbers")]
    if not spans:
        return
    data = data_of(found.language)
    at = 0
    while at < len(spans):
        start, end, value = spans[at]
        at += 1
        while at < len(spans) and spans[at][0] - end in range(_apart(found, end, data) + 1):
            whole = _together(value, spans[at][2], data, touch=spans[at][0] == end)
            if whole is None:
                break
            value, end = whole, spans[at][1]
            at += 1
        yield Number(start, end, value, False)


def _together(value: float, more: float, data: LanguageData, *, touch: bool) -> float | None:
    """The one number that two words say: twenty-five, خمسة وعشرون, three hundred, a hundred two."""
    tens = range(20, 100, 10)
    if value in tens and more < 10:
        return value + more
    if data.number_words.get("ones_first") and value < 10 and more in tens and touch:
        return value + more
    if more in (100, 1000) and value < more and touch:
        return value * more
    if value >= 100 and value % 100 == 0 and more < 100:
        return value + more
    return None


def _apart(found: Found, at: int, data: LanguageData) -> int:
    """How many tokens may stand between two pieces of one number: treinta y cinco."""
    tokens = found.text.tokens
    words = [word.strip() for word in data.number_words.get("and", ())]
    return 1 if at < len(tokens) and tokens[at] in words else 0


def _chinese(found: Found) -> Iterator[Number]:
    """A figure counts where a unit or a counter stands behind it: 一 is also in 一起."""
    tokens = found.text.tokens
    if CHINESE_FIGURES.isdisjoint(found.text.different):
        return
    starts = {start for kind in ("units", "counters") for start, _, _ in found.of(kind)}
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and (tokens[end] in _CHINESE or tokens[end] in _CHINESE_TENS):
            end += 1
        if tokens[at : at + 3] == _PERCENT:
            at += 3
        elif end == at:
            at += 1
        else:
            some = end < len(tokens) and tokens[end] in "几多" and end + 1 in starts
            if end in starts or some or tokens[max(0, at - 2) : at] == _PERCENT[1:]:
                yield from _chinese_values(tokens, at, end)
            at = end


def _chinese_values(tokens: tuple[str, ...], start: int, end: int) -> Iterator[Number]:
    row = tokens[start:end]
    if all(sign in _CHINESE for sign in row):
        # Two or three, said without a word between; else the figures of one number.
        for n, sign in enumerate(row, start):
            yield Number(n, n + 1, float(_CHINESE[sign]), False)
        return
    total, now = 0, -1
    for sign in row:
        if sign in _CHINESE:
            now = _CHINESE[sign]
        else:
            total, now = total + (now if now >= 0 else 1) * _CHINESE_TENS[sign], 0
    yield Number(start, end, float(total + max(now, 0)), False)
