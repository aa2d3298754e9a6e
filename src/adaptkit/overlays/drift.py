"""Whether the guide still says what an operation was made against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from adaptkit.model.overlay import Drift, Operation, Overlay
from adaptkit.overlays.noted import pieces
from adaptkit.overlays.operations import OPERATIONS
from adaptkit.texts.sameness import folded


def find_drift(
    overlay: Overlay, texts: Mapping[str, str], ours: Mapping[str, str], chain: str
) -> tuple[Drift, ...]:
    """Operations whose text has changed in this chain. What was never looked at there has nothing
    to be compared with."""
    found = []
    for operation in overlay.operations:
        seen, now = overlay.seen(operation, chain), texts[operation.id]
        if seen is not None and folded(seen.text) != folded(now):
            found.append(_drift(overlay, operation, seen.text, now, ours[operation.id], chain))
    return tuple(found)


def is_settled(drift: Drift, overlay: Overlay) -> bool:
    """Whether the overlay, with what has been noted since, no longer drifts there."""
    operation = next(one for one in overlay.operations if one.id == drift.operation)
    seen = overlay.seen(operation, drift.chain)
    return seen is not None and folded(seen.text) == folded(drift.now)


def drifting_by(drift: Iterable[Drift]) -> Mapping[str, tuple[str, ...]]:
    """A passage's text, folded, that an operation saw and that is gone, or that is there and it did
    not see → ``overlay/operation`` of each such operation, in order."""
    found: dict[str, dict[str, None]] = {}
    for one in drift:
        then, now = Counter(pieces(one.then)), Counter(pieces(one.now))
        for piece in (then - now) + (now - then):
            found.setdefault(piece, {})[f"{one.overlay}/{one.operation}"] = None
    return {piece: tuple(names) for piece, names in found.items()}


def _drift(
    overlay: Overlay, operation: Operation, then: str, now: str, ours: str, chain: str
) -> Drift:
    kind = OPERATIONS[operation.name]
    return Drift(
        overlay=overlay.name,
        operation=operation.id,
        name=operation.name,
        target=str(operation.target),
        then=then,
        now=now,
        ours=ours,
        position=operation.position,
        does=kind.does,
        stops_release=kind.stops_release,
        chain=chain,
    )
