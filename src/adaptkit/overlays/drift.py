"""Whether the guide still says what an operation was made against."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping

from adaptkit.model.overlay import Drift, Operation, Overlay

_WHITE = re.compile(r"[ \t\r\n]+")


def folded(text: str) -> str:
    """NFC, line ends and runs of blanks as one blank; a no-break space stays what it is."""
    return _WHITE.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")


def fingerprint(text: str) -> str:
    """Equal for texts that differ only by re-flowing, CRLF or NFC/NFD: 64 hexadecimal digits."""
    return hashlib.sha256(folded(text).encode("utf-8", "surrogatepass")).hexdigest()


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
