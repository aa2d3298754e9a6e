"""What merging asks of single entries."""

from __future__ import annotations

from adaptkit.catalogues._matching import differs_trivially
from adaptkit.catalogues.memory import is_suggestion
from adaptkit.model.catalogue import Entry
from adaptkit.texts.sameness import nfc


def translations(entry: Entry) -> tuple[str, ...]:
    if entry.plural is None:
        return (entry.msgstr,)
    return (entry.plural[0], *(text for _, text in entry.plural[1]))


def is_filled(entry: Entry) -> bool:
    if entry.plural is None:
        return bool(entry.msgstr)
    return bool(entry.msgstr) or any(text for _, text in entry.plural[1])


def is_same(one: str, other: str) -> bool:
    return one == other or nfc(one) == nfc(other)


def is_reverted(entry: Entry, unit: Entry) -> bool:
    """Whether the guide is back at the text that this fuzzy entry's words were made for. What a
    memory suggested was never confirmed, so it does not count."""
    return (
        "fuzzy" in entry.flags
        and bool(entry.previous_msgid)
        and is_same(entry.previous_msgid, unit.msgid)
        and not is_suggestion(entry)
    )


def is_trivial(entry: Entry) -> bool:
    # Texts that became one without a change have that very text as their previous one.
    previous = entry.previous_msgid
    return bool(previous) and previous != entry.msgid and differs_trivially(previous, entry.msgid)
