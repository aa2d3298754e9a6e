"""What merging asks of single entries."""

from __future__ import annotations

from adaptkit.catalogues._matching import differs_trivially
from adaptkit.catalogues.memory import is_suggestion
from adaptkit.model.catalogue import Entry
from adaptkit.texts.sameness import digest, nfc

# Which words were finished when the guide left the text that stands in ``#| msgid``. Editors keep
# ``#.`` lines, and a draft in the same place has another digest.
CONFIRMED_NOTE = "Words confirmed for the earlier text: "


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
    """Whether the guide is back at the text for which a person has confirmed the very words that
    this fuzzy entry holds. A draft, what was joined, and what a memory or another tool has put
    there was never confirmed, so it does not count."""
    return (
        "fuzzy" in entry.flags
        and bool(entry.previous_msgid)
        and is_same(entry.previous_msgid, unit.msgid)
        and not is_suggestion(entry)
        and confirmed_note(entry.previous_msgid, entry) in entry.extracted
    )


def confirmed_note(text: str, entry: Entry) -> str:
    """The ``#.`` line that says that the entry's words were finished for ``text``."""
    return CONFIRMED_NOTE + digest(text, *translations(entry))


def note_of_confirmed(entry: Entry, now: Entry) -> str:
    """That line for ``now``, which ``entry`` has become; ``""`` where nothing was confirmed."""
    if "fuzzy" not in now.flags or not now.previous_msgid:
        return ""
    if "fuzzy" in entry.flags:
        return next((line for line in entry.extracted if line.startswith(CONFIRMED_NOTE)), "")
    return confirmed_note(now.previous_msgid, entry)


def is_trivial(entry: Entry) -> bool:
    # Texts that became one without a change have that very text as their previous one.
    previous = entry.previous_msgid
    return bool(previous) and previous != entry.msgid and differs_trivially(previous, entry.msgid)
