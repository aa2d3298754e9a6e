"""``append``: new text at the end of a slot or section, after its subsections."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.overlays.edits import Edit, Gap, Insertion, Site
from adaptkit.overlays.operations import operation


@operation("append", with_prose=True, into=True)
def append(site: Site) -> Iterator[Edit]:
    place = site.inside()
    gap = Gap(place.parent, place.end, after=place.kind != "slot", rank=(-place.start, 2))
    yield Insertion(site.operation, place, gap, site.addition(place, into=True))
