"""Which id each unit bears: its author's, the one it has always had, or a new one.

Ids are settled once, guide against template, and never by clock, chance or language. The same
function serves an overlay's own prose (``prefix``), whose ids are plain numbers.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property

from adaptkit.catalogues._matching import Alignment, Piece, align, differs_trivially
from adaptkit.catalogues.template import kind_of
from adaptkit.model.catalogue import Catalogue, Entry, Match, MatchKind
from adaptkit.model.document import BlockKind
from adaptkit.model.unit import Unit
from adaptkit.records import Record, replace
from adaptkit.texts.sameness import nfc

_HASH_DIGITS = 4


class Identity(Record, frozen=True):
    """``ids`` and ``matches`` are aligned with the units; ``sections``: provisional → final."""

    ids: tuple[str, ...]
    sections: Mapping[str, str]
    matches: tuple[Match, ...]


def identify(
    units: Sequence[Unit],
    previous: Catalogue | None,
    catalogues: Callable[[], Sequence[Catalogue]] = tuple,
    *,
    prefix: str = "",
) -> Identity:
    """Ids for ``units``, all different, from the template ``previous`` (None: it is gone, and the
    committed ``catalogues`` stand in for it). Catalogues are asked for only where the template
    does not know a unit.

    Precedence: the author's ``{#id}``; the id of the old entry that the unit was recognised as;
    the id of an entry, obsolete ones included, with this very text; a new id. The order of
    ``catalogues`` changes nothing.
    """
    catalogues = cache(catalogues)
    old = _old_entries(units, previous, catalogues)
    known = _Known(previous, catalogues)
    found = _Settling(units, old, known, numbered=bool(prefix)).settle()
    addressed = [_under(unit, found.sections) for unit in units]
    if addressed != list(units):
        # A section kept its id though its heading changed: so do the ids that authors gave in it.
        again = _Settling(addressed, old, known, numbered=bool(prefix))
        return again.settle(found.sections)
    return found


def _under(unit: Unit, sections: Mapping[str, str]) -> Unit:
    """An author's id stands under its section's final id."""
    section, _, own = unit.id.rpartition(".")
    if not unit.explicit or section != unit.section or sections[section] == section:
        return unit
    return replace(unit, id=f"{sections[section]}.{own}")


class _Old(Record, frozen=True):
    id: str
    piece: Piece
    kind: BlockKind | None


class _Settling:
    """One run of ``identify``: ``ids`` fills up step by step; ``used`` holds id → text."""

    def __init__(
        self, units: Sequence[Unit], old: Sequence[_Old], known: _Known, *, numbered: bool
    ) -> None:
        self.units, self.old, self.known, self.numbered = units, old, known, numbered
        self.texts = [nfc(unit.source) for unit in units]
        self.ids = [unit.id if unit.explicit else "" for unit in units]
        self.used = {i: text for i, text in zip(self.ids, self.texts, strict=True) if i}
        self.returned: dict[int, str] = {}
        self.sections: dict[str, str] = {}

    def settle(self, sections: Mapping[str, str] | None = None) -> Identity:
        alignment = self._align()
        for n, (o, _) in alignment.pairs.items():
            if not self.ids[n]:
                self._take(n, self.old[o].id)
        self._return(alignment)
        if sections is None:
            self._freeze_sections(alignment)
        else:
            self.sections = dict(sections)
        self._bear()
        matches = tuple(self._match(n, alignment) for n in range(len(self.units)))
        return Identity(tuple(self.ids), self.sections, matches)

    def _take(self, n: int, unit_id: str) -> None:
        self.ids[n] = unit_id
        self.used[unit_id] = self.texts[n]

    def _align(self) -> Alignment:
        if not self.old:
            return Alignment()
        place = {old.id: o for o, old in enumerate(self.old)}
        fixed: dict[int, int] = {}
        for n, unit_id in enumerate(self.ids):
            if unit_id in place:
                fixed[n] = place.pop(unit_id)
        pieces = [
            Piece(text, unit.kind.value, unit.section)
            for text, unit in zip(self.texts, self.units, strict=True)
        ]
        return align(pieces, [old.piece for old in self.old], fixed)

    def _return(self, alignment: Alignment) -> None:
        """Units that no old entry fits take an id back that this very text once had."""
        gone = {o for further in alignment.merges.values() for o in further}
        spoken_for = {self.old[o].id for o, _ in alignment.pairs.values()}
        spoken_for |= {self.old[o].id for o in gone}
        for n, unit in enumerate(self.units):
            if n in alignment.pairs:
                continue
            held = [
                i
                for i in self.known.by_text.get(self.texts[n], ())
                if (i not in self.used or i == unit.id) and i not in spoken_for
            ]
            if held:
                found = min(held, key=lambda i: (_section(i) != unit.section, i))
                self.returned[n] = found
                spoken_for.add(found)
                if not self.ids[n]:
                    self._take(n, found)

    def _freeze_sections(self, alignment: Alignment) -> None:
        """A recognised heading keeps its section's id; no two sections get the same one."""
        final: dict[str, str] = {}
        fixed = [u for u in self.units if u.section_explicit and u.opens_section]
        final |= {unit.section: unit.section for unit in fixed}
        taken = set(final.values())
        for n, unit in enumerate(self.units):
            if not unit.opens_section or unit.section in final:
                continue
            if n in alignment.pairs:
                old = self.old[alignment.pairs[n][0]]
                frozen = _section(old.id) if old.kind in (None, unit.kind) else ""
            else:
                frozen = _section(self.returned.get(n, ""))
            if frozen and frozen not in taken:
                final[unit.section] = frozen
                taken.add(frozen)
        for section in dict.fromkeys(unit.section for unit in self.units):
            if section not in final:
                free = section
                while free in taken:
                    free = _next_free(section, taken)
                final[section] = free
                taken.add(free)
        self.sections = {unit.section: final[unit.section] for unit in self.units}

    def _bear(self) -> None:
        """New ids for the rest, in reading order."""
        ordinals: Counter[object] = Counter()
        for n, unit in enumerate(self.units):
            section = self.sections[unit.section]
            twins = (section, unit.kind, self.texts[n])
            key = section if self.numbered else twins
            ordinals[key] += 1
            if self.ids[n]:
                continue
            if self.numbered:
                born = self._number(section, ordinals[key])
            else:
                born = self._hash(unit, section, self.texts[n], ordinals[key])
            self._take(n, born)

    def _is_taken(self, unit_id: str) -> bool:
        return unit_id in self.used or unit_id in self.known.ids

    def _number(self, section: str, ordinal: int) -> str:
        while self._is_taken(f"{section}.{ordinal}"):
            ordinal += 1
        return f"{section}.{ordinal}"

    def _hash(self, unit: Unit, section: str, text: str, ordinal: int) -> str:
        digest = hashlib.sha256(f"{unit.kind.value}\0{text}".encode()).hexdigest()
        for digits in range(_HASH_DIGITS, len(digest) + 1):
            base = f"{section}.{digest[:digits]}"
            candidate, count = (base if ordinal == 1 else f"{base}-{ordinal}"), ordinal
            # A twin has it: the next number. Another text has it: a longer hash.
            while self.used.get(candidate) == text:
                count += 1
                candidate = f"{base}-{count}"
            if not self._is_taken(candidate):
                return candidate
        return f"{section}.{_next_free(digest, {i.rpartition('.')[2] for i in self.used})}"

    def _match(self, n: int, alignment: Alignment) -> Match:
        unit_id = self.ids[n]
        if n in alignment.pairs:
            o, similarity = alignment.pairs[n]
            old = self.old[o]
            if n in alignment.merges:
                further = tuple(self.old[m].id for m in alignment.merges[n])
                return Match(unit_id, MatchKind.MERGED, similarity, (old.id, *further))
            if self.texts[n] == old.piece.text:
                return Match(unit_id, MatchKind.EXACT, 1.0, (old.id,))
            trivial = differs_trivially(old.piece.text, self.texts[n])
            kind = MatchKind.TRIVIAL if trivial else MatchKind.EDITED
            return Match(unit_id, kind, similarity, (old.id,))
        if n in self.returned:
            return Match(unit_id, MatchKind.RETURNED, 1.0, (self.returned[n],))
        if n in alignment.splits:
            return Match(unit_id, MatchKind.SPLIT, 1.0, (self.ids[alignment.splits[n]],))
        return Match(unit_id, MatchKind.NEW, 0.0)


