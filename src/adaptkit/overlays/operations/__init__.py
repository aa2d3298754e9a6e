"""What an overlay can do. One file per operation; a new one is one new file.

An operation *plans*: it looks at its target in the guide as it came in, and says which edits it
wants. Nothing is changed until all operations of the overlay have said so; that is why their
order in the file does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adaptkit.registry import Registry

if TYPE_CHECKING:
    from adaptkit.overlays.edits import Edit, Site
    from adaptkit.yaml_text import Fields

    Plan = Callable[[Site], Iterable[Edit]]
    ReadArguments = Callable[[Fields], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class OperationKind:
    """``with_prose``: whether ``with:`` is needed; else it is refused. ``into``: it adds to the
    inside of a section or slot. ``variable``: its target is a variable's name.
    ``decides``: it settles an adaptation point. ``arguments`` reads further keys."""

    plan: Plan
    with_prose: bool = False
    into: bool = False
    variable: bool = False
    decides: bool = False
    arguments: ReadArguments | None = None


OPERATIONS: Registry[OperationKind] = Registry("adaptkit.overlays.operations")


def operation(
    name: str,
    *,
    with_prose: bool = False,
    into: bool = False,
    variable: bool = False,
    decides: bool = False,
    arguments: ReadArguments | None = None,
) -> Callable[[Plan], Plan]:
    """Register the decorated function as the plan of the operation ``name``."""

    def decorate(plan: Plan) -> Plan:
        kind = OperationKind(plan, with_prose, into, variable, decides, arguments)
        OPERATIONS.register(name)(kind)
        return plan

    return decorate
