"""``keep``: somebody has decided that this holds here too. Changes nothing that readers see."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.overlays.edits import Edit, Keep, Site
from adaptkit.overlays.operations import operation


@operation("keep", decides=True)
def keep(site: Site) -> Iterator[Edit]:
    yield Keep(site.operation, site.place)
