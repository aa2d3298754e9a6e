"""What an overlay's decisions were made against, where the guide calls it otherwise now."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adaptkit.model.overlay import BaseRecord, Seen
from adaptkit.overlays.noted import Lines
from adaptkit.records import replace
from adaptkit.texts.sameness import digest, folded

Address = Callable[[str], str]
"""What an operation aims at, before → after."""
InSeen = Callable[[str, str], str]
"""(a text that was seen, the target that it was seen under) → the text, its links as they are."""


def renamed_base(
    records: Mapping[str, BaseRecord], address: Address, in_text: InSeen
) -> dict[str, BaseRecord]:
    """The same decisions under the other names. Who accepted what stays."""

    def text(seen: Seen, target: str) -> Seen:
        now = in_text(seen.text, target)
        return seen if now == seen.text else replace(seen, text=now)

    return {
        id: replace(
            record,
            target=address(record.target),
            seen=tuple(text(seen, record.target) for seen in record.seen),
        )
        for id, record in records.items()
    }


def renamed_lines(
    lines: Lines,
    bases: Mapping[str, Mapping[str, BaseRecord]],
    address: Address,
    in_text: InSeen,
) -> Lines:
    """``bases``: of every overlay, before. A digest of a text that no base holds any more stays."""
    out: dict[tuple[str, str, str], frozenset[str]] = {}
    for (overlay, operation, target), signs in lines.items():
        record = bases.get(overlay, {}).get(operation)
        now = {
            digest(folded(seen.text)): digest(folded(in_text(seen.text, target)))
            for seen in (record.seen if record and record.target == target else ())
        }
        key = (overlay, operation, address(target))
        signs = frozenset(now.get(sign, sign) for sign in signs)
        out[key] = out.get(key, frozenset()) | signs
    return out
