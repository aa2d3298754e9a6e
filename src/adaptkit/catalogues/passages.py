"""What happened to each passage between two templates, for the people who will work on it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from adaptkit.catalogues.increasing import increasing
from adaptkit.model.catalogue import PART, Catalogue, Entry, Match, MatchKind, PassageChange
from adaptkit.model.diagnostic import Position
from adaptkit.model.unit import Unit
from adaptkit.texts.sameness import nfc

SameMeaning = Callable[[str, str, str], bool]
"""(one text, another, the id of their unit) → whether only mark-up is written in another way."""


def passage_changes(
    units: Sequence[Unit],
    matches: Sequence[Match],
    previous: Catalogue | None,
    *,
    safety: str,
    same: SameMeaning,
) -> tuple[PassageChange, ...]:
    """Each passage that changed, once: safety passages first, then in reading order, what was
    taken out last. ``units`` bear their final ids; ``safety`` is the note that a safety passage
    has. Of a guide without a former template (None) every passage is new."""
    old = {entry.unit_id: entry for entry in previous.live} if previous else {}
    found = _Changes(units, matches, old, safety, same)
    listed = [*found.of_today(), *found.removed()]
    return tuple(sorted(listed, key=lambda one: not one.safety))


class _Changes:
    def __init__(
        self,
        units: Sequence[Unit],
        matches: Sequence[Match],
        old: Mapping[str, Entry],
        safety: str,
        same: SameMeaning,
    ) -> None:
        self.units, self.old, self.safety, self.same = units, old, safety, same
        self.texts = {unit.id: unit.source for unit in units}
        self.places = {unit.id: n for n, unit in enumerate(units)}
        self.matches = {match.unit_id: match for match in matches}
        self.tails: dict[str, list[str]] = {}
        for match in matches:
            if match.kind is MatchKind.SPLIT:
                self.tails.setdefault(match.origins[0], []).append(match.unit_id)
        self.moved = self._moved()

    def of_today(self) -> Iterator[PassageChange]:
        for unit in self.units:
            match = self.matches.get(unit.id)
            kind = self._kind(unit, match)
            if kind:
                others = self.tails.get(unit.id, [])
                if match is not None and kind == "merged":
                    others = [i for i in match.origins if i != unit.id]
                before = match.origins if match and kind != "returned" else ()
                pieces = [unit.id, *self.tails.get(unit.id, [])]
                yield PassageChange(
                    unit.id,
                    kind,
                    unit.position,
                    PART.join(self.texts[i] for i in sorted(pieces, key=self.places.__getitem__)),
                    others=tuple(others),
                    safety=self._is_safety(unit, match),
                    then=PART.join(self.old[i].msgid for i in before if i in self.old),
                )

    def removed(self) -> Iterator[PassageChange]:
        today = {unit.id for unit in self.units}
        today |= {i for match in self.matches.values() for i in match.origins}
        for entry in self.old.values():
            if entry.unit_id not in today:
                where = Position(entry.references[0] if entry.references else "")
                safety = self.safety in entry.extracted
                yield PassageChange(
                    entry.unit_id, "removed", where, "", safety=safety, then=entry.msgid
                )

    def _kind(self, unit: Unit, match: Match | None) -> str:
        if match is None or match.kind is MatchKind.SPLIT:
            return ""
        if unit.id in self.tails:
            return "split"
        if match.kind is MatchKind.EXACT:
            return "moved" if unit.id in self.moved else ""
        before = self.old.get(match.origins[0]) if match.origins else None
        edited = match.kind in (MatchKind.EDITED, MatchKind.TRIVIAL)
        if edited and before and self.same(before.msgid, unit.source, unit.id):
            return "respelt"
        return match.kind.value

    def _is_safety(self, unit: Unit, match: Match | None) -> bool:
        """Of what was a safety passage, or what one went into, readers may miss something too."""
        before = (self.old.get(i) for i in match.origins) if match else ()
        notes = [unit.notes, *(entry.extracted for entry in before if entry)]
        return any(self.safety in lines for lines in notes)

    def _moved(self) -> Collection[str]:
        """Unchanged passages that stand in another order, or in another file that both have."""
        place = {unit_id: o for o, unit_id in enumerate(self.old)}
        pairs = [
            (n, place[match.origins[0]])
            for n, unit in enumerate(self.units)
            if (match := self.matches.get(unit.id)) and match.origins
            if match.kind is not MatchKind.SPLIT and match.origins[0] in place
        ]
        kept = set(increasing(pairs))
        here = {unit.position.path for unit in self.units}
        there = {entry.references[0] for entry in self.old.values() if entry.references}
        ids = list(self.old)
        out: set[str] = set()
        for n, o in pairs:
            unit, was = self.units[n], self.old[ids[o]].references[:1]
            known = was and was[0] in here and unit.position.path in there
            elsewhere = bool(known) and was[0] != unit.position.path
            if ((n, o) not in kept or elsewhere) and nfc(unit.source) == nfc(
                self.old[ids[o]].msgid
            ):
                out.add(unit.id)
        return out
