"""What an overlay can do. One file per operation; a new one is one new file.

An operation *plans*: it looks at its target in the guide as it came in, and says which edits it
wants. Nothing is changed until all operations of the overlay have said so; that is why their
order in the file does not matter.

Whatever anybody else must know of an operation stands in its ``OperationKind``: nothing outside
its file asks for it by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from adaptkit.overlays.aims import PASSAGE, Aim
from adaptkit.records import Record
from adaptkit.registry import Registry

if TYPE_CHECKING:
    from adaptkit.model.overlay import Operation
    from adaptkit.overlays.edits import Edit
    from adaptkit.overlays.ground import Ground
    from adaptkit.yaml_text import Fields

    Plan = Callable[[Ground], Iterable[Edit]]
    ReadArguments = Callable[[Fields], Mapping[str, str]]
    ReadShortForm = Callable[[Fields], Iterable[Operation]]


def word(english: str) -> str:
    """An interface word: what is written like this stands in the template of those words."""
    return english


class OperationKind(Record, frozen=True, kw_only=True):
    """What an operation is to everybody else.

    * ``does``: what the overlay does to its target, as in "which this overlay *replaces*".
    * ``aim``: what it may aim at. ``with_prose``: whether ``with:`` is needed; else it is refused.
    * ``arguments`` reads further keys, which ``keys`` describes for the reference; ``words`` are
      those of them that readers see. ``short_form`` reads a key of the whole file that stands for
      operations of this kind.
    * ``decides``: it settles an adaptation point. ``removes``: what it aimed at is gone.
    * ``stops_release``: a release waits for a person when the guide changes under it.
    * ``told``: what readers are told was done, in English; ``listed``: whether they are.
    * ``signed_off``: of one without prose, whether somebody has to sign the decision itself off.
    """

    plan: Plan
    does: str
    aim: Aim = PASSAGE
    with_prose: bool = False
    arguments: ReadArguments | None = None
    keys: str = ""
    words: tuple[str, ...] = ()
    short_form: ReadShortForm | None = None
    decides: bool = False
    removes: bool = False
    stops_release: bool = False
    told: str = word("Changed")
    listed: bool = True
    signed_off: bool = True


OPERATIONS: Registry[OperationKind] = Registry("adaptkit.overlays.operations")


def operation(
    name: str,
    *,
    does: str,
    aim: Aim = PASSAGE,
    with_prose: bool = False,
    arguments: ReadArguments | None = None,
    keys: str = "",
    words: tuple[str, ...] = (),
    short_form: ReadShortForm | None = None,
    decides: bool = False,
    removes: bool = False,
    stops_release: bool = False,
    told: str = word("Changed"),
    listed: bool = True,
    signed_off: bool = True,
) -> Callable[[Plan], Plan]:
    """Register the decorated function as the plan of the operation ``name``."""

    def decorate(plan: Plan) -> Plan:
        kind = OperationKind(
            plan=plan,
            does=does,
            aim=aim,
            with_prose=with_prose,
            arguments=arguments,
            keys=keys,
            words=words,
            short_form=short_form,
            decides=decides,
            removes=removes,
            stops_release=stops_release,
            told=told,
            listed=listed,
            signed_off=signed_off,
        )
        OPERATIONS.register(name)(kind)
        return plan

    return decorate
