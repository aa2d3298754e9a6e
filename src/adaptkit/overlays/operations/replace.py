"""``replace``: something else stands here; it keeps the id of what it replaces."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.overlays.edits import BlockExchange, Edit
from adaptkit.overlays.ground import Ground
from adaptkit.overlays.operations import operation, word


@operation(
    "replace",
    does="replaces",
    with_prose=True,
    decides=True,
    stops_release=True,
    told=word("Replaced"),
)
def replace(ground: Ground) -> Iterator[Edit]:
    yield BlockExchange(ground.operation, ground.place, ground.substitute())
