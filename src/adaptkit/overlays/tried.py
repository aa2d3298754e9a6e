"""The word of a person who has tried a number: it counts more than any list."""

from __future__ import annotations

import json
import re

from adaptkit.model.overlay import Operation, Overlay
from adaptkit.settings import scaffolds


def by_hand(overlay: Overlay, operation: Operation) -> str:
    """How somebody says that the value of a variable is right, to be pasted: under an id
    that no other operation of the overlay has."""
    name, value = operation.target.id, operation.arguments.get("value", "")
    taken = {one.id for one in overlay.operations if one is not operation}
    because = '{reason: "how you know", decided_by: ["who tried it"], on: "the day"}'
    start = "-".join(re.findall(r"[a-z0-9]+", name.casefold())) or "number"
    ids = (start, *(f"{start}-{number}" for number in range(2, len(taken) + 3)))
    id_ = next(one for one in ids if one not in taken)
    said = json.dumps(value, ensure_ascii=False)
    written = f"{{id: {id_}, set_variable: {name}, value: {said}, because: {because}}}"
    return f"if it is right, take it out of variables: and write under operations: - {written}"


def is_tried(operation: Operation) -> bool:
    """Whether a person says on what ground this is the number there."""
    because = operation.because
    examples = any(map(scaffolds.is_example, (because.reason, *because.decided_by)))
    return bool(because.reason.strip() and because.decided_by and because.on) and not examples
