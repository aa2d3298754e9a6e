"""Two versions of a catalogue and the one that both were made from, brought together by entries.

Every entry of the result is one of those given, whole: no words get a state that nobody gave them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from adaptkit.catalogues._po_text import join_comment, split_comment
from adaptkit.catalogues._twins import apart
from adaptkit.catalogues.po import po_blocks, po_file
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.diagnostic import Position
from adaptkit.records import Record, replace

_Key = tuple[bool, str, str]
_REVISED, _DATES = "PO-Revision-Date", ("POT-Creation-Date", "PO-Revision-Date")


class Joined(Record, frozen=True):
    """``catalogue`` with our version of what both have changed; ``conflicts``: the place of each
    such entry in it → their version."""

    catalogue: Catalogue
    conflicts: Mapping[int, Entry]


def bring_together(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> Joined:
    """What changed on one side is taken from that side. What both changed in different ways is
    left to a person; what one took out and the other changed stays. An empty ``base`` is that of
    two versions that have none in common: what only one of them has stays."""
    b, o, t = (_by_key(one.entries) for one in (base, ours, theirs))
    said = [{e.msgstr for e in one.entries} for one in (ours, theirs)]
    chosen: list[Entry] = []
    differing: dict[_Key, Entry] = {}
    for key in _order(list(o), list(t)):
        entry, other = _one(b.get(key), o.get(key), t.get(key), said)
        if entry is not None:
            chosen.append(entry)
        if other is not None:
            differing[key] = other
    chosen += _still_said(ours, said, (*chosen, *differing.values()))
    live = [entry for entry in chosen if entry.live]
    entries, _ = apart((*live, *(entry for entry in chosen if not entry.live)))
    conflicts = {
        n: differing[key] for n, entry in enumerate(entries) if (key := _key(entry)) in differing
    }
    comment = _comment(base.header_comment, ours.header_comment, theirs.header_comment)
    header = _header(dict(base.header), dict(ours.header), dict(theirs.header))
    joined = replace(ours, entries=entries, header=header, header_comment=comment)
    return Joined(joined, conflicts)


def _still_said(
    ours: Catalogue, said: Sequence[Collection[str]], chosen: Iterable[Entry]
) -> Iterator[Entry]:
    """Words that both sides have still and that would go, since each has taken them out where the
    other has them: they are put aside."""
    left = set(said[0]).intersection(said[1]) - {entry.msgstr for entry in chosen}
    for entry in ours.entries:
        if entry.msgstr in left:
            left.discard(entry.msgstr)
            yield replace(entry, state=EntryState.OBSOLETE)


def joined_file(joined: Joined) -> bytes:
    """The file, with the usual marks around each entry that is left to a person."""
    header, blocks = po_blocks(joined.catalogue)
    out: list[bytes] = []
    for n, (_, block) in enumerate(blocks):
        other = joined.conflicts.get(n)
        if other is not None:
            [(_, theirs)] = po_blocks(replace(joined.catalogue, entries=(other,)))[1]
            block = b"\n".join((b"<<<<<<< ours", block, b"=======", theirs, b">>>>>>> theirs"))
        out.append(block)
    return po_file(header, out)


def _by_key(entries: Iterable[Entry]) -> dict[_Key, Entry]:
    return {_key(entry): entry for entry in entries}


def _key(entry: Entry) -> _Key:
    return (entry.live, entry.unit_id, "" if entry.live and entry.unit_id else entry.msgid)


def _order(ours: Sequence[_Key], theirs: Sequence[_Key]) -> list[_Key]:
    """Ours, and what only the other has behind what stands before it there."""
    have = set(ours)
    after: dict[_Key | None, list[_Key]] = {}
    last: _Key | None = None
    for key in theirs:
        if key in have:
            last = key
        else:
            after.setdefault(last, []).append(key)
    out = list(after.get(None, ()))
    for key in ours:
        out += (key, *after.get(key, ()))
    return out


def _one(
    base: Entry | None,
    ours: Entry | None,
    theirs: Entry | None,
    said: Sequence[Collection[str]],
) -> tuple[Entry | None, Entry | None]:
    """The entry as it becomes (None: it goes), and theirs where a person must decide."""
    if ours is None or theirs is None:
        left = ours or theirs
        if left is None or base is None or _says(left) != _says(base):
            return left, None
        # The other side has taken it out, this one has not touched it. Words of a text in use that
        # stand nowhere there are put aside; what was aside already is gone as that side wants it.
        elsewhere = said[1] if theirs is None else said[0]
        if left.live and left.msgstr and left.msgstr not in elsewhere:
            return replace(left, state=EntryState.OBSOLETE), None
        return None, None
    comment = _comment(base.comment if base else "", ours.comment, theirs.comment)
    about = theirs if base and _about(ours) == _about(base) else ours
    if _says(ours) == _says(theirs):
        entry = replace(ours, extracted=about.extracted, references=about.references)
    elif base is not None and _says(ours) == _says(base):
        entry = theirs
    elif base is not None and _says(theirs) == _says(base):
        entry = ours
    elif _only_fills(base, ours, theirs):
        entry = theirs
    elif _only_fills(base, theirs, ours):
        entry = ours
    else:
        return replace(ours, comment=comment), replace(theirs, comment=comment)
    return replace(entry, comment=comment), None


def _only_fills(base: Entry | None, empty: Entry, other: Entry) -> bool:
    """Whether one side has had no words for this text at all, and the other has some."""
    nothing = empty.state is EntryState.UNTRANSLATED and (base is None or not base.msgstr)
    return nothing and empty.msgid == other.msgid


def _says(entry: Entry) -> Entry:
    """All but what update writes anew and what translators note."""
    return replace(
        entry, extracted=(), references=(), comment="", position=Position(""), words_line=0
    )


def _about(entry: Entry) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return entry.extracted, entry.references


def _comment(base: str, ours: str, theirs: str) -> str:
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    lines = split_comment(ours)
    return join_comment([*lines, *(one for one in split_comment(theirs) if one not in lines)])


def _header(
    base: Mapping[str, str], ours: Mapping[str, str], theirs: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """A header never needs a person: of two dates the later, of all else what changed, and where
    both changed it what was written last."""
    later = theirs if theirs.get(_REVISED, "") > ours.get(_REVISED, "") else ours
    out: list[tuple[str, str]] = []
    for name in dict.fromkeys((*ours, *theirs)):
        mine, other = ours.get(name), theirs.get(name)
        if mine is None or other is None or mine == other:
            value = mine if mine is not None else other
        elif name in _DATES:
            value = max(mine, other)
        elif other == base.get(name):
            value = mine
        elif mine == base.get(name):
            value = other
        else:
            value = later[name]
        out.append((name, value or ""))
    return tuple(out)
