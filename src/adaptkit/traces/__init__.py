"""Traces of one country in a text: its emergency number, its insurers, its money, its spelling.

The lists are data: one file a country in ``lists/``, and ``lists/common.toml`` for what several
share. A finder gets a text and gives places in it; what they mean for a passage (whether it is
marked, whose edition it is) is for others to know.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache

from adaptkit.model.locale import Locale
from adaptkit.records import Record
from adaptkit.traces._lists import (
    Listed,
    compiled,
    countries_with_lists,
    languages_with_lists,
    numbers,
    patterns,
    phrases,
)

# Other countries' dollars and pesos, and what is no money.
_NOT_OWN = re.compile(r"(?:Canadian|Australian|Singapore|New Zealand|Hong Kong) \Z", re.I)
# What readers do not read as words; what is dialled when they touch it is looked at.
_HIDDEN = re.compile(
    r"\]\((?!tel:|sms:)[^()\s]*|<!--.*?-->|</?[a-zA-Z][^<>]*>|<(?:https?|mailto):[^<>]*>"
    r"|\bhttps?://[^\s)\]>]+|`[^`]*`|\{[^{}\n]*\}|&#?\w+;|[\w.+-]+@[\w-]+\.[\w.-]+|\bwww\.\S+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|edu|gov|net|org)\b(?:\.\w\w\b)?(?:/\S*)?"
    r"|!?\[\[[^\]]*\]\]",
    re.S,
)
_MAY_HIDE = re.compile(r"[<`{@&]|\]\(|://|www\.|\[\[|\.(?:com|edu|gov|net|org)\b")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_SENTENCE_ENDS = re.compile(r"[.!?:][\"”’)*_]*\s+[\"“‘(*_]*\Z|\A\W*\Z")
_ABROAD = re.compile(r"(?<![\w+])\+[1-9][\d \u00a0().\-]{5,18}\d(?!\d)")
_FREE_ABROAD = re.compile(r"1(?:8[03-8])\d|44(?:800|808)|34[89]00|52800|601[38]00")
# An Arabic word takes "and", "with", "for", "so", "like" and the article into itself.
_JOINED = re.compile(r"[وبلفك]+(?=\w\w)")

# Somebody is told to call it: before the number within the sentence, or close beside it.
_CALLS = (
    r"call|calls|calling|dial|dials|dialing|dialling|phone|ring|text|texting|telephone|helpline|"
    r"hotline|lifeline|"
    r"tel:|sms:|llam\w+|marqu\w+|marcar|marca|teléfono|"
    r"hubungi\w*|dail|mendail|menelefon|telefon|talian|"
    r"appel\w+|compos\w+|téléphon\w+|rufen|anrufen|wählen|notruf|ligue|"
    r"اتصل\w*|اتّصل\w*|تتصل\w*|الاتصال|هاتف|الرقم|رقم"
)
_BESIDE = (
    r"emergency|emergencies|ambulance|police|fire|number|numbers|crisis|reaches|"
    r"emergencias?|ambulancias?|policía|número|línea|kecemasan|ambulans|polis|nombor|"
    r"urgences?|numéro|secours|Nummer|الطوارئ|إسعاف|الإسعاف|الشرطة"
)
_CALLED_BEFORE = re.compile(
    rf"(?<!\w)(?:{_CALLS})(?!\w)[^.!?\n]{{0,44}}\Z|(?<!\w)tel:\Z|(?<!\w)sms:\Z"
    rf"|(?<!\w)(?:{_BESIDE})(?: is| are| es| ialah)?[\s:(*_“\"]{{0,4}}\Z",
    re.IGNORECASE,
)
_CALLED_AFTER = re.compile(
    rf"[\s)*_”\",]{{0,4}}(?:for (?:an? )?)?(?:{_BESIDE}|hotline|helpline|lifeline)(?!\w)",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r" ?(?:%|°|mg|ml|mcg|kg|g|cm|mm|km|kcal|people|patients|persons|times|words|steps|days|weeks|"
    r"hours|minutes|years|pages|feet|cases|personas|pacientes|veces|pasos|días|horas|minutos|años|"
    r"orang|kali|hari|minit|tahun)(?!\w)",
    re.IGNORECASE,
)


class Trace(Record, frozen=True):
    """``words`` stand in the text from ``start`` on. ``countries``: whose trace it is, or with
    ``elsewhere`` those whose it is not. ``written``: a matter of how a language is written, which
    is no trace in a text that is written in that country's way on purpose."""

    start: int
    words: str
    kind: str
    countries: tuple[str, ...]
    elsewhere: bool = False
    written: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.words)

    def of(self, country: str) -> bool:
        """Whether the country writes, pays or calls so."""
        return bool(country) and (country in self.countries) is not self.elsewhere


def traces(
    text: str, locale: Locale, own: Collection[str] = (), region: str = ""
) -> tuple[Trace, ...]:
    """The traces in a text, in reading order, without those of its ``own`` countries. ``region``:
    whose way of writing the text has on purpose."""
    shown, plain = _shown(text), text
    found = [*_phrases(shown, locale)]
    if any(map(str.isdigit, shown)):
        shown = western(shown)
        found += _called(shown)
        found += _matched(shown, locale, digits=True)
        if "+" in shown:
            found += _abroad(shown)
    else:
        found += _matched(shown, locale, digits=False)
    silent = {country for country in own if country}
    kept = [
        one
        for one in _apart(found)
        if not any(one.of(country) for country in silent) and not (one.written and one.of(region))
    ]
    return tuple(_as_written(one, plain) for one in kept)


