"""What is looked at in every translation: one module per check, found by its name.

A check gets a passage with its translation and yields what is wrong with it. It touches no disk,
asks no clock, and knows nothing of other passages.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from adaptkit.model.diagnostic import Diagnostic, Position
from adaptkit.model.document import BlockKind
from adaptkit.model.locale import Locale
from adaptkit.records import Record
from adaptkit.registry import Registry


class Passage(Record, frozen=True):
    """One text with its translation, both as a catalogue holds them (msgid, msgstr).

    ``name``: what the file that is being looked at calls it, where that is not its ``unit_id``.
    ``placeholders`` are the names that are declared; None takes every ``{name}`` for one.
    ``dialect``: of the guide's Markdown. ``kind`` is None where nobody knows it.
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

    @property
    def called(self) -> str:
        return self.name or self.unit_id


Look = Callable[[Passage], Iterable[Diagnostic]]


class Check(Record, frozen=True):
    """``spoils``: words with such a finding are never finished, whoever says that they are."""

    look: Look
    spoils: bool = False


CHECKS: Registry[Check] = Registry("adaptkit.checks")


def check(name: str, *, spoils: bool = False) -> Callable[[Look], Look]:
    """Decorate the function that looks at a passage."""

    def decorate(look: Look) -> Look:
        CHECKS.register(name)(Check(look, spoils))
        return look

    return decorate


def run_checks(passage: Passage, *, spoiling: bool = False) -> tuple[Diagnostic, ...]:
    """What is wrong with the translation; ``spoiling``: only what keeps it from being finished.
    Where there is none yet, nothing is."""
    if not passage.translation:
        return ()
    wanted = (one for one in map(CHECKS.__getitem__, CHECKS) if one.spoils or not spoiling)
    return tuple(found for one in wanted for found in one.look(passage))
