"""``remove``: this is not said here."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.overlays.edits import Edit, Exchange, Site
from adaptkit.overlays.operations import operation


@operation("remove", decides=True)
def remove(site: Site) -> Iterator[Edit]:
    yield Exchange(site.operation, site.removable(), (), removes=True)
