"""What is looked at in every translation: one module per check, found by its name.

A check gets a passage with its translation and yields what is wrong with it. It touches no disk,
asks no clock, and knows nothing of other passages. What stands directly in this package is asked
wherever words may become finished or shown; ``closer/`` only where somebody wants to know
everything (`check_catalogue`). What stands in ``whole/`` gets all passages of a catalogue at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from adaptkit.model.diagnostic import Diagnostic, Position, Severity
from adaptkit.model.document import BlockKind
from adaptkit.model.locale import Locale
from adaptkit.records import Record, once
from adaptkit.registry import Registry

if TYPE_CHECKING:
    from adaptkit.checks.closer._pairs import Pairs

_ENGLISH = Locale("en")


class Passage(Record, frozen=True, dict=True):
    """One text with its translation, both as a catalogue holds them (msgid, msgstr).

    ``name``: what the file that is being looked at calls it, where that is not its ``unit_id``.
    ``placeholders`` are the names that are declared; None takes every ``{name}`` for one.
    ``dialect``: of the guide's Markdown. ``kind`` is None where nobody knows it.
    ``source_locale``: what the source is written in.
    """

    unit_id: str
    source: str
    translation: str
    locale: Locale
    kind: BlockKind | None = None
    placeholders: Collection[str] | None = None
    position: Position = Position("")
    name: str = ""
    dialect: str = ""
    source_locale: Locale = _ENGLISH

    @property
    def called(self) -> str:
        return self.name or self.unit_id

    # What many checks ask is worked out once, and goes when the passage goes.

    @once
    def signs(self) -> frozenset[str]:
        """Every character of the translation."""
        return frozenset(self.translation)

    @once
    def every_sign(self) -> frozenset[str]:
        """Every character of the source and the translation."""
        return self.signs.union(self.source)

    @once
    def has_figures(self) -> bool:
        """Whether a figure of any script stands in the source or the translation."""
        return any(map(str.isnumeric, self.every_sign))

    @once
    def pairs(self) -> Pairs:
        """Sentence beside sentence, where both languages are known: see ``closer/_pairs.py``."""
        from adaptkit.checks.closer._pairs import pairs_of  # builds do without it

        return pairs_of(self)

    def forget(self) -> None:
        """Let go of that: a catalogue may have many passages, and each is looked at once."""
        self.__dict__.clear()


Look = Callable[[Passage], Iterable[Diagnostic]]
Placed = tuple[int, Diagnostic]
"""(the place of the passage among all, what is wrong); -1 is the whole catalogue."""
LookAtAll = Callable[[Sequence[Passage]], Iterable[Placed]]
"""Gets all passages in the order of the guide; those without a translation are among them."""


class Check(Record, frozen=True):
    """``spoils``: words with such a finding are never finished, whoever says that they are.
    ``worst``: how bad its worst finding may be. ``grave``: whether it may be as bad as that in this
    passage, where that is seen at once: builds ask for errors only. ``signs``: it finds something
    only where one of them stands in the translation, or, of ``either``, in one of both texts; any
    text where there are none. Most texts have none of what most checks look for."""

    look: Look
    spoils: bool = False
    worst: Severity = Severity.ERROR
    grave: Callable[[Passage], bool] = bool
    signs: frozenset[str] = frozenset()
    either: bool = False

    def may_find(self, passage: Passage) -> bool:
        """Whether it has to look at all."""
        there = passage.every_sign if self.either else passage.signs
        return not (self.signs and self.signs.isdisjoint(there))


class CatalogueCheck(Record, frozen=True):
    """What needs more than one passage. ``worst``: how bad its worst finding may be."""

    look: LookAtAll
    worst: Severity = Severity.WARNING


CHECKS: Registry[Check] = Registry("adaptkit.checks")
CLOSER: Registry[Check] = Registry("adaptkit.checks.closer")
WHOLE: Registry[CatalogueCheck] = Registry("adaptkit.checks.whole")


def check(
    name: str,
    *,
    spoils: bool = False,
    worst: Severity = Severity.ERROR,
    signs: Iterable[str] = (),
    either: bool = False,
) -> Callable[[Look], Look]:
    """Decorate the function that looks at a passage."""

    def decorate(look: Look) -> Look:
        one = Check(look, spoils, worst, signs=frozenset(signs), either=either)
        CHECKS.register(name)(one)
        return look

    return decorate


def closer_check(
    name: str,
    *,
    worst: Severity = Severity.WARNING,
    grave: Callable[[Passage], bool] = bool,
    signs: Iterable[str] = (),
    either: bool = False,
) -> Callable[[Look], Look]:
    """Decorate the function that looks at a passage only where everything is asked for."""

    def decorate(look: Look) -> Look:
        one = Check(look, worst=worst, grave=grave, signs=frozenset(signs), either=either)
        CLOSER.register(name)(one)
        return look

    return decorate


def catalogue_check(
    name: str, *, worst: Severity = Severity.WARNING
) -> Callable[[LookAtAll], LookAtAll]:
    """Decorate the function that looks at all passages of a catalogue at once."""

    def decorate(look: LookAtAll) -> LookAtAll:
        WHOLE.register(name)(CatalogueCheck(look, worst))
        return look

    return decorate


def run_checks(passage: Passage, *, spoiling: bool = False) -> tuple[Diagnostic, ...]:
    """What is wrong with the translation; ``spoiling``: only what keeps it from being finished.
    Where there is none yet, nothing is."""
    if not passage.translation:
        return ()
    return tuple(
        found
        for one in map(CHECKS.__getitem__, CHECKS)
        if (one.spoils or not spoiling) and one.may_find(passage)
        for found in one.look(passage)
    )


def check_catalogue(
    passages: Sequence[Passage], *, errors_only: bool = False, spoiling: bool = True
) -> Iterator[Diagnostic]:
    """All that is wrong with the translations of one catalogue, or only what stops a release:
    first of the whole, then in the order of the passages, which is that of the guide. ``spoiling``:
    also what keeps words from readers; not where somebody has looked for that already."""
    of_all: dict[int, list[Diagnostic]] = {}
    for whole in map(WHOLE.__getitem__, WHOLE):
        if whole.worst is Severity.ERROR or not errors_only:
            for place, found in whole.look(passages):
                of_all.setdefault(place, []).append(found)
    wanted = [
        one
        for registry in (CHECKS, CLOSER)
        for one in map(registry.__getitem__, registry)
        if one.worst is Severity.ERROR or not errors_only
        if spoiling or not one.spoils
    ]
    for place in range(-1, len(passages)):
        told = list(of_all.get(place, ()))
        if place >= 0 and passages[place].translation:
            passage = passages[place]
            signs, every_sign = passage.signs, passage.every_sign
            for one in wanted:
                # As ``may_find``, which costs as much to call as some checks do to ask.
                if one.signs and one.signs.isdisjoint(every_sign if one.either else signs):
                    continue
                if not errors_only or one.grave(passage):
                    told += one.look(passage)
            passage.forget()
        if told:
            yield from (one for one in told if one.stops_release or not errors_only)
