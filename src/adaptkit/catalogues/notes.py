"""What checks have found, as ``#.`` lines for translators, below all other lines of an entry.

Whether a catalogue has them is said by a field of its header, so that it stays so for whoever runs
the next update, and a catalogue in which all is well keeps the wish. Every update makes the lines
anew; nothing else reads them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adaptkit.model.catalogue import Catalogue, Entry
from adaptkit.records import replace

NOTE = "Check: "
_FIELD, _VALUE = "X-Adaptkit-Notes", "checks"


def has_notes(catalogue: Catalogue) -> bool:
    """Whether somebody wants them in this catalogue."""
    return catalogue.field(_FIELD) == _VALUE


def with_notes(catalogue: Catalogue, notes: Mapping[str, Sequence[str]]) -> Catalogue:
    """With exactly these notes: unit id → lines, which begin with ``NOTE``."""
    header = catalogue.header
    if not has_notes(catalogue):
        header = (*(one for one in header if one[0] != _FIELD), (_FIELD, _VALUE))
    entries = tuple(
        _noted(entry, tuple(notes.get(entry.unit_id, ())) if entry.live else ())
        for entry in catalogue.entries
    )
    return replace(catalogue, header=header, entries=entries)


def without_notes(catalogue: Catalogue) -> Catalogue:
    """Without notes, and without the wish for them."""
    header = tuple(one for one in catalogue.header if one[0] != _FIELD)
    entries = tuple(_noted(entry, ()) for entry in catalogue.entries)
    return replace(catalogue, header=header, entries=entries)


def _noted(entry: Entry, lines: tuple[str, ...]) -> Entry:
    kept = tuple(line for line in entry.extracted if not line.startswith(NOTE))
    wanted = (*kept, *lines)
    return entry if wanted == entry.extracted else replace(entry, extracted=wanted)
