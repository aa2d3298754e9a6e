"""Many steps, one report."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from adaptkit.model.diagnostic import Diagnostic, ProblemsFound, Severity

_T = TypeVar("_T")


class Problems:
    """Gathers what many steps find, so that all of it is reported at once."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []

    def attempt(self, step: Callable[[], _T]) -> _T | None:
        try:
            return step()
        except ProblemsFound as problem:
            self.found += [d for d in problem.diagnostics if d not in self.found]
            return None

    def add(self, *diagnostics: Diagnostic) -> None:
        self.found += [d for d in diagnostics if d not in self.found]

    def stop_if_any(self) -> None:
        if any(d.severity is Severity.ERROR for d in self.found):
            raise ProblemsFound(self.found)
