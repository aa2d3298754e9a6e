"""Entries that no id leads to: those whose id is gone, and catalogues keyed by text alone."""

from __future__ import annotations

from collections import Counter, defaultdict

from adaptkit.catalogues._matching import GLOBAL_THRESHOLD, Piece, align
from adaptkit.catalogues._merging import Meaning, Merging
from adaptkit.catalogues._nearest import said
from adaptkit.catalogues._po_text import join_comment, split_comment
from adaptkit.catalogues._recut import stand_apart
from adaptkit.model.catalogue import EntryState
from adaptkit.records import replace
from adaptkit.texts.sameness import nfc


def adopt(merging: Merging, meaning: Meaning | None = None) -> None:
    """Give units without words the entries that were made for them, the surest first. Of a
    catalogue keyed by text one entry serves every unit with its text, as it did there."""
    _by_text(merging, live=True)
    if meaning:
        _by_meaning(merging, meaning, live=True)
    _by_similarity(merging)
    _by_text(merging, live=False)
    if meaning:
        _by_meaning(merging, meaning, live=False)
    # Some stand beside the words that they were put together from only now.
    stand_apart(merging)


def _by_text(merging: Merging, *, live: bool) -> None:
    loose: dict[str, list[int]] = defaultdict(list)
    for i in merging.leftover(live=live):
        if live or not merging.old[i].unit_id:
            loose[nfc(merging.old[i].msgid)].append(i)
    if not loose:
        return
    # What a unit of today says, an entry that had been put aside does not say better.
    told = () if live else {e.msgid for e in merging.chosen if e and e.finished}
    texts = Counter(nfc(unit.msgid) for unit in merging.units)
    for u in merging.empty_units():
        text = nfc(merging.units[u].msgid)
        held = loose.get(text, ())
        if not held or merging.units[u].msgid in told:
            continue
        if merging.old[held[0]].unit_id and not (
            # It has lost its id; but who knows where it was, if the text stands here twice, and
            # what was left empty here was left so by somebody. A memory may suggest it.
            len(held) == texts[text] == 1 and merging.is_new(u)
        ):
            continue
        _take(merging, u, held[0])


def _by_meaning(merging: Merging, meaning: Meaning, *, live: bool) -> None:
    """Other tools write links, stresses and line breaks in their own way; the text is the same."""
    loose: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in merging.leftover(live=live):
        if not merging.old[i].unit_id:
            loose[said(merging.old[i].msgid)].append(i)
    if not loose:
        return
    for u in merging.empty_units():
        unit = merging.units[u]
        if not live and not merging.is_new(u):
            continue
        held = loose.get(said(unit.msgid), ())
        if held:
            meant = meaning(unit.msgid, unit.unit_id)
            for i in held:
                if meaning(merging.old[i].msgid, unit.unit_id) == meant:
                    _take(merging, u, i, as_it_is=True)
                    break


def _by_similarity(merging: Merging) -> None:
    loose = [i for i in merging.leftover(live=True) if not merging.old[i].unit_id]
    open_units = merging.empty_units() if loose else []
    if not open_units:
        return
    found = align(
        [Piece(nfc(merging.units[u].msgid)) for u in open_units],
        [Piece(nfc(merging.old[i].msgid)) for i in loose],
    )
    for n, (o, similarity) in found.pairs.items():
        # The other file's order says little: only similarity counts here.
        if similarity >= GLOBAL_THRESHOLD:
            _take(merging, open_units[n], loose[o])


def _take(merging: Merging, u: int, i: int, *, as_it_is: bool = False) -> None:
    """``as_it_is``: the entry's text says the same as the unit's, so its state stays."""
    entry, unit = merging.old[i], merging.units[u]
    before = merging.chosen[u]
    lines = split_comment(entry.comment) if i not in merging.spent else []
    if before is not None:
        lines += [line for line in split_comment(before.comment) if line not in lines]
    entry = replace(entry, comment=join_comment(lines))
    if as_it_is:
        entry = replace(entry, msgid=unit.msgid)
    now = merging.put(u, entry, counting=False)
    if not entry.unit_id:
        if merging.adopted.get(i) is not EntryState.TRANSLATED:
            merging.adopted[i] = now.state
        merging.adopted_into[u] = i
    merging.spent.add(i)
    merging.changes["adopted" if entry.live else "returned"].append(unit.unit_id)
