"""Frozen data as JSON and back: what is read makes objects of a few known classes, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from enum import StrEnum
from typing import Any

from adaptkit.model.catalogue import EntryState
from adaptkit.model.diagnostic import Diagnostic, Position, Severity
from adaptkit.model.document import (
    Block,
    BlockKind,
    Chapter,
    Contact,
    Mark,
    Reference,
    Span,
    Step,
)
from adaptkit.model.edition import Answer, BuiltFile, Progress, Sibling, Value
from adaptkit.model.locale import Locale
from adaptkit.reports.built import BuiltEdition, BuiltFormat

_CLASSES: tuple[type[Any], ...] = (
    *(Answer, Block, BuiltEdition, BuiltFile, BuiltFormat, Chapter, Contact, Diagnostic),
    *(Locale, Mark, Position, Progress, Reference, Sibling, Span, Step, Value),
)
_NAMES = {cls: cls.__name__ for cls in _CLASSES}
_BY_NAME = {cls.__name__: cls for cls in _CLASSES}
_ENUMS: Mapping[tuple[str, str], Callable[[str], StrEnum]] = {
    ("Block", "kind"): BlockKind,
    ("Answer", "state"): EntryState,
    ("Diagnostic", "severity"): Severity,
}


def to_plain(value: Any) -> Any:
    """Lists, texts, numbers, objects with one key. Raises TypeError for what is not known."""
    if value is None or isinstance(value, (str, int)):
        return value
    name = _NAMES.get(type(value))
    if name is not None:
        said = {
            one.name: to_plain(held)
            for one in fields(value)
            if (held := getattr(value, one.name)) != _default(one)
        }
        return {name: said}
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


def _default(one: Any) -> Any:
    if one.default is not MISSING:
        return one.default
    return one.default_factory() if one.default_factory is not MISSING else MISSING
