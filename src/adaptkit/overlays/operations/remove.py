"""``remove``: this is not said here."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.overlays.edits import BlockExchange, Edit
from adaptkit.overlays.ground import Ground
from adaptkit.overlays.operations import operation, word


@operation(
    "remove",
    does="removes",
    decides=True,
    removes=True,
    stops_release=True,
    told=word("Left out"),
)
def remove(ground: Ground) -> Iterator[Edit]:
    yield BlockExchange(ground.operation, ground.removable(), ())
