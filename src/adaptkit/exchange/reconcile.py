"""Three texts for every unit: as it was exported, as it came back, as the catalogue has it now.

What changed on one side only is taken from that side; what changed on both is left to a person.
No words are ever lost: nothing overwrites what changed here, and nothing is taken away.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from adaptkit.exchange._controls import visible
from adaptkit.exchange.units import digest, key, state_of
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.diagnostic import Diagnostic, near_names, warning
from adaptkit.model.exchange import Judged, Outcome, Returned

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)\}")
# No PO file can hold them.
_IMPOSSIBLE = re.compile("[\0\ud800-\udfff]")
# Looking for names alike takes a while; after so many nobody reads them.
_MOST_NEAR = 25


def reconcile(
    catalogues: Sequence[Catalogue],
    returned: Iterable[Returned],
    *,
    placeholders: Collection[str] | None = None,
) -> tuple[tuple[Catalogue, ...], Outcome]:
    """The catalogues of one language with what came back for them, and what was done.

    ``placeholders`` are the declared names; None takes every ``{name}`` for one.
    """
    work = _Work(catalogues, placeholders)
    for one in _once(returned, work):
        work.judge(one)
    return work.catalogues(), work.outcome()


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def suggested(entry: Entry, words: str, previous: str) -> Entry:
    """The entry with words that a person must look at."""
    flags = ("fuzzy", *(flag for flag in entry.flags if flag != "fuzzy"))
    return replace(
        entry, msgstr=words, state=EntryState.FUZZY, flags=flags, previous_msgid=previous
    )


def finished(entry: Entry, words: str) -> Entry:
    flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
    return replace(
        entry,
        msgstr=words,
        state=EntryState.TRANSLATED,
        flags=flags,
        previous_msgid="",
        previous_context="",
        previous_plural="",
    )


def _once(returned: Iterable[Returned], work: _Work) -> list[Returned]:
    """Each unit once; a unit that the file holds twice with different words is refused."""
    by_id: dict[str, list[Returned]] = defaultdict(list)
    for one in returned:
        by_id[one.id].append(one)
    single: list[Returned] = []
    for unit_id, found in by_id.items():
        words = {(nfc(one.translation), one.state) for one in found if one.translation}
        if len(words) < 2:
            single.append(next((one for one in found if one.translation), found[0]))
            continue
        entry = work.by_key.get(unit_id)
        for one in found:
            ours = entry.msgstr if entry else ""
            said = "this unit stands in the file more than once, with different words"
            work.lists["refused"].append(_judged(one, ours, said))
    return single


def _judged(one: Returned, ours: str, message: str = "") -> Judged:
    return Judged(one.id, ours, one.translation, one.position, message)


@dataclass(slots=True)
class _Work:
    before: Sequence[Catalogue]
    placeholders: Collection[str] | None
    by_key: dict[str, Entry] = field(default_factory=dict)
    obsolete: dict[str, Entry] = field(default_factory=dict)
    by_source: dict[str, str] = field(default_factory=dict)
    now: dict[str, Entry] = field(default_factory=dict)
    lists: dict[str, list[Judged]] = field(default_factory=lambda: defaultdict(list))
    found: list[Diagnostic] = field(default_factory=list)

    def __post_init__(self) -> None:
        for catalogue in self.before:
            for entry in catalogue.entries:
                if entry.plural is None:
                    (self.by_key if entry.live else self.obsolete).setdefault(key(entry), entry)
                    if entry.live:
                        self.by_source.setdefault(nfc(entry.msgid), key(entry))

    def judge(self, one: Returned) -> None:
        entry = self.by_key.get(one.id)
        if entry is None:
            self._unknown(one)
            return
        if any(_IMPOSSIBLE.search(t) for t in (one.translation, one.source, *one.notes)):
            said = "it holds a character that no text can hold"
            self.lists["refused"].append(_judged(one, entry.msgstr, said))
            return
        noted = _with_notes(entry, one)
        if noted is not entry:
            self.now[one.id] = noted
        name, changed, message = self._verdict(noted, one)
        if name == "unchanged" and noted is not entry:
            name, message = "taken", "only its note"
        self.lists[name].append(_judged(one, entry.msgstr, message))
        if changed is not None:
            self.now[one.id] = self._checked(changed, one)

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
                changed = suggested(ours, theirs, one.source)
                return "stale", changed, "the source text has changed since the export"
            return "conflicts", None, "both texts have changed, and the source text too"
        if words_same and one.state == one.base_state:
            return "unchanged", None, ""
        if own == digest(theirs):
            if same_here and one.base_state == state_of(ours):
                return "taken", self._taken(ours, one), "only its state"
            return "unchanged", None, ""
        if same_here and one.base_state in (None, state_of(ours)):
            return "taken", self._taken(ours, one), ""
        if not ours.msgstr and one.base is None:
            return "taken", self._taken(ours, one), ""
        if words_same:
            said = "the file confirms words that have been changed here since the export"
        elif same_here:
            said = "here the state has changed since the export, in the file the words"
        elif one.base is None:
            said = "the file does not say what the words were when it was exported"
        else:
            said = "the words have changed here and in the file"
        return "conflicts", None, said

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
            fuzzy = ours.state is EntryState.FUZZY
            return suggested(ours, one.translation, ours.previous_msgid if fuzzy else "")
        return finished(ours, one.translation)

    def _checked(self, entry: Entry, one: Returned) -> Entry:
        """What lacks a placeholder is never finished."""
        missing = [
            f"{{{name}}}"
            for name in dict.fromkeys(_PLACEHOLDER.findall(entry.msgid))
            if (self.placeholders is None or name in self.placeholders)
            and f"{{{name}}}" not in entry.msgstr
        ]
        if not missing:
            return entry
        self.found.append(
            warning(
                "placeholder-missing",
                one.position,
                f"the translation of {one.id} has lost {', '.join(missing)}; "
                "it was taken as a suggestion",
                f"type {missing[0]} exactly as in the source; it is filled in later",
                unit=entry.unit_id,
            )
        )
        return suggested(entry, entry.msgstr, entry.previous_msgid)

    def _unknown(self, one: Returned) -> None:
        gone = self.obsolete.get(one.id)
        if not one.translation or (gone and nfc(gone.msgstr) == nfc(one.translation)):
            self.lists["unchanged"].append(_judged(one, gone.msgstr if gone else ""))
            return
        near = [self.by_source[nfc(one.source)]] if nfc(one.source) in self.by_source else []
        if len(self.lists["unknown"]) < _MOST_NEAR:
            near += near_names(one.id, self.by_key)
        message = "the guide no longer has it" if gone else "there is no such unit"
        judged = _judged(one, gone.msgstr if gone else "", message)
        self.lists["unknown"].append(replace(judged, near=tuple(dict.fromkeys(near))[:3]))

    def catalogues(self) -> tuple[Catalogue, ...]:
        """Those that did not change are the very same objects."""
        return tuple(_renewed(catalogue, self.now) for catalogue in self.before)

    def outcome(self) -> Outcome:
        locale = self.before[0].locale if self.before else None
        return Outcome(
            language=locale.posix if locale else "",
            taken=tuple(self.lists["taken"]),
            unchanged=tuple(self.lists["unchanged"]),
            stale=tuple(self.lists["stale"]),
            conflicts=tuple(self.lists["conflicts"]),
            unknown=tuple(self.lists["unknown"]),
            refused=tuple(self.lists["refused"]),
            diagnostics=tuple(self.found),
        )


def _with_notes(entry: Entry, one: Returned) -> Entry:
    """Lines that a translator has added to the note; none is ever taken away."""
    have = {visible(line).strip() for line in entry.comment.split("\n")}
    new = [
        line
        for note in one.notes
        for line in re.split(r"\r\n?|\n", note)
        if line.strip() and visible(line).strip() not in have
    ]
    if not new:
        return entry
    return replace(entry, comment="\n".join([*filter(None, [entry.comment]), *dict.fromkeys(new)]))


def _renewed(catalogue: Catalogue, now: Mapping[str, Entry]) -> Catalogue:
    if not any(e.live and e.plural is None and key(e) in now for e in catalogue.entries):
        return catalogue
    entries = tuple(
        now.get(key(e), e) if e.live and e.plural is None else e for e in catalogue.entries
    )
    return replace(catalogue, entries=entries) if entries != catalogue.entries else catalogue
