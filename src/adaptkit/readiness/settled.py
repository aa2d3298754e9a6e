"""Whether the ids of a project's units depend on nothing but its templates."""

from __future__ import annotations

from adaptkit.loading.guide import guide_units
from adaptkit.model.catalogue import MatchKind
from adaptkit.model.layout import GUIDE
from adaptkit.workspace import Workspace


def is_settled(workspace: Workspace, domain: str) -> bool:
    """Whether all ids come from the template, so that no catalogue was asked for any."""
    if domain == GUIDE:
        units, matches = guide_units(workspace)
    else:
        from adaptkit.loading.overlays import overlay_units

        _, units, matches = overlay_units(workspace, domain)
    if not units:
        return True
    strange = (MatchKind.NEW, MatchKind.RETURNED, MatchKind.SPLIT)
    known = workspace.read_template(domain) is not None
    return known and not any(match.kind in strange for match in matches)
