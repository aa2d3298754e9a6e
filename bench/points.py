"""How many of the traces that ``adaptkit points`` finds are none, how many local passages it finds
by themselves, and how long it takes.

What is true is known from elsewhere: in this repository, from the marks of the guide (a trace of
the United States in a passage that its author has marked ``.local country=US`` is one, any other is
a false alarm) and from whose overlay it is; in the corpora, from the labels below, given by reading
every finding.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.measuring import Figure
from bench.texts import ROOT

from adaptkit.catalogues.po import parse_po
from adaptkit.guides.parse import parse_chapter
from adaptkit.guides.units import units
from adaptkit.model.locale import Locale
from adaptkit.readiness.traced_texts import Text, texts
from adaptkit.traces import Trace, traces
from adaptkit.workspace import Workspace

# What is truly one country's in the corpora, every finding read: no page of Flatten the Curve has
# any.
_TRUE_IN_BOOK = {"86 Fahrenheit", "86°F", "behaviour"}
_TRUE_IN_PAGES: set[str] = set()

_Judged = tuple[str, bool]
"""The words that were found, and whether they are a trace."""


def points(book: Path, _folder: Path) -> Iterator[Figure]:
    all_texts = tuple(texts(Workspace.at(ROOT)))
    guide = [text for text in all_texts if text.where == "guide"]
    yield _false("false alarms, our guide with its marks ignored", _by_marks(guide))
    overlays = [text for text in all_texts if text.where == "overlay"]
    yield _false("false alarms, our overlays, all languages", _by_marks(overlays))
    pages = sorted((book.parent / "flattenthecurve").glob("*-??.md"))
    page_texts = [one for path in pages for one in _page(path)]
    yield _false("false alarms, Flatten the Curve", _by_labels(page_texts, _TRUE_IN_PAGES))
    book_texts = [one for language in ("es", "zh") for one in _book(book, language)]
    yield _false(
        "false alarms, a book that is about no country", _by_labels(book_texts, _TRUE_IN_BOOK)
    )
    yield _missed(guide)
    yield _speed([(text.content, text.locale) for text in all_texts])


def _by_marks(found_in: Iterable[Text]) -> list[_Judged]:
    return [
        (one.words, any(one.of(country) for country in text.own))
        for text in found_in
        for one in _traces(text)
    ]


def _traces(text: Text) -> tuple[Trace, ...]:
    return traces(text.content, text.locale, (), text.region)


def _by_labels(found_in: Iterable[tuple[str, Locale]], true: set[str]) -> list[_Judged]:
    return [
        (one.words, one.words in true)
        for content, locale in found_in
        for one in traces(content, locale, (), "US")
    ]


def _false(what: str, judged: list[_Judged]) -> Figure:
    false = [words for words, is_true in judged if not is_true]
    named = f": {', '.join(sorted(set(false))[:8])}" if false else ""
    detail = f"{len(false)} of {len(judged)}{named}"
    return Figure(what, len(false) / max(1, len(judged)), 0.1, "×", detail)


def _missed(guide: list[Text]) -> Figure:
    """Of the passages that the author calls local, those with nothing that would have said so."""
    local = [text for text in guide if text.own]
    missed = [text for text in local if not _traces(text)]
    detail = f"{len(missed)} of {len(local)} texts in marked passages; the others need a person"
    return Figure(
        "local texts of our guide without a trace", len(missed) / len(local), 0.75, "×", detail
    )


def _page(path: Path) -> Iterator[tuple[str, Locale]]:
    parsed = parse_chapter(path.read_text("utf-8"), path=path.name, name=path.name, chapter_id="ch")
    locale = Locale(path.stem[-2:])
    return ((unit.source, locale) for unit in units(parsed))


def _book(book: Path, language: str) -> Iterator[tuple[str, Locale]]:
    path = book / "now" / "po" / f"{language}.po"
    catalogue = parse_po(path.read_bytes(), path=path.name, locale=Locale(language), domain="guide")
    for entry in catalogue.live:
        if language == "es":
            yield entry.msgid, Locale("en")
        yield entry.msgstr, Locale(language)


def _speed(all_texts: list[tuple[str, Locale]]) -> Figure:
    for content, locale in all_texts[:50]:
        traces(content, locale)
    began = time.process_time()
    for content, locale in all_texts:
        traces(content, locale)
    spent = time.process_time() - began
    rate = len(all_texts) / spent
    return Figure(
        "looking through 5,000 units", 5_000 / rate, 1.0, "s", f"{rate:,.0f} units a second"
    )
