"""``insert_before``: new text directly above a unit, section or slot."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.overlays.edits import Edit, Gap, Insertion, Site
from adaptkit.overlays.operations import operation


@operation("insert_before", with_prose=True)
def insert_before(site: Site) -> Iterator[Edit]:
    beside = site.beside()
    # Of anchors that begin at the same line, what stands before the larger one comes first.
    gap = Gap(beside.parent, beside.start, after=False, rank=(-beside.end, 0))
    yield Insertion(site.operation, beside, gap, site.addition(beside))
