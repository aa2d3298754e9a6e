"""A unit: one piece of source text that a translator sees as one."""

from __future__ import annotations

from typing import Any

from adaptkit.model.diagnostic import Position
from adaptkit.model.document import BlockKind
from adaptkit.records import Record, replace


class Unit(Record, frozen=True):
    """``id`` is ``""`` until identity has been settled, unless the author gave ``{#id}``
    (then ``explicit`` and already whole: ``section.id``). ``section`` is provisional until then.

    ``opens_section`` is true for a heading that begins a section (its ``section`` is its own).
    ``place`` is (n, of) among the siblings of a list or table, or None. ``notes`` are further
    lines for the translator.
    """

    id: str
    kind: BlockKind
    source: str
    position: Position
    section: str
    heading_path: tuple[str, ...] = ()
    place: tuple[int, int] | None = None
    notes: tuple[str, ...] = ()
    explicit: bool = False
    opens_section: bool = False
    section_explicit: bool = False
    placeholders: tuple[str, ...] = ()

    def changed(self, **changes: Any) -> Unit:
        return replace(self, **changes)
