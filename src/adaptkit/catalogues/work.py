"""What an update asks of a language's translators, counted in words of the guide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from adaptkit.catalogues._similarity import words
from adaptkit.model.catalogue import Catalogue, Entry, EntryState, Match, MatchKind, Work

_OPEN = (EntryState.FUZZY, EntryState.UNTRANSLATED)


def work_caused(
    before: Catalogue, after: Catalogue, matches: Sequence[Match] = ()
) -> tuple[Work, ...]:
    """The passages that wait in ``after`` and did not wait in ``before``, in reading order: new
    ones, and those whose translation was finished. What waited already is no cost of the edit.
    ``matches`` say which texts became one."""
    held = before.by_id()
    joined = {
        match.unit_id: " ".join(
            held[i].msgid for i in match.origins if i in held and held[i].finished
        )
        for match in matches
        if match.kind is MatchKind.MERGED
    }
    return tuple(
        _work(entry, joined.get(entry.unit_id, ""))
        for entry in after.live
        if entry.state in _OPEN
        and (entry.unit_id not in held or held[entry.unit_id].state not in _OPEN)
    )


def _work(entry: Entry, joined: str) -> Work:
    """Words of a fuzzy entry are new where the text that its translation was made for has not as
    many of them; where nobody knows that text, all are."""
    said = Counter(words(entry.msgid))
    made_for = entry.previous_msgid or joined if entry.state is EntryState.FUZZY else ""
    new = said - Counter(words(made_for))
    return Work(entry.unit_id, entry.state, said.total(), new.total())
