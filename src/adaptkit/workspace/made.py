"""What has been made from files, and from which: so that it can be forgotten with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

_T = TypeVar("_T")


class Made:
    """Values by name, each with the paths that were looked at while it was made; a folder whose
    files were listed ends with ``/``. What is made while another is being made belongs to both."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[Any, frozenset[str]]] = {}
        self._being_made: list[set[str]] = []

    def look(self, *paths: str) -> None:
        """What is being made depends on these."""
        if self._being_made:
            self._being_made[-1].update(paths)

    def once(self, name: str, make: Callable[[], _T]) -> _T:
        """The value of that name, made now if it is not there. What ``make`` raises is not kept."""
        if name not in self._found:
            self._being_made.append(set())
            try:
                value = make()
            finally:
                looked_at = self._being_made.pop()
                # Whoever asked for it depends on it, even where it could not be made.
                self.look(*looked_at)
            self._found[name] = (value, frozenset(looked_at))
            return value
        found: _T = self._found[name][0]
        self.look(*self._found[name][1])
        return found

    def forget(self, path: str) -> None:
        """Drop all that was made from this file, or from what stands in a folder of that name."""
        self._found = {
            name: (value, paths)
            for name, (value, paths) in self._found.items()
            if not any(_concerns(path, one) for one in paths)
        }


def _concerns(path: str, looked_at: str) -> bool:
    if looked_at == path or looked_at.startswith(f"{path}/"):
        return True
    return looked_at.endswith("/") and path.startswith(looked_at)
