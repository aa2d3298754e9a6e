"""Three texts for every unit: as it was exported, as it came back, as the catalogue has it now.

What changed on one side only is taken from that side; what changed on both is left to a person.
No words are ever lost: nothing overwrites what changed here, and nothing is taken away. Where a
file does not say what was exported, as a PO file from elsewhere, it fills what is empty, and
whatever else it has is listed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from adaptkit.catalogues.template import kind_of
from adaptkit.checks import Passage, run_checks
from adaptkit.exchange._slipped import Slipped, slipped
from adaptkit.exchange._taken import finished, new_lines, suggested, with_notes
from adaptkit.exchange.outgoing import key, state_of
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.diagnostic import Diagnostic, Position, Severity, near_names, warning
from adaptkit.model.exchange import Judged, Outcome, Returned
from adaptkit.model.locale import Locale
from adaptkit.records import Record, field, replace
from adaptkit.texts.sameness import digest, nfc

_NO_BASE = "the file does not say what the words were when it was exported"
_CONFIRMED = "finished in the file, here it waits to be looked at"
# No PO file can hold them.
_IMPOSSIBLE = re.compile("[\0\ud800-\udfff]")
# A file of at least so many units of which less than one in so many is known is not ours.
_FEWEST, _SHARE = 5, 10
# Looking for names alike takes a while; after so many nobody reads them.
_MOST_NEAR = 25


def reconcile(
    catalogues: Sequence[Catalogue],
    returned: Iterable[Returned],
    *,
    placeholders: Collection[str] | None = None,
    newer: bool = False,
    dialect: str = "",
) -> tuple[tuple[Catalogue, ...], Outcome]:
    """The catalogues of one language with what came back for them, and what was done.

    ``placeholders`` are the declared names; None takes every ``{name}`` for one. ``newer``: a
    file that does not say what was exported was made from the catalogue as it is now. ``dialect``:
    of the guide's Markdown.
    """
    work = _Work(catalogues, placeholders, newer, dialect)
    units = _once(work.named(returned), work)
    work.look_around(units)
    for one in units:
        work.judge(one)
    return work.catalogues(), work.outcome()


def _once(returned: Iterable[Returned], work: _Work) -> list[Returned]:
    """Each unit once; of two copies the one that somebody has worked in. A unit that the file
    holds twice with different words is refused."""
    by_id: dict[tuple[str, bool], list[Returned]] = defaultdict(list)
    for one in returned:
        by_id[one.id or "\0" + nfc(one.source), one.aside].append(one)
    single: list[Returned] = []
    for all_found in by_id.values():
        found = [one for one in all_found if not _untouched(one)] or all_found
        words = {(nfc(one.translation), one.state) for one in found if one.translation}
        if len(words) < 2 or found[0].aside:
            chosen = next((one for one in found if one.translation), found[0])
            notes = tuple(dict.fromkeys(note for one in all_found for note in one.notes))
            single.append(replace(chosen, notes=notes))
            continue
        entry = work.by_key.get(found[0].id)
        for one in found:
            ours = entry.msgstr if entry else ""
            said = "this unit stands in the file more than once, with different words"
            work.lists["refused"].append(_judged(one, ours, said))
    return single


def _other_guide(path: str, units: int) -> Diagnostic:
    return warning(
        "exchange-other-guide",
        Position(path),
        f"this file seems to be of another guide: hardly any of its {units:,} passages is here",
        "look whether it is the right file, and this the right folder",
    )


def _untouched(one: Returned) -> bool:
    return one.base == digest(one.translation) and one.state == one.base_state


def _judged(one: Returned, ours: str, message: str = "") -> Judged:
    return Judged(one.id, ours, one.translation, one.position, message)


class _Work(Record):
    before: Sequence[Catalogue]
    placeholders: Collection[str] | None
    newer: bool
    dialect: str = ""
    by_key: dict[str, Entry] = field(default_factory=dict)
    plural: dict[str, Entry] = field(default_factory=dict)
    obsolete: dict[str, Entry] = field(default_factory=dict)
    by_source: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    said: set[tuple[str, str]] = field(default_factory=set)
    now: dict[str, Entry] = field(default_factory=dict)
    lists: dict[str, list[Judged]] = field(default_factory=lambda: defaultdict(list))
    found: list[Diagnostic] = field(default_factory=list)
    spare: list[Returned] = field(default_factory=list)
    slip: Slipped = field(default_factory=lambda: Slipped({}, {}, 0))

    def __post_init__(self) -> None:
        for catalogue in self.before:
            for entry in catalogue.entries:
                self.said |= {
                    (nfc(text), nfc(entry.msgstr)) for text in (entry.msgid, entry.previous_msgid)
                }
                if entry.plural is not None:
                    self.plural.setdefault(key(entry), entry)
                elif not entry.live:
                    self.obsolete.setdefault(key(entry), entry)
                else:
                    self.by_key.setdefault(key(entry), entry)
                    self.by_source[nfc(entry.msgid)].append(key(entry))

    def named(self, returned: Iterable[Returned]) -> Iterator[Returned]:
        """With the ids of all units of their text, for what comes without an id, and for a file
        of which no id is known here: another program has given it ids of its own."""
        units = list(returned)
        known = self.by_key.keys() | self.plural.keys() | self.obsolete.keys()
        foreign = all(one.base is None and one.id not in known for one in units)
        for one in units:
            ids = []
            if not one.aside and (foreign or not one.id):
                ids = self.by_source.get(nfc(one.source), [])
            # Some tools call everything fuzzy that they turn into a PO without ids.
            sure = one.explicit and one.state is EntryState.TRANSLATED
            yield from (replace(one, id=unit_id, explicit=sure) for unit_id in ids)
            if not ids:
                yield one

    def look_around(self, units: Sequence[Returned]) -> None:
        """What no unit tells alone."""
        self.slip = slipped(units)
        self.found += self.slip.told()
        live = [one for one in units if not one.aside]
        if len(live) >= _FEWEST and sum(map(self._here, live)) * _SHARE < len(live):
            self.found.append(_other_guide(live[0].position.path, len(live)))

    def _here(self, one: Returned) -> bool:
        held = (self.by_key, self.plural, self.obsolete)
        return any(one.id in ours for ours in held) or nfc(one.source) in self.by_source

    def judge(self, one: Returned) -> None:
        entry = self.by_key.get(one.id)
        ours = entry.msgstr if entry else ""
        if digest(ours) != digest(one.translation) and not one.aside:
            if one.id in self.slip.refused:
                said = self.slip.refused[one.id]
                self.lists["refused"].append(_judged(one, ours, said))
                return
            one = self._doubted(one) if entry else one
        if one.forms:
            self._plural(one)
            return
        if entry is None or one.aside:
            self._unknown(one)
            return
        if any(_IMPOSSIBLE.search(t) for t in (one.translation, one.source, *one.notes)):
            said = "it holds a character that no text can hold"
            self.lists["refused"].append(_judged(one, entry.msgstr, said))
            return
        if "\ufffd" in one.translation and "\ufffd" not in entry.msgid + entry.msgstr:
            said = "some of its letters were lost on the way (\ufffd)"
            self.lists["refused"].append(_judged(one, entry.msgstr, said))
            return
        noted = with_notes(entry, one)
        if noted is not entry:
            self.now[one.id] = noted
        name, changed, message = self._verdict(noted, self._based(noted, one))
        if name == "unchanged" and noted is not entry:
            name, message = "taken", "only its note"
        self.lists[name].append(_judged(one, entry.msgstr, message))
        if changed is not None:
            self.now[one.id] = self._checked(changed, one)

    def _based(self, ours: Entry, one: Returned) -> Returned:
        """What the catalogue holds is what it was made from, where a person has said so. Words
        for an earlier text are so only where those here are still a suggestion from then."""
        made_for = {nfc(ours.msgid)}
        if ours.state is EntryState.FUZZY and ours.previous_msgid:
            made_for.add(nfc(ours.previous_msgid))
        if not self.newer or one.base is not None or nfc(one.source) not in made_for:
            return one
        if not one.explicit and digest(ours.msgstr) == digest(one.translation):
            return one
        return replace(one, base=digest(ours.msgstr), base_state=state_of(ours))

    def _verdict(self, ours: Entry, one: Returned) -> tuple[str, Entry | None, str]:
        """(list, the entry as it becomes or None, why)."""
        theirs = one.translation
        own = digest(ours.msgstr)
        words_same = one.base == digest(theirs)
        same_here = own == one.base
        if own == digest(theirs) and one.state == state_of(ours):
            return "unchanged", None, ""
        if not theirs.strip():
            return self._emptied(ours, one, words_same)
        if nfc(one.source) != nfc(ours.msgid):
            if words_same or own == digest(theirs):
                return "unchanged", None, ""
            if same_here or not ours.msgstr:
                previous = one.source if one.state is EntryState.TRANSLATED else one.previous
                changed = suggested(ours, theirs, previous)
                return "stale", changed, "the source text has changed since the export"
            if one.base is None:
                return "conflicts", None, "the file is for an earlier text, with other words"
            return "conflicts", None, "both texts have changed, and the source text too"
        if words_same and one.state == one.base_state:
            return "unchanged", None, ""
        if own == digest(theirs):
            return self._state_alone(ours, one, same_here)
        if same_here and one.base_state in (None, state_of(ours)):
            return "taken", self._taken(ours, one), ""
        if not ours.msgstr and one.base is None:
            return "taken", self._taken(ours, one), ""
        return "conflicts", None, self._conflict(one, words_same, same_here)

    def _conflict(self, one: Returned, words_same: bool, same_here: bool) -> str:
        if words_same:
            return "the file confirms words that have been changed here since the export"
        if same_here:
            return "here the state has changed since the export, in the file the words"
        return _NO_BASE if one.base is None else "the words have changed here and in the file"

    def _state_alone(
        self, ours: Entry, one: Returned, same_here: bool
    ) -> tuple[str, Entry | None, str]:
        """The words are the same, their state is not."""
        if same_here and one.base_state == state_of(ours):
            return "taken", self._taken(ours, one), "only its state"
        fuzzy = ours.state is EntryState.FUZZY
        if one.base is None and one.explicit and fuzzy and one.state is EntryState.TRANSLATED:
            # It became fuzzy when the text became the one that the file has: whoever made the
            # file has taken the mark away. Without a previous text it may be a doubt of later.
            if ours.previous_msgid and nfc(ours.previous_msgid) != nfc(ours.msgid):
                return "taken", self._taken(ours, one), "only its state"
            return "conflicts", None, _CONFIRMED
        return "unchanged", None, ""

    def _emptied(
        self, ours: Entry, one: Returned, words_same: bool
    ) -> tuple[str, Entry | None, str]:
        """Nothing never replaces something. Some tools empty suggestions that nobody has looked
        at; of those nothing is said."""
        if words_same or not ours.msgstr or ours.state is EntryState.FUZZY or one.base is None:
            return "unchanged", None, ""
        return "refused", None, "it is empty in the file; the words here are kept"

    def _taken(self, ours: Entry, one: Returned) -> Entry:
        if one.state is EntryState.FUZZY:
            same = digest(one.translation) == digest(ours.msgstr)
            previous = ours.previous_msgid if same and ours.state is EntryState.FUZZY else ""
            # Words that somebody has begun to change are finished for no text, not even for the
            # earlier one; only the file itself can say that they are.
            claimed = one.previous if same or one.base is None else ""
            return suggested(ours, one.translation, claimed or previous)
        return finished(ours, one.translation)

    def _checked(self, entry: Entry, one: Returned) -> Entry:
        """What a check says spoils it is never finished, nor will be by the guide's going back."""
        passage = Passage(
            entry.unit_id,
            entry.msgid,
            entry.msgstr,
            self.locale,
            kind_of(entry),
            self.placeholders,
            one.position,
            one.id,
            self.dialect,
        )
        wrong = run_checks(passage, spoiling=True)
        if not wrong:
            return entry
        self.found += (
            replace(
                found,
                severity=Severity.WARNING,
                message=f"{found.message}; it was taken as a suggestion",
            )
            for found in wrong
        )
        previous = entry.previous_msgid
        before = run_checks(replace(passage, source=previous), spoiling=True)
        return suggested(entry, entry.msgstr, "" if before else previous)

    def _doubted(self, one: Returned) -> Returned:
        """Words that were exported for another unit are never finished for this one."""
        home = self.slip.doubted.get(one.id, "")
        if not home or one.state is not EntryState.TRANSLATED:
            return one
        self.found.append(
            warning(
                "exchange-moved",
                one.position,
                f"{one.id} has come back with the words of {home}; they count as a suggestion only",
                "look whether they stand at the right place, and take the fuzzy mark away if so",
                unit=one.id,
            )
        )
        return replace(one, state=EntryState.FUZZY)

    def _plural(self, one: Returned) -> None:
        """Only catalogues from elsewhere have them; they are kept, and never changed."""
        ours = self.plural.get(one.id)
        forms = [text for _, text in ours.plural[1]] if ours and ours.plural else []
        if ours is None and not any(one.forms):
            return
        if not any(one.forms) or list(map(nfc, one.forms)) == list(map(nfc, forms)):
            self.lists["unchanged"].append(_judged(one, forms[0] if forms else ""))
            return
        said = "it has plural forms, which are not imported; copy its words into the PO file here"
        self.lists["refused"].append(_judged(one, forms[0] if forms else "", said))

    def _unknown(self, one: Returned) -> None:
        gone = self.obsolete.get(one.id) or (self.by_key.get(one.id) if one.aside else None)
        ours = gone.msgstr if gone else ""
        notes = new_lines(gone.comment if gone else "", one)
        if gone is None and not one.translation.strip() and not notes:
            return
        known = nfc(ours) == nfc(one.translation) or self._says(one)
        if (not one.translation.strip() or known) and not notes:
            self.lists["unchanged"].append(_judged(one, ours))
            return
        near = self.by_source.get(nfc(one.source), [])[:3]
        if one.id and len(self.lists["unknown"]) < _MOST_NEAR and not one.aside:
            near = [*near, *near_names(one.id, self.by_key)]
        message = "the guide no longer has it" if gone else "there is no such unit"
        if one.aside:
            message = "the file itself no longer uses it"
        elif not one.id:
            message = "no passage has this text"
        if notes:
            message += f"; its note: {' '.join(notes)}"
        judged = replace(_judged(one, ours, message), near=tuple(dict.fromkeys(near))[:3])
        self.lists["unknown"].append(judged)
        self.spare.append(one)

    def _says(self, one: Returned) -> bool:
        """Whether these words stand here for this text, be it under another id."""
        return (nfc(one.source), nfc(one.translation)) in self.said

    def catalogues(self) -> tuple[Catalogue, ...]:
        """Those that did not change are the very same objects."""
        return tuple(_renewed(catalogue, self.now) for catalogue in self.before)

    @property
    def locale(self) -> Locale:
        """The catalogues' language."""
        found = self.before[0].locale if self.before else None
        return found or Locale("und")

    def outcome(self) -> Outcome:
        locale = self.before[0].locale if self.before else None
        held = {one.id for judged in self.lists.values() for one in judged}
        return Outcome(
            language=locale.posix if locale else "",
            absent=len(self.by_key.keys() - held),
            passages=len(self.by_key),
            taken=tuple(self.lists["taken"]),
            unchanged=tuple(self.lists["unchanged"]),
            stale=tuple(self.lists["stale"]),
            conflicts=tuple(self.lists["conflicts"]),
            unknown=tuple(self.lists["unknown"]),
            refused=tuple(self.lists["refused"]),
            diagnostics=tuple(self.found),
            spare=tuple(self.spare),
            newer_helps=any(o.message in (_NO_BASE, _CONFIRMED) for o in self.lists["conflicts"]),
        )


def _renewed(catalogue: Catalogue, now: Mapping[str, Entry]) -> Catalogue:
    if not any(e.live and e.plural is None and key(e) in now for e in catalogue.entries):
        return catalogue
    entries = tuple(
        now.get(key(e), e) if e.live and e.plural is None else e for e in catalogue.entries
    )
    return replace(catalogue, entries=entries) if entries != catalogue.entries else catalogue
