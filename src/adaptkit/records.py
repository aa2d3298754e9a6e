"""Classes that hold data: the only door to msgspec.

``class Name(Record, frozen=True)`` with typed fields is what
``@dataclass(frozen=True, slots=True)`` makes of it, with ``==``, ``hash`` and ``repr``. It is made
in a fiftieth of the time (a hundred such classes are made before a command begins), and so are its
values, of which a guide has a hundred thousand.
"""

from typing import Any

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
    "replace",
    "to_json",
]


def json_text(value: Any) -> str:
    return to_json(value).decode()
