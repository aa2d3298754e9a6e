"""``prepend``: new text at the beginning of a slot, or directly below a section's heading."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.overlays.edits import Edit, Gap, Insertion, Site
from adaptkit.overlays.operations import operation


@operation("prepend", with_prose=True, into=True)
def prepend(site: Site) -> Iterator[Edit]:
    place = site.inside()
    gap = Gap(place.parent, site.opening(place), after=True, rank=(-place.start, 1))
    yield Insertion(site.operation, place, gap, site.addition(place, into=True))
