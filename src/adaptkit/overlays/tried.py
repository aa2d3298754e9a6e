"""The word of a person who has tried a number: it counts more than any list."""

from __future__ import annotations

import json
import re

from adaptkit.model.overlay import Operation
from adaptkit.settings import scaffolds


def by_hand(name: str, value: str) -> str:
    """How somebody says that the value of a variable is right."""
    because = '{reason: "how you know", decided_by: ["who tried it"], on: "the day"}'
    id_ = "-".join(re.findall(r"[a-z0-9]+", name.casefold())) or "number"
    said = json.dumps(value, ensure_ascii=False)
    written = f"{{id: {id_}, set_variable: {name}, value: {said}, because: {because}}}"
    return f"if it is right, take it out of variables: and write under operations: - {written}"


def is_tried(operation: Operation) -> bool:
    """Whether a person says on what ground this is the number there."""
    because = operation.because
    examples = any(map(scaffolds.is_example, (because.reason, *because.decided_by)))
    return bool(because.reason.strip() and because.decided_by and because.on) and not examples
