"""A random walk over what people do, with a build after each step."""

from __future__ import annotations

import random

from tests.scenarios.kept_builds import Both
from tests.scenarios.kept_edits import EDITS

OPTIONS: tuple[tuple[str, ...], ...] = (
    *((),) * 16,
    *(("--json",),) * 4,
    ("--format", "html"),
    ("--format", "md"),
    ("es",),
    ("es_MX", "ar"),
    ("--only", "translated"),
    ("--only", "reviewed"),
    ("--release",),
    ("--today", "2026-11-23"),
)


def walk(both: Both, rng: random.Random, steps: int) -> list[str]:
    """What was done. Raises AssertionError where the two are not the same, saying what was."""
    done: list[str] = []
    names = list(EDITS)
    weights = [EDITS[name][0] for name in names]
    options: tuple[str, ...] = ()
    for _ in range(steps):
        for name in rng.choices(names, weights, k=rng.choice((1, 1, 1, 2))):
            EDITS[name][1](rng, both)
            done.append(name)
        if rng.random() < 0.4:
            options = rng.choice(OPTIONS)
        done.append(" ".join(("build", *options)))
        try:
            both.build(*options)
        except AssertionError as problem:
            raise AssertionError(f"{done[-6:]}: {problem}") from problem
    return done
