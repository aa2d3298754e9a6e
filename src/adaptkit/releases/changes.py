"""What is different for readers between two editions, as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from adaptkit.model.release import Content, ReadersContact, ReadersValue
from adaptkit.records import Record


class NewValue(Record, frozen=True):
    """``{name}`` says something else; ``safety``: in a safety passage, then or now."""

    name: str
    kind: str
    old: str
    new: str
    safety: bool


class NewNumbers(Record, frozen=True):
    """A contact that is called at other numbers."""

    name: str
    old: tuple[str, ...]
    new: tuple[str, ...]


class Sorts(Record, frozen=True):
    """What was added, what is still there and says something else, and what is gone."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.gone)

    @property
    def number(self) -> int:
        return len(self.added) + len(self.changed) + len(self.gone)


class Changes(Record, frozen=True):
    """``safety``: headings, each once. ``chapters`` and ``stories``: titles. ``contacts``: names,
    without those of ``numbers``. ``passages``: units, of safety passages too. ``pictures``: names.
    ``chapters_otherwise``: titles of the chapters where something has changed that has no words.
    ``reordered``: the same passages stand in another order."""

    title: tuple[str, str] | None = None
    values: tuple[NewValue, ...] = ()
    safety: Sorts = Sorts()
    numbers: tuple[NewNumbers, ...] = ()
    contacts: Sorts = Sorts()
    chapters: Sorts = Sorts()
    stories: Sorts = Sorts()
    passages: Sorts = Sorts()
    pictures: Sorts = Sorts()
    chapters_otherwise: tuple[str, ...] = ()
    reordered: bool = False

    def __bool__(self) -> bool:
        return self != Changes()


def changes(before: Content, after: Content) -> Changes:
    """What readers of ``after`` get otherwise than those of ``before``. A unit that was only
    renamed is the same passage."""
    passages = _passages(before.passages, after.passages)
    contacts, numbers = _contacts(before.contacts, after.contacts)
    rest = _sorts(before.rest, after.rest)
    titles = {**before.chapters, **after.chapters}
    return Changes(
        title=None if before.title == after.title else (before.title, after.title),
        values=tuple(_values(before.values, after.values)),
        safety=_headings(passages, before.safety, after.safety),
        numbers=numbers,
        contacts=contacts,
        chapters=_chapters(before.chapters, after.chapters),
        stories=_titles(_sorts(before.stories, after.stories), before.stories, after.stories),
        passages=passages,
        pictures=_sorts(before.pictures, after.pictures),
        chapters_otherwise=tuple(
            titles[one]
            for one in (*rest.added, *rest.changed, *rest.gone)
            if one in before.chapters and one in after.chapters
        ),
        reordered=_order(before, after) != _order(after, before),
    )


def _order(one: Content, other: Content) -> list[str]:
    return [unit for unit in one.passages if unit in other.passages]


def _sorts(before: Mapping[str, str], after: Mapping[str, str]) -> Sorts:
    return Sorts(
        tuple(key for key in after if key not in before),
        tuple(key for key in after if key in before and before[key] != after[key]),
        tuple(key for key in before if key not in after),
    )


def _passages(before: Mapping[str, str], after: Mapping[str, str]) -> Sorts:
    """Without those that have only another name: of each pair with the same words neither is new
    or gone."""
    found = _sorts(before, after)
    came = Counter(after[unit] for unit in found.added)
    went = Counter(before[unit] for unit in found.gone)
    same = came & went
    return Sorts(
        _left(found.added, after, Counter(same)),
        found.changed,
        _left(found.gone, before, Counter(same)),
    )


def _left(units: Iterable[str], words: Mapping[str, str], same: Counter[str]) -> tuple[str, ...]:
    left = []
    for unit in units:
        if same[words[unit]]:
            same[words[unit]] -= 1
        else:
            left.append(unit)
    return tuple(left)


def _values(
    before: Mapping[str, ReadersValue], after: Mapping[str, ReadersValue]
) -> list[NewValue]:
    """Safety first. A placeholder that came or went comes and goes with its passage."""
    found = [
        NewValue(name, new.kind, before[name].text, new.text, new.safety or before[name].safety)
        for name, new in after.items()
        if name in before and before[name].text != new.text
    ]
    return sorted(found, key=lambda one: not one.safety)


def _headings(found: Sorts, before: Mapping[str, str], after: Mapping[str, str]) -> Sorts:
    """Of the safety passages among these the headings, each told once: as changed where it is
    neither all new nor all gone. A passage that is one no more is told, too."""
    changed = {
        after.get(unit) or before[unit] for unit in found.changed if unit in after or unit in before
    }
    added = {after[unit] for unit in found.added if unit in after}
    gone = {before[unit] for unit in found.gone if unit in before}
    had, has = set(before.values()), set(after.values())
    told = [*dict.fromkeys((*after.values(), *before.values()))]
    changed |= {one for one in added if one in had} | {one for one in gone if one in has}
    return Sorts(
        tuple(one for one in told if one in added and one not in changed),
        tuple(one for one in told if one in changed),
        tuple(one for one in told if one in gone and one not in changed),
    )


def _contacts(
    before: Iterable[ReadersContact], after: Iterable[ReadersContact]
) -> tuple[Sorts, tuple[NewNumbers, ...]]:
    then, now = _by_name(before), _by_name(after)
    sorts = _sorts({k: _signs(v) for k, v in then.items()}, {k: _signs(v) for k, v in now.items()})
    numbers = tuple(
        NewNumbers(name, _numbers(then[name]), _numbers(now[name]))
        for name in sorts.changed
        if _numbers(then[name]) != _numbers(now[name])
    )
    otherwise = {one.name for one in numbers}
    left = tuple(name for name in sorts.changed if name not in otherwise)
    return Sorts(sorts.added, left, sorts.gone), numbers


def _by_name(contacts: Iterable[ReadersContact]) -> dict[str, list[ReadersContact]]:
    """Several may be called the same."""
    found: dict[str, list[ReadersContact]] = {}
    for one in contacts:
        found.setdefault(one.name, []).append(one)
    return found


def _signs(contacts: Iterable[ReadersContact]) -> str:
    return " ".join(sorted(one.digest for one in contacts))


def _numbers(contacts: Iterable[ReadersContact]) -> tuple[str, ...]:
    return tuple(number for one in contacts for number in one.numbers)


def _chapters(before: Mapping[str, str], after: Mapping[str, str]) -> Sorts:
    """Titles; a chapter with another id and the same title is the same."""
    found = _titles(_sorts(before, after), before, after)
    both = set(found.added) & set(found.gone)
    return Sorts(
        tuple(one for one in found.added if one not in both),
        found.changed,
        tuple(one for one in found.gone if one not in both),
    )


def _titles(found: Sorts, before: Mapping[str, str], after: Mapping[str, str]) -> Sorts:
    return Sorts(
        tuple(after[key] for key in found.added),
        tuple(after[key] for key in found.changed),
        tuple(before[key] for key in found.gone),
    )
