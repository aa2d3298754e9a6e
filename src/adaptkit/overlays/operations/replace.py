"""``replace``: something else stands here; it keeps the id of what it replaces."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.overlays.edits import Edit, Exchange, Site
from adaptkit.overlays.operations import operation


@operation("replace", with_prose=True, decides=True)
def replace(site: Site) -> Iterator[Edit]:
    yield Exchange(site.operation, site.place, site.substitute())
