"""The ids of an overlay's reasons, which are settled apart from those of its prose."""

from __future__ import annotations

from collections.abc import Iterable

from adaptkit.catalogues.identity import identify
from adaptkit.model.catalogue import Catalogue, Match
from adaptkit.model.overlay import Overlay
from adaptkit.model.unit import Unit
from adaptkit.overlays.reasons import is_reason, reason_units
from adaptkit.records import replace
from adaptkit.workspace import Workspace


def reasons_of(
    workspace: Workspace, overlay: Overlay, template: Catalogue | None
) -> tuple[tuple[Unit, ...], tuple[Match, ...]]:
    """The units of its reasons, and how each was recognised. ``template``: the overlay's own."""
    why = reason_units(overlay, workspace.settings.source_language)
    if not why:
        return (), ()
    # Each has an id of its own, so that no catalogue is asked.
    known = only(template, reasons=True) or Catalogue(None, overlay.name, ())
    return why, identify(why, known, tuple, prefix=overlay.name).matches


def prose_of(catalogues: Iterable[Catalogue]) -> list[Catalogue]:
    """Without the reasons: one that is gone lends its id to no text."""
    return [found for one in catalogues if (found := only(one, reasons=False))]


def only(catalogue: Catalogue | None, *, reasons: bool) -> Catalogue | None:
    """Its entries that are reasons, or all others."""
    if catalogue is None:
        return None
    entries = tuple(one for one in catalogue.entries if is_reason(one.unit_id) is reasons)
    same = len(entries) == len(catalogue.entries)
    return catalogue if same else replace(catalogue, entries=entries)
