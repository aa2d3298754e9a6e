"""Bringing a translators' catalogue up to date with the template, without losing a word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from adaptkit.catalogues._header import updated
from adaptkit.catalogues._matching import Piece, align, differs_trivially, nfc
from adaptkit.catalogues._po_text import join_comment, ordered_flags, split_comment
from adaptkit.model.catalogue import Catalogue, Changes, Entry, EntryState, Match, MatchKind
from adaptkit.model.diagnostic import Position
from adaptkit.model.locale import Locale

TRIVIAL_NOTE = "Only punctuation, capitals or a link changed."
_SPLIT_NOTE = "This was part of another text until now: "
_DISAGREE_NOTE = "The same text is translated in different ways elsewhere: "
# Flags that the template decides; all others are the translator's.
_TEMPLATE_FLAGS = frozenset({"fuzzy", "python-brace-format", "no-python-brace-format"})
_KEPT = frozenset(
    {MatchKind.EXACT, MatchKind.TRIVIAL, MatchKind.EDITED, MatchKind.MERGED, MatchKind.RETURNED}
)


def merge(
    template: Catalogue,
    catalogue: Catalogue,
    matches: Sequence[Match] = (),
    *,
    memory: Sequence[Catalogue] = (),
) -> tuple[Catalogue, Changes]:
    """``catalogue`` with exactly the units of ``template``, and what that did to it.

    ``matches`` say what became of renamed, split and joined units; without them a catalogue that
    lags behind is caught up by id. ``memory``: further catalogues of this language whose finished
    translations of an identical text are filled in. No msgstr is lost: what has no unit any more
    is obsolete. Merging the result again changes nothing.
    """
    merging = _Merging(template, catalogue, matches)
    merging.by_id()
    merging.by_text()
    merging.by_likeness()
    merging.fill(memory)
    merging.by_obsolete_text()
    merging.fill(())
    entries, changes = merging.result()
    header = updated(catalogue.header, dict(template.header), catalogue.locale)
    return replace(catalogue, entries=entries, header=header), changes


def new_catalogue(
    template: Catalogue, locale: Locale, *, plural_forms: str = "", now: str
) -> Catalogue:
    """An empty catalogue for ``locale``. ``now`` is ``YYYY-MM-DD HH:MM+0000``;
    ``plural_forms`` (``nplurals=2; plural=(n != 1);``) overrides the language's own rule."""
    header = [("PO-Revision-Date", now)]
    if plural_forms:
        header.append(("Plural-Forms", plural_forms))
    return merge(template, Catalogue(locale, template.domain, header=tuple(header)))[0]


