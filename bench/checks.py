"""How often the checks of translations have something to say of translations that are right, and
how many they look at in a second.

    python bench/checks.py --corpus DIR [--show CODE | --table]

Clean are this project's own catalogues, and the catalogues in ``DIR/rust-by-example/now/po``: real
ones, that nobody of this project wrote, with what their translators did not see. A finding there
may well be right; the rate is of all that is told. ``--show`` prints what one code found, to be
read; ``--table`` the rates of each check, as ``docs/checks.md`` has them. The exit code is 1 when a
figure misses its limit: of our own passages at most one in a hundred with a warning or an error,
and 5,000 passages a second, cold, in processor time.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import _lru_cache_wrapper
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.measuring import Figure
from bench.texts import ROOT

from adaptkit.catalogues.po import parse_po
from adaptkit.catalogues.template import kind_of
from adaptkit.checks import CHECKS, CLOSER, WHOLE, Look, Passage, Placed, check_catalogue
from adaptkit.model.diagnostic import Diagnostic, Severity
from adaptkit.model.locale import Locale
from adaptkit.records import replace

LANGUAGES = ("es", "ms", "ar", "zh_Hans", "ta")
BOOK = ("es", "zh")
TIMES = 5


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True, metavar="DIR")
    parser.add_argument("--show", metavar="CODE")
    parser.add_argument("--table", action="store_true")
    asked = parser.parse_args()
    ours = {language: _own(language) for language in LANGUAGES}
    book = {language: _book(asked.corpus, language) for language in BOOK}
    for registry in (CHECKS, CLOSER, WHOLE):
        list(registry)
    if asked.table:
        _table(ours, book)
        return 0
    figures = [*_rates("our own", ours, asked.show), *_rates("the book", book, asked.show)]
    figures += [_speed(ours), _speed(ours, errors_only=True)]
    for figure in figures:
        print(figure.line())
    return 0 if all(figure.met for figure in figures) else 1


def _rates(what: str, catalogues: dict[str, list[Passage]], show: str | None) -> Iterator[Figure]:
    """Prints the table of what is told by which code, and yields the share of passages."""
    by_code: Counter[tuple[str, str]] = Counter()
    units = passages = 0
    for language, these in catalogues.items():
        finished = sum(bool(one.translation) for one in these)
        found = list(check_catalogue(these))
        bad = {d.position for d in found if d.severity is not Severity.INFO}
        units, passages = units + len(bad), passages + finished
        by_code.update({(d.code, d.severity.value): 0 for d in found})
        by_code.update((d.code, d.severity.value) for d in found)
        if what == "our own":
            yield Figure(
                f"passages of {language} with a warning or an error",
                100 * len(bad) / finished,
                1.0,
                "%",
                f"{len(bad)} of {finished}",
            )
        for one in found:
            if one.code == show:
                _print(one, these)
    print(f"\n{what}: {passages} passages, {100 * units / passages:.2f} % with a warning or error")
    for (code, severity), times in sorted(by_code.items(), key=lambda one: (-one[1], one[0])):
        print(f"  {code:24} {severity:8} {times:5}  {100 * times / passages:6.2f} %")


def _table(*columns: dict[str, list[Passage]]) -> None:
    """For each check and each column, the share of passages with a warning or error, and that of
    those with information alone."""
    counted = [_told_by_each(catalogues) for catalogues in columns]
    print("| check | our own | the book |\n| --- | --- | --- |")
    for name in sorted(counted[0]):
        print(f"| {name} | {' | '.join(_share(*told[name]) for told in counted)} |")


def _told_by_each(
    catalogues: dict[str, list[Passage]],
) -> dict[str, tuple[int, int, int]]:
    """Check → (passages with a warning or error, with information alone, all)."""
    every = sum(bool(one.translation) for these in catalogues.values() for one in these)
    told: dict[str, tuple[int, int, int]] = {}
    for name, findings in _each_check():
        loud: set[tuple[str, int]] = set()
        quiet: set[tuple[str, int]] = set()
        for language, these in catalogues.items():
            for place, found in findings(these):
                (quiet if found.severity is Severity.INFO else loud).add((language, place))
        told[name] = len(loud), len(quiet - loud), every
    return told


def _each_check() -> Iterator[tuple[str, Callable[[Sequence[Passage]], Iterable[Placed]]]]:
    for registry in (CHECKS, CLOSER):
        for name in registry:
            yield name, _of_passages(registry[name].look)
    for name in WHOLE:
        yield name, WHOLE[name].look


def _of_passages(look: Look) -> Callable[[Sequence[Passage]], Iterable[Placed]]:
    def look_at_all(these: Sequence[Passage]) -> Iterator[Placed]:
        for place, one in enumerate(these):
            if one.translation:
                yield from ((place, found) for found in look(one))

    return look_at_all


def _share(loud: int, quiet: int, every: int) -> str:
    shown = f"{100 * loud / every:.2f} %" if loud else "0"
    return shown + (f", information {100 * quiet / every:.2f} %" if quiet else "")


def _print(found: Diagnostic, these: Sequence[Passage]) -> None:
    passage = next((one for one in these if one.position == found.position), None)
    print(f"{found.position}: {found.message}")
    if passage:
        print(f"    {passage.source}\n    {passage.translation}")


def _speed(catalogues: dict[str, list[Passage]], *, errors_only: bool = False) -> Figure:
    """Each passage for the first time: what was read of its texts is not kept from the run
    before, nor the passages that hold some of it. What is made once for a language is, and what is
    known of its words."""
    gc.set_threshold(100_000, 50, 50)  # as the command does
    least, passages = float("inf"), 0
    for _ in range(TIMES):
        _forget()
        new = [[replace(one) for one in these] for these in catalogues.values()]
        passages = sum(bool(one.translation) for these in new for one in these)
        began = time.process_time()
        for these in new:
            list(check_catalogue(these, errors_only=errors_only))
        least = min(least, time.process_time() - began)
    rate = passages / least
    said = f"{rate:,.0f} a second"
    if errors_only:
        return Figure("looking at 5,000 passages for errors alone", 5000 / rate, 0.5, "s", said)
    return Figure("looking at 5,000 passages", 5000 / rate, 1.0, "s", said)


def _forget() -> None:
    """All that is kept of a text."""
    from adaptkit.checks import kept, numbers
    from adaptkit.checks.closer import names
    from adaptkit.checks.whole import terms
    from adaptkit.guides import emphasis, inlines
    from adaptkit.language_data import medicine_names, quantities, tokens, words

    texts = (tokens, words, quantities, medicine_names, emphasis, inlines)
    for module in (*texts, names, kept, numbers, terms):
        for known in vars(module).values():
            if isinstance(known, _lru_cache_wrapper) and known.cache_parameters()["maxsize"]:
                known.cache_clear()


def _own(language: str) -> list[Passage]:
    found: list[Passage] = []
    for path in sorted((ROOT / "locales" / language).glob("*.po")):
        if path.stem != "interface":
            # The texts of Malaysia's overlay are written in Malay.
            source = "ms" if path.stem == "MY" else "en"
            found += _passages(path, Locale.parse(language), Locale(source), None)
    return found


def _book(corpus: Path, language: str) -> list[Passage]:
    path = corpus / "rust-by-example" / "now" / "po" / f"{language}.po"
    return list(_passages(path, Locale(language), Locale("en"), ()))


def _passages(
    path: Path, locale: Locale, source: Locale, placeholders: tuple[str, ...] | None
) -> Iterator[Passage]:
    catalogue = parse_po(path.read_bytes(), path=path.name, locale=locale, domain="guide")
    for number, entry in enumerate(catalogue.live):
        yield Passage(
            entry.unit_id or f"{number}",
            entry.msgid,
            entry.finished,
            locale,
            kind_of(entry),
            placeholders,
            entry.words_position,
            source_locale=source,
        )


if __name__ == "__main__":
    sys.exit(main())
