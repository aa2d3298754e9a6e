"""Entries with one key. To gettext the key is msgctxt and msgid, and obsolete entries count too:
its programs refuse a file in which a key stands twice."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator

from adaptkit.catalogues._po_text import join_comment, split_comment
from adaptkit.model.catalogue import Entry, EntryState
from adaptkit.records import Record, replace

# What the id of an entry without one is made from.
_NAMELESS = "obsolete"


class Twin(Record, frozen=True):
    """``entry`` came after ``first`` with the same key. ``kept_as``: the id that it has now;
    ``""`` where it said nothing of its own and is gone."""

    first: Entry
    entry: Entry
    kept_as: str = ""


def apart(entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], tuple[Twin, ...]]:
    """The entries, each key once, in their order. An entry that says the same as the first of its
    key goes (its comment moves there); obsolete words of their own stay under an id of their own.

    Two live entries with different words are left as they are: that is for a person to decide.
    """
    out = list(entries)
    # Live ones first: what is in use keeps its id.
    order = sorted(range(len(out)), key=lambda i: not out[i].live)
    first: dict[tuple[str, str], int] = {}
    again: list[int] = []
    for i in order:
        if first.setdefault((out[i].unit_id, out[i].msgid), i) != i:
            again.append(i)
    if not again:
        return tuple(out), ()
    return _separated(out, first, again)


def _separated(
    out: list[Entry], first: dict[tuple[str, str], int], again: list[int]
) -> tuple[tuple[Entry, ...], tuple[Twin, ...]]:
    taken = {entry.unit_id for entry in out}
    aside: dict[tuple[str, str], list[int]] = defaultdict(list)
    for k, entry in enumerate(out):
        if before := _set_apart_from(entry):
            aside[before, entry.msgid].append(k)
    twins: list[Twin] = []
    gone: set[int] = set()
    for i in again:
        entry, head = out[i], first[out[i].unit_id, out[i].msgid]
        name = entry.unit_id or _NAMELESS
        known = [head, *(k for k in aside[name, entry.msgid] if k not in gone)]
        like = next((k for k in known if _repeats(out[k], entry)), None)
        if like is not None:
            twins.append(Twin(out[head], entry))
            out[like] = _joined(out[like], entry)
            gone.add(i)
        elif not entry.live:
            own = _free(name, taken)
            taken.add(own)
            twins.append(Twin(out[head], entry, own))
            out[i] = replace(entry, unit_id=own)
            if before := _set_apart_from(entry):
                aside[before, entry.msgid].remove(i)
            insort(aside[name, entry.msgid], i)
    return tuple(entry for i, entry in enumerate(out) if i not in gone), tuple(twins)


def _set_apart_from(entry: Entry) -> str:
    """The id that an obsolete entry had before it was set apart, now or earlier; else ``""``."""
    before, dash, number = entry.unit_id.rpartition("-")
    return before if dash and number.isdecimal() and not entry.live else ""


def repeats(first: Entry, entry: Entry) -> bool:
    """Whether, of two entries with one key, one says nothing that the other does not say."""
    return first.unit_id == entry.unit_id and _repeats(first, entry)


def _repeats(first: Entry, entry: Entry) -> bool:
    if first.msgid != entry.msgid:
        return False
    if not _filled(entry):
        return True
    if not _filled(first):
        return first.live == entry.live
    same = (first.msgstr, first.plural) == (entry.msgstr, entry.plural)
    return same and (not entry.live or first.state is entry.state)


def second_entries(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Each live entry whose id (without ids: whose text) stood before, with the first of them."""
    first: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        if entry.state is EntryState.OBSOLETE:
            continue
        key = (entry.unit_id, "" if entry.unit_id else entry.msgid)
        before = first.setdefault(key, entry)
        if before is not entry:
            yield before, entry


def _joined(first: Entry, entry: Entry) -> Entry:
    """The one that has words, in the first one's place, with the comments of both."""
    lines = split_comment(first.comment)
    lines += [line for line in split_comment(entry.comment) if line not in lines]
    best = first if _filled(first) or not _filled(entry) else entry
    return replace(
        best, unit_id=first.unit_id, comment=join_comment(lines), position=first.position
    )


def _filled(entry: Entry) -> bool:
    return bool(entry.msgstr) or bool(entry.plural and any(text for _, text in entry.plural[1]))


def _free(name: str, taken: set[str]) -> str:
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"
