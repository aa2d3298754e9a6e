"""Whether the guide still says what an operation was made against."""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.model.overlay import Drift, Operation, Overlay
from adaptkit.texts.sameness import folded


def find_drift(
    overlay: Overlay, texts: Mapping[str, str], ours: Mapping[str, str]
) -> tuple[Drift, ...]:
    """Operations whose text has changed. Without a record there is nothing to compare with."""
    return tuple(
        _drift(overlay, operation, texts[operation.id], ours.get(operation.id, ""))
        for operation in overlay.operations
        if operation.id in overlay.base
        and operation.id in texts
        and folded(overlay.base[operation.id]) != folded(texts[operation.id])
    )


def _drift(overlay: Overlay, operation: Operation, now: str, ours: str) -> Drift:
    return Drift(
        overlay=overlay.name,
        operation=operation.id,
        name=operation.name,
        target=str(operation.target),
        then=overlay.base[operation.id],
        now=now,
        ours=ours,
        position=operation.position,
    )
