"""What an operation may aim at: how its target is written, and what the guide says there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from adaptkit.model.overlay import VARIABLE_TARGET, Target
from adaptkit.records import Record
from adaptkit.settings import values as shared

if TYPE_CHECKING:
    from adaptkit.overlays.ground import Ground
    from adaptkit.yaml_text import Value


class Aim(Record, frozen=True):
    """``described``: for the reference. ``read``: the target as the file has it, None after a
    problem. ``text``: what the guide says there, which the operation's base is compared with;
    it may raise ``NoPlace``."""

    described: str
    read: Callable[[Value], Target | None]
    text: Callable[[Ground], str]


def named(value: Value, what: str) -> Target | None:
    """A plain name: ``what`` it is, for the message when it is none."""
    if value.is_mapping:
        value.wrong(what)
        return None
    id = _words(value)
    return Target(id=id) if id else None


def _words(value: Value) -> str:
    """A name; one without a letter is told, for an operation must not be passed over."""
    before = len(value.reader.problems)
    text = value.text()
    if not text.strip() and len(value.reader.problems) == before:
        value.reader.error(
            "target-empty",
            value.position,
            f"{value.label} names nothing, so the operation does nothing",
            "write the id of what it is about, or delete the operation",
        )
        return ""
    return text


def _place(value: Value) -> Target | None:
    if not value.is_mapping:
        id = _words(value)
        return Target(id=id) if id else None
    named = value.fields().get("slot", required=True)
    slot = _words(named) if named is not None else ""
    return Target(slot=slot) if slot else None


def _said(ground: Ground) -> str:
    return ground.snapshot.text(ground.place)


def _variable(value: Value) -> Target | None:
    target = named(value, "the name of a variable")
    if target is None:
        return None
    shared.variable_name(value.reader, target.id, value.position)
    return Target(id=target.id, of=VARIABLE_TARGET)


def _value(ground: Ground) -> str:
    known = ground.guide.settings.variables.get(ground.operation.target.id)
    return known.value if known else ""


PASSAGE = Aim("the id of a passage or of a section, or a slot", _place, _said)
INSIDE = Aim("a slot, `{slot: name}`, or a section's id", _place, _said)
VARIABLE = Aim("a variable's name", _variable, _value)
