"""Classes that hold data: the only door to msgspec.

``class Name(Record, frozen=True)`` with typed fields is what
``@dataclass(frozen=True, slots=True)`` makes of it, with ``==``, ``hash`` and ``repr``. It is made
in a fiftieth of the time (a hundred such classes are made before a command begins), and so are its
values, of which a guide has a hundred thousand.
"""

from msgspec import Struct as Record
from msgspec import field
from msgspec import to_builtins as as_data
from msgspec.structs import replace

__all__ = ["Record", "as_data", "field", "replace"]