def of_value(value: str, own: Collection[str] = ()) -> tuple[Trace, ...]:
    """The same of a telephone number that stands alone: nothing says that it is to be called."""
    dialled = f"tel:{value.strip()}"
    return tuple(
        _moved(one, -4)
        for one in traces(dialled, Locale("und"), own)
        if one.kind in ("emergency", "toll-free", "telephone")
    )


def _moved(one: Trace, by: int) -> Trace:
    return Trace(one.start + by, one.words, one.kind, one.countries, one.elsewhere, one.written)


def _as_written(one: Trace, text: str) -> Trace:
    words = text[one.start : one.end]
    return Trace(one.start, words, one.kind, one.countries, one.elsewhere, one.written)


def _shown(text: str) -> str:
    """The text with what is hidden blotted out, every character at its place."""
    if not _MAY_HIDE.search(text):
        return text
    return _HIDDEN.sub(lambda found: "\0" * len(found[0]), text)


def western(text: str) -> str:
    """٩١١ is 911."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text
    )


def _phrases(text: str, locale: Locale) -> Iterator[Trace]:
    known = phrases(locale.language)
    for word in _WORD.finditer(text):
        folded = word[0].casefold()
        at = word.start()
        listed = known.get(folded, ())
        if not listed and not folded.isascii() and (joined := _JOINED.match(folded)):
            at += joined.end()
            rest = folded[joined.end() :]
            # "for the" has lost a letter of the article.
            listed = known.get(rest) or known.get(f"ال{rest}", ())
        for one in listed:
            said = compiled(one.phrase).match(text, at)
            if said is not None and _as_listed(one, said, text):
                yield _trace(one, said.start(), said[0])
                break


def _as_listed(one: Listed, said: re.Match[str], text: str) -> bool:
    """A name begins with capitals, a common word does not: where it does, inside of a sentence, it
    is part of a name."""
    if one.kind == "currency" and _NOT_OWN.search(text[max(0, said.start() - 12) : said.start()]):
        return False
    first = said[0][0]
    if one.is_name or not first.isupper():
        return True
    if not _SENTENCE_ENDS.search(text[max(0, said.start() - 12) : said.start()]):
        return False
    after = text[said.end() :].lstrip(" ")
    return not (one.written and after[:1].isupper())


def _called(text: str) -> Iterator[Trace]:
    expression, listed = numbers()
    for found in expression.finditer(text):
        before = text[max(0, found.start() - 60) : found.start()]
        if COUNTED.match(text, found.end()):
            continue
        if _CALLED_BEFORE.search(before) or _CALLED_AFTER.match(text, found.end()):
            yield _trace(listed[re.sub(r"\D", "", found[0])], found.start(), found[0])


def _matched(text: str, locale: Locale, *, digits: bool) -> Iterator[Trace]:
    for one in patterns(locale.language):
        if one.needs_digit and not digits:
            continue
        if one.sign not in text or (one.gate is not None and not one.gate.search(text)):
            continue
        for found in one.pattern.finditer(text):
            yield _trace(one, found.start(), found[0])


def _abroad(text: str) -> Iterator[Trace]:
    """A number with its country's code: whatever the country, nobody needs a list for it."""
    for found in _ABROAD.finditer(text):
        countries = _of_code(re.sub(r"\D", "", found[0]))
        if countries:
            free = _FREE_ABROAD.match(re.sub(r"\D", "", found[0]))
            kind = "toll-free" if free else "telephone"
            yield Trace(found.start(), found[0], kind, countries)


@lru_cache(maxsize=256)
def _of_code(digits: str) -> tuple[str, ...]:
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    for length in (1, 2, 3):
        regions = COUNTRY_CODE_TO_REGION_CODE.get(int(digits[:length]))
        if regions:
            return tuple(one for one in regions if len(one) == 2)
    return ()


def _trace(one: Listed, start: int, words: str) -> Trace:
    return Trace(start, words, one.kind, one.countries, one.elsewhere, one.written)


def _apart(found: list[Trace]) -> Iterator[Trace]:
    """Of findings over each other the longest; of equal ones all countries that they may be of."""
    taken: list[Trace] = []
    for one in sorted(found, key=lambda one: (-len(one.words), _RANK.get(one.kind, 9), one.start)):
        over = [other for other in taken if one.start < other.end and other.start < one.end]
        if not over:
            taken.append(one)
            continue
        same = over[0]
        if (same.start, same.end, same.elsewhere) == (one.start, one.end, one.elsewhere):
            countries = tuple(dict.fromkeys((*same.countries, *one.countries)))
            taken[taken.index(same)] = Trace(
                same.start, same.words, same.kind, countries, same.elsewhere, same.written
            )
    return iter(sorted(taken, key=lambda one: one.start))


# Of two readings of the same digits, the one that says more.
_RANK = {"emergency": 0, "toll-free": 1, "telephone": 2}

__all__ = [
    "COUNTED",
    "Trace",
    "countries_with_lists",
    "languages_with_lists",
    "of_value",
    "traces",
    "western",
]
