"""A catalogue in which passages have other ids, and links other addresses: no word is touched, and
nothing that was finished waits for anybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adaptkit.catalogues._entry_facts import confirmed_note
from adaptkit.catalogues.template import kind_of
from adaptkit.model.catalogue import Catalogue, Entry
from adaptkit.model.document import BlockKind
from adaptkit.records import replace

InText = Callable[[str, str], str]
"""(a text, the file that its passage stands in or "") → the text with its links as they are now."""


def renamed(
    catalogue: Catalogue, ids: Mapping[str, str], files: Mapping[str, str], in_text: InText
) -> Catalogue:
    """``ids``: before → after, of units; ``files``: paths before → after. Entries that are
    obsolete keep their texts: they come back when the guide says that again. The very same
    catalogue where nothing is to be changed."""
    entries = tuple(_renamed(entry, ids, files, in_text) for entry in catalogue.entries)
    same = all(new is old for new, old in zip(entries, catalogue.entries, strict=True))
    return catalogue if same else replace(catalogue, entries=entries)


def _renamed(
    entry: Entry, ids: Mapping[str, str], files: Mapping[str, str], in_text: InText
) -> Entry:
    now = replace(
        entry,
        unit_id=ids.get(entry.unit_id, entry.unit_id),
        references=tuple(files.get(path, path) for path in entry.references),
    )
    if entry.live and kind_of(entry) is not BlockKind.CODE:
        here = entry.references[0] if entry.references else ""
        now = replace(
            now,
            msgid=in_text(entry.msgid, here),
            msgstr=in_text(entry.msgstr, here),
            previous_msgid=in_text(entry.previous_msgid, here),
        )
        before = confirmed_note(entry.previous_msgid, entry)
        after = confirmed_note(now.previous_msgid, now)
        if before != after and before in entry.extracted:
            lines = tuple(after if line == before else line for line in entry.extracted)
            now = replace(now, extracted=lines)
    return entry if now == entry else now
