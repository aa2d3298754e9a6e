"""Name → function, filled when the modules of a package are imported.

A new operation, writer or check is one new file with one decorated function; nothing else is
edited. ``Registry.load`` imports every module of the package once, in name order.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """The functions of one family (say, overlay operations), by name."""

    def __init__(self, package: str) -> None:
        self._package = package
        self._found: dict[str, T] = {}
        self._loaded = False
        self._names: tuple[str, ...] | None = None

    def register(self, name: str) -> Callable[[T], T]:
        """Decorate the function that ``name`` stands for; a name taken twice is a mistake."""

        def decorate(function: T) -> T:
            if name in self._found:
                raise ValueError(f"{self._package}: {name!r} is registered twice")
            self._found[name] = function
            self._names = None
            return function

        return decorate

    def _load(self) -> None:
        if self._loaded:
            return
        self._loaded = True
        package = importlib.import_module(self._package)
        for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda m: m.name):
            importlib.import_module(f"{self._package}.{module.name}")

    def get(self, name: str) -> T | None:
        self._load()
        return self._found.get(name)

    def __getitem__(self, name: str) -> T:
        self._load()
        return self._found[name]

    def __contains__(self, name: str) -> bool:
        self._load()
        return name in self._found

    def __iter__(self) -> Iterator[str]:
        return iter(self.names())

    def names(self) -> tuple[str, ...]:
        """In alphabetical order."""
        self._load()
        if self._names is None or len(self._names) != len(self._found):
            self._names = tuple(sorted(self._found))
        return self._names
