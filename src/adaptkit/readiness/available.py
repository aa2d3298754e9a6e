"""Which of the formats that were asked for this machine can write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adaptkit.model.diagnostic import Diagnostic, as_blocker
from adaptkit.model.edition import EditionSpec
from adaptkit.model.programs import Programs
from adaptkit.records import Record
from adaptkit.writers import FORMATS


class Available(Record, frozen=True):
    """``chosen``: the formats by edition, without those that cannot be written; ``lacking``: why
    not; ``nothing``: the editions of which nothing is left."""

    chosen: Mapping[str, tuple[str, ...]]
    lacking: tuple[Diagnostic, ...]
    nothing: frozenset[str]


def available(
    specs: Sequence[EditionSpec], asked: Mapping[str, tuple[str, ...]], programs: Programs
) -> Available:
    """A format that cannot be written keeps no other one from being."""
    chosen: dict[str, tuple[str, ...]] = {}
    told: list[Diagnostic] = []
    for spec in specs:
        wrong: dict[str, Diagnostic] = {}
        for name in asked[spec.name]:
            one = FORMATS[name]()
            if one.lacking and (found := one.lacking(spec, one, programs)):
                wrong[name] = found
        chosen[spec.name] = tuple(name for name in asked[spec.name] if name not in wrong)
        told += wrong.values() if chosen[spec.name] else map(as_blocker, wrong.values())
    nothing = frozenset(name for name, formats in chosen.items() if not formats)
    return Available(chosen, tuple(told), nothing)
