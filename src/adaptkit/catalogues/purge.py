"""A text leaves the catalogues for good: its entries, and its words wherever they went.

This is the one place where words of a translator are taken away: somebody has asked for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from adaptkit.catalogues._po_text import join_comment, split_comment
from adaptkit.catalogues.memory import is_note
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.records import replace
from adaptkit.texts.traces import Traces

Own = Callable[[str], bool]
"""Whether a unit of this id belongs to the text."""


def own_words(catalogues: Iterable[Catalogue], own: Own) -> Iterator[str]:
    """All that the text's entries say, in every language, and have said."""
    for catalogue in catalogues:
        for entry in catalogue.entries:
            if own(entry.unit_id):
                yield from (entry.msgid, entry.previous_msgid, entry.msgstr)


def other_words(catalogues: Iterable[Catalogue], own: Own) -> Iterator[str]:
    """What other texts say of their own accord: what is only suggested is not theirs yet."""
    for catalogue in catalogues:
        for entry in catalogue.live:
            if not own(entry.unit_id):
                yield from (entry.msgid, entry.finished)


def purged(catalogue: Catalogue, own: Own, traces: Traces, names: Iterable[str]) -> Catalogue:
    """The catalogue without the text; the very same where it holds nothing of it. ``names``: the
    files of the text, and how the ids of its units begin."""
    entries, names = [], tuple(names)
    for entry in catalogue.entries:
        left = not entry.live and (traces.in_text(entry.msgid) or traces.in_text(entry.msgstr))
        if not own(entry.unit_id) and not left:
            entries.append(_purged(entry, traces, names))
    comment = _comment(catalogue.header_comment, traces)
    if tuple(entries) == catalogue.entries and comment == catalogue.header_comment:
        return catalogue
    return replace(catalogue, entries=tuple(entries), header_comment=comment)


def _purged(entry: Entry, traces: Traces, names: tuple[str, ...]) -> Entry:
    """An entry of another text, without what it has of this one."""
    from_it = any(is_note(line) and _names(line, names) for line in entry.extracted)
    earlier = traces.in_text(entry.previous_msgid)
    if "fuzzy" in entry.flags and (from_it or earlier or traces.in_text(entry.msgstr)):
        entry = _unsuggested(entry)
    elif earlier:
        entry = replace(entry, previous_msgid="", previous_context="", previous_plural="")
    lines = [line for line in entry.extracted if not _names(line, names)]
    return replace(
        entry,
        comment=_comment(entry.comment, traces),
        extracted=tuple(traces.without(lines)),
        references=tuple(one for one in entry.references if not _names(one, names)),
    )


def _unsuggested(entry: Entry) -> Entry:
    """As if nobody had suggested anything: the words were never this text's."""
    forms = entry.plural and (entry.plural[0], tuple((n, "") for n, _ in entry.plural[1]))
    return replace(
        entry,
        msgstr="",
        plural=forms,
        state=EntryState.UNTRANSLATED if entry.live else entry.state,
        flags=tuple(flag for flag in entry.flags if flag != "fuzzy"),
        extracted=tuple(line for line in entry.extracted if not is_note(line)),
        previous_msgid="",
        previous_context="",
        previous_plural="",
    )


def _names(line: str, names: Iterable[str]) -> bool:
    return any(name in line for name in names)


def _comment(comment: str, traces: Traces) -> str:
    if not traces.in_text(comment):
        return comment
    return join_comment(traces.without(split_comment(comment)))
