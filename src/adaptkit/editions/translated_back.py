"""Which passages somebody has translated back, of the words that stand there today."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.editions.dates import day_inline
from adaptkit.editions.lines import Line, say
from adaptkit.model.edition import Edition
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.review import EVIDENCE, Review, Verdict
from adaptkit.model.telling import Fact

_APART = Inline(InlineKind.TEXT, " · ")


def translated_back(edition: Edition) -> tuple[Review, ...]:
    """What counts, also that somebody could not tell what the words say. It signs nothing off."""
    reviews = edition.reviews
    if not reviews.said:
        return ()
    return tuple(
        one
        for unit, passage in edition.asked.items()
        for one in reviews.of(passage.locale, passage.domain, unit)
        if one.verdict in EVIDENCE
        and one.is_about(passage.source, passage.words)
        and not reviews.is_early(one)
    )


def how_many(edition: Edition) -> tuple[int, int]:
    """Passages that somebody has translated back; passages of which somebody could not tell what
    they say."""
    found = translated_back(edition)
    told = {one.unit for one in found if one.verdict is Verdict.BACK_TRANSLATED}
    return len(told), len({one.unit for one in found if one.verdict is Verdict.UNCLEAR})


def back_facts(edition: Edition) -> Iterator[Fact]:
    """By whom, how much and when last; nothing where nobody has. Whoever does not want their name
    printed is not named."""
    by_whom: dict[str, list[Review]] = {}
    for one in translated_back(edition):
        if one.verdict is Verdict.BACK_TRANSLATED:
            by_whom.setdefault(one.by, []).append(one)
    lines = (_line(by, said, edition) for by, said in by_whom.items())
    if by_whom:
        yield Fact(edition.said("Back-translation"), tuple(lines), listed=True)


def _line(by: str, said: list[Review], edition: Edition) -> Line:
    person = edition.reviews.people.get(by)
    named: Line = ()
    if person and person.name:
        named = (Inline(InlineKind.NAME, person.name), _APART)
    number, total = str(len(said)), str(edition.progress.to_sign)
    how_much = say(edition.said("{n} of {total} passages", n=number, total=total))
    day = day_inline(max(one.on for one in said), edition.words_language)
    return (*named, *how_much, _APART, day)
