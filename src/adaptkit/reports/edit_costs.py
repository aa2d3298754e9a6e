"""What an edit of the guide asks of people, passage by passage and language by language.

The hours are a rough measure for planning, and no promise. Assumed is what agencies plan with:
2,000 words a day from one translator, four times as many words from whoever reads over a
translation (https://www.purefluent.com/how-long-does-translation-take/). A guide about health asks
for no less. Of writing systems without spaces each character counts as a word.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from adaptkit.records import Record, field, replace
from adaptkit.reports.drift import word_diff
from adaptkit.reports.problems import Json
from adaptkit.reports.words import counted, one_line, safe

if TYPE_CHECKING:
    from adaptkit.model.catalogue import PassageChange, Work
    from adaptkit.reports.updated import CatalogueChange, UpdateReport

NEW_WORDS_AN_HOUR = 250
READ_WORDS_AN_HOUR = 1000
# So many characters of a text that is new or gone are shown.
_SHOWN = 160


class PassageCost(Record, frozen=True):
    """``languages``: POSIX locale → what its translators have to do. ``operations``: of overlays,
    that were made against the passage as it was (``MX/costs``). ``signed``: POSIX locale → whose
    sign-offs fall (``ana (clinical)``)."""

    languages: Mapping[str, Work]
    operations: tuple[str, ...] = ()
    signed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class LanguageCost(Record, frozen=True):
    """What one catalogue's translators have to do that they did not have to before."""

    language: str
    path: str
    passages: int
    words: int
    new_words: int

    @property
    def hours(self) -> float:
        return self.new_words / NEW_WORDS_AN_HOUR + self.words / READ_WORDS_AN_HOUR


def costs_of(report: UpdateReport) -> Mapping[str, PassageCost]:
    """Unit id → what its change costs, of each passage that changed."""
    asked: dict[str, dict[str, Work]] = {}
    for change in report.catalogues:
        for work in change.work:
            asked.setdefault(work.unit_id, {})[change.language] = work
    return {
        one.unit_id: PassageCost(
            _together([asked[i] for i in _pieces(one) if i in asked]),
            report.drifting.get(one.unit_id, ()),
            report.fallen.get(one.unit_id, {}),
        )
        for one in report.passages
    }


def by_language(report: UpdateReport) -> list[LanguageCost]:
    """The catalogues whose translators have something to do, most hours first."""
    costs = [_of_catalogue(change) for change in report.catalogues if change.work]
    return sorted(costs, key=lambda one: (-one.hours, one.path))


def passage_cost_lines(one: PassageChange, costs: Mapping[str, PassageCost]) -> Iterator[str]:
    """Nothing of a passage of which ``costs`` say nothing."""
    cost = costs.get(one.unit_id)
    if cost is None:
        return
    if one.then and one.text and one.then != one.text:
        yield f"    {word_diff(one.then, one.text, around=5)}"
    elif one.text and not one.then:
        text = one_line(one.text)
        yield f"    {text[:_SHOWN].rstrip()}{'…' if len(text) > _SHOWN else ''}"
    for said in dict.fromkeys(map(_said, cost.languages.values())):
        named = ", ".join(n for n, work in cost.languages.items() if _said(work) == said)
        yield f"    {named}: {said}"
    if cost.operations:
        yield f"    overlays to look at again: {', '.join(map(safe, cost.operations))}"
    for language, who in cost.signed.items():
        yield f"    sign-offs that fall, {language}: {', '.join(who)}"


def total_lines(report: UpdateReport) -> Iterator[str]:
    yield from _translators(report)
    who = {one for said in report.fallen.values() for names in said.values() for one in names}
    if who:
        yield ""
        passages = counted(len(report.fallen), "passage")
        yield f"What this asks of reviewers: {passages} to read again ({', '.join(sorted(who))})"


def _translators(report: UpdateReport) -> Iterator[str]:
    costs = by_language(report)
    if not costs:
        return
    yield ""
    yield "What this asks of translators, most first:"
    for one in costs:
        yield (
            f"  {one.language}, {safe(one.path)}: {counted(one.passages, 'passage')}, "
            f"{_words(one.words, one.new_words)}, about {_time(one.hours)}"
        )
    yield (
        f"Assumed: {NEW_WORDS_AN_HOUR} new words an hour to translate, "
        f"{READ_WORDS_AN_HOUR:,} words an hour to read again."
    )


def passage_cost_json(one: PassageChange, costs: Mapping[str, PassageCost] | None) -> Json:
    """``then`` and ``now``: null where there was, or is, no such passage. ``languages``,
    ``operations`` and ``signed`` (whose sign-offs fall): of a dry run alone, else null."""
    said: Json = {"then": one.then or None, "now": one.text or None}
    if costs is None:
        return {**said, "languages": None, "operations": None, "signed": None}
    cost = costs[one.unit_id]
    return {
        **said,
        "languages": {
            language: {
                "state": work.state.value,
                "words": work.words,
                "new_words": work.new_words,
            }
            for language, work in cost.languages.items()
        },
        "operations": list(cost.operations),
        "signed": {language: list(who) for language, who in cost.signed.items()},
    }


def costs_json(report: UpdateReport) -> Json:
    return {
        "new_words_an_hour": NEW_WORDS_AN_HOUR,
        "read_words_an_hour": READ_WORDS_AN_HOUR,
        "languages": [
            {
                "language": one.language,
                "path": one.path,
                "passages": one.passages,
                "words": one.words,
                "new_words": one.new_words,
                "hours": round(one.hours, 2),
            }
            for one in by_language(report)
        ],
    }


def _pieces(one: PassageChange) -> tuple[str, ...]:
    """The ids that wait because of one change: of what was cut, its parts too."""
    return (one.unit_id, *(one.others if one.kind == "split" else ()))


def _together(pieces: Sequence[Mapping[str, Work]]) -> Mapping[str, Work]:
    """The work of a change's pieces as one, by language."""
    out: dict[str, Work] = {}
    for piece in pieces:
        for language, work in piece.items():
            known = out.get(language)
            if known is not None:
                work = replace(
                    known,
                    words=known.words + work.words,
                    new_words=known.new_words + work.new_words,
                )
            out[language] = work
    return out


def _of_catalogue(change: CatalogueChange) -> LanguageCost:
    return LanguageCost(
        change.language,
        change.path,
        len(change.work),
        sum(work.words for work in change.work),
        sum(work.new_words for work in change.work),
    )


def _said(work: Work) -> str:
    return f"{work.state.value}, {_words(work.words, work.new_words)}"


def _words(words: int, new: int) -> str:
    told = f"{counted(words, 'word')} to read"
    if not new:
        return told
    return f"{told}, all of them new" if new == words else f"{told}, {new:,} of them new"


def _time(hours: float) -> str:
    """Never less than a minute; minutes up to an hour, then tenths of hours."""
    minutes = math.ceil(hours * 60)
    return counted(minutes, "minute") if minutes < 60 else f"{math.ceil(hours * 10) / 10:g} hours"
