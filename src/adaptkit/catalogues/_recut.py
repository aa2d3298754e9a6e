"""Texts that were cut in parts, or joined, since the last merge: whose words go where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from adaptkit.catalogues._entry_facts import is_filled, is_same
from adaptkit.catalogues._po_text import ordered_flags
from adaptkit.catalogues.memory import is_cut, is_suggestion, part_of, suggested
from adaptkit.model.catalogue import Entry, EntryState, Match
from adaptkit.records import replace
from adaptkit.texts.sentences import cut_alike, joined

if TYPE_CHECKING:
    from adaptkit.catalogues._merging import Merging

# How many texts that became one are looked for when they stand apart again.
_MOST_JOINED = 8


def cut(merging: Merging, cut_off: Sequence[tuple[int, tuple[str, ...]]]) -> None:
    """Where the sentences of a confirmed translation answer to those of its text one by one,
    each part of the text that was cut has its own. The whole is kept beside them: it is what
    was confirmed, for the day when the text is whole again."""
    tails: dict[str, list[int]] = defaultdict(list)
    for u, origins in cut_off:
        for origin in origins[:1]:
            tails[origin].append(u)
    for origin, ends in tails.items():
        head = merging.places.get(origin)
        whole = _whole(merging, head)
        if head is None or whole is None:
            continue
        pieces = sorted([head, *ends])
        texts = tuple(merging.units[u].msgid for u in pieces)
        parts = cut_alike(whole.msgid, texts, whole.msgstr)
        for u, words in zip(pieces, parts, strict=False):
            found = part_of(whole, words)
            merging.chosen[u] = suggested(
                merging.chosen[u] or merging.blank(merging.units[u]), found
            )
            merging.notes[u] = found.note
            merging.confirmed.pop(u, None)
        if parts:
            merging.aside.append(whole)


def whole_again(merging: Merging) -> None:
    """Parts that were cut out of a translation and that nobody has touched go without a trace
    when their text is whole again, and finished: it has those very words."""
    parts = [i for i, entry in enumerate(merging.old) if i not in merging.spent and is_cut(entry)]
    if not parts:
        return
    wholes = {entry.msgid: entry for entry in merging.chosen if entry and entry.finished}
    for i in parts:
        part, whole = merging.old[i], wholes.get(merging.old[i].previous_msgid)
        if whole and part.msgstr in whole.finished and part.comment in ("", whole.comment):
            merging.undone.add(i)


def _whole(merging: Merging, head: int | None) -> Entry | None:
    """The finished entry that the head of a cut text was, with the words that it has still."""
    now = None if head is None else merging.chosen[head]
    if now is None or now.finished or now.plural or is_suggestion(now):
        return None
    for i in merging.old_by_id[now.unit_id]:
        old = merging.old[i]
        if i in merging.spent and old.finished and old.plural is None and old.live:
            return old if old.msgstr == now.msgstr else None
    return None


def join(merging: Merging, u: int, unit: Entry, match: Match) -> None:
    """Texts that became one: their words too, in their old order, to be looked at."""
    heads = (unit.unit_id, *match.origins[:1])
    own = [i for head in heads for i in merging.old_by_id.get(head, ()) if i in merging.spent]
    further = [
        i
        for unit_id in match.origins[1:]
        if unit_id not in merging.today
        for i in merging.old_by_id[unit_id]
        if merging.old[i].live
    ]
    whole = merging.chosen[u]
    if not further or any(is_same(merging.old[i].msgid, unit.msgid) for i in own):
        return
    if whole and whole.finished:
        # It was cut and is whole again: these words were confirmed for it.
        return
    merging.joined |= {merging.old[i].unit_id for i in further}
    parts = [merging.old[i] for i in sorted({*own, *further}) if is_filled(merging.old[i])]
    now = merging.chosen[u]
    if not parts or any(part.plural for part in parts) or (now and now.plural):
        return
    sources = [
        part.previous_msgid or part.msgid
        for part in parts
        if (part.previous_msgid or "fuzzy" not in part.flags) and not is_suggestion(part)
    ]
    base = now or merging.blank(unit)
    merging.notes.pop(u, None)
    # What stands there now was put together here, and is confirmed for no text at all. What
    # was confirmed is kept beside it, for the day when the texts are two again.
    merging.aside += [merging.old[i] for i in own if merging.old[i].finished]
    merging.confirmed.pop(u, None)
    previous = joined(sources) if len(sources) == len(parts) else ""
    merging.chosen[u] = replace(
        base,
        msgstr=joined(part.msgstr for part in parts),
        state=EntryState.FUZZY,
        flags=ordered_flags(["fuzzy", *base.flags]),
        previous_msgid="" if is_same(previous, unit.msgid) else previous,
    )
    for ids in merging.changes.values():
        if unit.unit_id in ids:
            ids.remove(unit.unit_id)
    merging.changes["merged"].append(unit.unit_id)


def stand_apart(merging: Merging) -> None:
    """Where texts that had been joined stand apart again, the first one does not keep words
    that are only those of the others."""
    for u, entry in enumerate(merging.chosen):
        if entry is None or not entry.previous_msgid or entry.finished or entry.comment:
            continue
        # What was confirmed as one was not put together here.
        if entry.plural or is_suggestion(entry) or merging.confirmed.get(u):
            continue
        if not _belongs_to_others(merging, u, entry):
            continue
        merging.chosen[u] = merging.blank(merging.units[u])
        merging.confirmed.pop(u, None)
        merging.spent.discard(merging.adopted_into.get(u, -1))
        for ids in merging.changes.values():
            if entry.unit_id in ids:
                ids.remove(entry.unit_id)


def _belongs_to_others(merging: Merging, u: int, entry: Entry) -> bool:
    for last in range(u + 1, min(u + _MOST_JOINED, len(merging.units))):
        parts = [one for one in merging.chosen[u + 1 : last + 1] if one and one.finished]
        texts = joined(part.msgid for part in parts)
        words = joined(part.msgstr for part in parts)
        if (texts, words) == (entry.previous_msgid, entry.msgstr):
            return True
    return False


def is_undone(merging: Merging, entry: Entry) -> bool:
    """Whether it only holds what was put together from texts that stand apart again, each with
    those very words: nobody has changed them since."""
    u = merging.places.get(entry.unit_id)
    if u is None or "fuzzy" not in entry.flags or entry.plural or entry.comment:
        return False
    for last in range(u + 1, min(u + _MOST_JOINED, len(merging.units))):
        parts = [one for one in merging.chosen[u : last + 1] if one]
        if joined(part.finished for part in parts) == entry.msgstr:
            return True
    return False
