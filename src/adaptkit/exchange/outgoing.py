"""What goes out, whatever the format: which entries, and under which ids."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.diagnostic import Diagnostic, Position, warning
from adaptkit.model.exchange import Parcel, Tally
from adaptkit.texts.sameness import digest

_PART = re.compile(r"#\d+$")


def key(entry: Entry) -> str:
    """The unit's id; where it has none, or one that a cell or attribute cannot carry, a digest."""
    unit_id = entry.unit_id
    if unit_id and unit_id.isprintable() and unit_id == unit_id.strip():
        return unit_id if not _PART.search(unit_id) else f"~{digest(unit_id)}"
    return f"~{digest(unit_id + chr(4) + entry.msgid)}"


def state_of(entry: Entry) -> EntryState:
    return entry.state if entry.msgstr else EntryState.UNTRANSLATED


def outgoing(parcel: Parcel) -> Iterator[tuple[Catalogue, Entry]]:
    """Every live entry that other tools can hold, in order."""
    for catalogue in parcel.catalogues:
        for entry in catalogue.live:
            if entry.plural is None and entry.msgid:
                yield catalogue, entry


def everything(parcel: Parcel) -> Tally:
    """Of a format that holds every unit, whatever its state. What it cannot hold is told by
    ``stays_behind``, with its place."""
    return Tally(sum(1 for _ in outgoing(parcel)))


def stays_behind(parcel: Parcel) -> tuple[Diagnostic, ...]:
    """What does not go out, with its place."""
    return tuple(
        warning(
            "exchange-plural",
            entry.position if entry.position.path else Position(catalogue.path),
            "this entry has plural forms, which exchange files cannot carry; it was left out",
            "translate it in the PO file",
            unit=entry.unit_id,
        )
        for catalogue in parcel.catalogues
        for entry in catalogue.live
        if entry.plural is not None
    )