def caught_up(
    template: Catalogue, catalogue: Catalogue, matches: Sequence[Match]
) -> tuple[Match, ...]:
    """``matches`` for a catalogue that has missed updates: how ``template`` descends from *its*
    texts, which are older than those that the matches were made from."""
    units = list(template.live)
    old = [_old(entry) for entry in catalogue.live if entry.unit_id]
    place = {one.id: o for o, one in enumerate(old)}
    fixed = {n: place[unit.unit_id] for n, unit in enumerate(units) if unit.unit_id in place}
    alignment = align([_old(unit).piece for unit in units], [one.piece for one in old], fixed)
    given = {match.unit_id: match for match in matches}
    out: list[Match] = []
    for n, unit in enumerate(units):
        if n in alignment.pairs:
            o, similarity = alignment.pairs[n]
            origins = (old[o].id, *(old[m].id for m in alignment.merges.get(n, ())))
            kind = MatchKind.MERGED if len(origins) > 1 else MatchKind.EDITED
            out.append(Match(unit.unit_id, kind, similarity, origins))
        elif n in alignment.splits:
            head = units[alignment.splits[n]].unit_id
            out.append(Match(unit.unit_id, MatchKind.SPLIT, 1.0, (head,)))
        elif unit.unit_id in given:
            out.append(given[unit.unit_id])
    return tuple(out)


