"""A changed value is a new one, the old one stays as it was."""

from __future__ import annotations

import pytest

from adaptkit.model.diagnostic import Position
from adaptkit.model.document import Block, BlockKind
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.unit import Unit
from adaptkit.records import replace

BLOCK = Block(BlockKind.HEADING, Position("a.md", 3, 1), text="One", level=2, key="a.md#1")
INLINE = Inline(InlineKind.LINK, target="b.md", children=(Inline(InlineKind.TEXT, "b"),))
UNIT = Unit("", BlockKind.HEADING, "One", Position("a.md", 3, 1), "a", place=(1, 2))


@pytest.mark.parametrize(
    ("value", "changes"),
    [
        (BLOCK, {"text": "Two", "calls": 3}),
        (INLINE, {"kind": InlineKind.IMAGE, "to": None}),
        (UNIT, {"id": "a.1", "section": "b"}),
        (BLOCK, {}),
    ],
    ids=["block", "inline", "unit", "nothing"],
)
def test_a_changed_value_is_what_replace_makes(
    value: Block | Inline | Unit, changes: dict[str, object]
) -> None:
    before = replace(value)
    changed = value.changed(**changes)
    assert changed == replace(value, **changes)  # type: ignore[arg-type]
    assert (type(changed), hash(changed)) == (type(value), hash(replace(value, **changes)))  # type: ignore[arg-type]
    assert value == before
    assert changed is not value
    with pytest.raises(AttributeError):
        changed.kind = BlockKind.RULE  # type: ignore[misc]


def test_a_field_that_there_is_not_cannot_be_changed() -> None:
    with pytest.raises(TypeError, match="colour"):
        BLOCK.changed(colour="red")
