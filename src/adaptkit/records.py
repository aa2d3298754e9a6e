"""Classes that hold data: the only door to msgspec.

``class Name(Record, frozen=True)`` with typed fields is what
``@dataclass(frozen=True, slots=True)`` makes of it, with ``==``, ``hash`` and ``repr``. It is made
in a fiftieth of the time (a hundred such classes are made before a command begins), and so are its
values, of which a guide has a hundred thousand.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from msgspec import DecodeError as NotJson
from msgspec import Struct as Record
from msgspec import ValidationError as Misfit
from msgspec import convert as from_data
from msgspec import field
from msgspec import to_builtins as as_data
from msgspec.json import decode as from_json
from msgspec.json import encode as to_json
from msgspec.structs import replace

__all__ = [
    "Misfit",
    "NotJson",
    "Record",
    "as_data",
    "field",
    "from_data",
    "from_json",
    "json_text",
    "once",
    "replace",
    "to_json",
]

T = TypeVar("T")


def json_text(value: Any) -> str:
    return to_json(value).decode()


class once(Generic[T]):  # noqa: N801, as ``property`` is written
    """What is worked out of a value when it is first asked for, and kept beside its fields: it is
    no part of them, and goes with the value. As ``cached_property``, without the lock that this has
    in older Pythons and that takes longer than what is worked out here."""

    def __init__(self, work_out: Callable[[Any], T]) -> None:
        self._work_out, self._name = work_out, ""
        self.__doc__ = work_out.__doc__

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, one: Any, _owner: type | None = None) -> T:
        found: T = self._work_out(one)
        one.__dict__[self._name] = found
        return found