class _Merging:
    """One run of ``merge``. Entries go by their index; ``chosen``: template index → the entry
    that lives on there (already updated); ``spent``: old entries that live on."""

    def __init__(self, template: Catalogue, catalogue: Catalogue, matches: Sequence[Match]) -> None:
        self.units = list(template.live)
        self.old = catalogue.entries
        self.path = catalogue.path
        self.matches = {match.unit_id: match for match in matches}
        self.today = {unit.unit_id for unit in self.units}
        self.chosen: list[Entry | None] = [None] * len(self.units)
        self.spent: set[int] = set()
        self.joined: set[str] = set()
        self.notes: dict[int, str] = {}
        self.changes: dict[str, list[str]] = defaultdict(list)
        self.old_by_id: dict[str, list[int]] = defaultdict(list)
        for i, entry in enumerate(self.old):
            self.old_by_id[entry.unit_id].append(i)

    def by_id(self) -> None:
        """Units take over the entry that bears their id, or an id that they had before."""
        for u, unit in enumerate(self.units):
            match = self.matches.get(unit.unit_id)
            origins = match.origins if match and match.kind in _KEPT else ()
            ids = [unit.unit_id, *(i for i in origins[:1] if i not in self.today)]
            held = [i for unit_id in dict.fromkeys(ids) if unit_id for i in self.old_by_id[unit_id]]
            held = [i for i in held if i not in self.spent]
            if held:
                best = min(held, key=lambda i: self._rank(i, unit))
                entry = self._with_comments(self.old[best], held, best)
                self.spent.add(best)
                kept = self._kept_note(entry, unit)
                if kept:
                    self.notes[u] = kept
                self.chosen[u] = self._renew(entry, unit)
            if match and match.kind is MatchKind.MERGED:
                self._join(u, unit, match)
            elif match and match.kind is MatchKind.SPLIT and not held:
                self.changes["split"].append(unit.unit_id)
                self.notes[u] = _SPLIT_NOTE + ", ".join(match.origins)

    def by_text(self) -> None:
        """Live entries whose id is gone, or that never had one, go where their text stands."""
        loose = defaultdict(list)
        for i in self._leftover(live=True):
            loose[nfc(self.old[i].msgid)].append(i)
        for u in self._empty_units():
            held = loose[nfc(self.units[u].msgid)]
            if held:
                self._adopt(u, held.pop(0))

    def by_likeness(self) -> None:
        """Entries keyed by text alone become suggestions for the units that are most like them."""
        loose = [i for i in self._leftover(live=True) if not self.old[i].unit_id]
        if not loose:
            return
        open_units = self._empty_units()
        found = align(
            [Piece(nfc(self.units[u].msgid)) for u in open_units],
            [Piece(nfc(self.old[i].msgid)) for i in loose],
        )
        for n, (o, _) in found.pairs.items():
            self._adopt(open_units[n], loose[o])

    def by_obsolete_text(self) -> None:
        """Obsolete entries come back where their text stands and nothing else is known."""
        loose = defaultdict(list)
        for i in self._leftover(live=False):
            loose[nfc(self.old[i].msgid)].append(i)
        finished = {e.msgid for e in self.chosen if e and e.state is EntryState.TRANSLATED}
        for u in self._empty_units():
            held = loose[nfc(self.units[u].msgid)]
            if held and self.units[u].msgid not in finished:
                self._adopt(u, held.pop(0))

    def fill(self, memory: Sequence[Catalogue]) -> None:
        """Units without words get those of an identical text, if all its translations agree."""
        own = _finished(e for e in self.chosen if e)
        others = _finished(e for c in memory for e in c.live)
        for u in self._empty_units():
            unit = self.units[u]
            known = own.get(unit.msgid) or others.get(unit.msgid) or {}
            if len(known) == 1:
                now = self.chosen[u] or self._blank(unit)
                self.chosen[u] = replace(
                    now, msgstr=next(iter(known)), state=EntryState.TRANSLATED, previous_msgid=""
                )
                self.notes.pop(u, None)
                self.changes["filled"].append(unit.unit_id)
            elif known:
                where = sorted(known.values())
                self.notes[u] = _DISAGREE_NOTE + ", ".join(where[:5]) + "."

    def result(self) -> tuple[tuple[Entry, ...], Changes]:
        live = []
        for u, unit in enumerate(self.units):
            entry = self.chosen[u]
            if entry is None:
                entry = self._blank(unit)
                if unit.unit_id not in self.changes["split"]:
                    self.changes["new"].append(unit.unit_id)
            notes = [self.notes[u]] if u in self.notes else []
            if entry.state is EntryState.FUZZY and _is_trivial(entry):
                notes.append(TRIVIAL_NOTE)
            live.append(replace(entry, extracted=(*unit.extracted, *notes)))
        obsolete = sorted(self._obsolete(live), key=lambda e: e.unit_id)
        order = [unit.unit_id for unit in self.units]
        place = {unit_id: n for n, unit_id in enumerate(order)}
        units = {
            name: tuple(sorted(dict.fromkeys(ids), key=lambda i: (place.get(i, len(place)), i)))
            for name, ids in sorted(self.changes.items())
            if ids
        }
        return (*live, *obsolete), Changes(units)

    # Choosing -----------------------------------------------------------------------------

    def _rank(self, i: int, unit: Entry) -> tuple[bool, bool, bool, bool, int]:
        """Best first: one with words, made for this very text, in use, under this very id."""
        entry = self.old[i]
        fits = _same(entry.msgid, unit.msgid) or _reverted(entry, unit)
        return (not _filled(entry), not fits, not entry.live, entry.unit_id != unit.unit_id, i)

    def _with_comments(self, entry: Entry, held: Iterable[int], best: int) -> Entry:
        """Comments of entries without words, which go, move to the one that stays."""
        lines = split_comment(entry.comment)
        for i in held:
            other = self.old[i]
            if i != best and not _filled(other):
                lines += [line for line in split_comment(other.comment) if line not in lines]
                self.spent.add(i)
        return replace(entry, comment=join_comment(lines))

    def _kept_note(self, entry: Entry, unit: Entry) -> str:
        """Where a split unit came from is told for as long as it has no words."""
        if _filled(entry) or not _same(entry.msgid, unit.msgid):
            return ""
        return next((line for line in entry.extracted if line.startswith(_SPLIT_NOTE)), "")

    def _leftover(self, *, live: bool) -> list[int]:
        return [
            i
            for i, entry in enumerate(self.old)
            if entry.live == live
            and i not in self.spent
            and entry.unit_id not in self.today
            and entry.unit_id not in self.joined
            and _filled(entry)
        ]

    def _empty_units(self) -> list[int]:
        return [u for u, entry in enumerate(self.chosen) if entry is None or not _filled(entry)]

    def _adopt(self, u: int, i: int) -> None:
        unit, entry = self.units[u], self.old[i]
        before = self.chosen[u]
        if before is not None and before.comment:
            lines = split_comment(entry.comment)
            lines += [line for line in split_comment(before.comment) if line not in lines]
            entry = replace(entry, comment=join_comment(lines))
        self.spent.add(i)
        self.notes.pop(u, None)
        counted = self._renew(entry, unit, counting=False)
        self.chosen[u] = counted
        self.changes["adopted" if entry.live else "returned"].append(unit.unit_id)

    # Changing -----------------------------------------------------------------------------

    def _blank(self, unit: Entry) -> Entry:
        return replace(unit, msgstr="", state=EntryState.UNTRANSLATED, position=_nowhere(self.path))

    def _renew(self, entry: Entry, unit: Entry, *, counting: bool = True) -> Entry:
        """``entry`` with the text of ``unit``, as fuzzy as that makes it."""
        flags = set(entry.flags) - _TEMPLATE_FLAGS | (set(unit.flags) - {"fuzzy"})
        fuzzy = entry.state is EntryState.FUZZY or (not entry.live and "fuzzy" in entry.flags)
        previous = entry.previous_msgid if fuzzy else ""
        change = "" if entry.live else "returned"
        if not _filled(entry):
            fuzzy, previous, change = False, "", ""
        elif not _same(entry.msgid, unit.msgid):
            if _reverted(entry, unit):
                fuzzy, previous, change = False, "", "returned"
            else:
                # Of a fuzzy entry the text that its words were made for is the oldest one; where
                # that is not known, none is named, or going back to it would make it finished.
                previous = previous if fuzzy else entry.msgid
                fuzzy = True
                trivial = bool(previous) and differs_trivially(previous, unit.msgid)
                change = "trivial" if trivial else "edited"
        if change and counting:
            self.changes[change].append(unit.unit_id)
        state = EntryState.FUZZY if fuzzy else EntryState.TRANSLATED
        return replace(
            entry,
            unit_id=unit.unit_id,
            msgid=unit.msgid,
            state=state if _filled(entry) else EntryState.UNTRANSLATED,
            flags=ordered_flags([*(("fuzzy",) if fuzzy else ()), *sorted(flags)]),
            references=unit.references,
            previous_msgid=previous,
            previous_context="",
            previous_plural=entry.previous_plural if fuzzy else "",
        )

    def _join(self, u: int, unit: Entry, match: Match) -> None:
        """Texts that became one: their words too, in their old order, to be looked at."""
        own = [i for i in self.spent if self.old[i].unit_id in (unit.unit_id, *match.origins[:1])]
        further = [
            i
            for unit_id in match.origins[1:]
            if unit_id not in self.today
            for i in self.old_by_id[unit_id]
            if self.old[i].live
        ]
        if not further or any(_same(self.old[i].msgid, unit.msgid) for i in own):
            return
        self.joined |= {self.old[i].unit_id for i in further}
        parts = [self.old[i] for i in sorted({*own, *further}) if _filled(self.old[i])]
        now = self.chosen[u]
        if not parts or any(part.plural for part in parts) or (now and now.plural):
            return
        sources = [
            part.previous_msgid or part.msgid
            for part in parts
            if part.previous_msgid or "fuzzy" not in part.flags
        ]
        base = now or self._blank(unit)
        self.chosen[u] = replace(
            base,
            msgstr=" ".join(part.msgstr for part in parts),
            state=EntryState.FUZZY,
            flags=ordered_flags(["fuzzy", *base.flags]),
            previous_msgid=" ".join(sources) if len(sources) == len(parts) else "",
        )
        for ids in self.changes.values():
            if unit.unit_id in ids:
                ids.remove(unit.unit_id)
        self.changes["merged"].append(unit.unit_id)

    # Leaving ------------------------------------------------------------------------------

    def _obsolete(self, live: Iterable[Entry]) -> list[Entry]:
        """What no unit uses any more, each once. Only what says nothing is dropped: no words and
        no comment, or the same words as the live entry of the same text."""
        said = {(e.unit_id, e.msgid, *_words(e)) for e in live}
        said |= {("", *rest) for _, *rest in said}
        kept: dict[object, Entry] = {}
        for i, entry in enumerate(self.old):
            if i in self.spent:
                continue
            if entry.live and entry.unit_id not in self.today | self.joined:
                self.changes["removed"].append(entry.unit_id)
            repeats = (entry.unit_id, entry.msgid, *_words(entry)) in said
            if entry.comment or (_filled(entry) and not repeats):
                gone = replace(entry, state=EntryState.OBSOLETE)
                kept.setdefault(replace(gone, position=_nowhere("")), gone)
        return list(kept.values())


