"""What is new since the last release, for readers: a few lines in the edition's own language.

Numbers and addresses stand between isolates (Unicode, UAX #9), so that no text from right to left
turns them round, and words say which is the old one: an arrow would mean the opposite there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adaptkit.editions.dates import day_in
from adaptkit.model.contact import KINDS
from adaptkit.model.edition import Edition
from adaptkit.model.release import Content, Recorded
from adaptkit.model.telling import Said, word
from adaptkit.records import Record
from adaptkit.releases.changes import Changes, NewValue, Sorts
from adaptkit.reports.words import one_line

LEFT_TO_RIGHT, AS_IT_BEGINS, END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{FIRST STRONG ISOLATE}", "\u2069"
_FROM_LEFT = frozenset({"telephone", "url", "email", "date"})
_BY_KIND = {"telephone": word("Telephone"), "url": word("Website"), "email": word("E-mail")}
_CHANGED, _ADDED, _GONE = word("Changed"), word("Added"), word("Left out")
_WAS = word("{what}: it was {old}, it is {new} now")


class Group(Record, frozen=True):
    """Some lines under a heading; none of the heading's own where it is empty."""

    heading: Said
    lines: tuple[Said, ...]


class Told(Record, frozen=True):
    """``title`` of the edition, ``day`` of the release, ``since``: what the changes begin with;
    ``groups``: the most urgent first."""

    title: str
    day: Said
    since: Said
    groups: tuple[Group, ...] = ()


def tell(edition: Edition, day: str, before: Recorded, found: Changes, now: Content) -> Told:
    """``day``: of this release (ISO); ``before``: what readers had until ``now``."""
    shown = Said(day_in(day, edition.words_language).text, edition.words_language)
    was = day_in(before.date, edition.words_language).text
    totals = len(before.content.passages), len(now.passages)
    groups = tuple(group for group in _groups(edition, found, totals) if group.lines)
    if not groups:
        nothing = _passages(_CHANGED, 0, totals[1], edition)
        groups = (Group(edition.said("Contents"), (nothing,)),)
    return Told(
        one_line(edition.title), shown, edition.said("Changes since {date}", date=was), groups
    )


def _groups(edition: Edition, found: Changes, totals: tuple[int, int]) -> Iterator[Group]:
    said = edition.said
    values = [(one.safety, _value(one, edition)) for one in found.values]
    urgent, other = ([said for safe, said in values if safe is is_] for is_ in (True, False))
    yield Group(said("Safety advice"), (*urgent, *_sorted(found.safety, edition)))
    yield Group(said(_CHANGED), tuple(other))
    numbers = (
        _was(edition, _isolated(one.name), *(_numbers(each) for each in (one.old, one.new)))
        for one in found.numbers
    )
    yield Group(said("Contact"), (*numbers, *_sorted(found.contacts, edition)))
    yield Group(said("Contents"), tuple(_contents(found, totals, edition)))
    yield Group(said("Stories"), tuple(_sorted(found.stories, edition)))
    yield Group(said("Pictures"), tuple(_sorted(_numbered(found.pictures), edition)))


def _contents(found: Changes, totals: tuple[int, int], edition: Edition) -> Iterator[Said]:
    """Chapters by their titles; passages by their number, safety passages too, so that nobody has
    to add up."""
    title = [found.title[1]] if found.title else []
    otherwise = (*title, *found.chapters_otherwise)
    yield from _sorted(Sorts(found.chapters.added, otherwise, found.chapters.gone), edition)
    if found.reordered:
        yield edition.said(_CHANGED)
    then, now = totals
    of = found.passages
    for kind, which, total in (
        (_CHANGED, of.changed, now),
        (_ADDED, of.added, now),
        (_GONE, of.gone, then),
    ):
        if which:
            yield _passages(kind, len(which), total, edition)


def _passages(kind: str, number: int, total: int, edition: Edition) -> Said:
    n, of = (_isolated(str(each), from_left=True) for each in (number, total))
    done = edition.said(kind)
    return Said(
        f"{done.text}: {edition.word('{n} of {total} passages', n=n, total=of)}", done.language
    )


def _value(one: NewValue, edition: Edition) -> Said:
    """Called as contacts of its kind are, where its name begins with one (``emergency_number``);
    else by what it is."""
    kind = KINDS.get(one.name.partition("_")[0]) or _BY_KIND.get(one.kind) or _CHANGED
    old, new = (_isolated(text, one.kind in _FROM_LEFT) for text in (one.old, one.new))
    return _was(edition, edition.word(kind), old, new)


def _was(edition: Edition, what: str, old: str, new: str) -> Said:
    return edition.said(_WAS, what=what, old=old, new=new)


def _numbers(numbers: Iterable[str]) -> str:
    return ", ".join(_isolated(one, from_left=True) for one in numbers) or "–"


def _sorted(found: Sorts, edition: Edition) -> Iterator[Said]:
    for kind, names in ((_CHANGED, found.changed), (_ADDED, found.added), (_GONE, found.gone)):
        for name in names:
            done = edition.said(kind)
            yield Said(f"{done.text}: {_isolated(name)}", done.language)


def _numbered(found: Sorts) -> Sorts:
    """How many: nobody reads the names of picture files."""
    each = (found.added, found.changed, found.gone)
    return Sorts(*((str(len(names)),) if names else () for names in each))


def _isolated(text: str, from_left: bool = False) -> str:
    return f"{LEFT_TO_RIGHT if from_left else AS_IT_BEGINS}{one_line(text)}{END}"
