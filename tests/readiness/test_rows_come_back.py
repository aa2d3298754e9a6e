"""A row of ``status`` comes back from where it was kept as it was, whatever it says."""

from __future__ import annotations

import types
from collections.abc import Mapping
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

from adaptkit.model.diagnostic import Diagnostic, Position
from adaptkit.model.frame import ProcessStep
from adaptkit.model.overlay import Drift
from adaptkit.model.tried import Tried
from adaptkit.readiness.kept_files import as_kept
from adaptkit.readiness.kept_rows import _row
from adaptkit.records import Record, as_data
from adaptkit.reports.because import Recorded
from adaptkit.reports.status import EditionStatus

# Some are imported for whoever checks types alone.
KNOWN = {one.__name__: one for one in (Diagnostic, Drift, Position, ProcessStep, Recorded, Tried)}


def _hints(record: type[Record]) -> dict[str, Any]:
    return get_type_hints(record, localns=KNOWN)


def whole(wanted: Any, name: str = "x") -> Any:
    """A value of that type which says something in every place: two things where there may be
    several."""
    if get_origin(wanted) is tuple:
        return (whole(get_args(wanted)[0], f"{name} 1"), whole(get_args(wanted)[0], f"{name} 2"))
    if get_origin(wanted) is Mapping:
        return {"one": whole(get_args(wanted)[1], f"{name} one"), "two": whole(get_args(wanted)[1])}
    if get_origin(wanted) is types.UnionType:
        return whole(get_args(wanted)[0], name)
    if issubclass(wanted, Record):
        hints = _hints(wanted)
        return wanted(**{key: whole(hint, f"{name}.{key}") for key, hint in hints.items()})
    if issubclass(wanted, Enum):
        return list(wanted)[-1]
    return name if wanted is str else wanted(len(name))


def same(one: Any, other: Any) -> None:
    """Equal, and of the same types all the way down: a list is no tuple."""
    assert type(one) is type(other), (one, other)
    if isinstance(one, Record):
        for key in _hints(type(one)):
            same(getattr(one, key), getattr(other, key))
    elif isinstance(one, Mapping):
        assert list(one) == list(other)
        for key, value in one.items():
            same(value, other[key])
    elif isinstance(one, tuple):
        for here, there in zip(one, other, strict=True):
            same(here, there)
    else:
        assert one == other


def test_a_row_comes_back_whole() -> None:
    row = whole(EditionStatus)
    same(_row(as_kept(as_data(row))), row)