def _finished(entries: Iterable[Entry]) -> Mapping[str, Mapping[str, str]]:
    """msgid → its finished translations, each with the first unit that has it."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for entry in entries:
        if entry.finished and entry.plural is None:
            found[entry.msgid].setdefault(entry.finished, entry.unit_id)
    return found


def _words(entry: Entry) -> tuple[str, ...]:
    if entry.plural is None:
        return (entry.msgstr,)
    return (entry.plural[0], *(text for _, text in entry.plural[1]))


def _filled(entry: Entry) -> bool:
    if entry.plural is None:
        return bool(entry.msgstr)
    return bool(entry.msgstr) or any(text for _, text in entry.plural[1])


def _same(one: str, other: str) -> bool:
    return one == other or nfc(one) == nfc(other)


def _reverted(entry: Entry, unit: Entry) -> bool:
    """Whether the guide is back at the text that this fuzzy entry's words were made for."""
    return (
        "fuzzy" in entry.flags
        and bool(entry.previous_msgid)
        and _same(entry.previous_msgid, unit.msgid)
    )


def _is_trivial(entry: Entry) -> bool:
    # Texts that became one without a change have that very text as their previous one.
    previous = entry.previous_msgid
    return bool(previous) and previous != entry.msgid and differs_trivially(previous, entry.msgid)


def _nowhere(path: str) -> Position:
    return Position(path)
