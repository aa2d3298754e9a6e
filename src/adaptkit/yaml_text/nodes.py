"""Nodes of a YAML file with their places, and what an unquoted word means."""

from __future__ import annotations

import re

from adaptkit.model.diagnostic import Position
from adaptkit.records import Record

_NULL = re.compile(r"(?:~|null|Null|NULL|)\Z")
_BOOLEAN = re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z")
# Not booleans in YAML 1.2, but in most older readers: refused for the same reason.
_OLD_BOOLEAN = re.compile(r"(?:yes|no|on|off)\Z", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z"
)
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_TIME = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}.*\Z")


class Scalar(Record, frozen=True):
    """Text as it stands; ``plain`` when neither quoted nor a block."""

    position: Position
    value: str
    plain: bool = False


class Sequence(Record, frozen=True):
    position: Position
    items: tuple[Node, ...]


class MappingNode(Record, frozen=True):
    position: Position
    entries: tuple[tuple[Scalar, Node], ...]


Node = Scalar | Sequence | MappingNode


def is_null_word(word: str) -> bool:
    return bool(_NULL.match(word))


def is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and bool(_NULL.match(node.value))


def read_as(value: str) -> str:
    """What YAML makes of an unquoted word, or ``""`` where it is text to every reader."""
    if _NUMBER.match(value):
        if re.match(r"[-+]?0[0-9]", value):
            return "a number and would lose its zero"
        if re.search(r"\..*0\Z", value):
            return "a number and would lose its last zero"
        return "a number"
    if _BOOLEAN.match(value) or _OLD_BOOLEAN.match(value):
        return "yes or no by many programs"
    if DATE.match(value) or _TIME.match(value):
        return "a date"
    return ""