class _Known:
    """Every id of today's and former times, live or obsolete, with its texts; and the reverse."""

    def __init__(
        self, previous: Catalogue | None, catalogues: Callable[[], Sequence[Catalogue]]
    ) -> None:
        self._previous, self._catalogues = previous, catalogues

    @cached_property
    def by_text(self) -> Mapping[str, set[str]]:
        by_text: dict[str, set[str]] = defaultdict(set)
        for entry in self._entries():
            by_text[nfc(entry.msgid)].add(entry.unit_id)
        return by_text

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(entry.unit_id for entry in self._entries())

    def _entries(self) -> Iterator[Entry]:
        for catalogue in (*((self._previous,) if self._previous else ()), *self._catalogues()):
            yield from (entry for entry in catalogue.entries if entry.unit_id)


def _old_entries(
    units: Sequence[Unit],
    previous: Catalogue | None,
    catalogues: Callable[[], Sequence[Catalogue]],
) -> list[_Old]:
    if previous is not None:
        return [_old(entry) for entry in previous.live if entry.unit_id]
    today = {nfc(unit.source) for unit in units}
    return [_old(entry) for entry in _union(catalogues(), today)]


def _union(catalogues: Sequence[Catalogue], today: set[str]) -> list[Entry]:
    """The live entries of all catalogues, each id once, as nearly in guide order as they say.

    Where they disagree on an id's text, one that the guide has today is believed first.
    """
    ordered = sorted(
        ([e for e in c.live if e.unit_id] for c in catalogues),
        key=lambda entries: (-len(entries), [(e.unit_id, e.msgid) for e in entries]),
    )
    merged: list[str] = []
    held: dict[str, list[Entry]] = defaultdict(list)
    for entries in ordered:
        after: dict[str, list[str]] = defaultdict(list)
        last = ""
        for entry in entries:
            if entry.unit_id in held:
                last = entry.unit_id
            else:
                after[last].append(entry.unit_id)
        for entry in entries:
            held[entry.unit_id].append(entry)
        merged = [*after[""], *(i for known in merged for i in (known, *after[known]))]

    def belief(entry: Entry) -> tuple[bool, str, tuple[str, ...]]:
        return (nfc(entry.msgid) not in today, entry.msgid, entry.extracted)

    return [min(held[unit_id], key=belief) for unit_id in merged]


def _old(entry: Entry) -> _Old:
    kind = kind_of(entry)
    piece = Piece(nfc(entry.msgid), kind.value if kind else "", _section(entry.unit_id))
    return _Old(entry.unit_id, piece, kind)


def _section(unit_id: str) -> str:
    return unit_id.rpartition(".")[0]


def _next_free(name: str, taken: set[str]) -> str:
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"
