"""Frozen data as JSON and back: what is read makes objects of a few known classes, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from operator import attrgetter
from typing import Any

from adaptkit.model.catalogue import EntryState
from adaptkit.model.contact import Contact
from adaptkit.model.diagnostic import Diagnostic, Position, Severity
from adaptkit.model.document import (
    Block,
    BlockKind,
    Chapter,
    Mark,
    Reference,
    Span,
    Step,
)
from adaptkit.model.edition import Answer, BuiltFile, Progress, Sibling, Value
from adaptkit.model.locale import Locale
from adaptkit.records import Record
from adaptkit.reports.built import BuiltEdition, BuiltFormat

_CLASSES: tuple[type[Record], ...] = (
    *(Answer, Block, BuiltEdition, BuiltFile, BuiltFormat, Chapter, Contact, Diagnostic),
    *(Locale, Mark, Position, Progress, Reference, Sibling, Span, Step, Value),
)
_BY_NAME = {cls.__name__: cls for cls in _CLASSES}
_ENUMS: Mapping[tuple[str, str], Callable[[str], StrEnum]] = {
    ("Block", "kind"): BlockKind,
    ("Answer", "state"): EntryState,
    ("Diagnostic", "severity"): Severity,
}


def _usually(cls: type[Record]) -> list[tuple[str, Any]]:
    """Its fields, each with what it holds where nobody says anything; ``_MUST`` be said."""
    names = cls.__struct_fields__
    must = len(names) - len(cls.__struct_defaults__)
    bare = cls(*(None for _ in names[:must]))
    usual = (_MUST if at < must else getattr(bare, name) for at, name in enumerate(names))
    return list(zip(names, usual, strict=True))


def _said_by(cls: type[Record]) -> Callable[[Any], dict[str, Any]]:
    """What an object of this class says beyond its defaults; for there are thousands."""
    named = _usually(cls)
    values = attrgetter(*(name for name, _ in named))

    def said(value: Any) -> dict[str, Any]:
        return {
            name: held if type(held) in _AS_THEY_ARE else to_plain(held)
            for (name, usual), held in zip(named, values(value), strict=True)
            if held is not usual and held != usual
        }

    return said


_MUST = object()
_AS_THEY_ARE = frozenset({str, int, bool, type(None)})
_SAID = {cls: (cls.__name__, _said_by(cls)) for cls in _CLASSES}


def to_plain(value: Any) -> Any:
    """Lists, texts, numbers, objects with one key. Raises TypeError for what is not known."""
    known = _SAID.get(type(value))
    if known is not None:
        return {known[0]: known[1](value)}
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, tuple):
        return [to_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {"": [[to_plain(key), to_plain(held)] for key, held in value.items()]}
    raise TypeError(type(value).__name__)


def from_plain(data: Any) -> Any:
    """The value again. Raises TypeError, ValueError or KeyError for anything else."""
    if isinstance(data, list):
        return tuple(from_plain(each) for each in data)
    if not isinstance(data, dict):
        return data
    [(name, said)] = data.items()
    if name == "":
        return {from_plain(key): from_plain(held) for key, held in said}
    values = {key: from_plain(held) for key, held in said.items()}
    for key in values:
        kind = _ENUMS.get((name, key))
        if kind is not None and values[key] is not None:
            values[key] = kind(values[key])
    return _BY_NAME[name](**values)
