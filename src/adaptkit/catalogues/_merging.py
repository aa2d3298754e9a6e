"""One run of ``merge``: which old entry lives on in which unit, and what becomes of the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from adaptkit.catalogues._entry_facts import (
    is_filled,
    is_reverted,
    is_same,
    is_trivial,
    note_of_confirmed,
    translations,
)
from adaptkit.catalogues._matching import differs_trivially
from adaptkit.catalogues._nearest import said
from adaptkit.catalogues._po_text import join_comment, ordered_flags, split_comment
from adaptkit.catalogues._recut import cut, is_undone, join, stand_apart, whole_again
from adaptkit.catalogues._twins import apart
from adaptkit.catalogues.memory import (
    is_note,
    kept_note,
    made_for,
)
from adaptkit.model.catalogue import (
    Adopted,
    Catalogue,
    Changes,
    Entry,
    EntryState,
    Match,
    MatchKind,
)
from adaptkit.model.diagnostic import Position
from adaptkit.records import replace

TRIVIAL_NOTE = "Only punctuation, capitals or a link changed."
SPLIT_NOTE = "This was part of another text until now: "
# Flags that the template decides; all others are the translator's.
_TEMPLATE_FLAGS = frozenset({"fuzzy", "python-brace-format", "no-python-brace-format"})
Meaning = Callable[[str, str], Hashable]
"""(text, the id of the unit it is to stand in) → what it says, however it is spelt."""
_KEPT = frozenset(
    {MatchKind.EXACT, MatchKind.TRIVIAL, MatchKind.EDITED, MatchKind.MERGED, MatchKind.RETURNED}
)


class Merging:
    """One run of ``merge``. Entries go by their index; ``chosen``: template index → the entry
    that lives on there (already updated); ``spent``: old entries that live on; ``adopted``: those
    among them that had no id, and what they became; ``adopted_into``: template index →
    such an entry."""

    def __init__(
        self,
        template: Catalogue,
        catalogue: Catalogue,
        matches: Sequence[Match],
        meaning: Meaning | None = None,
    ) -> None:
        self.meaning = meaning
        self.units = list(template.live)
        self.old = catalogue.entries
        self.path = catalogue.path
        self.matches = {match.unit_id: match for match in matches}
        self.places = {unit.unit_id: u for u, unit in enumerate(self.units)}
        self.today = self.places.keys()
        self.chosen: list[Entry | None] = [None] * len(self.units)
        self.spent: set[int] = set()
        self.joined: set[str] = set()
        self.undone: set[int] = set()
        self.notes: dict[int, str] = {}
        self.confirmed: dict[int, str] = {}
        self.aside: list[Entry] = []
        self.changes: dict[str, list[str]] = defaultdict(list)
        self.adopted: dict[int, EntryState] = {}
        self.adopted_into: dict[int, int] = {}
        self.old_by_id: dict[str, list[int]] = defaultdict(list)
        for i, entry in enumerate(self.old):
            self.old_by_id[entry.unit_id].append(i)

    def by_id(self) -> None:
        """Units take over the entry that bears their id, or an id that they had before."""
        cut_off: list[tuple[int, tuple[str, ...]]] = []
        for u, unit in enumerate(self.units):
            match = self.matches.get(unit.unit_id)
            if self._stays(u, unit, match):
                continue
            origins = match.origins if match and match.kind in _KEPT else ()
            if match and match.kind is MatchKind.MERGED:
                origins = origins[:1]
            ids = [unit.unit_id, *(i for i in origins if i not in self.today)]
            held = [i for unit_id in dict.fromkeys(ids) if unit_id for i in self.old_by_id[unit_id]]
            held = [i for i in held if i not in self.spent]
            if held:
                best = min(held, key=lambda i: self._rank(i, unit))
                entry = self._with_comments(self.old[best], held, best)
                self.spent.add(best)
                self.put(u, entry)
            if match and match.kind is MatchKind.MERGED:
                join(self, u, unit, match)
            elif match and match.kind is MatchKind.SPLIT and not held:
                self.changes["split"].append(unit.unit_id)
                cut_off.append((u, match.origins))
        stand_apart(self)
        cut(self, cut_off)
        whole_again(self)
        for u, origins in cut_off:
            if self.chosen[u]:
                continue
            heads = [self.chosen[self.places[i]] for i in origins if i in self.places]
            # Where nothing is left of the whole text's words, there is nothing to look for there.
            if any(head and head.msgstr and not head.finished for head in heads):
                self.notes[u] = SPLIT_NOTE + ", ".join(origins)

    def _stays(self, u: int, unit: Entry, match: Match | None) -> bool:
        """Whether the unit's entry is, without a doubt, what it was; then it is taken as it is."""
        held = self.old_by_id.get(unit.unit_id, ())
        if len(held) != 1 or (match is not None and match.kind is not MatchKind.EXACT):
            return False
        entry = self.old[held[0]]
        if (
            entry.state not in (EntryState.TRANSLATED, EntryState.UNTRANSLATED)
            or (match is not None and match.origins != (unit.unit_id,))
            or entry.msgid != unit.msgid
            or entry.flags != unit.flags
            or entry.references != unit.references
            or entry.extracted != unit.extracted
            or entry.previous_msgid
            or entry.previous_context
            or entry.previous_plural
            or held[0] in self.spent
        ):
            return False
        self.spent.add(held[0])
        self.chosen[u] = entry
        return True

    def put(self, u: int, entry: Entry, *, counting: bool = True) -> Entry:
        """``entry`` lives on in this unit, with the note that it still needs."""
        unit = self.units[u]
        now = self.renew(entry, unit, counting=counting)
        self.notes.pop(u, None)
        self.confirmed[u] = note_of_confirmed(entry, now)
        note = kept_note(entry, now) or self._split_note(entry, unit)
        if note:
            self.notes[u] = note
        self.chosen[u] = now
        return now

    def empty_units(self) -> list[int]:
        return [u for u, entry in enumerate(self.chosen) if entry is None or not is_filled(entry)]

    def is_new(self, u: int) -> bool:
        """Whether the catalogue has never had this unit."""
        return not self.old_by_id.get(self.units[u].unit_id)

    def leftover(self, *, live: bool) -> list[int]:
        """Old entries with words that no unit has taken over and that no unit of today is."""
        return [
            i
            for i, entry in enumerate(self.old)
            if entry.live == live
            and i not in self.spent
            and entry.unit_id not in self.today
            and entry.unit_id not in self.joined
            and is_filled(entry)
        ]

    def result(self) -> tuple[tuple[Entry, ...], Changes]:
        live = []
        for u, unit in enumerate(self.units):
            entry = self.chosen[u]
            if entry is None:
                entry = self.blank(unit)
                if unit.unit_id not in self.changes["split"]:
                    self.changes["new"].append(unit.unit_id)
            notes = [self.notes[u]] if u in self.notes else []
            if (
                entry.state is EntryState.FUZZY
                and is_trivial(entry)
                and not any(map(is_note, notes))
            ):
                notes.append(TRIVIAL_NOTE)
            if entry.state is EntryState.FUZZY and self.confirmed.get(u):
                notes.append(self.confirmed[u])
            lines = (*unit.extracted, *notes)
            # Most entries are what they were, and copies take time.
            live.append(entry if entry.extracted == lines else replace(entry, extracted=lines))
        # gettext refuses a file where an obsolete entry has the key of another.
        kept, _ = apart((*live, *self.obsolete(live)))
        obsolete = sorted(kept[len(live) :], key=lambda e: e.unit_id)
        today = self.today | self.joined
        self.changes["removed"] += [
            entry.unit_id
            for i, entry in enumerate(self.old)
            if i not in self.spent and entry.live and entry.unit_id and entry.unit_id not in today
            if i not in self.undone
        ]
        order = [unit.unit_id for unit in self.units]
        place = {unit_id: n for n, unit_id in enumerate(order)}
        units = {
            name: tuple(sorted(dict.fromkeys(ids), key=lambda i: (place.get(i, len(place)), i)))
            for name, ids in sorted(self.changes.items())
            if ids
        }
        return (*kept[: len(live)], *obsolete), Changes(units, self._adopted())

    def _adopted(self) -> Adopted | None:
        """What became of words that had no id; None where the file held nothing of the kind."""
        held = [i for i in self.old_by_id[""] if is_filled(self.old[i])]
        if not any(self.old[i].live for i in held):
            return None
        states = [self.adopted.get(i) for i in held]
        kept, fuzzy = states.count(EntryState.TRANSLATED), states.count(EntryState.FUZZY)
        return Adopted(len(held), kept, fuzzy, len(held) - kept - fuzzy)

    # Choosing -----------------------------------------------------------------------------

    def _rank(self, i: int, unit: Entry) -> tuple[bool, bool, bool, bool, int]:
        """Best first: one with words, made for this very text, in use, under this very id."""
        entry = self.old[i]
        fits = is_same(entry.msgid, unit.msgid) or is_reverted(entry, unit)
        return (not is_filled(entry), not fits, not entry.live, entry.unit_id != unit.unit_id, i)

    def _with_comments(self, entry: Entry, held: list[int], best: int) -> Entry:
        """Comments of entries without words, which go, move to the one that stays."""
        if held == [best]:
            return entry
        lines = split_comment(entry.comment)
        for i in held:
            other = self.old[i]
            if i != best and not is_filled(other):
                lines += [line for line in split_comment(other.comment) if line not in lines]
                self.spent.add(i)
        return replace(entry, comment=join_comment(lines))

    def _split_note(self, entry: Entry, unit: Entry) -> str:
        """Where a split unit came from is told for as long as it has no words."""
        if is_filled(entry) or not is_same(entry.msgid, unit.msgid):
            return ""
        return next((line for line in entry.extracted if line.startswith(SPLIT_NOTE)), "")

    # Changing -----------------------------------------------------------------------------

    def blank(self, unit: Entry) -> Entry:
        return replace(unit, msgstr="", state=EntryState.UNTRANSLATED, position=_nowhere(self.path))

    def renew(self, entry: Entry, unit: Entry, *, counting: bool = True) -> Entry:
        """``entry`` with the text of ``unit``, as fuzzy as that makes it."""
        flags = set(entry.flags) - _TEMPLATE_FLAGS | (set(unit.flags) - {"fuzzy"})
        fuzzy = entry.state is EntryState.FUZZY or (not entry.live and "fuzzy" in entry.flags)
        previous = entry.previous_msgid if fuzzy else ""
        change = "" if entry.live else "returned"
        if not is_filled(entry):
            fuzzy, previous, change = False, "", ""
        elif not is_same(entry.msgid, unit.msgid) and not self._means_the_same(entry, unit):
            if is_reverted(entry, unit):
                fuzzy, previous, change = False, "", "returned"
            else:
                # Of a fuzzy entry the text that its words were made for is the oldest one; where
                # that is not known, none is named, or going back to it would make it finished.
                previous = made_for(entry) if fuzzy else entry.msgid
                fuzzy = True
                if is_same(previous, unit.msgid):
                    # Back at that text, with words that nobody has confirmed for it: that the
                    # text was another one before says nothing any more.
                    previous = ""
                trivial = bool(previous) and differs_trivially(previous, unit.msgid)
                change = "trivial" if trivial else "edited"
        if change and counting:
            self.changes[change].append(unit.unit_id)
        state = EntryState.FUZZY if fuzzy else EntryState.TRANSLATED
        now: dict[str, Any] = {
            "unit_id": unit.unit_id,
            "msgid": unit.msgid,
            "state": state if is_filled(entry) else EntryState.UNTRANSLATED,
            "flags": ordered_flags([*(("fuzzy",) if fuzzy else ()), *sorted(flags)]),
            "references": unit.references,
            "previous_msgid": previous,
            "previous_context": "",
            "previous_plural": entry.previous_plural if fuzzy else "",
        }
        same = all(getattr(entry, name) == value for name, value in now.items())
        return entry if same else replace(entry, **now)

    def _means_the_same(self, entry: Entry, unit: Entry) -> bool:
        """Whether only mark-up is spelt in another way (``*so*`` and ``_so_``): what was confirmed
        is confirmed for this text too."""
        if self.meaning is None or said(entry.msgid) != said(unit.msgid):
            return False
        return self.meaning(entry.msgid, unit.unit_id) == self.meaning(unit.msgid, unit.unit_id)

    # Leaving ------------------------------------------------------------------------------

    def obsolete(self, live: Iterable[Entry]) -> list[Entry]:
        """What no unit uses any more, each once. Only what says nothing is dropped: no words and
        no comment, or the same words as the live entry of the same text."""
        gone_for_good = self.spent | self.undone
        left = [entry for i, entry in enumerate(self.old) if i not in gone_for_good] + self.aside
        # Of a whole book's entries only those are held that may say the same.
        texts = {entry.msgid for entry in left}
        said = {
            (name, e.msgid, *translations(e))
            for e in live
            if e.msgid in texts
            for name in (e.unit_id, "")
        }
        kept: dict[object, Entry] = {}
        for entry in left:
            if is_undone(self, entry):
                continue
            repeats = (entry.unit_id, entry.msgid, *translations(entry)) in said
            if entry.comment or (is_filled(entry) and not repeats):
                gone = replace(entry, state=EntryState.OBSOLETE)
                kept.setdefault(replace(gone, position=_nowhere(""), words_line=0), gone)
        return list(kept.values())


def _nowhere(path: str) -> Position:
    return Position(path)
