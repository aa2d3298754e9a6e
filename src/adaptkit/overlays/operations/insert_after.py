"""``insert_after``: new text directly below a unit, or below the end of a section or slot."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.overlays.edits import Edit, Gap, Insertion, Site
from adaptkit.overlays.operations import operation


@operation("insert_after", with_prose=True)
def insert_after(site: Site) -> Iterator[Edit]:
    beside = site.beside()
    # Of anchors that end at the same line, what stands after the inner one comes first; then
    # what was appended to a section, then what stands after that section.
    inner = 3 if beside.kind in ("section", "chapter") else 0
    gap = Gap(beside.parent, beside.end, after=True, rank=(-beside.start, inner))
    yield Insertion(site.operation, beside, gap, site.addition(beside))
