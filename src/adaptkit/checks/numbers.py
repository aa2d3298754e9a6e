"""A number to call is the same in a translation: 911 does not become 119."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from adaptkit.checks import Passage, check
from adaptkit.model.diagnostic import Diagnostic, error
from adaptkit.texts.placeholders import is_term, placeholders_in
from adaptkit.traces import traces
from adaptkit.traces.numbers_to_call import CALLING, short_numbers, standing

# Where digits are no words: addresses, tags, code, placeholders, entities.
_NOT_WORDS = re.compile(r"\]\([^()\s]*\)|<[^<>]*>|https?://\S+|`[^`]*`|\{[^{}]*\}|&#?\w+;|\S+@\S+")
_MAY_NOT_BE_WORDS = re.compile(r"[\]<`{&@:]")
# A number that stands alone: not part of a date, a time, a decimal, a longer telephone number.
_ALONE = re.compile(
    r"(?<![A-Za-z0-9_#+])(?<!\d[.,:/\-–'’ \u00a0\u202f\u066b\u066c])\d{3,6}"
    r"(?![A-Za-z0-9_%°])(?![.,:/\-–'’\u066b\u066c]\d|[ \u00a0\u202f]\d)"
)
# What may be converted: then other digits say the same.
_UNIT = re.compile(
    r"[ \u00a0\-]?(?:%|°|degrees?|feet|foot|ft|miles?|pounds?|lbs?|yards?|ounces?|oz|inch(?:es)?"
    r"|calories|kcal)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
# All that ``str.isdigit`` takes for one: those of scripts, raised, lowered, circled.
_DIGIT = re.compile(
    "[\\d²³¹\u1369-\u1371\u19da⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒"
    "\U00010a40-\U00010a43\U00010e60-\U00010e68\U00011052-\U0001105a\U0001f100-\U0001f10a]"
)
_TO_CALL = re.compile(
    r"\b(?:call|dial|phone|ring|text|telephone)\b[^.!?\n\d]{0,24}?(\d{3,6})(?!\d|[\-.,:/]\d)", re.I
)

# What a telephone dials when somebody touches the words.
_DIALLED = re.compile(r"\b(?:tel|sms):([^\s()<>\"']*)", re.IGNORECASE)
_TELEPHONE = re.compile(r"(?<!\d)\d(?:[ \u00a0().\-–]{0,2}\d){6,14}(?!\d)")
# No number that is looked for has fewer digits.
_TO_LOOK_AT = re.compile(r"\d{3}|\d(?:[ \u00a0().\-–]{0,2}\d){6}")
# They turn what follows round: 911 is shown as 119.
_TURNING = re.compile("[\u202d\u202e]")
# What may stand for a digit, or change one.
_MAY_HOLD = frozenset("{&%\u202d\u202e")


@check("numbers", spoils=True)
def numbers(passage: Passage) -> Iterator[Diagnostic]:
    """Whoever dials a wrong number gets no help."""
    if not passage.has_figures and _MAY_HOLD.isdisjoint(passage.every_sign):
        return
    if said := _dialled(passage) or _turned(passage):
        yield _wrong(passage, said, "")
        return
    if not (_DIGIT.search(passage.source) or "{" in passage.source):
        if number := _called(passage):
            yield _wrong(passage, f"says {number}, and the source names no number", "")
        return
    words, theirs = _words(passage.source), _words(passage.translation)
    if not (_TO_LOOK_AT.search(words) or _TO_LOOK_AT.search(theirs)):
        return
    before, after = _alone(words, convertible=False), _alone(theirs)
    new = [n for n in after if n not in _all_digits(words)]
    lost = [n for n in before if n not in after and not _YEAR.match(n)]
    for number in lost:
        other = next((n for n in new if len(n) == len(number)), "")
        if other:
            yield _wrong(passage, f"says {other} where the source says {number}", number)
            return
    if to_call := _lost_call(words, passage):
        yield _wrong(passage, f"has lost the number {to_call}", to_call)
        return
    filled = [n for n in placeholders_in(passage.source, passage.placeholders) if not is_term(n)]
    short = [n for n in new if len(n) == 3]
    if filled and short and not before:
        yield _wrong(passage, f"says {short[0]}, and the source names no number", "")
        return
    found = _TELEPHONE.search(theirs)
    if found and filled and not _all_digits(words):
        yield _wrong(passage, f"says {found[0]}, and the source names no number", "")


def _called(passage: Passage) -> str:
    """A number that somebody is told to call, where the source names none."""
    text = passage.translation
    if not _DIGIT.search(text):
        return ""
    for one in traces(text, passage.locale):
        if one.kind == "emergency":
            return one.words
    if passage.locale.language in CALLING:
        return ""
    return next((words for _, words in standing(_words(text), short_numbers())), "")


def _dialled(passage: Passage) -> str:
    """A number behind a link that the source does not name anywhere."""
    if ":" not in passage.translation and "&" not in passage.translation:
        return ""
    dialled = _DIALLED.findall(_decoded(passage.translation))
    named = _named(_decoded(passage.source)) if dialled else ()
    for found in dialled:
        number = re.sub(r"\D", "", unquote(found))
        if number and not any(_same_telephone(number, one) for one in named):
            return f"dials {number}, which the source does not name"
    return ""


def _named(source: str) -> set[str]:
    """Each number, and each that its groups make together."""
    together = re.sub(r"(?<=\d)[ \u00a0().\-–]{1,2}(?=\d)", "", unquote(source))
    return _all_digits(source) | _all_digits(together)


def _same_telephone(one: str, other: str) -> bool:
    """Also with and without the country's own digits."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= 7 and long.endswith(short))


def _decoded(text: str) -> str:
    return html.unescape(text) if "&" in text else text


def _turned(passage: Passage) -> str:
    text = passage.translation
    if text.isascii() or not _TURNING.search(text) or _TURNING.search(passage.source):
        return ""
    if "{" not in text and not _DIGIT.search(text):
        return ""
    return "holds an invisible character that turns numbers round (U+202D or U+202E)"


def _wrong(passage: Passage, said: str, number: str) -> Diagnostic:
    hint = (
        f"write {number} as in the source; another country's number is set in its overlay"
        if number
        else "take it out; a country's number is filled in where curly brackets stand"
    )
    return error(
        "number-changed",
        passage.position,
        f"the translation of {passage.called} {said}",
        hint,
        unit=passage.unit_id,
    )


@lru_cache(maxsize=1 << 12)
def _words(text: str) -> str:
    shown = _NOT_WORDS.sub(" \0 ", text) if _MAY_NOT_BE_WORDS.search(text) else text
    if shown.isascii():
        return shown
    return _DIGIT.sub(lambda found: str(unicodedata.digit(found[0])), shown)


def _alone(words: str, *, convertible: bool = True) -> Counter[str]:
    return Counter(
        found[0]
        for found in _ALONE.finditer(words)
        if convertible or not _UNIT.match(words, found.end())
    )


def _all_digits(words: str) -> set[str]:
    return set(re.findall(r"\d+", words))


def _lost_call(words: str, passage: Passage) -> str:
    """A number that the source says to call and that the translation has in no form."""
    if not _TO_CALL.search(words):
        return ""
    there = re.sub(r"\D", "", _words(passage.translation))
    more = set(placeholders_in(passage.translation, passage.placeholders)) - set(
        placeholders_in(passage.source, passage.placeholders)
    )
    for found in _TO_CALL.finditer(words):
        if found[1] not in there and not more:
            return found[1]
    return ""
