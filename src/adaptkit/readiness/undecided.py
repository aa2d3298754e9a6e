"""What a new overlay or edition has to decide, with the passages in full."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from adaptkit.loading.guide import read_guide
from adaptkit.loading.overlays import read_overlay
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.document import Guide
from adaptkit.overlays.points import leaves_in, open_points, points
from adaptkit.workspace import Workspace


def texts_by_address(guide: Guide) -> dict[str, str]:
    """All that stands in each passage about one country, the text of a section too."""
    return {
        one.place.address: " ".join(
            leaf.msgid for leaf in leaves_in(guide, one.place) if leaf.msgid
        )
        for one in points(guide)
    }


def to_decide(workspace: Workspace, overlays: Sequence[str], country: str) -> list[tuple[str, str]]:
    """The passages and values about which an edition for this country has yet to decide, each with
    what the guide says. Raises ProblemsFound."""
    guide = read_guide(workspace)
    texts = texts_by_address(guide)
    decided: set[str] = set()
    for overlay in overlays:
        # status says what is wrong with one that cannot be read.
        with suppress(ProblemsFound):
            decided |= {str(one.target) for one in read_overlay(workspace, overlay).operations}
    found = []
    for point in open_points(guide):
        address, about = point.addresses[0], point.mark.get("country")
        if address not in decided and about != country:
            found.append((f"{address} ({point.position.path})", texts.get(address, "")))
    home = guide.settings.country
    for variable in guide.settings.variables.values() if home not in ("", country) else ():
        if variable.name not in decided:
            said = f"{home}: {variable.value}. {variable.note}"
            found.append((f"the value of {{{variable.name}}}", said))
    return found
