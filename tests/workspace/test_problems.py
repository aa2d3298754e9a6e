"""Findings are gathered once each, in order, however many there are."""

from __future__ import annotations

import time

from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.workspace.problems import Problems


def _many(number: int) -> list[Diagnostic]:
    return [
        error("duplicate-key", Position("x.yaml", n), "twice", "keep one") for n in range(number)
    ]


def _raise(found: list[Diagnostic]) -> None:
    raise ProblemsFound(found)


def test_each_is_kept_once_and_in_order() -> None:
    problems, found = Problems(), _many(3)
    problems.add(found[2], found[0], found[2])
    assert problems.attempt(_raise, found) is None
    assert problems.found == [found[2], found[0], found[1]]


def test_thousands_are_gathered_without_looking_through_all_others() -> None:
    """By comparison in a list, 30,000 took minutes."""
    problems, started = Problems(), time.process_time()
    problems.add(*_many(30_000))
    problems.attempt(_raise, _many(30_000))
    assert len(problems.found) == 30_000
    assert time.process_time() - started < 5
