"""Another state of the program, which a test makes, is forgotten behind it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from adaptkit.readiness import kept_files


@pytest.fixture(autouse=True)
def _forget_the_program() -> Iterator[None]:
    yield
    kept_files.program.cache_clear()
