"""``keep``: somebody has decided that this holds here too. Changes nothing that readers see."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.overlays.edits import Edit, Keep
from adaptkit.overlays.ground import Ground
from adaptkit.overlays.operations import operation, word


@operation("keep", does="keeps", decides=True, told=word("Kept"), listed=False, signed_off=False)
def keep(ground: Ground) -> Iterator[Edit]:
    yield Keep(ground.operation, ground.place)
