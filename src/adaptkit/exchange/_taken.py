"""Entries as an import leaves them: with a suggestion, finished, with a note more."""

from __future__ import annotations

import re

from adaptkit.exchange._controls import visible
from adaptkit.model.catalogue import Entry, EntryState
from adaptkit.model.exchange import Returned
from adaptkit.records import replace


def suggested(entry: Entry, words: str, previous: str) -> Entry:
    """The entry with words that a person must look at. ``previous`` is the text that they were
    made for, ``""`` where they were not finished for that either: ``update`` takes an entry for
    finished when the guide goes back to its previous text."""
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


def with_notes(entry: Entry, one: Returned) -> Entry:
    """Lines that a translator has added to the note; none is ever taken away."""
    new = new_lines(entry.comment, one)
    if not new:
        return entry
    return replace(entry, comment="\n".join([*filter(None, [entry.comment]), *new]))


def new_lines(comment: str, one: Returned) -> list[str]:
    """The lines of its notes that are not in ``comment``, each once."""
    have = {visible(line).strip() for line in comment.split("\n")}
    return list(
        dict.fromkeys(
            line
            for note in one.notes
            for line in re.split(r"\r\n?|\n", note)
            if line.strip() and visible(line).strip() not in have
        )
    )
